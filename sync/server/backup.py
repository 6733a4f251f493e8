"""Backups of the city, and the record from which ``safe`` is said.

Before a backup begins, the city notes the last position and every branch that lies in it; what is
noted is in the backup, because the backup begins later. A backup counts once it was read back.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import URL, Connection, delete, func, insert, literal, select, update

from sync.server.store.counters import EVERYTHING, last, take
from sync.server.store.engine import Database
from sync.server.store.tables import BACKUP, BRANCH, CITY, OP, SAFE

DAY = 86_400


class BackupProblem(ValueError):
    """No backup was made. ``code``: tool, failed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Made:
    """One finished backup."""

    path: Path
    pos: int
    ops: int


def back_up(database: Database, city: int, out: Path, keep_days: int, now: int) -> Made:
    """Make, check and record one backup in ``out``; then let go of those no longer kept.

    Raises ``BackupProblem``; nothing is then left of it. Where the machine stops meanwhile, the
    record stays without an end, beside a ``.part`` file, and counts for nothing.
    """
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
    ending = "sqlite" if database.embedded else "dump"
    path = (out / f"city-{city}-{stamp}.{ending}").resolve()
    with database.writing() as connection:
        pos, ops = _begin(connection, city, path, now)
    part = _part_of(path)
    part.unlink(missing_ok=True)
    try:
        if database.embedded:
            _copy_embedded(database, part, city, pos, ops)
        else:
            _dump_postgres(database.engine.url, part)
        _settle_on_disk(part, path)
    except BackupProblem:
        _give_up(database, city, path)
        raise
    except (OSError, sqlite.Error, subprocess.SubprocessError) as error:
        _give_up(database, city, path)
        raise BackupProblem("failed") from error
    with database.writing() as connection:
        step = connection.execute(
            update(BACKUP)
            .where((BACKUP.c.city == city) & (BACKUP.c.file == str(path)))
            .values(done_at=now, kept_until=now + keep_days * DAY)
        )
    if step.rowcount != 1:  # the city was started meanwhile and took this record for a restore
        path.unlink(missing_ok=True)
        raise BackupProblem("failed")
    _let_go(database, city, now)
    return Made(path, pos, ops)


def note_restore(database: Database, now: int, *, told: bool) -> int | None:
    """Raise the epoch of a database that was put back from a backup; gives it, else None.

    ``told``: an operator says so. Without that the record of a backup that has begun and not ended
    tells it: every backup holds its own such record, and a city in use none, unless a backup was
    cut short, where a new epoch costs the laptops one look back. Laptops then ask from the last
    place that both sides know. The epoch is the moment, so that no two restores share one.

    Pulls close until ``city.open_pulls``: the backup may not know of a laptop revoked since. Only
    where its ``.part`` file shows that a backup was cut short here do they stay as they are.
    """
    with database.writing() as connection:
        begun = connection.execute(select(BACKUP.c.file).where(BACKUP.c.done_at.is_(None)))
        files = list(begun.scalars())
        if not files and not told:
            return None
        cut_short = all(_part_of(Path(file)).is_file() for file in files)
        for table in (BACKUP, SAFE):
            connection.execute(delete(table).where(table.c.file.in_(files)))
        before = connection.execute(select(CITY.c.ep)).scalar_one()
        after = max(int(before) + 1, now)
        connection.execute(update(CITY).values(ep=after))
        if told or not cut_short:
            connection.execute(update(CITY).values(pulls_closed_at=now))
    return after


def _part_of(path: Path) -> Path:
    """Where a backup is written until it is whole."""
    return path.with_name(path.name + ".part")


def _give_up(database: Database, city: int, path: Path) -> None:
    """Leave nothing of a backup that failed: its record would look like a restore."""
    with database.writing() as connection:
        _forget(connection, city, [str(path)])
    _part_of(path).unlink(missing_ok=True)


def _forget(connection: Connection, city: int, files: list[str]) -> None:
    """Take the records of some backups away."""
    for table in (BACKUP, SAFE):
        connection.execute(delete(table).where((table.c.city == city) & table.c.file.in_(files)))


def _begin(connection: Connection, city: int, path: Path, now: int) -> tuple[int, int]:
    """Note position and branches under the counter's lock: nothing is stored meanwhile."""
    take(connection, city, EVERYTHING, 0)
    pos = last(connection, city, EVERYTHING)
    file = str(path)
    connection.execute(insert(BACKUP).values(city=city, pos=pos, file=file, begun_at=now))
    connection.execute(
        insert(SAFE).from_select(
            ["city", "file", "writer", "hi_opid", "hi", "lo"],
            select(
                BRANCH.c.city,
                literal(file),
                BRANCH.c.writer,
                BRANCH.c.hi_opid,
                BRANCH.c.hi,
                BRANCH.c.lo,
            ).where(BRANCH.c.city == city),
        )
    )
    ops = connection.execute(
        select(func.count()).select_from(OP).where((OP.c.city == city) & (OP.c.pos <= pos))
    ).scalar_one()
    return pos, int(ops)


def _copy_embedded(database: Database, part: Path, city: int, pos: int, ops: int) -> None:
    source = sqlite.connect(str(database.engine.url.database))
    target = sqlite.connect(str(part))
    try:
        os.chmod(part, 0o600)
        source.backup(target, pages=1024)
        target.execute("PRAGMA journal_mode=DELETE")
        whole = target.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        held = target.execute(
            'SELECT count(*) FROM "op" WHERE city = ? AND pos <= ?', (city, pos)
        ).fetchone()
    finally:
        target.close()
        source.close()
    if not whole or held != (ops,):
        raise BackupProblem("failed")


def find_tool(name: str) -> str | None:
    """A PostgreSQL client program: on the path, or the newest where Debian puts them."""
    places = sorted(
        glob.glob(f"/usr/lib/postgresql/*/bin/{name}"),
        key=lambda path: int("".join(ch for ch in path.split("/")[4] if ch.isdigit()) or 0),
    )
    return places[-1] if places else shutil.which(name)


def _dump_postgres(url: URL, part: Path) -> None:
    dump, restore = find_tool("pg_dump"), find_tool("pg_restore")
    if dump is None or restore is None:
        raise BackupProblem("tool")
    env = {**os.environ, "PGPASSWORD": url.password or os.environ.get("PGPASSWORD", "")}
    address = url.set(drivername="postgresql", password=None).render_as_string()
    part.touch(mode=0o600)
    command = [dump, "--format=custom", f"--file={part}", f"--dbname={address}"]
    subprocess.run(command, env=env, check=True, capture_output=True)  # noqa: S603
    read = [restore, f"--file={os.devnull}", str(part)]
    subprocess.run(read, check=True, capture_output=True)  # noqa: S603


def _settle_on_disk(part: Path, path: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _let_go(database: Database, city: int, now: int) -> None:
    """Delete backups past their time, and unfinished records; the newest finished one stays."""
    with database.writing() as connection:
        rows = connection.execute(
            select(BACKUP.c.file, BACKUP.c.begun_at, BACKUP.c.done_at, BACKUP.c.kept_until)
            .where(BACKUP.c.city == city)
            .order_by(BACKUP.c.pos.desc(), BACKUP.c.begun_at.desc())
        ).all()
        finished = [row for row in rows if row.done_at is not None]
        gone = [row.file for row in finished[1:] if row.kept_until <= now]
        # Files first: a recorded backup that is away is harmless, an unrecorded one is not.
        for file in gone:
            Path(file).unlink(missing_ok=True)
        gone += [row.file for row in rows if row.done_at is None and row.begun_at < now - DAY]
        _forget(connection, city, gone)

"""What each command of the city does. Sentences go to stderr, results to stdout."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
import time
from pathlib import Path

from sqlalchemy import make_url, select

from data.model.people import Role
from sync.server import backup, keyfiles
from sync.server.ceremony import CityPlan, hold_ceremony
from sync.server.city import City, found_city, read_facts, read_standing
from sync.server.disk import disk_of
from sync.server.keyfiles import PUBLIC, SECRETS, BadKeyFile
from sync.server.registry import Registry
from sync.server.serving import check_host, listen, serve, write_port
from sync.server.store.engine import Database
from sync.server.store.migrate import check_shape, migrate
from sync.server.store.tables import OP
from sync.server.texts import both
from sync.server.vouchers import MadeCode, Post, make_code, read_voucher, write_voucher

DEMO_POSTS = {
    "cadre": Post(Role.KADER_PKK, "2172041003", "Kader contoh"),
    "desk": Post(Role.CASE_MANAGER, "2172000000", "Petugas UPTD contoh"),
}
DEMO_HOURS = 24 * 365


class OptionsMissing(ValueError):
    """enrol-code was asked without what it needs."""


def tell(key: str, **facts: object) -> None:
    """One sentence in both languages, for the person at the terminal."""
    sys.stderr.write(both(key, **facts) + "\n")


def open_database(url: str, *, must_exist: bool = True) -> Database:
    """The database, of the right version and shape. Raises what ``console.run`` words."""
    database = Database(url)
    if must_exist and database.embedded:
        path = Path(make_url(url).database or "")
        if not path.is_file():
            raise BadKeyFile("missing", path)
    if must_exist:
        database.check_version()
        check_shape(database)
    return database


def open_city(url: str, secrets_path: str | None = None, disk: str | None = None) -> City:
    """The city of a database, with its keys. Raises what ``console.run`` words."""
    database = open_database(url)
    epoch = backup.note_restore(database, int(time.time()), told=False)
    if epoch is not None:
        tell("did.restored", ep=epoch)
    facts = read_facts(database)
    with database.reading() as connection:
        if read_standing(connection, facts.number).pulls_closed_at is not None:
            tell("did.closed")
    seeds = keyfiles.read_secrets(Path(secrets_path or facts.secrets))
    return City(database, facts, seeds, disk_of(database, disk))


def ceremony(asked: argparse.Namespace) -> None:
    """Make all keys of a city."""
    out = Path(asked.out).resolve()
    plan = CityPlan(
        int(asked.city), asked.letters.upper(), asked.name.strip(), asked.url, asked.demo
    )
    hold_ceremony(out, plan, secrets.token_bytes, int(time.time()))
    tell("did.ceremony", path=out)


def init(asked: argparse.Namespace) -> None:
    """Prepare a database; harmless when repeated with the same city."""
    public, secret = Path(asked.public).resolve(), Path(asked.secrets).resolve()
    _found(asked.db, public, secret)


def _found(url: str, public: Path, secret: Path) -> None:
    bundle, seeds = keyfiles.read_public(public), keyfiles.read_secrets(secret)
    database = open_database(url, must_exist=False)
    if database.embedded:
        Path(make_url(url).database or "").resolve().parent.mkdir(parents=True, exist_ok=True)
    database.check_version()
    migrate(database)
    if database.embedded and os.name == "posix":
        os.chmod(make_url(url).database or "", 0o600)
    directory = found_city(database, bundle, seeds, secret, int(time.time()))
    database.close()
    tell("did.init", name=directory.name)


def serve_city(asked: argparse.Namespace) -> None:
    """Run the city until it is told to end."""
    city = open_city(asked.db, asked.secrets, asked.disk)
    check_host(city, asked.host)
    listening = listen(asked.host, asked.port)
    port = listening.getsockname()[1]
    tell("did.serve", url=f"http://{asked.host}:{port}")
    port_file = Path(asked.port_file) if asked.port_file else None
    serve(city, listening, port_file=port_file, proxy=asked.trusted_proxy)


def enrol_code(asked: argparse.Namespace) -> None:
    """Make a code and its voucher, load a voucher, or both."""
    if asked.keys is None:
        if not isinstance(asked.load, str) or asked.db is None:
            raise OptionsMissing
        _load(asked.db, read_voucher(Path(asked.load)))
        return
    if None in (asked.role, asked.area, asked.display) or (asked.load and asked.db is None):
        raise OptionsMissing
    post = Post(Role(asked.role), asked.area, asked.display.strip())
    made = make_code(
        Path(asked.keys),
        post,
        url=asked.url,
        hours=asked.hours,
        random=secrets.token_bytes,
        now=int(time.time()),
    )
    path = asked.out or (None if asked.load else f"voucher-{secrets.token_hex(4)}.json")
    if path is not None:
        write_voucher(Path(path), made.voucher)
    if asked.load:
        _load(asked.db, made.voucher)
    sys.stdout.write(made.line + "\n")
    sys.stdout.flush()
    tell("did.code", hours=asked.hours)
    if not asked.load:
        tell("did.code.load", path=path)


def _load(url: str, voucher: bytes) -> None:
    database = open_database(url)
    facts = read_facts(database)
    city = City(database, facts, keyfiles.read_secrets(Path(facts.secrets)))
    with database.writing() as connection:
        Registry(connection, city.directory()).load_voucher(voucher, int(time.time()))
    database.close()
    tell("did.load")


def back_up_city(asked: argparse.Namespace) -> None:
    """Back up the database and record what ``safe`` is said from."""
    database = open_database(asked.db)
    facts = read_facts(database)
    made = backup.back_up(database, facts.number, Path(asked.out), asked.keep, int(time.time()))
    database.close()
    tell("did.backup", path=made.path, ops=made.ops, days=asked.keep)


def counts(asked: argparse.Namespace) -> None:
    """Print how many ops lie here, how many are distinct, and their ids."""
    database = open_database(asked.db)
    with database.reading() as connection:
        opids = [opid.hex() for opid in connection.execute(select(OP.c.opid)).scalars()]
    database.close()
    found = {"rows": len(opids), "distinct": len(set(opids)), "opids": sorted(opids)}
    sys.stdout.write(json.dumps(found) + "\n")


def demo(asked: argparse.Namespace) -> None:
    """Run a demo city in a folder: made at the first start, taken up again later."""
    folder = Path(asked.dir).resolve()
    known = folder / "city.json"
    facts = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
    listening = listen("127.0.0.1", int(facts.get("port", asked.port)))
    port = listening.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    db = str(facts.get("db", asked.db or f"sqlite:///{folder / 'city.sqlite'}"))
    keys = folder / "keys"
    if not (keys / PUBLIC).is_file():
        plan = CityPlan(2172, "TP", "Kota Contoh", url, demo=True)
        hold_ceremony(keys, plan, secrets.token_bytes, int(time.time()))
    _found(db, keys / PUBLIC, keys / SECRETS)
    city = open_city(db)
    codes = folder / "codes.json"
    if not codes.is_file():
        made = {name: _demo_code(city, keys, post, url) for name, post in DEMO_POSTS.items()}
        codes.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    root = city.facts.root_id.hex()
    found = {"url": url, "root": root, "pid": os.getpid(), "port": port, "db": db}
    known.write_text(json.dumps(found) + "\n", encoding="utf-8")
    write_port(folder / "port", port)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    tell("did.serve", url=url)
    serve(city, listening, port_file=None, proxy=None)


def _demo_code(city: City, keys: Path, post: Post, url: str) -> str:
    made: MadeCode = make_code(
        keys, post, url=url, hours=DEMO_HOURS, random=secrets.token_bytes, now=city.now()
    )
    with city.database.writing() as connection:
        Registry(connection, city.directory()).load_voucher(made.voucher, city.now())
    return made.line

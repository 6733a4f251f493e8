"""The files of a case as screens show them: what each is, where it is, how much of it has moved.

One line a file, whatever letters carry it. Names are never shown: a stored name says nothing, and
the name a file once had was never kept. A picture is handed out only to be looked at by a child
process; a copy leaves the app at the desk alone, and that is written down: sound and papers are
heard and read outside, since what plays and renders them is the largest door into a process that
holds a vault, and it is the desk that hands evidence on (domain.md 2.10, custody).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.model.problems import Code, Refusal
from data.model.road import RoadCode
from data.ops.answered import named_in
from data.ops.fold import CaseState
from data.ops.header import DESK, OWN
from data.store.mail.blobs import BlobFace
from data.store.mail.wishes import WishFace
from data.store.store import Store
from data.store.tables.audit import Act
from data.store.tables.files import LetterFile
from responder_app.work import answered, fetch, receipts
from responder_app.work.attach import kind_of
from responder_app.work.identity import Me, load
from responder_app.work.world import World

MOST_COPIES = 100
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class FileState(StrEnum):
    """Where a file is. Own: ``waits``, ``going``, ``at-city``, ``only-here`` (no letter carries
    it). From elsewhere: ``away`` (not asked for), ``coming``, ``here``; ``not-there``: asked for,
    and the city has not all of it yet; ``differs``: what came is not the file its letter names."""

    WAITS = "waits"
    GOING = "going"
    AT_CITY = "at-city"
    ONLY_HERE = "only-here"
    AWAY = "away"
    COMING = "coming"
    HERE = "here"
    NOT_THERE = "not-there"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file of a case. ``sha256`` names it; ``size`` in bytes; ``of``: the evidence kind its
    form tells (``ev_type``), or empty; ``done`` of ``total``: bytes that have moved; ``here``: it
    can be opened now; ``mine``: written by this person; ``to_desk``: the desk can read it."""

    sha256: bytes
    mime: str
    size: int
    of: str
    state: FileState
    done: int
    total: int
    here: bool
    mine: bool
    to_desk: bool
    moving: bool = False

    @property
    def picture(self) -> bool:
        """Whether it can be looked at inside."""
        return self.mime.startswith("image/")


def of_case(store: Store, me: Me, state: CaseState) -> tuple[CaseFile, ...]:
    """Every file of a folded case, in the order its letters tell of them."""
    rows = store.vault.files.of_case(state.rec)
    order = {entry.opid: place for place, entry in enumerate(state.entries)}
    rows.sort(key=lambda one: (order.get(one.opid, len(order)), one.at))
    if not rows:
        return tuple(_alone(store, state, set(), _kinds(state)))
    known = _road(store, me)
    kinds = _kinds(state)
    by_sum: dict[bytes, list[LetterFile]] = {}
    for one in rows:
        by_sum.setdefault(one.sha256, []).append(one)
    found = []
    for sha256, same in by_sum.items():
        best = _of_these(same)
        where, done = known.place(best)
        found.append(
            CaseFile(
                sha256=sha256,
                mime=best.mime,
                size=best.size,
                of=kinds.get(sha256, ""),
                state=where,
                done=done,
                total=best.sealed_bytes,
                here=best.here,
                mine=best.own,
                to_desk=any(one.aud == DESK for one in same),
            )
        )
    return (*found, *_alone(store, state, set(by_sum), kinds))


def _of_these(same: list[LetterFile]) -> LetterFile:
    """The letter that speaks for a file: one that others read before the copy for oneself."""
    return min(same, key=lambda one: (bool(one.fault), one.aud == OWN))


def _alone(
    store: Store, state: CaseState, carried: set[bytes], kinds: Mapping[bytes, str]
) -> list[CaseFile]:
    """Files of forms finished before letters carried any."""
    return [
        CaseFile(
            one.sha256,
            one.mime,
            one.size,
            kinds.get(one.sha256, ""),
            FileState.ONLY_HERE,
            0,
            one.size,
            True,
            True,
            False,
        )
        for one in store.vault.attachments.of_case(state.rec)
        if one.draft is None and one.sha256 not in carried
    ]


def _kinds(state: CaseState) -> dict[bytes, str]:
    """What kind of evidence each file is, as the form that names it says."""
    kinds: dict[bytes, str] = {}
    for form in answered.forms_of(state):
        for line in named_in(form.entry):
            with suppress(ValueError, IndexError):
                kinds[bytes.fromhex(line.split(" ")[1])] = form.answers.get("ev_type", "")
    return kinds


@dataclass(frozen=True, slots=True)
class _Road:
    """What mailbag and receipt say of every file, asked once. ``moving``: an exchange goes on."""

    moving: bool
    going: Mapping[bytes, BlobFace]
    laid: set[bytes]
    needed: set[bytes]
    wishes: Mapping[bytes, WishFace]
    had: set[bytes]

    def place(self, one: LetterFile) -> tuple[FileState, int]:
        """Where one is, and how many of its bytes have moved."""
        if not one.here:
            return self._down(one)
        if not one.own:
            return FileState.HERE, one.sealed_bytes
        face = self.going.get(one.blob)
        if face is not None:
            done = one.sealed_bytes * face.sent_chunks // max(1, face.chunks)
            return (FileState.GOING if done else FileState.WAITS), done
        if one.blob in self.laid or (one.opid in self.had and one.blob not in self.needed):
            return FileState.AT_CITY, one.sealed_bytes
        return FileState.WAITS, 0

    def _down(self, one: LetterFile) -> tuple[FileState, int]:
        wish = self.wishes.get(one.blob)
        if one.fault or (wish is not None and wish.refused == "damaged"):
            return FileState.DIFFERS, 0
        if wish is None:
            return (FileState.COMING if one.own or one.wished_at else FileState.AWAY), 0
        done = one.sealed_bytes * wish.here_chunks // max(1, wish.chunks)
        return (FileState.NOT_THERE if wish.refused else FileState.COMING), done


def _road(store: Store, me: Me) -> _Road:
    bag = store.mailbag
    said = bag.road_state()
    return _Road(
        moving=said is not None and said.code is RoadCode.BUSY,
        going={face.blob: face for face in bag.blobs_waiting()},
        laid={blob for blob, _opid in bag.blobs_laid()},
        needed=bag.blobs_needed(),
        wishes={wish.blob: wish for wish in bag.wishes(store.vault.vault16)},
        had=receipts.had(store, me),
    )


def ask(store: Store, world: World, rec: bytes, sha256: bytes) -> None:
    """*Ambil berkas*: wish for a file of a case. Raises ``Refusal(FILE_GONE)``."""
    one = _of_these(_rows(store, rec, sha256))
    fetch.ask(store, world, one.opid, one.at)


def leave(store: Store, rec: bytes, sha256: bytes) -> None:
    """The file is not wanted any more. Raises ``Refusal(FILE_GONE)``."""
    for one in _rows(store, rec, sha256):
        fetch.leave(store, one.opid, one.at)


def _rows(store: Store, rec: bytes, sha256: bytes) -> list[LetterFile]:
    rows = [one for one in store.vault.files.of_case(rec) if one.sha256 == sha256]
    if not rows:
        raise Refusal(Code.FILE_GONE)
    return rows


def look_at(store: Store, world: World, rec: bytes, sha256: bytes) -> bytes:
    """The bytes of a picture, for the child that looks at it; that somebody looked is written
    down. Raises ``Refusal(FILE_GONE)``."""
    body = store.vault.files.body(rec, sha256)
    if body is None:
        raise Refusal(Code.FILE_GONE)
    store.vault.audit.add(Act.VIEW, world.now(), rec)
    return body


def save_copy(
    store: Store,
    world: World,
    rec: bytes,
    sha256: bytes,
    folder: str,
    clean: Callable[[], bytes] | None,
) -> str:
    """Save a copy outside, at the desk: what ``clean`` gives (a picture made anew, JPEG) or, where
    it is None, the original, byte for byte as it was taken in. Written down first; read back and
    compared. Gives the copy's name: of its fingerprint's beginning, never of a person.

    Raises ``Refusal``: NOT_YOUR_CASE (no desk), FILE_GONE, FILE_NOT_SAVED (nothing is left there).
    """
    if not load(store).at_desk:
        raise Refusal(Code.NOT_YOUR_CASE)
    body = store.vault.files.body(rec, sha256)
    if not body:
        raise Refusal(Code.FILE_GONE)
    made = clean() if clean is not None else body
    if not made:
        raise Refusal(Code.FILE_NOT_SAVED)
    kind = kind_of(body)
    ending = "jpg" if clean is not None else kind[1] if kind is not None else "bin"
    store.vault.audit.add(Act.EXPORT, world.now(), rec)
    path, number = _fresh(Path(folder), f"bukti-{sha256.hex()[:8]}", ending)
    _write(path, number, made)
    return path.name


def _fresh(folder: Path, name: str, ending: str) -> tuple[Path, int]:
    """A new file of that name, or of one beside it: nothing that lies there is written over."""
    for count in range(1, MOST_COPIES):
        path = folder / (f"{name}.{ending}" if count == 1 else f"{name}-{count}.{ending}")
        try:
            return path, os.open(path, _NEW, 0o600)
        except FileExistsError:
            continue
        except (OSError, ValueError) as error:
            raise Refusal(Code.FILE_NOT_SAVED) from error
    raise Refusal(Code.FILE_NOT_SAVED)


def _write(path: Path, number: int, body: bytes) -> None:
    try:
        with os.fdopen(number, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        same = path.read_bytes() == body
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Refusal(Code.FILE_NOT_SAVED) from error
    if not same:
        path.unlink(missing_ok=True)
        raise Refusal(Code.FILE_NOT_SAVED)

"""Taking the city's packs into use: found, verified by the vault's own directory, tried, kept.

The vault keeps a copy of the pack it took, so that a lost file takes nothing back, and so that an
older one never comes into use again while the newer one holds. Nothing here runs what a pack
brings before both signatures were checked.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.content import drill_reader, guide_reader, reader
from data.content.pack import (
    MOST_BYTES,
    Pack,
    PackRefused,
    app_fits,
    pack_hash,
    read,
    verify,
)
from data.content.source import Content
from data.forms.errors import FormRefused
from data.model.condition import ConditionRefused
from data.model.form import FORM_KINDS, NEEDS_CASE, FormFace
from data.model.problems import Code, Fault, Refusal
from data.ops.directory import Directory
from data.store.files import put_whole
from data.store.mail.packs import REFUSED, STICK, PackRow, pack_file
from data.store.store import Store
from data.store.tables.forms import PackTaken
from responder_app.rules.pathway import TableRefused
from responder_app.rules.suggest import fits
from responder_app.settings import VERSION
from responder_app.work import pack as in_use
from responder_app.work.identity import load_directory
from responder_app.work.pack import Current

_NAME: Final = re.compile(r"pack-([0-9]{1,15})-([0-9a-f]{8})\.pack")

_FORGED: Final = frozenset({"signature", "unsigned", "name", "city", "demo"})
_ANOTHER_TIME: Final = frozenset({Code.DISK_FULL, Code.DISK_READ_ONLY, Code.STORE_BUSY})


@dataclass(frozen=True, slots=True)
class RefusedPack:
    """A pack that may not be used here: its number, and the ``PackRefused`` code that says why."""

    seq: int
    code: str


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What the settings page says of packs. ``seq`` 0: what is built in, of ``version``.

    ``signed``: (role, name, Unix s) of both who signed. ``forms``: (id, version) of every form in
    use. ``coming``: number, bytes here and bytes in all of a pack on its way.
    """

    seq: int
    name: str
    made: int
    version: str
    signed: tuple[tuple[str, str, int], ...]
    forms: tuple[tuple[str, str], ...]
    coming: tuple[int, int, int] | None
    refused: tuple[RefusedPack, ...]


def choose(store: Store, directory: Directory, now: int) -> bool:
    """Bring the newest pack that holds into use; True when that changed what is in use.

    Called at unlock, and when a file may have come. Files that do not hold stay out; the one in
    the vault goes when today's directory no longer stands behind it.
    """
    before = in_use.current()
    try:
        _settle_taken(store, directory, now)
        for file in _files(store):
            if file.seq > in_use.current().seq:
                _try_file(store, directory, file, now)
        _clear_away(store)
    except Fault as fault:
        if fault.code not in _ANOTHER_TIME:  # a full disk must keep nobody out
            raise
    return in_use.current() is not before


def look(store: Store) -> bool:
    """Whether a file lies there that ``choose`` has not judged yet; cheap enough to ask often."""
    judged = {row.sha[:4] for row in store.mailbag.packs() if row.state == REFUSED}
    newest = in_use.current().seq
    return any(file.seq > newest and file.hash4 not in judged for file in _files(store))


def refresh(store: Store, directory: Directory, now: int) -> bool:
    """After the road brought something: take a newer pack if there is one, or if keys changed."""
    here = in_use.current().pack
    if not look(store) and (here is None or _stands(here, directory)):
        return False
    return choose(store, directory, now)


def take_file(store: Store, path: Path, now: int) -> Pack:
    """Take a pack from a file a person chose. Raises ``PackRefused``.

    Beside what ``read`` and ``verify`` say: ``file`` (cannot be read), ``seq`` (not newer than the
    one in use), ``app`` (needs a newer program), ``forms`` (this program cannot run it).
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PackRefused("file") from error
    pack = _take(store, load_directory(store), raw)
    put_whole(pack_file(store.mailbag.home, pack.manifest.seq, pack.hash), raw)
    store.mailbag.pack_is_whole(pack.hash, pack.manifest.seq, len(raw), now, word=STICK)
    return pack


def facts(store: Store) -> PackFacts:
    """What is in use, what comes, and what was refused."""
    here = in_use.current()
    manifest = here.pack.manifest if here.pack is not None else None
    signed = here.pack.signatures if here.pack is not None else ()
    coming = store.mailbag.pack_on_its_way()
    refused = [
        RefusedPack(row.seq, row.word)
        for row in store.mailbag.packs()
        if row.state == REFUSED and row.seq > here.seq
    ]
    return PackFacts(
        seq=here.seq,
        name="" if manifest is None else manifest.name,
        made=0 if manifest is None else manifest.made,
        version=VERSION,
        signed=tuple((one.role, one.name, one.at) for one in signed),
        forms=tuple((form_id, here.version(form_id)) for form_id in reader.form_ids(here.content)),
        coming=None if coming is None else (coming[0].seq, coming[1], coming[0].size),
        refused=tuple(refused),
    )


def try_out(content: Content) -> None:
    """Read everything of a content as the app will. Raises ``PackRefused('forms', what)``."""
    trial = Current()
    trial.content = content
    what = "forms.csv"
    try:
        faces = reader.form_faces(content)
        for face in faces:
            what = face.id
            if trial.form(face.id).form_id != face.id or not _known(face):
                raise PackRefused("forms", what)
        what = "pathway.csv"
        trial.table()
        trial.reason_words()
        what = "areas.csv"
        reader.areas(content)
        reader.directory(content)
        reader.identity_of_fields(content)
        what = "guide"
        guide_reader.guide_buttons(content)
        for language in guide_reader.LANGUAGES:
            guide_reader.guide_texts(language, content=content)
        what = "drills"
        for language in guide_reader.LANGUAGES:
            drill_reader.drills(language, content)
    except (
        FormRefused,
        TableRefused,
        ConditionRefused,
        Refusal,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        csv.Error,
    ) as error:
        raise PackRefused("forms", what) from error


def _known(face: FormFace) -> bool:
    """Whether this program knows what kind of form it is, and when to suggest it."""
    if face.suggest:
        fits(face.suggest, {})
    return face.kind in FORM_KINDS and face.needs_case in NEEDS_CASE


def _take(store: Store, directory: Directory, raw: bytes) -> Pack:
    """Verify, try out, keep in the vault, bring into use. Raises ``PackRefused``."""
    pack = read(raw)
    verify(pack, directory)
    if pack.manifest.seq <= in_use.current().seq:
        raise PackRefused("seq", str(in_use.current().seq))
    fresh = Current(pack)
    _check_fit(fresh, pack)
    store.vault.pack.put(PackTaken(pack.manifest.seq, pack.digest, VERSION, raw))
    in_use.use(fresh)
    return pack


def _check_fit(fresh: Current, pack: Pack) -> None:
    """Whether this very program can use it. Raises ``PackRefused``: ``app``, ``forms``."""
    if not app_fits(pack.manifest.app_min, VERSION):
        raise PackRefused("app", pack.manifest.app_min)
    try_out(fresh.content)


def _settle_taken(store: Store, directory: Directory, now: int) -> None:
    """The pack this vault took earlier, if it still holds; else what is built in."""
    taken = store.vault.pack.get()
    here = in_use.current()
    if taken is None:
        if here.pack is not None:
            in_use.use(Current())
        return
    if here.pack is not None and here.pack.digest == taken.digest and _stands(here.pack, directory):
        return
    try:
        pack = read(taken.raw)
        verify(pack, directory)
        fresh = Current(pack)
        if taken.fits != VERSION:
            _check_fit(fresh, pack)
            store.vault.pack.put(PackTaken(taken.seq, taken.digest, VERSION, taken.raw))
    except PackRefused as refused:
        store.vault.pack.drop()
        _forget(store, pack_hash(taken.raw), refused.code, now)
        in_use.use(Current())
    else:
        in_use.use(fresh)


def _stands(pack: Pack, directory: Directory) -> bool:
    try:
        verify(pack, directory)
    except PackRefused:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _File:
    """A pack file beside the mailbag, by what its name says."""

    path: Path
    seq: int
    hash4: bytes


def _files(store: Store) -> list[_File]:
    """Pack files beside the mailbag, highest number first."""
    found = []
    for path in store.mailbag.home.glob("pack-*.pack"):
        named = _NAME.fullmatch(path.name)
        if named:
            found.append(_File(path, int(named.group(1)), bytes.fromhex(named.group(2))))
    return sorted(found, key=lambda one: (one.seq, one.hash4), reverse=True)


def _try_file(store: Store, directory: Directory, file: _File, now: int) -> None:
    """Take a file into use, or say why not; one that was spoilt on this disk goes."""
    try:
        with file.path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError:
        return
    sha = pack_hash(raw)
    row = next((one for one in store.mailbag.packs() if one.sha[:4] == file.hash4), None)
    if sha[:4] != file.hash4:
        file.path.unlink(missing_ok=True)
        if row is not None:
            store.mailbag.forget_pack(row.sha)  # the city may send it again
        return
    try:
        pack = _take(store, directory, raw)
    except PackRefused as refused:
        # A number that only a stranger's file names must not keep the city's own packs away.
        seq = 0 if row is None else row.seq
        store.mailbag.pack_refused(sha, seq, len(raw), refused.code, now)
        return
    if row is None or row.state == REFUSED:
        word = STICK if row is None else ""
        store.mailbag.pack_is_whole(sha, pack.manifest.seq, len(raw), now, word=word)


def _forget(store: Store, sha: bytes, code: str, now: int) -> None:
    """A pack in use stopped holding: from a stick it must not keep the city's own away."""
    row: PackRow | None = next((one for one in store.mailbag.packs() if one.sha == sha), None)
    if row is None:
        return
    if row.word == STICK and code in _FORGED:
        pack_file(store.mailbag.home, row.seq, row.sha).unlink(missing_ok=True)
        store.mailbag.forget_pack(sha)
    else:
        store.mailbag.pack_refused(sha, row.seq, row.size, code, now)


def _clear_away(store: Store) -> None:
    """Older files go once a newer one is in use: kept forms need them no more."""
    here = in_use.current().seq
    for file in _files(store):
        if file.seq < here:
            file.path.unlink(missing_ok=True)

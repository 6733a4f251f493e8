"""Pack commands that need no spreadsheet reader: sign, verify, show, publish, manual."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from data.content import pack as packs_of_content
from data.content.pack import APPROVER, MAKER, Pack
from data.content.source import BUILT_IN
from data.forms.authoring.retiring import asked_in
from data.forms.formdef import load_form
from data.ops.directory import Directory
from sync.server import keyfiles, packs
from sync.server.city import read_directory, read_facts
from sync.server.commands import open_database
from sync.server.pack_console import Order, Told
from sync.server.pack_words import Language, say

_KEYS = {MAKER: keyfiles.PACK, APPROVER: keyfiles.ADMIN}
_LABEL = 60


def read_file(path: Path) -> bytes:
    """The bytes of a pack file. Raises `Told`."""
    try:
        if path.stat().st_size > packs_of_content.MOST_BYTES:
            raise packs_of_content.PackRefused("size", path.name)
        return path.read_bytes()
    except OSError:
        raise Told("cannot-read", path=path) from None


def write_over(path: Path, raw: bytes) -> None:
    """Put new bytes in a file's place, whole or not at all. Raises `Told`."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        raise Told("cannot-write", path=path) from None


def tell(asked: argparse.Namespace, key: str, **facts: object) -> None:
    """One sentence to the person at the terminal."""
    sys.stdout.write(say(key, asked.lang, **facts) + "\n")


def sign(asked: argparse.Namespace) -> int:
    """Put one signature on a pack file, in its place."""
    raw = read_file(asked.pack)
    key_file = _KEYS[asked.role]
    seed = keyfiles.read_key(asked.keys / key_file, key_file)
    signed = packs_of_content.with_signature(raw, asked.role, asked.name, int(time.time()), seed)
    write_over(asked.pack, signed)
    pack = packs_of_content.read(signed)
    shown = pack.digest.hex()[:8]
    name = " ".join(asked.name.split())
    tell(asked, "signed", seq=pack.manifest.seq, hash=shown, name=name, role=asked.role)
    missing = _missing(pack)
    if missing:
        tell(asked, "still", role=", ".join(missing))
    else:
        tell(asked, "complete")
    return 0


def verify(asked: argparse.Namespace) -> int:
    """Judge a pack as every laptop will; says what is missing."""
    bundle = keyfiles.read_public(asked.public)
    directory = Directory.load(bundle.directory, bundle.root_id)
    pack = packs_of_content.read(read_file(asked.pack))
    packs_of_content.verify(pack, directory)
    names = {one.role: one.name for one in pack.signatures}
    tell(
        asked,
        "verified",
        city=directory.name,
        seq=pack.manifest.seq,
        maker=names[MAKER],
        approver=names[APPROVER],
    )
    return 0


def publish(asked: argparse.Namespace) -> int:
    """Verify a pack and put it into the city's database for the road."""
    raw = read_file(asked.pack)
    database = open_database(asked.db)
    try:
        directory = read_directory(database, read_facts(database))
        fresh = packs.publish(database, directory, raw, int(time.time()))
    finally:
        database.close()
    seq = packs_of_content.read(raw).manifest.seq
    tell(asked, "published" if fresh else "published.again", seq=seq)
    return 0


def manual(asked: argparse.Namespace) -> int:
    """Print the one-page manual (Bahasa Indonesia)."""
    sys.stdout.write(manual_text("formulir.md"))
    return 0


def manual_text(name: str) -> str:
    """A file that lies beside the program for authors."""
    return resources.files("sync.server").joinpath("manual", name).read_text(encoding="utf-8")


def show(asked: argparse.Namespace) -> int:
    """What a pack holds, who signed it, and how it differs from the built-in content."""
    pack = packs_of_content.read(read_file(asked.pack))
    language: Language = asked.lang
    head = pack.manifest
    tell(
        asked,
        "show.head",
        seq=head.seq,
        city=f"{head.city:04}",
        name=head.name or "-",
        made=_moment(head.made),
        app=head.app_min,
        hash=pack.digest.hex()[:8],
    )
    if head.demo:
        tell(asked, "show.demo")
    signed = {one.role: one for one in pack.signatures}
    for role in (MAKER, APPROVER):
        if role in signed:
            one = signed[role]
            tell(asked, "show.sign", role=role, name=one.name, at=_moment(one.at))
        else:
            tell(asked, "show.unsigned", role=role)
    for line in (*_forms(pack, language), *_others(pack, language)):
        sys.stdout.write(line + "\n")
    return 0


def _forms(pack: Pack, language: Language) -> Iterator[str]:
    for path, xml in sorted(pack.files.items()):
        if not path.startswith("built/"):
            continue
        form_id = path.removeprefix("built/").removesuffix(".xml")
        version = load_form(xml).version
        below = _shipped(path)
        if below is None:
            what = say("show.new", language)
        elif below == xml:
            what = say("show.same", language)
        else:
            what = say("show.changed", language, version=load_form(below).version)
        yield say("show.form", language, id=form_id, version=version, what=what)
        if below is not None and below != xml:
            yield from _differences(below, xml, language)


def _differences(old_xml: bytes, new_xml: bytes, language: Language) -> Iterator[str]:
    old, new = asked_in(load_form(old_xml)), asked_in(load_form(new_xml))
    told = 0
    for name in (*new, *(name for name in old if name not in new)):
        if name not in old:
            told += 1
            yield say("show.added", language, name=name, label=new[name].label[:_LABEL] or "-")
        elif name not in new:
            told += 1
            yield say("show.removed", language, name=name, label=old[name].label[:_LABEL] or "-")
        else:
            was, now = old[name], new[name]
            if was.label != now.label:
                told += 1
                yield say(
                    "show.label",
                    language,
                    name=name,
                    old=was.label[:_LABEL],
                    new=now.label[:_LABEL],
                )
            if was.offered != now.offered:
                told += 1
                added = " ".join(sorted(now.offered - was.offered)) or "-"
                removed = " ".join(sorted(was.offered - now.offered)) or "-"
                yield say("show.choices", language, name=name, added=added, removed=removed)
    if not told:
        yield say("show.rules", language)


def _others(pack: Pack, language: Language) -> Iterator[str]:
    for path, content in sorted(pack.files.items()):
        if path.startswith("built/"):
            continue
        below = _shipped(path)
        key = "show.new" if below is None else "show.same" if below == content else "show.altered"
        yield say("show.other", language, path=path, what=say(key, language))


def _shipped(path: str) -> bytes | None:
    try:
        return BUILT_IN.read(path)
    except KeyError:
        return None


def _missing(pack: Pack) -> list[str]:
    there = {one.role for one in pack.signatures}
    return [role for role in (MAKER, APPROVER) if role not in there]


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


ORDERS: dict[str, Order] = {
    "sign": sign,
    "verify": verify,
    "show": show,
    "publish": publish,
    "manual": manual,
}

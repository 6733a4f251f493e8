"""Enrolment: a new vault, the person's keys, certificates signed with the code; finished when the
city's voucher has come back.

The code derives two keys (design.md 3): one signs this laptop's own certificates, the other opens
the desk keys of a case manager's voucher. Secrets stay in the vault; the errand carries public
halves and certificates only.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from data.model.people import Role
from data.model.problems import Code, Fault, Refusal
from data.ops.certs import (
    CertProblem,
    Voucher,
    check_voucher,
    make_device_cert,
    make_user_cert,
    make_writer_cert,
    read_cert,
    unwrap_desk_key,
)
from data.ops.directory import Directory
from data.ops.enrol_code import CodeKeys, derive_code_keys, normalise_code
from data.ops.keys import CannotOpen, ed_public, id16
from data.store.device import DeviceKeys
from data.store.kdf_cost import KdfCost
from data.store.store import Store
from data.store.tables.keys import DeskKey, UserKey, WriterKey
from data.store.tables.pins import ROOT
from data.store.vault import create_vault, open_database
from responder_app.work import mend, recovery, scopes
from responder_app.work.identity import OWN_PAPERS, load, load_directory
from responder_app.work.world import World

HEAD = "PSKE1"
WISH = "enrol.wish"  # what is under way: errand number, code seeds; forgotten when it is over


@dataclass(frozen=True, slots=True)
class CodeLine:
    """What stands on an enrolment slip. ``server_id``/``root_id`` as hex, ``city`` its number."""

    url: str
    server_id: str
    root_id: str
    city: int
    code: str


@dataclass(frozen=True, slots=True)
class Laptop:
    """Where a vault is made, and with which cost of the passphrase's key derivation."""

    home: Path
    device: DeviceKeys
    kdf: KdfCost
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an enrolment is: ``done``, or the courier's code while it is not.

    ``problem``: why it ended without a place, a code people can read about; empty otherwise.
    """

    done: bool
    code: str = ""
    problem: str = ""


def read_line(text: str) -> CodeLine:
    """Take a pasted slip apart: ``PSKE1|url|server id|root id|city|code``.

    Raises ``Refusal(CODE_MALFORMED)``.
    """
    parts = [part.strip() for part in text.strip().split("|")]
    if len(parts) != 6 or parts[0] != HEAD:
        raise Refusal(Code.CODE_MALFORMED)
    _head, url, server_id, root_id, city, typed = parts
    code = normalise_code(typed)
    fits = url.startswith(("http://", "https://")) and city.isascii() and city.isdigit()
    if not fits or code is None or not _is_hex(server_id, 16) or not _is_hex(root_id, 32):
        raise Refusal(Code.CODE_MALFORMED)
    return CodeLine(url, server_id.lower(), root_id.lower(), int(city), code)


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(ch in "0123456789abcdefABCDEF" for ch in text)


def begin(
    store: Store, world: World, laptop: Laptop, code_line: str, icon: int, passphrase: str
) -> None:
    """Make the vault (or go on in the open one), its keys and certificates; ask the courier.

    Raises ``Refusal``: CODE_MALFORMED, PASSPHRASE_TOO_SHORT, CITY_NOT_THE_ONE; the ``Fault``s of a
    vault that cannot be written.
    """
    line = read_line(code_line)
    known_root = store.mailbag.meta("root_id")
    if known_root and known_root.hex() != line.root_id:
        raise Refusal(Code.CITY_NOT_THE_ONE)
    if not store.unlocked:
        made = create_vault(laptop.home, icon, passphrase, laptop.kdf, world.random, world.now())
        store.open(open_database(made.key))
    _ask(store, world, laptop, line)


def _ask(store: Store, world: World, laptop: Laptop, line: CodeLine) -> None:
    vault, device, now = store.vault, laptop.device, world.now()
    root = bytes.fromhex(line.root_id)
    code = derive_code_keys(line.code, root)
    user = vault.keys.user_key()
    if user is None:
        seed = world.random(32)
        user = UserKey(id16(ed_public(seed)), seed, world.random(32), now)
    writer = vault.keys.writer()
    if writer is None:
        writer = new_writer(store, world, user, line.city)
    user_cert = make_user_cert(code.ed_seed, line.city, user.ed, user.x)
    device_cert = make_device_cert(
        code.ed_seed, line.city, device.ed_seed, device.x_seed, device.mailbag16
    )
    papers = [user_cert, device_cert, writer.cert]
    with store.transaction():
        vault.keys.put_user_key(user)
        vault.keys.put_writer(writer)
        vault.settings.write(OWN_PAPERS, [paper.hex() for paper in papers])
        vault.settings.write(WISH, {"line": _line_facts(line), **_code_facts(code)})
    errand = store.mailbag.errand(
        "enrol",
        {
            "url": line.url,
            "server_id": line.server_id,
            "root_id": line.root_id,
            "code_pub": _b64(ed_public(code.ed_seed)),
            "user": _b64(user_cert),
            "device": _b64(device_cert),
        },
        now,
    )
    vault.settings.write("enrol.errand", errand)
    store.touch_road()


def _line_facts(line: CodeLine) -> dict[str, str]:
    return {"root_id": line.root_id, "server_id": line.server_id, "url": line.url}


def _code_facts(code: CodeKeys) -> dict[str, str]:
    return {"code_ed": code.ed_seed.hex(), "code_x": code.x_seed.hex()}


def new_writer(store: Store, world: World, user: UserKey, city: int) -> WriterKey:
    """A fresh writer for this vault and this mailbag, certified by the user key."""
    seed, now = world.random(32), world.now()
    vault, mailbag = store.vault, store.mailbag.id16
    cert = make_writer_cert(user.ed, city, seed, vault.vault16, mailbag, now)
    return WriterKey(id16(ed_public(seed)), seed, mailbag, vault.instance, now, cert)


def progress(store: Store, world: World, demo: bool) -> Progress:
    """Look after the errand; when the voucher is there, finish. Idempotent.

    Raises ``Refusal``/``Fault`` where what came back does not hold.
    """
    wish = store.vault.settings.read(WISH)
    if wish is None:
        return Progress(store.vault.pins.get(ROOT) is not None)
    number = store.vault.settings.read("enrol.errand")
    errand = store.mailbag.errand_of(number) if number is not None else None
    if errand is None or not errand.over:
        return Progress(False, errand.code if errand is not None else "waiting")
    if errand.state == "failed":
        return Progress(False, problem=errand.code)
    _finish(store, world, wish, base64.b64decode(errand.result["voucher"]), demo)
    return Progress(True)


def _finish(store: Store, world: World, wish: dict[str, object], wire: bytes, demo: bool) -> None:
    facts = wish["line"]
    if not isinstance(facts, dict):
        raise Fault(Code.CERT_INVALID, why="wish")
    vault = store.vault
    with store.transaction():
        vault.pins.put(ROOT, bytes.fromhex(facts["root_id"]))
        directory = load_directory(store)
        if directory.demo and not demo:
            raise Refusal(Code.DEMO_CITY_REFUSED)
        voucher = _voucher(wire, directory, bytes.fromhex(str(wish["code_ed"])))
        _keep_desk_keys(store, directory, voucher, bytes.fromhex(str(wish["code_x"])))
        papers = [*vault.settings.read(OWN_PAPERS, []), wire.hex()]
        vault.settings.write(OWN_PAPERS, papers)
        mend.keep_road(store, {name: str(value) for name, value in facts.items()})
        vault.settings.delete(WISH)
    for paper, kind in ((wire, "voucher"), (_own_writer(store).cert, "writer")):
        store.mailbag.put_cert(paper, kind)
    me = load(store)
    scopes.subscribe(store, me)
    recovery.let_custodians_open(store, world, me)
    recovery.lay_user_key(store, world, me)
    store.mailbag.errand("send_now", {}, world.now())


def _own_writer(store: Store) -> WriterKey:
    writer = store.vault.keys.writer()
    if writer is None:
        raise Refusal(Code.NOT_ENROLLED)
    return writer


def _voucher(wire: bytes, directory: Directory, code_ed: bytes) -> Voucher:
    try:
        voucher = check_voucher(read_cert(wire), directory)
        Role(voucher.role)
    except (CertProblem, ValueError) as problem:
        raise Fault(Code.CERT_INVALID, why="voucher") from problem
    if voucher.code_pub != ed_public(code_ed):
        raise Fault(Code.CERT_INVALID, why="voucher")
    return voucher


def _keep_desk_keys(store: Store, directory: Directory, voucher: Voucher, code_x: bytes) -> None:
    """A case manager's voucher brings the desk's private keys, wrapped to the code's own key."""
    for rid, wrap in voucher.desk_keys:
        try:
            seed = unwrap_desk_key(wrap, code_x, rid, city=directory.city)
        except CannotOpen as error:
            raise Fault(Code.CERT_INVALID, why="desk-key") from error
        since = next((key.since for key in directory.desk if key.rid == rid), 0)
        store.vault.keys.put_desk_key(DeskKey(rid, seed, since))


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")

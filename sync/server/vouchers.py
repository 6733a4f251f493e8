"""Enrolment codes and their vouchers, made where the admin key lies; the file they travel in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from data.model.people import Role
from data.ops.certs import Voucher, sign_voucher, wrap_desk_key
from data.ops.directory import Directory
from data.ops.enrol_code import derive_code_keys, new_code
from data.ops.keys import ed_public, id16, rid8, x_public
from sync.server import keyfiles
from sync.server.ceremony import RandomBytes
from sync.server.keyfiles import ADMIN, DESK, PUBLIC, BadKeyFile

_FORMAT = "satu-pintu voucher 1"
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Post:
    """Whom a code is for. ``display``: the name of the post, never of the person's private life."""

    role: Role
    area: str
    display: str


@dataclass(frozen=True, slots=True)
class MadeCode:
    """A code line to hand to one person, and the voucher to load into the city."""

    line: str
    voucher: bytes


def make_code(
    keys: Path, post: Post, *, url: str | None, hours: int, random: RandomBytes, now: int
) -> MadeCode:
    """One code. A case manager's voucher carries the desk's keys, sealed to her code.

    Raises ``BadKeyFile``, ``DirectoryProblem``.
    """
    bundle = keyfiles.read_public(keys / PUBLIC)
    admin = keyfiles.read_key(keys / ADMIN, ADMIN)
    directory = Directory.load(bundle.directory, bundle.root_id)
    code = new_code(random(8))
    derived = derive_code_keys(code, bundle.root_id)
    desk_keys: list[tuple[bytes, bytes]] = []
    scopes: list[str] = []
    if post.role.works_at_desk:
        desk = keyfiles.read_key(keys / DESK, DESK)
        wrap = wrap_desk_key(desk, x_public(derived.x_seed), city=directory.city)
        desk_keys.append((rid8(x_public(desk)), wrap))
        scopes.append(directory.scope)
    voucher = Voucher(
        city=directory.city,
        code_pub=ed_public(derived.ed_seed),
        role=post.role.value,
        area=post.area,
        display=post.display,
        scopes=scopes,
        not_after=now + hours * HOUR,
        desk_keys=desk_keys,
        demo=directory.demo,
    )
    server = id16(directory.server)[:8].hex()
    parts = (url or bundle.url, server, bundle.root_id.hex(), str(directory.city), code)
    line = "|".join(("PSKE1", *parts))
    return MadeCode(line, sign_voucher(voucher, admin))


def write_voucher(path: Path, voucher: bytes) -> None:
    """Write a voucher to carry to the server. Raises ``BadKeyFile('exists')``."""
    text = json.dumps({"format": _FORMAT, "voucher": voucher.hex()}) + "\n"
    keyfiles.write_new(path, text, private=True)


def read_voucher(path: Path) -> bytes:
    """The voucher in a file; not verified here. Raises ``BadKeyFile``."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != _FORMAT:
            raise BadKeyFile("form", path)
        return bytes.fromhex(found["voucher"])
    except FileNotFoundError as error:
        raise BadKeyFile("missing", path) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadKeyFile("form", path) from error

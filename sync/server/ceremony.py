"""The ceremony: all keys of a city, made once, offline; what comes out goes three ways.

Root and recovery keys go to paper in three shares (any two open them) and are kept nowhere else.
Admin, desk and pack keys stay with the office's admin. The server gets its own two, and the public
bundle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.ops.directory import BaseDoc, DeskKey, sign_base
from data.ops.keys import ed_public, id16, rid8, x_public
from sync.server import keyfiles
from sync.server.keyfiles import (
    ADMIN,
    DESK,
    PACK,
    PUBLIC,
    SECRETS,
    PublicBundle,
    ServerSecrets,
)
from sync.server.shares import paper, split

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class CityPlan:
    """What is decided before the ceremony. ``city``: the Kemendagri code of the city (2172).

    ``letters``: the two that begin every ticket. ``url``: where laptops find the city.
    """

    city: int
    letters: str
    name: str
    url: str
    demo: bool


def hold_ceremony(out: Path, plan: CityPlan, random: RandomBytes, now: int) -> PublicBundle:
    """Make every key and the signed directory under ``out``; writes over nothing.

    Raises ``BadKeyFile`` when a ceremony was already held there.
    """
    for name in (PUBLIC, SECRETS, ADMIN, DESK, PACK):
        if (out / name).exists():
            raise keyfiles.BadKeyFile("exists", out / name)
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    root, admin, server, transit, desk, recovery, pack = (random(32) for _ in range(7))
    base = BaseDoc(
        city=plan.city,
        letters=plan.letters,
        name=plan.name,
        demo=plan.demo,
        root=ed_public(root),
        admin=ed_public(admin),
        server=ed_public(server),
        transit=x_public(transit),
        desk=[DeskKey(rid8(x_public(desk)), x_public(desk), now)],
        recovery=x_public(recovery),
        pack=ed_public(pack),
        ticket_salt=random(16),
    )
    bundle = PublicBundle(plan.url, id16(ed_public(root)), (sign_base(base, root),))
    for name, seed in ((ADMIN, admin), (DESK, desk), (PACK, pack)):
        keyfiles.write_key(out / name, name, seed)
    for title, secret in (("root", root), ("recovery", recovery)):
        for share in split(secret, random(64)):
            text = paper(f"Satu Pintu {plan.name}: {title}", share)
            keyfiles.write_new(out / f"{title}-{share.number}-of-3.txt", text, private=True)
    keyfiles.write_secrets(out / SECRETS, ServerSecrets(server, transit))
    keyfiles.write_public(out / PUBLIC, bundle)
    return bundle

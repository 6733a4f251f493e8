"""An urgent referral written with nobody logged in: five answers become one sealed letter.

Its one-use writer and its content key live in this call alone; afterwards nobody on this laptop
can open the letter again (design.md 3, sync/PROTOCOL.md). Nothing is kept before the press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import structs

from data.model.levels import Level
from data.model.problems import Code, Fault, Refusal
from data.model.ticket import RANDOM_BYTES, new_ticket
from data.ops.directory import Directory
from data.ops.header import DESK, NO_PREV, Header, Routing
from data.ops.keys import ed_public
from data.ops.op import Op, one_use
from data.ops.payload import PayloadBody, Value
from data.ops.seal import CK_BYTES, SALT_BYTES, commitment, wrap_ck, write_letter
from data.ops.ticket_token import ticket_token
from data.store import u_files
from data.store.device import DeviceKeys
from data.store.store import Store
from responder_app.rules import consent, facts, pathway, triage
from responder_app.rules.pathway import Plan
from responder_app.rules.triage import Raise
from responder_app.work import door_mail, pack
from responder_app.work.world import World

FORM = "pintu"
FV = "pintu/1"  # the letter's form; the questions may get a new version without it
UPTD = "uptd_ppa"
# What the letter carries, in this order; everything else of the form stays on the screen.
FIELDS = (
    "safe_now",
    "perp_nearby",
    "violence_types",
    "visible_injury",
    "under_18",
    "consent_store",
    "limits_explained",
    "consent_services",
    "legal_basis",
    "survivor_name",
    "place_area_code",
    "address_note",
    "safe_contact",
    "contact_rule",
    "reporter_relation",
    "entry_type",
)
ACT_NOW = frozenset({"medis", "polisi"})
_LIST = frozenset({"violence_types"})


@dataclass(frozen=True, slots=True)
class Slip:
    """What the reporter gets, shown once. ``laid``: it lies in the mailbag already; otherwise its
    file waits beside it. ``own``: the survivor's slip."""

    number: str
    pin: str = field(repr=False)
    level: Level
    own: bool
    laid: bool


def city_here(store: Store, device: DeviceKeys) -> str | None:
    """The four digits of the city an urgent referral would go to; None where this laptop cannot
    send one: not enrolled, no desk key, or told that it is revoked."""
    directory = door_mail.directory(store)
    if directory is None or not directory.desk or directory.is_revoked(device.device16):
        return None
    return f"{directory.city:04d}"


def send(store: Store, world: World, device: DeviceKeys, answers: Mapping[str, str]) -> Slip:
    """Write, keep and lay one urgent referral.

    Its file is on disk before anything else is done; a mailbag that cannot take it now gets it
    later (``door_mail.lay``). Raises ``Refusal``: NOT_ENROLLED (nobody to seal it to),
    CONSENT_MISSING; ``Fault`` DISK_FULL or DISK_READ_ONLY: nothing was sent, nothing was kept.
    """
    directory = door_mail.directory(store)
    if directory is None or city_here(store, device) is None:
        raise Refusal(Code.NOT_ENROLLED)
    body, routing = judged(answers, directory, world.now())
    ticket = new_ticket(directory.letters, world.random(RANDOM_BYTES), world.random(RANDOM_BYTES))
    token = ticket_token(ticket.number, ticket.pin, directory.ticket_salt)
    op = sealed(world, device, directory, body, structs.replace(routing, tk=token))
    u_files.put(store.mailbag.home, world.now(), op.raw, world.random)
    laid = True
    try:
        door_mail.subscribe(store, device)
        door_mail.lay(store, world)
        store.mailbag.errand("send_now", {}, world.now())
    except Fault:
        laid = False  # busy or broken mailbag: the file lies there, and each minute it is tried
    store.touch_road()
    return Slip(ticket.number, ticket.pin, Level(routing.pri), routing.own == 1, laid)


def judged(
    answers: Mapping[str, str], directory: Directory, now: int
) -> tuple[PayloadBody, Routing]:
    """What the letter says inside and outside. ``now``: Unix s.

    Whoever writes at the door raises by doing so: never below TINGGI. Raises
    ``Refusal(CONSENT_MISSING)`` where neither consent nor the law lets it go (domain.md 4.2).
    """
    told = {name: answers[name] for name in FIELDS if answers.get(name)}
    known = facts.together(told)
    danger = triage.assess([], known, pack.reason_words())
    if danger.level < Level.TINGGI:
        danger = triage.raise_level(
            danger, Raise(Level.TINGGI, "penilaian_petugas"), pack.reason_words()
        )
        told["level_override"] = "penilaian_petugas"
    plan = pathway.plan(known, danger, pack.table(), now)
    uptd = plan.service(UPTD)
    standing = consent.standing(known, "uptd", exempt=False) if uptd is None else uptd.consent
    if not standing.allows or not consent.consent_of(known).may_be_kept:
        raise Refusal(Code.CONSENT_MISSING, service=UPTD)
    told["level"] = danger.level.word
    fields: dict[str, Value] = {
        name: text.split() if name in _LIST else text for name, text in told.items()
    }
    routing = Routing(
        scope=directory.scope,
        kel=_kelurahan(known.get("place_area_code", ""), directory),
        pri=int(danger.level),
        svc=_now(plan),
        due=danger.deadline_seconds,
        own=1 if known.get("reporter_relation") == "penyintas" else 0,
    )
    return PayloadBody("referral", fields), routing


def _now(plan: Plan) -> list[str]:
    """Who must act at once beside the UPTD, in coarse words: no more need stand outside."""
    found = {one.service.coarse for one in plan.services if one.consent.allows}
    return sorted(found & ACT_NOW)


def _kelurahan(code: str, directory: Directory) -> str:
    """Ten digits: where it is; the city alone where that is not known or lies outside."""
    digits = code.replace(".", "")
    if len(digits) == 10 and digits.isascii() and digits.isdigit():
        return digits
    return f"{directory.city:04d}".ljust(10, "0")


def sealed(
    world: World, device: DeviceKeys, directory: Directory, body: PayloadBody, routing: Routing
) -> Op:
    """The letter. Its writer key and its content key end with this call."""
    writer, ck, rec = world.random(32), world.random(CK_BYTES), world.random(16)
    reader = directory.desk_current
    wrap = wrap_ck(ck, reader.pub, city=directory.city, rec=rec, ce=0, aud=DESK, rid=reader.rid)
    head = Header(
        rec=rec,
        lam=1,
        tw=world.now(),
        fv=FV,
        aud=DESK,
        dic=world.dictionary_now,
        kc=commitment(ck),
        wraps=[(reader.rid, wrap)],
        r=routing,
        one=one_use(ed_public(writer), device.ed_seed),
    )
    return write_letter(
        "r",
        writer,
        1,
        NO_PREV,
        head,
        body,
        ck,
        salt=world.random(SALT_BYTES),
        dictionaries=world.dictionaries,
    )

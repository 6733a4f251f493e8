"""Packs in words: which is in use, what comes, why one was not taken."""

from __future__ import annotations

from responder_app.work.take_pack import PackFacts
from responder_app.work.world import local_time
from ui.screens.settings import ContentShown
from ui.words import phrases
from ui.words.translate import translate

_ROLES = ("pembuat", "pengesah")


def shown(facts: PackFacts, titles: dict[str, str], said: str = "") -> ContentShown:
    """The section of the settings page. ``titles``: form id -> its title in the language shown."""
    return ContentShown(
        lines=tuple(_lines(facts)),
        forms=tuple((titles.get(form_id, form_id), version) for form_id, version in facts.forms),
        troubles=tuple(
            translate("flows", "Pack number {seq} was not taken. {why}").format(
                seq=one.seq or "?", why=refusal(one.code)
            )
            for one in facts.refused
        ),
        said=said,
    )


def _lines(facts: PackFacts) -> list[tuple[str, str]]:
    if not facts.seq:
        built_in = translate("flows", "As shipped with program version {version}")
        lines = [(translate("flows", "In use"), built_in.format(version=facts.version))]
    else:
        at = local_time(facts.made)
        made = f"{phrases.day_and_month(at)} {at.year}"
        pack = translate("flows", "{name}, number {seq}, of {day}")
        lines = [
            (
                translate("flows", "In use"),
                pack.format(name=facts.name, seq=facts.seq, day=made),
            )
        ]
        people = {role: name for role, name, _at in facts.signed}
        words = translate("flows", "made by {maker}, approved by {approver}")
        maker, approver = (people.get(role, "?") for role in _ROLES)
        signed = words.format(maker=maker, approver=approver)
        lines.append((translate("flows", "Signed"), signed))
    if facts.coming is not None:
        seq, here, size = facts.coming
        share = translate("flows", "Pack number {seq}: {percent} % is here")
        coming = share.format(seq=seq, percent=100 * here // max(1, size))
        lines.append((translate("flows", "On its way"), coming))
    return lines


def refusal(code: str) -> str:
    """Why a pack was not taken: what happened, what is safe, what to do."""
    broken = translate(
        "flows",
        "The file is no pack, or not all of it is there. Nothing was changed. "
        "Ask the city office for it again.",
    )
    forged = translate(
        "flows",
        "Its signatures do not hold for this city, so it is not used. Nothing was changed. "
        "Tell the city office.",
    )
    newer = translate(
        "flows",
        "It needs a newer version of this program. Nothing was changed. Update the program first.",
    )
    return {
        "file": translate(
            "flows", "The file cannot be read. Nothing was changed. Put the stick in again."
        ),
        "version": newer,
        "app": newer,
        "city": translate(
            "flows", "It is of another city, so it is not used. Nothing was changed."
        ),
        "demo": translate(
            "flows", "It is for practice only, so it is not used. Nothing was changed."
        ),
        "unsigned": forged,
        "signature": forged,
        "name": forged,
        "role": forged,
        "seq": translate("flows", "It is not newer than the one in use. Nothing was changed."),
        "forms": translate(
            "flows",
            "A part of it does not run in this program, so none of it is used. "
            "Nothing was changed. Tell the city office.",
        ),
        "damaged": translate(
            "flows",
            "It came damaged three times. The next pack of the city is fetched as soon as there "
            "is one. What is in use stays.",
        ),
    }.get(code, broken)

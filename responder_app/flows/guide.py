"""The guide that is open to everybody: four short pages, and one for a forgotten passphrase."""

from __future__ import annotations

from ui.screens.guide import GuidePage
from ui.words.translate import translate


def pages() -> tuple[GuidePage, ...]:
    """The pages: what to do first, words to say, signs of danger, what never to do."""
    return (
        GuidePage(
            translate("flows", "First, safety"),
            (
                translate("flows", "Is somebody in danger now? Call 110."),
                translate("flows", "Is somebody hurt? Call 119 or go to the emergency room."),
                translate("flows", "Not sure? Call 129, day and night."),
                translate("flows", "Do not go into the house alone."),
            ),
            "steps",
            translate("flows", "The form can wait. A person cannot."),
        ),
        GuidePage(
            translate("flows", "Words that help"),
            (
                translate("flows", "Thank you for trusting me."),
                translate("flows", "It is not your fault."),
                translate("flows", "You may stop at any time."),
                translate("flows", "What do you need most now?"),
            ),
            "say",
            translate("flows", "Listen. Do not dig."),
        ),
        GuidePage(
            translate("flows", "Signs of grave danger"),
            (
                translate("flows", "Strangled, or the airway was blocked."),
                translate("flows", "Threatened with a weapon, or with killing."),
                translate("flows", "It happens more and more often, or gets worse."),
                translate("flows", "She has just left him, or is about to."),
                translate("flows", "A child is afraid of going home today."),
            ),
            "signs",
            translate("flows", "One sign is enough to call the UPTD today."),
        ),
        GuidePage(
            translate("flows", "What never to do"),
            (
                translate("flows", "Confront the accused, or tell him."),
                translate("flows", "Bring both together to make peace."),
                translate("flows", "Ask for details again and again."),
                translate("flows", "Tell anybody who does not need to know."),
            ),
            "never",
        ),
    )


def forgotten() -> GuidePage:
    """What to do when the passphrase is gone: the custodians of the recovery key open the vault."""
    return GuidePage(
        translate("flows", "When the passphrase is forgotten"),
        (
            translate("flows", "Try again calmly. Nothing is deleted, however often you try."),
            translate("flows", "Bring this laptop to your UPTD. Delete and reinstall nothing."),
            custodians(),
            translate("flows", "Something urgent meanwhile: call the UPTD, 129 or 110."),
        ),
        "steps",
        translate("flows", "Nothing is lost. What waits in this laptop goes on being sent."),
    )


def custodians() -> str:
    """Who else can open a person's records, in one sentence."""
    return translate(
        "flows",
        "Two of the city's three custodians together can open your records with the keys they "
        "keep on paper. Nobody can alone.",
    )

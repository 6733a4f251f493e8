"""What to do when the passphrase is gone, and who else can open a person's records."""

from __future__ import annotations

from data.model.guide import GuideLine
from ui.widgets.guide_text import GuidePage
from ui.words.translate import translate


def forgotten() -> GuidePage:
    """What to do when the passphrase is gone: the custodians of the recovery key open the vault."""
    return GuidePage(
        "forgotten",
        translate("flows", "When the passphrase is forgotten"),
        (
            *(
                GuideLine("number", words)
                for words in (
                    translate(
                        "flows", "Try again calmly. Nothing is deleted, however often you try."
                    ),
                    translate(
                        "flows", "Bring this laptop to your UPTD. Delete and reinstall nothing."
                    ),
                    custodians(),
                    translate("flows", "Something urgent meanwhile: call the UPTD, 129 or 110."),
                )
            ),
            GuideLine(
                "text",
                translate(
                    "flows", "Nothing is lost. What waits in this laptop goes on being sent."
                ),
            ),
        ),
    )


def custodians() -> str:
    """Who else can open a person's records, in one sentence."""
    return translate(
        "flows",
        "Two of the city's three custodians together can open your records with the keys they "
        "keep on paper. Nobody can alone.",
    )

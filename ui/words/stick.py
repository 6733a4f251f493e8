"""What goes wrong with a USB stick, in words: what happened, what is safe, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.words.failures import Failure, failure


def table(*, out: bool = True) -> dict[str, Failure]:
    """Code of an errand -> its words, in the language that is on. ``out``: it was written to."""
    translate = QCoreApplication.translate
    here = translate("stick", "Everything stays safe on this laptop.")
    if out:
        rest = translate(
            "stick",
            "Everything stays safe on this laptop. What was read back before counts as carried.",
        )
    else:
        rest = translate(
            "stick", "Everything stays safe on this laptop. What has come from it already stays."
        )
    return {
        "stick-gone": Failure(
            translate("stick", "The stick was pulled out, or does not answer."),
            rest,
            translate("stick", "Put it in again and begin anew. Pull it out only when told."),
        ),
        "stick-full": Failure(
            translate("stick", "The stick is full."),
            rest,
            translate("stick", "Make room on it or take another stick, then begin anew."),
        ),
        "stick-read-only": Failure(
            translate("stick", "This stick does not allow writing."),
            here,
            translate("stick", "Move its little lock, or take another stick."),
        ),
        "stick-not-a-folder": Failure(
            translate("stick", "The place that was chosen is not there."),
            here,
            translate("stick", "Choose the stick again."),
        ),
        "stick-differs": Failure(
            translate("stick", "What was written could not be read back the same."),
            translate("stick", "Nothing counts as carried. Everything stays on this laptop."),
            translate("stick", "Do not use this stick any more. Take another one."),
        ),
        "stick-on-system-disk": Failure(
            translate("stick", "This is the laptop's own disk, not a stick."),
            here,
            translate("stick", "Choose a stick, or a folder on one."),
        ),
        "stick-stopped": Failure(
            translate("stick", "You stopped it."),
            rest,
            translate("stick", "You may pull the stick out, or begin anew."),
        ),
        "stick-lost": Failure(
            translate("stick", "What became of the stick is not known."),
            here,
            translate("stick", "Begin anew. A second copy does no harm."),
        ),
        "disk-full": Failure(
            translate("stick", "This laptop's own disk is full."),
            here,
            translate("stick", "Make room on the laptop, then begin anew."),
        ),
        "disk-read-only": Failure(
            translate("stick", "This laptop's own disk does not allow writing."),
            here,
            translate("stick", "Restart the laptop, then begin anew."),
        ),
        "unknown-errand": Failure(
            translate("stick", "The mail service of this laptop is an older one."),
            here,
            translate("stick", "Restart the laptop, then begin anew."),
        ),
    }


def stick_failure(code: str, *, out: bool = True) -> Failure:
    """Words for the code a stick's errand ended with."""
    found = table(out=out).get(code)
    return found if found is not None else failure(code)

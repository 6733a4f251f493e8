"""The pages of the stick in words: what would go, how far it is, and every end it can have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.store.mail.errands import WAITING
from responder_app.work.sticks import StickWork, ToCarry
from ui.drives import Drive
from ui.screens.stick import DriveShown, StickModel, StickStage
from ui.words import phrases
from ui.words.stick import stick_failure
from ui.words.translate import translate

CHECKING = "stick-checking"
LEAST_FREE = 1_000_000  # bytes: a stick with less takes no file of 64 KiB steps worth writing


def placed(model: StickModel, inside: bool, origin: str) -> StickModel:
    """The same page for somebody who is in, or nobody; ``origin``: the room it is of."""
    return replace(model, inside=inside, rail=origin)


def drive(found: Drive, *, out: bool) -> DriveShown:
    """A stick of the list. To write onto it there must be room and leave to write."""
    if out and found.read_only:
        about = translate("flows", "Locked against writing")
        return DriveShown(found.path, found.name, about, usable=False)
    about = translate("flows", "{free} of {size} free").format(
        free=phrases.size(found.free), size=phrases.size(found.size)
    )
    if out and found.free < LEAST_FREE:
        return DriveShown(found.path, found.name, translate("flows", "Full"), usable=False)
    return DriveShown(found.path, found.name, about)


def folder(path: str) -> DriveShown:
    """A folder that was chosen instead."""
    return DriveShown(path, Path(path).name or path, path, folder=True)


def intro(carry: ToCarry | None, *, out: bool) -> str:
    """What would happen."""
    if not out:
        return translate("flows", "Answers, receipts and other people's mail are taken from it.")
    if carry is None:
        return ""
    parts = [letters(carry.letters, carry.letters_size)]
    if carry.files_size > 0:
        parts.append(
            translate("flows", "{size} of attachments").format(size=phrases.size(carry.files_size))
        )
    if carry.titipan:
        parts.append(carried(carry.titipan))
    said = ", ".join(parts)
    if not carry.letters and len(parts) == 1:
        return translate("flows", "Nothing waits now. A stick can still bring the city's answer.")
    if carry.on_a_stick:
        return translate(
            "flows", "To carry: {what}. Some are on a stick already; a copy does no harm."
        ).format(what=said)
    return translate("flows", "To carry: {what}.").format(what=said)


def letters(count: int, size: int) -> str:
    """ "5 surat, 84 KB"."""
    if count == 1:
        return translate("flows", "1 letter, {size}").format(size=phrases.size(size))
    return translate("flows", "{count} letters, {size}").format(
        count=count, size=phrases.size(size)
    )


def carried(count: int) -> str:
    """Files of other laptops."""
    if count == 1:
        return translate("flows", "1 packet of another laptop")
    return translate("flows", "{count} packets of other laptops").format(count=count)


def locked(*, out: bool) -> str:
    """Why it may be carried by anybody."""
    if out:
        return translate("flows", "The files are locked. Only the city can open them.")
    return translate("flows", "Only files meant for this laptop are opened. Nothing else is read.")


def working(work: StickWork, *, out: bool, stopping: bool) -> StickModel:
    """While the courier is at it."""
    progress = work.done / work.of if work.of else None
    if stopping:
        line = translate("flows", "Stopping where that is safe…")
    elif work.state == WAITING:
        line = translate("flows", "The mail finishes what it is doing, then begins.")
    elif not out:
        line = translate("flows", "Reading the stick…")
    elif work.code == CHECKING:
        line = translate("flows", "Reading it back to be sure…")
    else:
        line = translate("flows", "Writing to the stick…")
    details: tuple[str, ...] = ()
    if work.of:
        details = (
            translate("flows", "{done} of {all}").format(
                done=phrases.size(work.done), all=phrases.size(work.of)
            ),
        )
    return StickModel(
        out,
        StickStage.WORKING,
        line=line,
        details=details,
        todo=translate("flows", "Do not pull the stick out yet."),
        progress=progress,
        can_stop=not stopping,
    )


def end(work: StickWork, *, out: bool) -> StickModel:
    """Every end: good, nothing to do, or what went wrong with what is safe and what to do."""
    if not work.good:
        return _failed(work, out=out)
    return _written(work) if out else _read(work)


def _failed(work: StickWork, *, out: bool) -> StickModel:
    told = stick_failure(work.code or "stick-lost", out=out)
    details: tuple[str, ...] = ()
    if out and work.count("letters"):
        details = (_on_stick(work.count("letters")),)
    return StickModel(
        out, StickStage.FAILED, line=told.what, safe=told.safe, todo=told.todo, details=details
    )


def _on_stick(count: int) -> str:
    if count == 1:
        return translate("flows", "1 letter is on the stick and was read back.")
    return translate("flows", "{count} letters are on the stick and were read back.").format(
        count=count
    )


def _written(work: StickWork) -> StickModel:
    count, chunks, titipan = (work.count(name) for name in ("letters", "chunks", "titipan"))
    pull = translate("flows", "You may pull the stick out.")
    if not count and not chunks and not titipan:
        return StickModel(
            True,
            StickStage.DONE,
            line=translate("flows", "There is nothing to carry."),
            details=(pull,),
            safe=translate("flows", "Everything this laptop has is at the city already."),
        )
    details = []
    if chunks:
        details.append(translate("flows", "Parts of attachments are on it too."))
    if titipan:
        details.append(translate("flows", "Also on it: {what}.").format(what=carried(titipan)))
    details.append(
        translate("flows", "{size} in all. {pull}").format(
            size=phrases.size(work.count("bytes")), pull=pull
        )
    )
    head = (
        _on_stick(count) if count else translate("flows", "It is on the stick and was read back.")
    )
    return StickModel(
        True,
        StickStage.DONE,
        line=head,
        details=tuple(details),
        safe=translate(
            "flows", "They stay on this laptop too, until the city says that it has them."
        ),
        todo=translate(
            "flows",
            "Bring the stick to a laptop with a connection, or to the city. Then bring it back.",
        ),
        state="dititipkan",
    )


def _read(work: StickWork) -> StickModel:
    names = ("letters", "receipts", "chunks", "carried")
    count, receipts, chunks, titipan = (work.count(name) for name in names)
    pull = translate("flows", "You may pull the stick out.")
    over = _passed_over(work)
    if not (count or receipts or chunks or titipan):
        return StickModel(
            False,
            StickStage.DONE,
            line=translate("flows", "Nothing new is on this stick."),
            details=(*over, pull),
            safe=translate("flows", "Nothing was changed on this laptop or on the stick."),
        )
    details = []
    if count == 1:
        details.append(translate("flows", "1 letter has come; its owner sees it after coming in."))
    elif count:
        details.append(
            translate(
                "flows", "{count} letters have come; their owners see them after coming in."
            ).format(count=count)
        )
    if receipts:
        details.append(translate("flows", "The city's receipt is here: the counts are new."))
    if chunks:
        details.append(translate("flows", "Parts of attachments have come."))
    if titipan:
        details.append(
            translate(
                "flows", "{what} taken along unopened; handed on when there is a connection."
            ).format(what=carried(titipan))
        )
    if work.count("left_files"):
        details.append(translate("flows", "Some files of ours could not be taken off the stick."))
    return StickModel(
        False,
        StickStage.DONE,
        line=translate("flows", "The stick has been read. You may pull it out."),
        details=(*details, *over),
    )


def _passed_over(work: StickWork) -> tuple[str, ...]:
    """One line for everything that was not ours, not whole, or known already."""
    found = work.result.get("passed_over")
    counts = found if isinstance(found, dict) else {}
    known = sum(counts.get(word, 0) for word in ("old", "not-asked"))
    newer = counts.get("newer", 0)
    room = counts.get("no-room", 0)
    other = work.passed_over - known - newer - room
    lines = []
    if known:
        lines.append(
            translate("flows", "{count} were here already or are older.").format(count=known)
        )
    if newer:
        lines.append(
            translate("flows", "{count} need a newer version of this app.").format(count=newer)
        )
    if room:
        lines.append(
            translate("flows", "{count} had no room here; they stay on the stick.").format(
                count=room
            )
        )
    if other:
        lines.append(
            translate(
                "flows", "{count} foreign or damaged were passed over and left as they are."
            ).format(count=other)
        )
    return tuple(lines)

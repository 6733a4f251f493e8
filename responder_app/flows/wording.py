"""Sentences that several conversations say: actions, deadlines, road, problems. English is the source."""

from __future__ import annotations

from data.model.problems import Code, Fault, Refusal
from data.model.road import RoadCode
from responder_app.work.world import local_time
from ui.words import failures, phrases
from ui.words.translate import translate


def action_word(action: str) -> str:
    """What a case needs, as a sentence; the case itself where nothing is urgent."""
    words = {
        "assess": translate("flows", "Look at the danger signs"),
        "refer": translate("flows", "Send the referral"),
        "answer_refused": translate("flows", "The UPTD sent it back: read why"),
        "phone": translate("flows", "Phone the UPTD, no answer yet"),
        "phone_129": translate("flows", "Phone 129, the UPTD has not answered"),
        "decide": translate("flows", "Two versions differ: choose one"),
        "waiting": translate("flows", "Waiting for the UPTD"),
        "followup": translate("flows", "Check whether she is safe"),
        "draft": translate("flows", "Go on recording"),
        "closed": translate("flows", "Closed"),
        "desk_accept": translate("flows", "Accept the referral"),
        "desk_contact": translate("flows", "Make first contact"),
    }
    return words.get(action, translate("flows", "Look at the case"))


def due_words(due_at: int | None, now: int) -> tuple[str, str, bool]:
    """Deadline as a clock time, what is left, and whether it is past."""
    if due_at is None:
        return "", "", False
    due, here = local_time(due_at), local_time(now)
    late = now > due_at
    if late:
        should = translate("flows", "was due {when}").format(when=phrases.when(due, here))
        return phrases.left(due, here), should, True
    return phrases.before(due, here), phrases.left(due, here), False


def road_sentence(code: RoadCode, waiting: int) -> tuple[str, str]:
    """What the road is like and what is safe; then what to do."""
    safe = translate("flows", "{count} items are safe on this laptop.").format(count=waiting)
    words = {
        RoadCode.IDLE: (
            translate("flows", "Connected to the city."),
            translate("flows", "Everything goes by itself."),
        ),
        RoadCode.BUSY: (
            translate("flows", "Sending now."),
            translate("flows", "You can go on working."),
        ),
        RoadCode.PAUSED: (
            translate("flows", "Sending is paused."),
            translate("flows", "Press continue when you want to send."),
        ),
        RoadCode.NOT_ENROLLED: (
            translate("flows", "This laptop does not know a city yet."),
            translate("flows", "Ask the office for an enrolment code."),
        ),
        RoadCode.NO_CONNECTION: (
            translate("flows", "No connection."),
            translate("flows", "It is sent by itself when there is a signal. Urgent? Phone."),
        ),
        RoadCode.PORTAL: (
            translate("flows", "The network asks for a login page."),
            translate("flows", "Open a browser and log in to the network, then try again."),
        ),
        RoadCode.CITY_BUSY: (
            translate("flows", "The city is busy."),
            translate("flows", "It is tried again by itself."),
        ),
        RoadCode.CITY_ERROR: (
            translate("flows", "The city has a problem of its own."),
            translate("flows", "It is tried again by itself. Urgent? Phone."),
        ),
        RoadCode.WRONG_KEY: (
            translate("flows", "Somebody else answered instead of the city. Nothing was sent."),
            translate("flows", "Tell the office. Do not use this network."),
        ),
        RoadCode.CLOCK_WRONG: (
            translate("flows", "The clock of this laptop is far off."),
            translate("flows", "Set date and time. Nothing is lost meanwhile."),
        ),
        RoadCode.TLS_REFUSED: (
            translate("flows", "The connection to the city is not trusted. Nothing was sent."),
            translate("flows", "Tell the office."),
        ),
        RoadCode.REVOKED: (
            translate("flows", "The office has withdrawn this laptop or this person."),
            translate("flows", "Call the office. What you recorded still reaches the city."),
        ),
        RoadCode.UPDATE_NEEDED: (
            translate("flows", "This program is too old to receive."),
            translate("flows", "Update it. Sending still works."),
        ),
        RoadCode.MAILBAG_TROUBLE: (
            translate("flows", "The mailbag cannot be read just now."),
            translate("flows", "Start the program again. The vaults are not touched."),
        ),
        RoadCode.DISK_FULL: (
            translate("flows", "The disk is full."),
            translate("flows", "Make room. What was saved stays saved."),
        ),
    }
    what, todo = words[code]
    return (f"{what} {safe}" if waiting else what), todo


def problem(error: BaseException) -> str:
    """One line for beside a button: what happened, what is safe, what to do."""
    if isinstance(error, Refusal | Fault):
        facts: dict[str, object] = dict(error.facts)
        return failures.sentence(error.code.value, **facts)
    return failures.sentence("")


def code_of(error: BaseException) -> Code | None:
    """The problem's code, where it is one of ours."""
    return error.code if isinstance(error, Refusal | Fault) else None

"""Sentences that several conversations say: actions, deadlines, problems. Source: English."""

from __future__ import annotations

from data.model.problems import Code, Fault, Refusal
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
        "close_asked": translate("flows", "The UPTD is asked to close it"),
        "handover_answer": translate("flows", "A colleague asks you to take it over"),
        "handover_refused": translate("flows", "It could not be taken over: read why"),
        "handed_over": translate("flows", "Handed over to a colleague"),
        "handed_gone": translate("flows", "Handed over to a colleague"),
        "shared": translate("flows", "Shared with you"),
        "share_ended": translate("flows", "No longer shared with you"),
        "desk_close": translate("flows", "Close it together with the sender"),
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


def problem(error: BaseException) -> str:
    """One line for beside a button: what happened, what is safe, what to do."""
    if isinstance(error, Refusal | Fault):
        facts: dict[str, object] = dict(error.facts)
        return failures.sentence(error.code.value, **facts)
    return failures.sentence("")


def code_of(error: BaseException) -> Code | None:
    """The problem's code, where it is one of ours."""
    return error.code if isinstance(error, Refusal | Fault) else None

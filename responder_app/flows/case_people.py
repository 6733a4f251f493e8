"""What a case's screen says of people: whose it is, whom it is shared with, who was asked."""

from __future__ import annotations

from data.ops.handover import Handover
from responder_app.flows.stage import Stage
from responder_app.work.cases import CaseView, Event
from responder_app.work.circle import Holder
from responder_app.work.world import local_time
from ui.widgets.people_card import HolderLine, PeopleModel
from ui.words import phrases
from ui.words.translate import translate

# Kinds of timeline lines that are about people.
TITLES = frozenset({"share", "unshare", "handover", "handover_answer"})


def title_of(event: Event) -> str:
    """A line of the timeline about people, in words."""
    name = str(event.said.get("name") or "")
    answer = str(event.said.get("answer") or "")
    if event.what == "share":
        return translate("flows", "Shared with {name}").format(name=name)
    if event.what == "unshare":
        return translate("flows", "Sharing ended")
    if event.what == "handover":
        return translate("flows", "A colleague was asked to take the case over")
    return {
        "accepted": translate("flows", "The case was taken over"),
        "refused": translate("flows", "It was not taken over"),
        "taken_back": translate("flows", "The question was taken back"),
    }.get(answer, translate("flows", "The case was taken over"))


def people_of(view: CaseView, stage: Stage) -> PeopleModel | None:
    """The card; None where nothing is to be said (a desk, a case on show that was closed)."""
    circle = view.circle
    if stage.here.at_desk:
        return None
    asked = circle.proposed if circle.to_me else None
    waits = circle.proposed if circle.keeps else None
    proposal = asked or waits
    return PeopleModel(
        standing=_standing(view),
        holders=tuple(_holder(one, view, stage) for one in circle.holders),
        asks=_asks(asked, circle.proposed_name) if asked is not None else (),
        waits=_waits(waits, circle.proposed_name, stage) if waits is not None else "",
        proposal=proposal.opid.hex() if proposal is not None else "",
        may_share=circle.keeps and not view.line.closed,
    )


def _standing(view: CaseView) -> tuple[str, ...]:
    circle = view.circle
    lines = []
    if circle.left:
        lines.append(
            translate(
                "flows", "{name} has ended sharing this case. Keep what you read quiet."
            ).format(name=circle.owner)
        )
    elif not circle.mine and circle.keeps:
        lines.append(
            translate("flows", "You have taken this case over from {name}.").format(
                name=circle.owner
            )
        )
    elif not circle.mine:
        lines.append(translate("flows", "Shared by {name}.").format(name=circle.owner))
        lines.append(
            translate("flows", "{name} is called and reminded. You may add to it.").format(
                name=circle.keeper or circle.owner
            )
        )
    elif not circle.keeps:
        lines.append(
            translate("flows", "Handed over to {name}. You can read its history.").format(
                name=circle.keeper
            )
        )
    elif not circle.holders:
        lines.append(translate("flows", "Only you, and the UPTD once it is referred."))
    if circle.refused is not None:
        lines.append(
            translate("flows", "{name} could not take it over: {why}").format(
                name=circle.refused_name, why=circle.refused.answer_why
            )
        )
    return tuple(lines)


def _holder(one: Holder, view: CaseView, stage: Stage) -> HolderLine:
    here = stage.moment()
    since = phrases.when(local_time(one.since), here)
    role = phrases.role_word(one.role)
    if one.until:
        words = translate("flows", "{role}, ended {when}").format(
            role=role, when=phrases.when(local_time(one.until), here)
        )
    else:
        words = translate("flows", "{role}, since {when}").format(role=role, when=since)
    may_end = view.circle.keeps and not one.until and not view.line.closed
    return HolderLine(one.name, words, one.user.hex() if may_end else "")


def _asks(proposal: Handover, name: str) -> tuple[str, ...]:
    return (
        translate("flows", "{name} asks you to take this case over: {why}").format(
            name=name, why=proposal.why
        ),
        translate("flows", "If you do, you are the one who is called and reminded."),
    )


def _waits(proposal: Handover, name: str, stage: Stage) -> str:
    text = translate(
        "flows", "{name} was asked to take it over ({when}). Until the answer it stays yours."
    )
    when = phrases.when(local_time(proposal.at), stage.moment())
    return text.format(name=name, when=when)

"""What Kirim and the mail office say of the road: its sentence, when again, attachments."""

from __future__ import annotations

from data.model.road import RoadCode, RoadState
from responder_app.flows.stage import Stage
from responder_app.work.world import local_time
from ui.widgets.road_parts import FilesHeld, RoadHead
from ui.words import phrases
from ui.words.road import road_sentence, road_todo
from ui.words.translate import translate


def head(stage: Stage, road: RoadState, waiting: int) -> RoadHead:
    """The honest sentence, what to do, and the clock time of the next try."""
    code = road.code
    next_try = ""
    if road.next_try is not None and code is not RoadCode.PAUSED:
        if road.next_try > stage.now():
            next_try = translate("flows", "Tried again by itself at {time}.").format(
                time=phrases.when(local_time(road.next_try), stage.moment())
            )
        else:
            next_try = translate("flows", "Tried again by itself at once.")
    return RoadHead(
        road_sentence(code.value, waiting),
        road_todo(code.value),
        next_try,
        code in (RoadCode.IDLE, RoadCode.BUSY),
        code is RoadCode.BUSY,
        code is RoadCode.PAUSED,
    )


def files(size: int, sent: int, *, held: bool, moving: bool) -> FilesHeld | None:
    """How far attachments are; ``moving``: the courier is at work now."""
    if not size:
        return None
    if held or not moving:
        line = translate("flows", "Attachments: stopped, {done} of {all}")
    else:
        line = translate("flows", "Attachments: {done} of {all}")
    return FilesHeld(
        line.format(done=phrases.size(sent), all=phrases.size(size)), sent / size, held
    )


def oldest(now: int, moment: int | None) -> str:
    """ "tertua 2 hari", or nothing."""
    if moment is None:
        return ""
    return translate("flows", "oldest {age}").format(age=phrases.age(now - moment))


def last(stage: Stage, moment: int | None) -> str:
    """ "terakhir Kamis 16.05", or nothing."""
    if moment is None:
        return ""
    when = phrases.when(local_time(moment), stage.moment())
    return translate("flows", "last {when}").format(when=when)


def held_words(word: str) -> str:
    """Why the city keeps a letter for a person to look at, in plain words."""
    words = {
        "version": translate("flows", "checked by the city: newer than it knows"),
        "revoked": translate("flows", "checked by the city: access was taken back"),
        "quota": translate("flows", "checked by the city: very many letters"),
        "fork": translate("flows", "checked by the city: number used twice"),
        "unknown_writer": translate("flows", "the city wants your papers; sent by itself"),
        "bad": translate("flows", "the city cannot take it; tell the city office"),
    }
    return words.get(word, translate("flows", "the city looks at it"))

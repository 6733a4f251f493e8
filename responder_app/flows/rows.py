"""A case as a row of a list: level, code, what to do, by when."""

from __future__ import annotations

from datetime import datetime

from responder_app.flows.wording import action_word, due_words
from responder_app.work.cases import CaseLine
from responder_app.work.world import local_time
from ui.widgets.action_row import ActionRow
from ui.words import phrases
from ui.words.translate import translate


def action_row(line: CaseLine, now: int, here: datetime, *, with_state: bool = True) -> ActionRow:
    """One row; ``now`` in Unix s, ``here`` the same moment in the laptop's zone."""
    due, left, late = due_words(line.due_at, now)
    sub = ""
    if line.held:
        sub = translate("flows", "The city is looking at one of its letters")
    elif line.shared_by:
        sub = translate("flows", "Shared by {name}").format(name=line.shared_by)
    elif line.ticket:
        sub = translate("flows", "Ticket {number}").format(number=line.ticket)
    changed = phrases.when(local_time(line.updated_at), here)
    return ActionRow(
        rec=line.rec.hex(),
        level=line.level.word if line.level is not None else "",
        code=line.code,
        verb=action_word(line.action),
        due=due or changed,
        due_sub=left,
        overdue=late,
        sub=sub,
        state=line.state.value if with_state else "",
    )

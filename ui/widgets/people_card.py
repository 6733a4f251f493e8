"""Who is with a case: whose it is, whom it is shared with, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.text import label


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A colleague the case is or was shared with; `id` where it can be ended."""

    name: str
    detail: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class PeopleModel:
    """Who is with a case. `standing`: one or two sentences; `asks`: a question for oneself, with
    `answer` as the proposal's id; `waits`: a question put to somebody, which can be taken back."""

    standing: tuple[str, ...] = ()
    holders: tuple[HolderLine, ...] = ()
    asks: tuple[str, ...] = ()
    waits: str = ""
    proposal: str = ""
    may_share: bool = False


class PeopleCard(Card):
    """Signals:
    asked: what (share, handover, unshare, accept, refuse, take_back) and about whom or what.
    """

    asked = Signal(str, str)

    def __init__(self, model: PeopleModel) -> None:
        super().__init__("warn" if model.asks else "plain", gap=8)
        self.setObjectName("people-card")
        self.column.addWidget(label(self.tr("Who is with this case"), "strong"))
        for text in model.standing:
            self.column.addWidget(label(text))
        for one in model.holders:
            self._holder(one)
        for text in model.asks:
            self.column.addWidget(label(text, "medium"))
        if model.asks:
            self._button("accept", self.tr("Take the case over"), model.proposal)
            self._button("refuse", self.tr("Not now"), model.proposal)
        if model.waits:
            self.column.addWidget(label(model.waits, "medium"))
            self._button("take_back", self.tr("Keep it after all"), model.proposal)
        if model.may_share:
            self._button("share", self.tr("Share the case"), "")
            if not model.waits:
                self._button("handover", self.tr("Hand the case over"), "")

    def _holder(self, one: HolderLine) -> None:
        words = column(label(one.name), label(one.detail, "small", "ink2"), gap=1)
        line = row()
        line.addLayout(words, 1)
        if one.id:
            end = button(self.tr("End"), "small", name=f"unshare-{one.id}")
            end.setAccessibleDescription(f"{one.name}, {one.detail}")
            end.clicked.connect(lambda: self.asked.emit("unshare", one.id))
            line.addWidget(end)
        self.column.addLayout(line)

    def _button(self, what: str, words: str, about: str) -> None:
        made = button(words, "small", name=f"people-{what}")
        made.clicked.connect(lambda: self.asked.emit(what, about))
        self.column.addWidget(made)

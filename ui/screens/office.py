"""The mail office: one total over everybody on this laptop, sent and carried without a login."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.outside_top import OutsideTop
from ui.widgets.places import Foot, ScrollColumn, Tiles
from ui.widgets.road_parts import (
    Counter,
    FilesHeld,
    FilesStrip,
    RoadCard,
    RoadHead,
    counter_card,
)
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class OfficeModel:
    """What may be seen of everybody's mail: counts, ages, sizes; no person, no priority.

    `facts` are label and text pairs (last time the city was reached, letters of other laptops).
    `waits_for_owner`: worded, what only its owner can lay, or empty. `inside`: somebody is in.
    """

    head: RoadHead
    counters: tuple[Counter, ...]
    files: FilesHeld | None = None
    facts: tuple[tuple[str, str], ...] = ()
    waits_for_owner: str = ""
    inside: bool = False


class OfficeScreen(Screen[OfficeModel]):
    """The mail of this laptop, for whoever carries it.

    Signals:
        send_now: try at once.
        pause, resume: stop sending for a while, and go on.
        hold_files: True holds attachments back, False lets them go.
        stick_out, stick_in: send by USB stick; take from one.
        back_asked: back to the door.
        hide_asked: the corner button, with nobody in.
    """

    send_now = Signal()
    pause = Signal()
    resume = Signal()
    hold_files = Signal(bool)
    stick_out = Signal()
    stick_in = Signal()
    back_asked = Signal()
    hide_asked = Signal()

    def step_back(self) -> None:
        """With nobody in, Esc leads back to the door."""
        if self._model is not None and not self._model.inside:
            self.back_asked.emit()

    def _build(self, page: QVBoxLayout) -> None:
        self._top = OutsideTop(self.tr("Mail office"), hide=True)
        self._top.back_asked.connect(self.back_asked)
        self._top.hide_asked.connect(self.hide_asked)
        page.addWidget(self._top)
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        line = row(picture("lock", 20), gap=10)
        line.addWidget(
            label(
                self.tr(
                    "The mail of everybody on this laptop, in one total. Every letter is locked: "
                    "nobody can see here whose it is or what it says."
                ),
                "",
                "ink2",
            ),
            1,
        )
        body.column.addLayout(line)
        self._head = RoadCard()
        self._head.try_asked.connect(self.send_now)
        body.column.addWidget(self._head)
        self._counters = Tiles(270, 3, gap=16)
        body.column.addWidget(self._counters)
        self._files = FilesStrip()
        self._files.hold_asked.connect(self.hold_files)
        body.column.addWidget(self._files)
        self._owner = Card("warn", margin=12)
        self._owner_text = label("", "medium", "sedang")
        self._owner.column.addWidget(self._owner_text)
        body.column.addWidget(self._owner)
        self._facts = Card(gap=8)
        body.column.addWidget(self._facts)
        body.column.addStretch(1)
        take = button(self.tr("Receive by USB stick"), icon="inbox", name="stick-in")
        take.clicked.connect(self.stick_in)
        self._hold = button(" ", icon="pause", name="pause")
        self._hold.clicked.connect(self._on_hold)
        carry = button(self.tr("Send by USB stick"), "primary", "usb", name="primary")
        carry.clicked.connect(self.stick_out)
        self._foot = Foot(carry, [take, self._hold])
        page.addWidget(self._foot)

    def _fill(self, model: OfficeModel) -> None:
        self._set_heading(self.tr("Mail office"), self.tr("everybody on this laptop"))
        self._top.setVisible(not model.inside)
        self._head.set_head(model.head)
        self._counters.set_tiles([counter_card(counter) for counter in model.counters])
        self._files.set_files(model.files)
        self._owner.setVisible(bool(model.waits_for_owner))
        self._owner_text.setText(model.waits_for_owner)
        empty(self._facts.column)
        self._facts.setVisible(bool(model.facts))
        for name, text in model.facts:
            if look.current().large:
                self._facts.column.addLayout(column(label(name, "small", "ink2"), label(text)))
                continue
            line = row(gap=16)
            line.addWidget(label(name, "small", "ink2"), 30)
            line.addWidget(label(text), 70)
            self._facts.column.addLayout(line)
        paused = model.head.paused
        self._foot.reword(
            self._hold, self.tr("Go on sending") if paused else self.tr("Pause sending")
        )

    def _on_hold(self) -> None:
        if self._model is not None and self._model.head.paused:
            self.resume.emit()
        else:
            self.pause.emit()

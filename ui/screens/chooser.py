"""The first page of a recording: whom do you meet, how, and drafts that wait."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import FORM_WIDTH
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, column, row
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.focus_order import focus_first
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label


@dataclass(frozen=True, slots=True)
class Option:
    """One tile: its id comes back in `started`. `icon` names a file of ui/theme/icons."""

    id: str
    title: str
    hint: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """One question of the chooser; exactly one option is chosen.

    `only_for`: shown, and told, only while one of these options of the first group is chosen;
    empty: always.
    """

    id: str
    title: str
    help: str
    options: tuple[Option, ...]
    chosen: str = ""
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A recording that was begun. `when` is worded."""

    id: str
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class ChooserModel:
    """What the chooser shows. `room` is the rail entry that stays marked; `note` stands below."""

    title: str
    groups: tuple[OptionGroup, ...]
    drafts: tuple[DraftRow, ...] = ()
    primary: str = ""
    room: str = "record"
    note: str = ""


class ChooserPage(Screen[ChooserModel]):
    """Choose and start.

    Signals:
        started: {group id: option id} of the groups on show, complete.
        draft_opened: the id of a draft.
        back_asked: the way back.
    """

    started = Signal(dict)
    draft_opened = Signal(str)
    back_asked = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        body = ScrollColumn(gap=24, max_width=FORM_WIDTH)
        page.addWidget(body, 1)
        self._body = body
        self._column = QVBoxLayout()
        self._column.setSpacing(look.current().space(24))
        body.column.addLayout(self._column)
        body.column.addStretch(1)
        self._chosen: dict[str, str] = {}
        self._parts: dict[str, QWidget] = {}
        self._start = button("", "primary", name="primary")
        self._start.setShortcut("Ctrl+Return")
        self._start.clicked.connect(self._on_start)
        back = button(self.tr("Back"), icon="chevron-left", name="back")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_asked)
        page.addWidget(Foot(self._start, [back]))

    def _fill(self, model: ChooserModel) -> None:
        self._set_heading(model.title)
        reword(self._start, model.primary or self.tr("Begin"))
        empty(self._column)
        self._chosen = {group.id: group.chosen for group in model.groups}
        self._parts = {}
        if model.drafts:
            self._column.addWidget(self._drafts(model.drafts))
        for group in model.groups:
            tiles = ChoiceTiles(
                [Tile(o.id, o.title, o.hint, o.icon) for o in group.options],
                many=False,
                name=f"group-{group.id}",
            )
            tiles.set_value(group.chosen)
            tiles.tell("group", group.id)
            tiles.setAccessibleName(group.title)
            tiles.changed.connect(lambda value, group=group: self._on_chosen(group.id, value))
            words = column(label(group.title, "page"), gap=6)
            if group.help:
                words.addWidget(label(group.help, "", "ink2"))
            holder = QWidget()
            stack = QVBoxLayout(holder)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(look.current().space(16))
            stack.addLayout(words)
            stack.addWidget(tiles)
            self._parts[group.id] = holder
            self._column.addWidget(holder)
        if model.note:
            card = Card("soft", margin=16)
            card.column.addWidget(label(model.note))
            self._column.addWidget(card)
        self._allow()

    def _arrive(self) -> None:
        # The page before this one hands its focus to whatever is next, which is the foot: not kept.
        focus = QApplication.focusWidget()
        if self._root is not None and (focus is None or not self._body.isAncestorOf(focus)):
            focus_first(self._root)

    def _drafts(self, drafts: tuple[DraftRow, ...]) -> QWidget:
        card = Card("soft", margin=16, gap=8)
        card.column.addWidget(label(self.tr("Begun and not finished"), "smallstrong", "primary"))
        for draft in drafts:
            open_it = button(self.tr("Go on"), "small", name=f"draft-{draft.id}")
            open_it.setAccessibleDescription(f"{draft.title}, {draft.when}")
            open_it.clicked.connect(lambda _on=False, draft=draft: self.draft_opened.emit(draft.id))
            words = column(label(draft.title, "strong"), label(draft.when, "small", "ink2"), gap=1)
            line = row()
            line.addLayout(words, 1)
            line.addWidget(open_it)
            card.column.addLayout(line)
        return card

    def _on_chosen(self, group: str, value: str) -> None:
        self._chosen[group] = value
        self._allow()

    def _allow(self) -> None:
        asked = self._asked()
        for group, part in self._parts.items():
            part.setVisible(group in asked)
        self._start.setEnabled(bool(asked) and all(asked.values()))

    def _asked(self) -> dict[str, str]:
        """What is chosen in the groups on show."""
        groups = self._model.groups if self._model is not None else ()
        first = self._chosen.get(groups[0].id, "") if groups else ""
        return {
            group.id: self._chosen.get(group.id, "")
            for group in groups
            if not group.only_for or first in group.only_for
        }

    def _on_start(self) -> None:
        self.started.emit(self._asked())

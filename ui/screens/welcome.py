"""First start: the enrolment code, a picture, a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.model.people import ICONS
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.door_tiles import DoorArt, FaceTile
from ui.widgets.places import Foot, ScrollColumn, Tiles
from ui.widgets.screen import Screen
from ui.widgets.sealed import SealedLine
from ui.widgets.text import label
from ui.words import phrases

LEAST = 15


@dataclass(frozen=True, slots=True)
class WelcomeModel:
    """What the first screen shows.

    `suggestion` is a passphrase made by the work (or empty). `progress` is worded while the
    enrolment is under way ("" = not under way). `problem` is a whole sentence or empty.
    """

    taken: tuple[str, ...] = ()
    code_line: str = ""
    suggestion: str = ""
    progress: str = ""
    problem: str = ""
    can_cancel: bool = False
    demo_notice: str = ""


class WelcomeScreen(Screen[WelcomeModel]):
    """Enrolment of a person on this laptop.

    Signals:
        enrol_asked: the code line as pasted, the icon id, the passphrase.
        cancelled: back to the door (also while under way).
    """

    enrol_asked = Signal(str, str, str)
    cancelled = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        page.addLayout(middle, 1)
        if not now.large:
            middle.addWidget(DoorArt(), 1)
        body = ScrollColumn(gap=24, max_width=646, center=True, top=32)
        middle.addWidget(body, 2)
        body.column.addLayout(
            column(
                label(self.tr("Welcome."), "page"),
                label(self.tr("Three things, then this laptop is yours to work with."), "", "ink2"),
                gap=4,
            )
        )
        self._demo = Card("warn", margin=12)
        self._demo_text = label("", "medium", "sedang")
        self._demo.column.addWidget(self._demo_text)
        body.column.addWidget(self._demo)
        self._progress = Card("soft", margin=12)
        self._progress_text = label("", "medium", "primary")
        self._progress.column.addWidget(self._progress_text)
        body.column.addWidget(self._progress)
        self._problem = Card("never", margin=12)
        self._problem_text = label("", "medium", "tinggi")
        self._problem.column.addWidget(self._problem_text)
        body.column.addWidget(self._problem)
        self._code = SealedLine(self.tr("Registration code"))
        self._code.setObjectName("code_line")
        self._code.setPlaceholderText("PSKE1|…")
        body.column.addLayout(
            self._part(
                self.tr("1. The code from your city"),
                self.tr("Paste the whole line. It works once."),
                self._code,
            )
        )
        self._faces = Tiles(120, 4, gap=12, keep=True)
        body.column.addLayout(
            self._part(self.tr("2. Your picture"), self.tr("Others see only this."), self._faces)
        )
        self._secret = SealedLine(self.tr("New passphrase"))
        self._secret.setObjectName("passphrase")
        self._again = SealedLine(self.tr("The same passphrase once more"))
        self._again.setObjectName("passphrase_again")
        fields = QWidget()
        stack = QVBoxLayout(fields)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(now.space(8))
        for field in (self._secret, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setPlaceholderText(field.accessibleName())
            stack.addWidget(field)
        self._suggest = Card("soft", margin=12)
        self._suggestion = label("", "tile")
        take = button(self.tr("Use these words"), "small", name="take-words")
        take.clicked.connect(self._on_take)
        self._suggest.column.addWidget(
            label(self.tr("Four words are easy to remember. Write them down once:"), "small")
        )
        words = row(self._suggestion, take)
        words.setStretch(0, 1)
        self._suggest.column.addLayout(words)
        stack.addWidget(self._suggest)
        self._hint = label("", "small", "ink2")
        stack.addWidget(self._hint)
        body.column.addLayout(
            self._part(
                self.tr("3. Your passphrase"),
                self.tr("At least {n} letters. Nobody can read your records without it.").format(
                    n=LEAST
                ),
                fields,
            )
        )
        body.column.addStretch(1)
        self._icon = ""
        self._enrol = button(self.tr("Register"), "primary", name="primary")
        self._enrol.clicked.connect(self._on_enrol)
        self._cancel = button(self.tr("Back"), icon="chevron-left", name="back")
        self._cancel.clicked.connect(self.cancelled)
        page.addWidget(Foot(self._enrol, [self._cancel]))
        for field in (self._code, self._secret, self._again):
            field.textChanged.connect(self._allow)

    def _fill(self, model: WelcomeModel) -> None:
        self._set_heading(self.tr("Register"))
        self._demo.setVisible(bool(model.demo_notice))
        self._demo_text.setText(model.demo_notice)
        self._problem.setVisible(bool(model.problem))
        self._problem_text.setText(model.problem)
        if model.code_line and not self._code.text():
            self._code.setText(model.code_line)
        self._suggest.setVisible(bool(model.suggestion))
        self._suggestion.setText(model.suggestion)
        free = [icon for icon in ICONS if icon not in model.taken]
        if self._icon not in free:
            self._icon = free[0] if free else ""
        self._faces.set_tiles([self._face(icon) for icon in free])
        self._cancel.setVisible(model.can_cancel or bool(model.progress))
        self._progress.setVisible(bool(model.progress))
        self._progress_text.setText(model.progress)
        for field in (self._code, self._secret, self._again):
            field.setEnabled(not model.progress)
        self._allow()

    def _part(self, title: str, help_text: str, field: QWidget) -> QVBoxLayout:
        words = column(label(title, "section"), label(help_text, "", "ink2"), gap=2)
        return column(words, field, gap=8)

    def _face(self, icon: str) -> FaceTile:
        tile = FaceTile(icon, phrases.icon_word(icon))
        tile.setObjectName(f"icon-{icon}")
        tile.setChecked(icon == self._icon)
        tile.clicked.connect(lambda _on=False: self._on_face(icon))
        return tile

    def _on_face(self, icon: str) -> None:
        self._icon = icon
        for tile in self._faces.tiles():
            if isinstance(tile, FaceTile):
                tile.setChecked(tile.objectName() == f"icon-{icon}")
        self._allow()

    def _on_take(self) -> None:
        for field in (self._secret, self._again):
            field.setText(self._suggestion.text())

    def _allow(self) -> None:
        secret, again = self._secret.text(), self._again.text()
        hint = ""
        if secret and len(secret) < LEAST:
            hint = self.tr("{n} letters more.").format(n=LEAST - len(secret))
        elif again and secret != again:
            hint = self.tr("The two passphrases are not the same yet.")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        busy = self._model is not None and bool(self._model.progress)
        ready = bool(self._code.text().strip() and self._icon and secret == again)
        self._enrol.setEnabled(ready and len(secret) >= LEAST and not busy)

    def _on_enrol(self) -> None:
        self.enrol_asked.emit(self._code.text().strip(), self._icon, self._secret.text())

"""Settings: language, theme, text size, lock time, content and forms, about."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.file_dialog import ask_for_file
from ui.widgets.places import ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label


@dataclass(frozen=True, slots=True)
class ContentShown:
    """Which forms and guide are in use: label and text pairs, the versions of the forms likewise.

    `troubles` are sentences about packs that were not taken; `said` is what came of the last file
    that was chosen.
    """

    lines: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...] = ()
    troubles: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class SettingsModel:
    """What is set now. `language` id|en; `theme` system|light|dark; `text_size` 100|125|150|200;
    `lock_minutes` 1..15; `about` are label and text pairs; `tray`: the icon beside the clock."""

    language: str = "id"
    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 5
    about: tuple[tuple[str, str], ...] = ()
    content: ContentShown | None = None
    tray: bool = True


class SettingsScreen(Screen[SettingsModel]):
    """Settings take effect at once.

    Signals:
        changed: one of language, theme, text_size, lock_minutes, tray, and its value as text.
        pack_chosen: the path of a file with forms and guide, from a stick.
    """

    changed = Signal(str, str)
    pack_chosen = Signal(str)

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        body = ScrollColumn(gap=24, max_width=READING_WIDTH)
        page.addWidget(body, 1)
        self._groups: dict[str, ChoiceTiles] = {}
        choices = (
            (
                "language",
                self.tr("Language"),
                "",
                [Tile("id", "Bahasa Indonesia"), Tile("en", "English")],
            ),
            (
                "theme",
                self.tr("Light or dark"),
                "",
                [
                    Tile("system", self.tr("As the laptop")),
                    Tile("light", self.tr("Light")),
                    Tile("dark", self.tr("Dark")),
                ],
            ),
            (
                "text_size",
                self.tr("Text size"),
                "",
                [Tile(str(size), f"{size} %") for size in (100, 125, 150, 200)],
            ),
            (
                "lock_minutes",
                self.tr("Lock when nobody touches the laptop"),
                self.tr("Locking never asks. What you typed is kept."),
                [
                    Tile("1", self.tr("after 1 minute")),
                    *(
                        Tile(str(n), self.tr("after {n} minutes").format(n=n))
                        for n in (2, 5, 10, 15)
                    ),
                ],
            ),
            (
                "tray",
                self.tr("Icon beside the clock"),
                self.tr("It says only that letters wait, never whose or what."),
                [Tile("on", self.tr("Show it")), Tile("off", self.tr("Do not show it"))],
            ),
        )
        for key, title, help_text, tiles in choices:
            words = column(label(title, "section"), gap=2)
            if help_text:
                words.addWidget(label(help_text, "small", "ink2"))
            group = ChoiceTiles(tiles, many=False, name=f"setting-{key}")
            group.setAccessibleName(title)
            group.changed.connect(lambda value, key=key: self.changed.emit(key, value))
            self._groups[key] = group
            body.column.addLayout(column(words, group, gap=8))
        self._content = self._make_content()
        body.column.addWidget(self._content)
        self._about = Card(gap=8)
        body.column.addLayout(column(label(self.tr("About"), "section"), self._about, gap=8))
        body.column.addStretch(1)
        self._wide = now.large

    def _make_content(self) -> QWidget:
        """The section of packs; empty until it is known what is in use."""
        holder = QWidget()
        holder.setObjectName("content")
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.current().space(8))
        stack.addWidget(label(self.tr("Forms and guide"), "section"))
        self._troubles = Card("warn", gap=8)
        self._troubles.setObjectName("pack-troubles")
        stack.addWidget(self._troubles)
        self._pack = Card(gap=8)
        stack.addWidget(self._pack)
        self._forms = Card(gap=8)
        self._forms.setObjectName("form-versions")
        self._versions = button(self.tr("Versions of the forms"), "small", name="versions")
        self._versions.setCheckable(True)
        self._versions.toggled.connect(self._forms.setVisible)
        self._take = button(self.tr("Take from a file"), "small", name="take-pack")
        self._take.setAccessibleDescription(self.tr("Forms and guide from a USB stick."))
        self._take.clicked.connect(
            lambda: ask_for_file(self, "*.pack", lambda path: self.pack_chosen.emit(path))
        )
        buttons = row(gap=8)
        buttons.addWidget(self._take)
        buttons.addWidget(self._versions)
        buttons.addStretch(1)
        self._said = label("", "medium")
        self._said.setObjectName("pack-said")
        stack.addWidget(self._said)
        stack.addLayout(buttons)
        stack.addWidget(self._forms)
        self._forms.hide()
        return holder

    def _fill_content(self, shown: ContentShown) -> None:
        empty(self._troubles.column)
        self._troubles.setVisible(bool(shown.troubles))
        for sentence in shown.troubles:
            self._troubles.column.addWidget(label(sentence, "small"))
        self._pairs(self._pack, shown.lines)
        self._pairs(self._forms, shown.forms)
        self._said.setText(shown.said)
        self._said.setVisible(bool(shown.said))

    def _pairs(self, card: Card, pairs: tuple[tuple[str, str], ...]) -> None:
        empty(card.column)
        for name, text in pairs:
            if self._wide:
                card.column.addLayout(column(label(name, "small", "ink2"), label(text)))
                continue
            line = row(gap=16)
            line.addWidget(label(name, "small", "ink2"), 30)
            line.addWidget(label(text), 70)
            card.column.addLayout(line)

    def _fill(self, model: SettingsModel) -> None:
        self._set_heading(self.tr("Settings"))
        self._groups["language"].set_value(model.language)
        self._groups["theme"].set_value(model.theme)
        self._groups["text_size"].set_value(str(model.text_size))
        self._groups["lock_minutes"].set_value(str(model.lock_minutes))
        self._groups["tray"].set_value("on" if model.tray else "off")
        self._content.setVisible(model.content is not None)
        if model.content is not None:
            self._fill_content(model.content)
        self._about.setVisible(bool(model.about))
        self._pairs(self._about, model.about)

"""Settings: language, theme, text size, lock time, about."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.card import Card, column, row
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.places import ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label


@dataclass(frozen=True, slots=True)
class SettingsModel:
    """What is set now. `language` id|en; `theme` system|light|dark; `text_size` 100|125|150|200;
    `lock_minutes` 1..15; `about` are label and text pairs."""

    language: str = "id"
    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 5
    about: tuple[tuple[str, str], ...] = ()


class SettingsScreen(Screen[SettingsModel]):
    """Settings take effect at once.

    Signals:
        changed: one of language, theme, text_size, lock_minutes, and its value as text.
    """

    changed = Signal(str, str)

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
        self._about = Card(gap=8)
        body.column.addLayout(column(label(self.tr("About"), "section"), self._about, gap=8))
        body.column.addStretch(1)
        self._wide = now.large

    def _fill(self, model: SettingsModel) -> None:
        self._set_heading(self.tr("Settings"))
        self._groups["language"].set_value(model.language)
        self._groups["theme"].set_value(model.theme)
        self._groups["text_size"].set_value(str(model.text_size))
        self._groups["lock_minutes"].set_value(str(model.lock_minutes))
        empty(self._about.column)
        self._about.setVisible(bool(model.about))
        for name, text in model.about:
            if self._wide:
                self._about.column.addLayout(column(label(name, "small", "ink2"), label(text)))
                continue
            line = row(gap=16)
            line.addWidget(label(name, "small", "ink2"), 30)
            line.addWidget(label(text), 70)
            self._about.column.addLayout(line)

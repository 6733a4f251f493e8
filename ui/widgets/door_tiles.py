"""The tiles of the door: people as pictures, doors that are open, and the quiet drawing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.card import PressCard, column, row
from ui.widgets.text import label, picture

# The round ground and the line of each picture, light and dark: decoration, the word stands below.
_HUES: dict[str, tuple[str, str, str, str]] = {
    "melati": ("#FCEFD6", "#7A4A00", "#3A2E18", "#F5CB87"),
    "kupu_kupu": ("#ECE4F7", "#5B3B8C", "#2C2440", "#CDB8F2"),
    "daun": ("#E2F0E2", "#1F6B2E", "#1B3320", "#A3DFA8"),
    "ombak": ("#E0EEF6", "#1B5C86", "#172F40", "#9CCDEE"),
    "matahari": ("#FBE7DC", "#94400E", "#40251A", "#F6B896"),
    "kerang": ("#F8E3E8", "#932B4D", "#40202B", "#F5B3C6"),
    "burung": ("#E0EFED", "#0F6E6E", "#17393A", "#63C7BF"),
    "bulan": ("#E6E6F2", "#3B4583", "#252A42", "#BAC2F2"),
}


class _Face(QWidget):
    """A round ground with a picture."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        side = look.current().icon(52)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle and drawing."""
        now = look.current()
        hues = _HUES.get(self._icon, _HUES["burung"])
        ground, line = (hues[2], hues[3]) if now.dark else (hues[0], hues[1])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(self.rect())
        size = round(self.width() * 0.54)
        corner = (self.width() - size) / 2
        drawing = icons.pixmap(self._icon, line, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(corner, corner), drawing)
        painter.end()


class FaceTile(PressCard):
    """One person of this laptop, or one picture that is free."""

    def __init__(self, icon: str, word: str) -> None:
        super().__init__(margin=12)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(word)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.column.addWidget(_Face(icon), 0, middle)
        self.column.addSpacing(look.current().space(4))
        self.column.addWidget(label(word, "medium", wrap=False), 0, middle)


class OpenDoor(PressCard):
    """A door that needs no passphrase."""

    def __init__(self, icon: str, title: str, sub: str) -> None:
        super().__init__(margin=14)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sub)
        self._sub = label(sub, "small", "ink2")
        words = column(label(title, "tile"), self._sub, gap=1)
        line = row(picture(icon, 28, "primary"), gap=12)
        line.addLayout(words, 1)
        line.addWidget(picture("chevron-right", 18))
        self.column.addLayout(line)

    def set_sub(self, sub: str) -> None:
        """Another second line."""
        if sub != self._sub.text():
            self._sub.setText(sub)
            self.setAccessibleDescription(sub)


class DoorArt(QWidget):
    """The quiet half of the door: name, drawing, two sentences."""

    def __init__(self) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMaximumWidth(456)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(now.space(40), now.space(32), now.space(40), now.space(32))
        mark = row(
            picture("door", 26, "primary"), label("Satu Pintu", "tile", wrap=False), None, gap=10
        )
        stack.addLayout(mark)
        stack.addStretch(1)
        stack.addWidget(label(self.tr("Welcome."), "page"))
        stack.addWidget(
            label(self.tr("Here a story is kept safe, and told only once."), "", "ink2")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, in the middle of what is free."""
        super().paintEvent(event)
        side = min(self.width() - 112, self.height() - 300, 330)
        if side < 90:
            return
        drawing = icons.art(
            "art-door", look.current().colours.primary_soft, side, side, self.devicePixelRatioF()
        )
        painter = QPainter(self)
        left = (self.width() - side) / 2
        top = 90 + (self.height() - 240 - side) / 2
        painter.drawPixmap(QPointF(left, top), drawing)
        painter.end()

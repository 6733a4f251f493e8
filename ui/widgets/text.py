"""Labels, rules and icons: the pieces every card is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from ui.theme import icons, look


def label(
    text: str, type: str = "", tone: str = "", *, wrap: bool = True, right: bool = False
) -> QLabel:
    """A label of one type role and one tone. Wraps unless told not to; never plain-text links."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if type:
        made.setProperty("type", type)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if right:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if not wrap:
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def picture(name: str, size: int = 22, tone: str = "ink2") -> QLabel:
    """An icon as a label, coloured by a token. It is decoration: the words beside it say it."""
    now = look.current()
    made = QLabel()
    colour = getattr(now.colours, tone)
    pixels = now.icon(size)
    made.setPixmap(icons.pixmap(name, colour, pixels, made.devicePixelRatioF()))
    made.setFixedSize(pixels, pixels)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def rule(direction: str = "h") -> QFrame:
    """A hairline, "h" or "v"."""
    made = QFrame()
    made.setProperty("rule", direction)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property the stylesheet looks at, and let it take effect."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, at once and for good."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)

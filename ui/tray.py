"""The quiet icon beside the clock: that letters wait, never whose, how urgent, or what they say.

Absent where the system has no place for it, and off by a setting.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from ui.theme import icons, tokens

_NOTICE_MS = 6_000
_SIDE = 64


class Tray(QObject):
    """One icon. Nothing is shown before `set_on(True)`.

    Signals:
        open_asked: somebody wants the window.
    """

    open_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._line = ""

    @property
    def shown(self) -> bool:
        """Whether the icon is beside the clock now."""
        return self._icon is not None and self._icon.isVisible()

    def set_on(self, on: bool) -> None:
        """Show the icon, where the system has a place for it, or take it away."""
        if not on:
            if self._icon is not None:
                self._icon.hide()
            return
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._make()
        if self._icon is not None:
            self._icon.show()

    def tell(self, line: str, notice: str = "") -> None:
        """What stands under the pointer; `notice` comes up once beside the clock."""
        self._line = line
        if self._icon is None:
            return
        self._dress()
        if notice and self._icon.isVisible() and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage("Satu Pintu", notice, self._icon.icon(), _NOTICE_MS)

    def _make(self) -> None:
        self._icon = QSystemTrayIcon(QIcon(_drawing()), self)
        self._menu = QMenu()
        self._menu.addAction("").triggered.connect(self.open_asked)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.open_asked)
        self._dress()

    def _dress(self) -> None:
        """The words, in the language that is on."""
        if self._icon is None or self._menu is None:
            return
        self._menu.actions()[0].setText(self.tr("Open Satu Pintu"))
        self._icon.setToolTip("\n".join(filter(None, ("Satu Pintu", self._line))))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_asked.emit()


def bring_forward(window: QWidget) -> None:
    """Out of the taskbar and over other windows, as large as it was."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _drawing() -> QPixmap:
    """A white door on the product's colour: readable on light and on dark bars."""
    made = QPixmap(_SIDE, _SIDE)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.LIGHT.primary_fill))
    painter.drawRoundedRect(QRectF(made.rect()), 14, 14)
    inner = _SIDE * 5 // 8
    corner = (_SIDE - inner) // 2
    painter.drawPixmap(corner, corner, icons.pixmap("door", tokens.LIGHT.on_primary, inner))
    painter.end()
    return made

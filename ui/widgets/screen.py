"""What every screen is: a page that shows one frozen value and is built only when first shown."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.focus_order import order_focus

Model = TypeVar("Model")


class Screen(QWidget, Generic[Model]):
    """A page of the main window.

    A subclass gives `_build(page)` (make the widgets once) and `_fill(model)` (show the value).
    Nothing is made before the first `present`, so a screen object costs almost nothing. When the
    language, the theme or the text size changes, the page is made anew with the same value.

    Signals:
        heading_changed: title and second line for the top bar, whenever they change.
    """

    heading_changed = Signal(str, str)

    orders_itself = False  # whether `_fill` sees to the order of Tab
    narrow_below = 0  # px at 100 % text; under it a page is made in its narrow form

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: Model | None = None
        self._root: QWidget | None = None
        self._look = look.current()
        self._narrow = self._is_narrow(10_000)
        self._heading = ("", "")
        self._remake = QTimer(self)
        self._remake.setSingleShot(True)
        self._remake.setInterval(0)
        self._remake.timeout.connect(self._make_anew)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)

    def model(self) -> Model | None:
        """The value on show, or None before the first `present`."""
        return self._model

    def heading(self) -> tuple[str, str]:
        """Title and second line for the top bar."""
        return self._heading

    def present(self, model: Model) -> None:
        """Show this value. Showing an equal value again changes nothing."""
        if self._root is not None and model == self._model:
            return
        self._model = model
        if self._root is None:
            self._make()
        self._fill_keeping_focus(model)

    def step_back(self) -> None:
        """Esc was pressed once: go one step back inside the page, if that loses nothing."""

    def changeEvent(self, event: QEvent) -> None:
        """Another language or look: make the page anew, a moment later and once."""
        super().changeEvent(event)
        kind = event.type()
        other_look = kind == QEvent.Type.StyleChange and look.current() is not self._look
        if self._root is not None and (kind == QEvent.Type.LanguageChange or other_look):
            self._remake.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Crossing the width of the narrow form makes the page anew."""
        super().resizeEvent(event)
        if self._root is not None and self._narrow != self._is_narrow(self.width()):
            self._remake.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Every time the page comes to the front."""
        super().showEvent(event)
        if self._root is not None:
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        """Put the focus where one begins on this page; the first control unless it says other."""

    def _is_narrow(self, width: int) -> bool:
        now = look.current()
        return bool(self.narrow_below) and (now.large or width < now.box(self.narrow_below))

    def _set_heading(self, title: str, sub: str = "") -> None:
        if (title, sub) != self._heading:
            self._heading = (title, sub)
            self.heading_changed.emit(title, sub)

    def _make(self) -> None:
        self._look = look.current()
        self._narrow = self._is_narrow(self.width() if self.isVisible() else 10_000)
        self._root = QWidget(self)
        page = QVBoxLayout(self._root)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self._build(page)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._root)

    def _make_anew(self) -> None:
        old, model = self._root, self._model
        if old is None or model is None:
            return
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self._make()
        self._fill_keeping_focus(model)

    def _fill_keeping_focus(self, model: Model) -> None:
        focus = QApplication.focusWidget()
        name = focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""
        self._fill(model)
        if self._root is not None and not self.orders_itself:
            order_focus(self._root)
        if name and QApplication.focusWidget() is None and self._root is not None:
            again = self._root.findChild(QWidget, name)
            if again is not None:
                again.setFocus()

    def _build(self, page: QVBoxLayout) -> None:
        """Make the widgets; called once for each language and look."""

    def _fill(self, model: Model) -> None:
        """Show the value in the widgets."""

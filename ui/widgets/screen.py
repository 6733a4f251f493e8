"""What every screen is: a page that shows one frozen value and is built only when first shown."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

Model = TypeVar("Model")


class Screen(QWidget, Generic[Model]):
    """A page of the main window.

    A subclass gives `_build()` (make the widgets once) and `_fill(model)` (show the value).
    Nothing is made before the first `present`, so a screen object costs almost nothing.

    Signals:
        heading_changed: title and second line for the top bar, whenever they change.
    """

    heading_changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: Model | None = None
        self._built = False

    def model(self) -> Model | None:
        """The value on show, or None before the first `present`."""
        return self._model

    def present(self, model: Model) -> None:
        """Show this value. Showing an equal value again changes nothing."""
        if self._built and model == self._model:
            return
        self._model = model
        if not self._built:
            self._build()
            self._built = True
        self._fill(model)

    def _build(self) -> None:
        """Make the widgets; called once."""

    def _fill(self, model: Model) -> None:
        """Show the value in the widgets."""

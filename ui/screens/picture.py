"""One picture of a case, on a page of its own: made anew by a child process, as bare pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout

from ui.pixels import image_of
from ui.theme import look
from ui.widgets.buttons import button, reword
from ui.widgets.card import row
from ui.widgets.empty_state import EmptyState
from ui.widgets.places import Foot
from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class PictureModel:
    """`title` its kind and size, `detail` what it shows, worded. `pixels` as `ui.pixels` reads
    them; empty while it is made (`busy`), or where it cannot be shown."""

    title: str
    detail: str
    pixels: bytes = b""
    busy: bool = False
    room: str = "cases"


class PictureScreen(Screen[PictureModel]):
    """Look at a picture, whole or closer.

    Signals:
        closed: back to where it was opened.
    """

    closed = Signal()

    rail_room = "cases"

    def _build(self, page: QVBoxLayout) -> None:
        self._close_up = False
        self._image = QImage()
        self._shown = QLabel()
        self._shown.setObjectName("picture")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._shown)
        self._area.setAccessibleName(self.tr("The picture"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        framed = row(self._area)
        pad = look.current().space(8)
        framed.setContentsMargins(pad, pad, pad, pad)
        page.addLayout(framed, 1)
        self._busy = EmptyState(
            "image",
            self.tr("The picture is being opened …"),
            self.tr("It is made anew first, so that nothing hidden in it comes along."),
        )
        self._none = EmptyState(
            "eye-off",
            self.tr("This picture cannot be shown."),
            self.tr("The file is kept as it came. It may be damaged or no real picture."),
        )
        page.addWidget(self._busy, 1)
        page.addWidget(self._none, 1)
        close = button(self.tr("Close the picture"), "primary", name="primary")
        close.setShortcut("Alt+Left")
        close.clicked.connect(self.closed)
        self._closer = button(self.tr("Look closer"), icon="eye", name="closer")
        self._closer.clicked.connect(self._on_closer)
        page.addWidget(Foot(close, [self._closer]))

    def _fill(self, model: PictureModel) -> None:
        self.rail_room = model.room
        self._set_heading(model.title, model.detail)
        self._image = image_of(model.pixels)
        there = not self._image.isNull()
        self._area.setVisible(there)
        self._closer.setVisible(there)
        self._busy.setVisible(model.busy and not there)
        self._none.setVisible(not model.busy and not there)
        self._shown.setAccessibleName(f"{model.title} {model.detail}")
        self._draw()
        QTimer.singleShot(0, self, self._draw)

    def _on_closer(self) -> None:
        self._close_up = not self._close_up
        policy = Qt.FocusPolicy.StrongFocus if self._close_up else Qt.FocusPolicy.NoFocus
        self._area.setFocusPolicy(policy)  # arrows move what is larger than the page
        reword(self._closer, self.tr("See it whole") if self._close_up else self.tr("Look closer"))
        self._draw()

    def _draw(self) -> None:
        """Whole: as large as fits. Closer: pixel by pixel of the screen, at most twice that."""
        if self._image.isNull():
            self._shown.clear()
            return
        ratio = self.devicePixelRatioF()
        room = self._area.size() - QSize(look.current().space(16), look.current().space(16))
        drawn = self._image
        if not self._close_up:
            drawn = self._image.scaled(
                room * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        pixmap = QPixmap.fromImage(drawn)
        pixmap.setDevicePixelRatio(ratio)
        self._shown.setPixmap(pixmap)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever way it is left by, no pixel of it stays here."""
        super().hideEvent(event)
        if not event.spontaneous() and self._root is not None and self._model is not None:
            self._image = QImage()
            self._shown.clear()
            self._model = replace(self._model, pixels=b"")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size of the window, another size of the picture."""
        super().resizeEvent(event)
        if self._root is not None:
            QTimer.singleShot(0, self, self._draw)

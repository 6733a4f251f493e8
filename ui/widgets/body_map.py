"""The body map: a figure from the front and from behind, each zone also a tile beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import body, look
from ui.theme.tokens import SMALL
from ui.widgets.card import Card, paint_tick, row
from ui.widgets.choice_editors import one_line, tiles_of
from ui.widgets.choice_tiles import ChoiceTiles
from ui.widgets.editor import EXCLUSIVE, REFUSAL, Editor

_HIGH = 360
_CAPTION = 30


class Figure(QWidget):
    """One side of the body. For the mouse alone: the keyboard has the tiles.

    Signals:
        pressed: the zone that was pressed.
    """

    pressed = Signal(str)

    def __init__(self, side: str, caption: str, labels: Mapping[str, str]) -> None:
        super().__init__()
        now = look.current()
        self._parts = body.parts(side)
        self._labels = labels
        self._offered = frozenset(labels)
        self._caption = caption
        self._chosen: frozenset[str] = frozenset()
        self._under = ""
        self._scale = now.icon(_HIGH) / body.HEIGHT
        wide = round(body.WIDTH * self._scale) + 4
        self.setFixedSize(wide, now.icon(_HIGH) + now.box(_CAPTION))
        self.setMouseTracking(True)
        self.setAccessibleName(caption)
        self.setObjectName(f"figure-{side}")

    def set_chosen(self, zones: frozenset[str]) -> None:
        """Fill these."""
        if zones != self._chosen:
            self._chosen = zones
            self.update()

    def zone_at(self, at: QPointF) -> str:
        """The zone under a point of this widget, or empty."""
        spot = QPointF((at.x() - 2) / self._scale, (at.y() - 2) / self._scale)
        for part in self._parts:
            if part.path.contains(spot):
                return part.zone(self._offered)
        return ""

    def centre_of(self, zone: str) -> QPointF:
        """A point of this widget inside a zone; raises LookupError where it is not on this side."""
        for part in self._parts:
            if part.zone(self._offered) == zone:
                middle = part.path.boundingRect().center()
                return QPointF(middle.x() * self._scale + 2, middle.y() * self._scale + 2)
        raise LookupError(zone)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The zone under the pointer shows itself, with its name as a tip."""
        zone = self.zone_at(event.position())
        if zone != self._under:
            self._under = zone
            self.setToolTip(self._labels.get(zone, ""))
            shape = Qt.CursorShape.PointingHandCursor if zone else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._under = ""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell the zone."""
        zone = self.zone_at(event.position())
        if zone and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(zone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Parts, the chosen ones filled and ticked, and the caption."""
        now = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(2, 2)
        painter.scale(self._scale, self._scale)
        live = self.isEnabled()
        for part in self._parts:
            zone = part.zone(self._offered)
            chosen = bool(zone) and zone in self._chosen
            ground = "primary_soft" if chosen else "surface" if zone else "sunken"
            edge = "primary" if chosen or (zone and zone == self._under) else "edge"
            pen = QPen(now.colour(edge if live else "line"), (2.4 if chosen else 1.3) / self._scale)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(now.colour(ground))
            painter.drawPath(part.path)
        painter.resetTransform()
        side = float(now.icon(15))
        for part in self._parts:
            if part.zone(self._offered) in self._chosen:
                middle = part.path.boundingRect().center() * self._scale + QPointF(2, 2)
                box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
                paint_tick(painter, box, checked=True, round_=False)
        painter.setFont(now.font(SMALL, 600))
        painter.setPen(now.colour("ink2"))
        foot = QRectF(0, self.height() - now.box(22), self.width(), now.box(22))
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), self._caption)
        painter.end()


class BodyMapEditor(Editor):
    """Where on the body. Press the figure, or the tile: both show the same."""

    def _make(self, view: QuestionView) -> None:
        now = look.current()
        offered = [choice for choice in view.choices if choice.value != REFUSAL]
        labels = {c.value: one_line(c.label) for c in offered if c.value in body.zones()}
        self._figures = [
            Figure("front", self.tr("From the front"), labels),
            Figure("back", self.tr("From behind"), labels),
        ]
        card = Card("plain", margin=16)
        card.setObjectName(f"map-{view.name}")
        card.setSizePolicy(card.sizePolicy().Policy.Maximum, card.sizePolicy().Policy.Maximum)
        card.column.addLayout(row(*self._figures, gap=24))
        self._tiles = ChoiceTiles(
            [tile for tile in tiles_of(view, refusal=not self._alone)],
            many=view.kind == "select_multiple",
            name=f"field-{view.name}",
            exclusive_values=EXCLUSIVE,
            plain=True,
        )
        self._tiles.tell("ref", view.ref)
        self._tiles.changed.connect(self._on_changed)
        for figure in self._figures:
            figure.pressed.connect(self._tiles.press)
        if now.large:
            self._stack.setSpacing(now.space(16))
            self._stack.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
            self._stack.addWidget(self._tiles)
        else:
            line = QHBoxLayout()
            line.setSpacing(now.space(24))
            line.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self._tiles, 1, Qt.AlignmentFlag.AlignTop)
            self._stack.addLayout(line)
        self._name(view.label, view.hint)

    def _name(self, name: str, description: str) -> None:
        self._tiles.set_question(name)

    def _on_changed(self, value: str) -> None:
        self._fill()
        self.changed.emit(value)

    def _fill(self) -> None:
        chosen = frozenset(self._tiles.value().split())
        for figure in self._figures:
            figure.set_chosen(chosen)

    def _show(self, value: str) -> None:
        self._tiles.set_value(value)
        self._fill()

    def _stored(self) -> str:
        if self._view.value == REFUSAL and not self._tiles.value():
            return REFUSAL
        return self._tiles.value()

    def focus(self) -> None:
        """The tiles: what the figure shows, they say."""
        self._tiles.focus_chosen()

"""The shapes of danger and of where a record is, painted; used by pills and painted rows alike."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme.look import Look


def level_shape(painter: QPainter, level: str, box: QRectF, colour: str) -> None:
    """⬣ darurat, ■ tinggi, ▲ sedang, ● rendah, and a ring for what was not judged yet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    middle, side = box.center(), min(box.width(), box.height())
    if level == "darurat":
        corners = [
            QPointF(
                middle.x() + side / 2 * math.cos(math.radians(angle)),
                middle.y() + side / 2 * math.sin(math.radians(angle)),
            )
            for angle in range(0, 360, 60)
        ]
        painter.drawPolygon(QPolygonF(corners))
    elif level == "tinggi":
        painter.drawRoundedRect(
            QRectF(middle.x() - side * 0.42, middle.y() - side * 0.42, side * 0.84, side * 0.84),
            side * 0.06,
            side * 0.06,
        )
    elif level == "sedang":
        half = side * 0.5
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), middle.y() - half * 0.95),
                    QPointF(middle.x() + half, middle.y() + half * 0.8),
                    QPointF(middle.x() - half, middle.y() + half * 0.8),
                ]
            )
        )
    elif level == "rendah":
        painter.drawEllipse(middle, side * 0.45, side * 0.45)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), max(1.5, side * 0.12)))
        painter.drawEllipse(middle, side * 0.38, side * 0.38)
    painter.restore()


def state_shape(painter: QPainter, state: str, box: QRectF, look: Look) -> None:
    """○ on this laptop, ◐ on its way, ✔ received by the UPTD."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, side = box.center(), min(box.width(), box.height())
    stroke = max(1.6, side * 0.11)
    if state == "diterima_uptd":
        pen = QPen(look.colour("done"), max(2.0, side * 0.15))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((-0.42, 0.04), (-0.12, 0.34), (0.44, -0.34))
        painter.drawPolyline(
            [QPointF(middle.x() + x * side, middle.y() + y * side) for x, y in points]
        )
    else:
        on_way = state in ("dititipkan", "terkirim")
        colour = look.colour("ink" if on_way else "ink2")
        painter.setPen(QPen(colour, stroke))
        radius = side / 2 - stroke / 2
        painter.drawEllipse(middle, radius, radius)
        if on_way:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPie(
                QRectF(middle.x() - radius, middle.y() - radius, radius * 2, radius * 2),
                90 * 16,
                180 * 16,
            )
    painter.restore()


def state_tone(state: str) -> str:
    """The token for the words of a state."""
    if state == "diterima_uptd":
        return "done_ink"
    return "ink" if state in ("dititipkan", "terkirim") else "ink2"


def share_bar(painter: QPainter, box: QRectF, share: float, look: Look) -> None:
    """A rounded bar that is full to `share` (0..1)."""
    half = box.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("line"))
    painter.drawRoundedRect(box, half, half)
    if share <= 0:
        return
    full = QRectF(box)
    full.setWidth(max(box.height(), box.width() * share))
    painter.setBrush(look.colour("primary_fill"))
    painter.drawRoundedRect(full, half, half)

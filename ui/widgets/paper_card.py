"""A page of the guide on A5 paper: large numbers that can hang in an RT post; never a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.theme.tokens import LIGHT
from ui.widgets.guide_text import GuidePage, NumberShown

FILE = "kartu-nomor-penting.pdf"
_LAYOUT = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A5),
    QPageLayout.Orientation.Portrait,
    QMarginsF(12, 12, 12, 12),
    QPageLayout.Unit.Millimeter,
)
_POINT = 25.4 / 72  # mm


def print_card(parent: QWidget, card: Sequence[GuidePage], foot: str) -> str:
    """Ask for a printer, or a file where there is none; gives what was done, in words.

    ``foot``: a small line at the end, such as the day of printing.
    """
    if QPrinterInfo.availablePrinters():
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(_LAYOUT)
        if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
            return ""
        paint_card(printer, card, foot)
        return QCoreApplication.translate("paper_card", "The card is being printed.")
    title = QCoreApplication.translate("paper_card", "Save the card")
    path, _kind = QFileDialog.getSaveFileName(parent, title, FILE, "PDF (*.pdf)")
    if not path:
        return ""
    if not save_card(path, card, foot):
        return QCoreApplication.translate(
            "paper_card", "The file could not be written there. Choose another place."
        )
    return QCoreApplication.translate(
        "paper_card", "The card is saved. It holds numbers only, no case."
    )


def save_card(path: str, card: Sequence[GuidePage], foot: str) -> bool:
    """Write the card as a PDF of one A5 page; says whether that worked."""
    writer = QPdfWriter(path)
    writer.setTitle(card[0].title)
    writer.setPageLayout(_LAYOUT)
    return paint_card(writer, card, foot)


def paint_card(device: QPagedPaintDevice, card: Sequence[GuidePage], foot: str) -> bool:
    """The parts of the card under one another, numbers as large as a thumb; says if it worked."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / 25.4
    painter.scale(scale, scale)
    area = QSizeF(device.width() / scale, device.height() / scale)
    _Card(painter, area).write(card, foot)
    return painter.end()


class _Card:
    """Where the next line goes; all measures in millimetres."""

    def __init__(self, painter: QPainter, area: QSizeF) -> None:
        self._painter = painter
        self._area = area
        self._y = 0.0

    def write(self, card: Sequence[GuidePage], foot: str) -> None:
        """Every part of the card, and a small line at its end."""
        for number, part in enumerate(card):
            self._text(part.title, 15 if number == 0 else 12, bold=True)
            self._y += 1.5
            self._part(part)
            self._y += 2.5
        self._text(foot, 7.5)

    def _part(self, part: GuidePage) -> None:
        calls = iter(part.calls)
        step = 0
        for line in part.lines:
            if line.kind == "call":
                for number in next(calls, ()):
                    self._number(number)
                continue
            step += line.kind == "number"
            mark = {"number": f"{step}. ", "never": "✕ ", "do": "• "}.get(line.kind, "")
            self._text(f"{mark}{line.text}", 10)
            self._y += 0.6

    def _number(self, number: NumberShown) -> None:
        top = self._y
        self._painter.setPen(QPen(QColor(LIGHT.line), 0.3))
        self._painter.drawLine(0, round(top), round(self._area.width()), round(top))
        self._y = top + 1.5
        long = len(number.number) > 5
        self._text(number.number, 15 if long else 24, bold=True, width=0.5)
        beneath, self._y = self._y, top + 2.5
        self._text(number.whom, 10.5, bold=True, left=0.52)
        for more in (number.note, number.doubt):
            if more:
                self._text(more, 8, left=0.52)
        self._y = max(beneath, self._y) + 1.5

    def _text(
        self, text: str, points: float, *, bold: bool = False, left: float = 0.0, width: float = 1.0
    ) -> None:
        font = QFont("Inter")
        font.setPixelSize(100)  # drawn large and scaled down: a font of 3 units has no shape
        font.setBold(bold)
        size = points * _POINT / 100
        painter = self._painter
        painter.save()
        painter.translate(left * self._area.width(), self._y)
        painter.scale(size, size)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.ink))
        room = self._area.width() * min(width, 1.0 - left) / size
        flags = int(Qt.TextFlag.TextWordWrap)
        box = painter.boundingRect(QRectF(0, 0, room, 100_000), flags, text)
        painter.drawText(QRectF(0, 0, room, box.height()), flags, text)
        painter.restore()
        self._y += box.height() * size

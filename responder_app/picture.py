"""``python -m responder_app picture [SIDE]``: the child that looks at a picture nobody trusts.

Bytes of a JPEG, PNG or WebP come in, bare pixels go out (``ui.pixels``), at most SIDE on a side
(1,600), turned the way the camera was held. Whatever such bytes do to a decoder happens here: in a
process that holds no key, sees no vault and no network, may write no file, and has little memory
and ten seconds. Nothing but pixels leaves it, so no place, camera or thumbnail does either. It ends
with its parent; locking kills it.

Exit status: 0 pixels were written; 1 this is no picture that can be shown. Never a word on stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from responder_app.confined import bound, shut
from ui.pixels import LARGEST_SIDE, packed

KINDS = (b"jpeg", b"png", b"webp")
MOST_BYTES = 26 * 1024 * 1024
MOST_PIXELS = 200_000_000  # no camera makes more; a PNG of 30,000 x 30,000 is a bomb
MEGABYTES = 640  # what one decoded image may take
SHOWN, NOT_SHOWN = 0, 1


def main(argv: Sequence[str]) -> int:
    """Read stdin to its end, write the pixels; gives the exit status."""
    bound()
    warm_up()
    shut()
    side = LARGEST_SIDE
    if argv and argv[0].isdecimal():
        side = max(16, min(int(argv[0]), LARGEST_SIDE))
    body = sys.stdin.buffer.read(MOST_BYTES + 1)
    pixels = pixels_of(body, side) if len(body) <= MOST_BYTES else b""
    if not pixels:
        return NOT_SHOWN
    sys.stdout.buffer.write(pixels)
    sys.stdout.buffer.flush()
    return SHOWN


def warm_up() -> None:
    """Load what every kind needs, so that nothing need be opened when the bytes come."""
    for kind in KINDS:
        small = QImage(8, 8, QImage.Format.Format_RGB32)
        small.fill(QColor("white"))
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(held, QByteArray(kind)).write(small)
        pixels_of(bytes(held.data().data()), 8)


def pixels_of(body: bytes, side: int) -> bytes:
    """The bare pixels of a picture, at most ``side`` on a side; empty for anything else."""
    held = QBuffer()
    held.setData(QByteArray(body))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MEGABYTES)
    reader = QImageReader(held)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in KINDS:
        return b""
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return b""
    if size.width() > side or size.height() > side:
        reader.setScaledSize(_fitting(size, side))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return b""
    return packed(_flat(image))


def _fitting(size: QSize, side: int) -> QSize:
    longest = max(size.width(), size.height())
    return QSize(max(1, size.width() * side // longest), max(1, size.height() * side // longest))


def _flat(image: QImage) -> QImage:
    """On white where it can be seen through, so that a chat on no ground stays readable."""
    if not image.hasAlphaChannel():
        return image
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.setColorSpace(image.colorSpace())
    ground.fill(QColor("white"))
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground

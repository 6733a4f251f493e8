"""A picture as bare pixels: the one form in which a picture of a case reaches this process.

    PSKP || u16 width || u16 height || height x width x (red, green, blue)        big-endian

No word, no place, no camera, no colour table: nothing but what is seen. It is made by a child
process (``responder_app.picture``) from bytes nobody trusts, and read here without any decoder.
"""

from __future__ import annotations

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColorSpace, QImage

_MAGIC = b"PSKP"
_HEAD = struct.Struct(">4sHH")
LARGEST_SIDE = 1600
_JPEG_QUALITY = 90


def packed(image: QImage) -> bytes:
    """An image as bare pixels: sRGB, without transparency. Empty for an empty image."""
    if image.isNull() or max(image.width(), image.height()) > LARGEST_SIDE:
        return b""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = flat.width(), flat.height(), flat.bytesPerLine()
    if not width or not height:
        return b""
    bits = bytes(flat.constBits())
    rows = [bits[at * line : at * line + width * 3] for at in range(height)]
    return _HEAD.pack(_MAGIC, width, height) + b"".join(rows)


def image_of(data: bytes) -> QImage:
    """The image of bare pixels; an empty one where the bytes are anything else."""
    if len(data) < _HEAD.size:
        return QImage()
    magic, width, height = _HEAD.unpack_from(data)
    fits = len(data) == _HEAD.size + width * height * 3
    if magic != _MAGIC or not 0 < width <= LARGEST_SIDE or not 0 < height <= LARGEST_SIDE:
        return QImage()
    if not fits:
        return QImage()
    pixels = data[_HEAD.size :]
    return QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888).copy()


def as_jpeg(data: bytes) -> bytes:
    """Bare pixels as a JPEG file that says nothing but what is seen; empty where there are none."""
    image = image_of(data)
    if image.isNull():
        return b""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = image.save(buffer, "JPEG", _JPEG_QUALITY)  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data()) if written else b""

"""``python -m responder_app picture [SIDE]``: the child that looks at a picture nobody trusts.

Bytes of a JPEG, PNG or WebP come in, bare pixels go out (``ui.pixels``), at most SIDE on a side
(1,600), turned the way the camera was held. Whatever such bytes do to a decoder happens here: in a
process that holds no key, sees no vault and no network, may write no file, and has little memory
and ten seconds. Nothing but pixels leaves it, so no place, camera or thumbnail does either. It ends
with its parent; locking kills it.

Exit status: 0 pixels were written; 1 this is no picture that can be shown. Never a word on stderr.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from ui.pixels import LARGEST_SIDE, packed

if sys.platform != "win32":
    import resource

KINDS = (b"jpeg", b"png", b"webp")
MOST_BYTES = 26 * 1024 * 1024
MOST_PIXELS = 200_000_000  # no camera makes more; a PNG of 30,000 x 30,000 is a bomb
MEGABYTES = 640  # what one decoded image may take
_ADDRESS_SPACE = 2 << 30
_CPU_SECONDS = 8
_FILES = 64
SHOWN, NOT_SHOWN = 0, 1
_PDEATHSIG, _NO_NEW_PRIVILEGES, _DUMPABLE = 1, 38, 4
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def main(argv: Sequence[str]) -> int:
    """Read stdin to its end, write the pixels; gives the exit status."""
    confine()
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


def confine() -> None:
    """Give away what this process will not need. What a system does not know is left out: memory,
    time and files are bounded where there are POSIX limits, the rest on Linux alone."""
    if sys.platform == "win32":
        return
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _bound(limit, most)
    if sys.platform == "linux":
        _confine_linux()


def _bound(limit: int, most: int) -> None:
    if sys.platform == "win32":
        return
    _soft, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(limit, (most, most))
    except (OSError, ValueError):  # this system does not know the limit
        return


def _confine_linux() -> None:
    """Die with the parent, gain nothing, leave no core, see no network (where one may)."""
    try:
        libc = ctypes.CDLL(None)
        parent = os.getppid()
        libc.prctl(_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(NOT_SHOWN)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    except (OSError, AttributeError):
        return


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

"""The child that looks at pictures: pixels come out, nothing else; hostile bytes get nothing."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QColorSpace, QImage

from responder_app import confined, picture
from ui.pixels import as_jpeg, image_of

CANARY = b"KENARI-7f3a lat=-6.2088 lon=106.8456 PonselMelur"


def drawn(kind: str, width: int = 640, height: int = 480, alpha: int = 255) -> bytes:
    """A picture in two colours, the left half red."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(20, 40, 200, alpha))
    for x in range(min(width // 2, 60)):
        for y in range(min(height, 60)):
            image.setPixelColor(x, y, QColor(220, 20, 20, alpha))
    image.setText("Description", CANARY.decode())
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(held.data())


def exif(orientation: int) -> bytes:
    """An APP1 segment: orientation, the maker's name, and a place (GPS latitude and longitude)."""
    make = CANARY + b"\0"
    entries, at = [], 8 + 2 + 3 * 12 + 4
    entries.append(struct.pack(">HHII", 0x010F, 2, len(make), at))
    entries.append(struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0))
    entries.append(struct.pack(">HHII", 0x8825, 4, 1, at + len(make) + len(make) % 2))
    gps = struct.pack(">H", 2) + struct.pack(">HHI4s", 1, 2, 2, b"S\0\0\0")
    where = at + len(make) + len(make) % 2 + 2 + 2 * 12 + 4
    gps += struct.pack(">HHII", 2, 5, 3, where) + struct.pack(">I", 0)
    gps += struct.pack(">6I", 6, 1, 12, 1, 31, 1)
    tiff = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 3) + b"".join(entries)
    tiff += struct.pack(">I", 0) + make + b"\0" * (len(make) % 2) + gps
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def with_exif(jpeg: bytes, orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it."""
    return jpeg[:2] + exif(orientation) + jpeg[2:]


def png_of(width: int, height: int, rows: bytes) -> bytes:
    """A PNG that says it is so large, with these compressed rows."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def child(body: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The real process."""
    command = [sys.executable, "-m", "responder_app", "picture", *arguments]
    return subprocess.run(command, input=body, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_back_as_pixels_at_most_so_large(kind: str) -> None:
    done = child(drawn(kind, 2400, 1200))
    assert (done.returncode, done.stderr) == (0, b"")
    image = image_of(done.stdout)
    assert (image.width(), image.height()) == (1600, 800)
    assert image.pixelColor(1500, 700).blue() > 180
    assert image_of(child(drawn(kind, 640, 480), "100").stdout).width() == 100


def test_what_a_telephone_writes_into_a_photo_is_in_nothing_that_is_shown_or_saved() -> None:
    photo = with_exif(drawn("JPEG"))
    assert CANARY in photo
    assert b"Exif" in photo
    done = child(photo)
    shown = as_jpeg(done.stdout)
    assert shown.startswith(b"\xff\xd8\xff")
    for made in (done.stdout, shown):
        assert not [word for word in (CANARY, b"Exif", b"GPS", b"ICC_PROFILE") if word in made]
    assert b"\xff\xe1" not in shown[:200]
    assert child(drawn("PNG")).stdout.find(CANARY) < 0


def test_a_photo_is_turned_the_way_the_camera_was_held() -> None:
    done = child(with_exif(drawn("JPEG", 640, 480), 6))
    image = image_of(done.stdout)
    assert (image.width(), image.height()) == (480, 640)
    assert image.pixelColor(470, 10).red() > 180


def test_a_drawing_without_ground_stands_on_white() -> None:
    image = image_of(child(drawn("PNG", alpha=0)).stdout)
    assert image.pixelColor(300, 300) == QColor("white")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xd8\xff",
        b"GIF89a" + bytes(400),
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"BM" + bytes(400),
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + os.urandom(400),
        b"RIFF\x00\x01\x00\x00WEBPVP8 " + os.urandom(300),
        b"\xff\xd8\xff\xe0" + os.urandom(4000),
        png_of(30_000, 30_000, zlib.compress(bytes(100_000))),
        png_of(65_000, 2_000, zlib.compress(bytes(100))),
        png_of(0, 5, b""),
    ],
)
def test_hostile_bytes_get_no_picture_and_no_word(body: bytes) -> None:
    done = child(body)
    assert (done.returncode, done.stdout) == (picture.NOT_SHOWN, b"")
    assert b"Traceback" not in done.stderr


def test_a_photo_cut_short_shows_what_there_is_or_nothing() -> None:
    whole = drawn("JPEG")
    for part in (whole[: len(whole) // 2], whole[:-10]):
        done = child(part)
        assert done.returncode in (picture.SHOWN, picture.NOT_SHOWN)
        assert image_of(done.stdout).isNull() == (done.returncode == picture.NOT_SHOWN)
    cut = drawn("PNG")
    assert child(cut[: len(cut) // 2]).stdout == b""


def test_more_than_a_letter_can_carry_is_not_even_looked_at() -> None:
    assert child(drawn("JPEG") + bytes(picture.MOST_BYTES)).returncode == picture.NOT_SHOWN


def test_other_colours_become_the_screens_and_bring_no_profile() -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    body = bytes(held.data())
    assert b"iCCP" in body
    shown = image_of(child(body).stdout)
    assert shown.pixelColor(5, 5).red() > 205
    assert b"ICC" not in as_jpeg(child(body).stdout)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PSKP",
        b"PSKP" + struct.pack(">HH", 2, 2) + bytes(11),
        b"PSKP" + struct.pack(">HH", 2, 2) + bytes(13),
        b"PSKP" + struct.pack(">HH", 0, 2),
        b"PSKP" + struct.pack(">HH", 60_000, 1) + bytes(180_000),
        b"XXXX" + struct.pack(">HH", 1, 1) + bytes(3),
    ],
)
def test_pixels_that_are_none_give_no_image(data: bytes) -> None:
    assert image_of(data).isNull()
    assert as_jpeg(data) == b""


ESCAPES = {
    "write": "open(place, 'wb').write(b'x' * 9000)",
    "read": "open('/etc/hostname', 'rb').read(1)",
    "connect": "socket.socket()",
    "start": "os.posix_spawn('/bin/true', ['true'], {})",
    "signal": "os.kill(os.getppid(), 0)",
    "remove": "os.unlink(place)",
    "list": "os.open('/', os.O_RDONLY)",
}


@pytest.mark.parametrize("what", ESCAPES)
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's")
def test_a_decoder_that_was_taken_over_can_do_nothing_outside(what: str, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_bytes(b"as it was")
    program = (
        "import os, socket, sys\n"
        "from responder_app import picture\n"
        "from responder_app.confined import bound, shut\n"
        f"place = {str(place)!r}\n"
        "bound()\npicture.warm_up()\nassert shut()\n"
        f"try:\n    {ESCAPES[what]}\nexcept PermissionError:\n    os._exit(7)\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 7, done.stderr
    assert place.read_bytes() == b"as it was"


def test_the_filter_names_every_call_once_and_jumps_to_its_refusal() -> None:
    for column, arch in ((0, 0xC000003E), (1, 0xC00000B7)):
        code = confined.program(column, arch)
        lines = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
        refusals = [at for at, line in enumerate(lines) if line[0] == 0x15 and at > 1]
        assert len({lines[at][3] for at in refusals}) == len(refusals) > 20
        assert all(lines[at + 1 + lines[at][1]] == lines[-1] for at in refusals)
        assert lines[-1] == (0x06, 0, 0, 0x00050001)

"""Sticks in this laptop, looked for on a thread of their own: a dying one must not stop the window.

A stick is recognised by what the system says of it; whoever has another kind chooses a folder.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStorageInfo, Qt, Signal

_WHERE_DESKTOPS_MOUNT = ("/media/", "/run/media/", "/Volumes/")
_NOT_DISKS = frozenset({"squashfs", "tmpfs", "overlay", "iso9660", "udf", "autofs"})
_DRIVE_REMOVABLE = 2  # GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Drive:
    """A place letters can be carried on. Sizes in bytes."""

    path: str
    name: str
    free: int
    size: int
    read_only: bool


@dataclass(frozen=True, slots=True)
class Mount:
    """What the system says of one mounted file system."""

    path: str
    name: str
    device: str
    kind: str
    free: int
    size: int
    read_only: bool
    is_root: bool


def mounts() -> list[Mount]:
    """Every mounted file system that answers. May wait for a slow one: never on the window's."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        if not volume.isValid() or not volume.isReady():
            continue
        found.append(
            Mount(
                volume.rootPath(),
                volume.displayName(),
                bytes(volume.device().data()).decode(errors="replace"),
                bytes(volume.fileSystemType().data()).decode(errors="replace"),
                volume.bytesAvailable(),
                volume.bytesTotal(),
                volume.isReadOnly(),
                volume.isRoot(),
            )
        )
    return found


def sticks(
    seen: Iterable[Mount], *, platform: str = sys.platform, blocks: Path = Path("/sys/class/block")
) -> tuple[Drive, ...]:
    """Those of the mounts that can be pulled out, by name. `blocks`: the kernel's list of disks."""
    found = [
        Drive(one.path, _name(one), one.free, one.size, one.read_only)
        for one in seen
        if not one.is_root and one.kind not in _NOT_DISKS and _pulled_out(one, platform, blocks)
    ]
    return tuple(sorted(found, key=lambda drive: (drive.name.casefold(), drive.path)))


def _name(mount: Mount) -> str:
    last = Path(mount.path).name
    return mount.name if mount.name and mount.name != mount.path else last or mount.path


def _pulled_out(mount: Mount, platform: str, blocks: Path) -> bool:
    if platform == "win32":
        return _windows_type(mount.path) == _DRIVE_REMOVABLE
    if mount.path.startswith(_WHERE_DESKTOPS_MOUNT):
        return True
    if not mount.device.startswith("/dev/"):
        return False
    block = blocks / Path(mount.device).name
    try:
        disk = block.resolve(strict=True)
        said = [place / "removable" for place in (disk, disk.parent)]
        return "/usb" in str(disk) or any(
            file.read_text().strip() == "1" for file in said if file.is_file()
        )
    except OSError:
        return False


def _windows_type(path: str) -> int:
    kernel = getattr(ctypes, "windll", None)
    return int(kernel.kernel32.GetDriveTypeW(path.replace("/", "\\"))) if kernel else 0


class DriveWatch(QObject):
    """Looks for sticks when asked; one look at a time.

    Signals:
        found: the sticks, as a tuple of `Drive`.
    """

    found = Signal(object)

    def __init__(
        self,
        look: Callable[[], tuple[Drive, ...]] = lambda: sticks(mounts()),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._looking = False
        self.found.connect(self._rest, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Look once; while a look hangs on a slow stick, nothing further is begun."""
        if self._looking:
            return
        self._looking = True
        threading.Thread(target=self._run, name="sticks", daemon=True).start()

    def _run(self) -> None:
        try:
            found = self._look()
        except OSError:
            found = ()
        try:
            self.found.emit(found)
        except RuntimeError:  # the window went while a slow stick was looked at
            return

    def _rest(self, _found: object) -> None:
        self._looking = False

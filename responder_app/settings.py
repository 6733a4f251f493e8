"""Where this laptop's things lie and how the program was started: values, read once at the root."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath

from platformdirs import user_data_path

APP_DIR = "satu-pintu"
VERSION = "0.1.0"
DEMO_MARKER = "demo.json"

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "ncpfs", "afs", "ceph", "davfs"}
)
_CLOUD_WORDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


class HomeRisk(StrEnum):
    """Why a folder is no place for vaults: others can reach it, or it may be gone tomorrow."""

    NONE = "none"
    NETWORK = "network"
    CLOUD = "cloud"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class AppSettings:
    """``home``: the folder of vaults and mailbag. ``lang``: ``id`` or ``en``.

    ``interval``: seconds between the courier's passes with nothing new. ``allow_plain_http``: for
    test networks only; without it plain http goes to this machine alone.
    """

    home: Path
    lang: str = "id"
    interval: float = 900.0
    allow_plain_http: bool = False

    @property
    def demo(self) -> bool:
        """Whether this home belongs to a demo; only such a home may meet a demo city."""
        return (self.home / DEMO_MARKER).is_file()

    @property
    def courier_lock(self) -> Path:
        """Held while a courier serves this home's mailbag."""
        return self.home / "courier.lock"

    @property
    def courier_pid(self) -> Path:
        """The process id of the courier, as text."""
        return self.home / "courier.pid"

    @property
    def log(self) -> Path:
        """The log of codes and counts."""
        return self.home / "log.txt"


def default_home() -> Path:
    """Where a program started without ``--home`` keeps its things, by the system's custom."""
    return user_data_path(APP_DIR, appauthor=False, roaming=False)


def settings_for(
    home: str | Path | None, *, lang: str = "id", interval: float = 900.0, plain: bool = False
) -> AppSettings:
    """Settings from the command line's words; the folder is not touched."""
    place = Path(home) if home else default_home()
    return AppSettings(place.absolute(), lang if lang in ("id", "en") else "id", interval, plain)


def home_risk(home: Path) -> HomeRisk:
    """What speaks against keeping vaults in ``home``, as far as the system can tell.

    A warning, never a refusal: a wrong guess must not lock anybody out of her records.
    """
    if in_cloud_folder(home):
        return HomeRisk.CLOUD
    if sys.platform == "win32":
        kind = ctypes.windll.kernel32.GetDriveTypeW(home.anchor)
        if kind == _WINDOWS_REMOTE:
            return HomeRisk.NETWORK
        return HomeRisk.REMOVABLE if kind == _WINDOWS_REMOVABLE else HomeRisk.NONE
    return _mount_risk(home)


def home_is_safe(home: Path) -> bool:
    """Whether nothing speaks against this folder."""
    return home_risk(home) is HomeRisk.NONE


def in_cloud_folder(home: PurePath) -> bool:
    """Whether a part of the path bears the name of a folder that is copied to a cloud."""
    return any(part.lower().startswith(_CLOUD_WORDS) for part in home.parts)


def mount_of(home: PurePosixPath, mounts: Iterable[str]) -> tuple[str, str] | None:
    """(device, file system type) of the longest mount point above ``home``.

    ``mounts``: lines as in ``/proc/mounts``.
    """
    best: tuple[int, str, str] | None = None
    for line in mounts:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = PurePosixPath(fields[1].replace("\\040", " "))
        if home.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), fields[0], fields[2])
    return (best[1], best[2]) if best else None


def _mount_risk(home: Path) -> HomeRisk:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
        found = mount_of(PurePosixPath(home.resolve()), mounts)
    except OSError:
        return HomeRisk.NONE
    if found is None:
        return HomeRisk.NONE
    device, kind = found
    if kind in _NETWORK_TYPES:
        return HomeRisk.NETWORK
    return HomeRisk.REMOVABLE if _is_removable(device) else HomeRisk.NONE


def _is_removable(device: str) -> bool:
    """Whether a block device says of itself that it can be pulled out."""
    name = PurePosixPath(device).name
    disk = name.rstrip("0123456789")
    for candidate in (name, disk, disk.removesuffix("p")):
        flag = Path("/sys/block") / candidate / "removable"
        try:
            return flag.read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False

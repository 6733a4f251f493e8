"""Which mounted file systems are sticks, on each system; looking never stops the window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.drives import Drive, DriveWatch, Mount, mounts, sticks


def mount(path: str, device: str = "/dev/sdb1", kind: str = "vfat", **more: object) -> Mount:
    """A mounted file system."""
    facts: dict[str, object] = {"name": "", "free": 5, "size": 9, "read_only": False}
    facts.update({"is_root": False, **more})
    return Mount(path=path, device=device, kind=kind, **facts)  # type: ignore[arg-type]  # by name


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    """The kernel's list: sda inside, sdb on the usb, sdc a card reader that says removable."""
    made = tmp_path / "class"
    made.mkdir()
    for disk, bus, removable in (
        ("sda", "ata1", "0"),
        ("sdb", "usb1/1-1", "0"),
        ("sdc", "pci", "1"),
    ):
        whole = tmp_path / "devices" / bus / "block" / disk
        part = whole / f"{disk}1"
        part.mkdir(parents=True)
        (whole / "removable").write_text(removable + "\n")
        (made / disk).symlink_to(whole)
        (made / f"{disk}1").symlink_to(part)
    return made


def names(found: tuple[Drive, ...]) -> list[str]:
    """Their names, in order."""
    return [one.name for one in found]


def test_what_hangs_on_the_usb_or_says_removable_is_a_stick(blocks: Path) -> None:
    seen = [
        mount("/", "/dev/sda1", is_root=True),
        mount("/data", "/dev/sda1"),
        mount("/mnt/biru", "/dev/sdb1"),
        mount("/mnt/kartu", "/dev/sdc1"),
        mount("/proc", "proc", "proc"),
        mount("/run/user", "tmpfs", "tmpfs"),
        mount("/dev/shm", "/dev/gone9"),
    ]
    assert names(sticks(seen, platform="linux", blocks=blocks)) == ["biru", "kartu"]


def test_where_desktops_mount_is_a_stick_but_no_image_of_a_disc(blocks: Path) -> None:
    seen = [
        mount("/media/siti/ZED", "/dev/mapper/x", name="Zed"),
        mount("/run/media/siti/a", "/dev/fuse", "fuseblk"),
        mount("/media/cdrom", "/dev/sr0", "iso9660"),
        mount("/media/snap", "/dev/loop3", "squashfs"),
    ]
    assert names(sticks(seen, platform="linux", blocks=blocks)) == ["a", "Zed"]
    assert names(sticks([mount("/Volumes/BIRU", "/dev/disk2s1")], platform="darwin")) == ["BIRU"]


def test_on_windows_only_the_system_knows_and_elsewhere_nobody_is_asked() -> None:
    assert sticks([mount("C:/", "C:", "NTFS")], platform="win32") == ()


def test_facts_of_a_stick_are_kept(blocks: Path) -> None:
    (one,) = sticks([mount("/media/x/B", read_only=True)], platform="linux", blocks=blocks)
    assert one == Drive("/media/x/B", "B", 5, 9, True)


def test_every_mount_of_this_machine_can_be_read() -> None:
    assert all(isinstance(one, Mount) for one in mounts())


def test_a_stick_that_hangs_holds_up_one_look_and_no_window(qtbot: QtBot) -> None:
    free = threading.Event()
    looks: list[int] = []

    def slow() -> tuple[Drive, ...]:
        looks.append(1)
        assert free.wait(30)
        return (Drive("/x", "x", 1, 1, False),)

    watch = DriveWatch(slow)
    with qtbot.waitSignal(watch.found, timeout=30_000) as told:
        watch.look()
        watch.look()
        free.set()
    assert told.args == [(Drive("/x", "x", 1, 1, False),)]
    qtbot.waitUntil(lambda: not watch._looking)
    assert len(looks) == 1


def test_a_look_that_fails_finds_nothing(qtbot: QtBot) -> None:
    def broken() -> tuple[Drive, ...]:
        raise OSError

    watch = DriveWatch(broken)
    with qtbot.waitSignal(watch.found, timeout=30_000) as told:
        watch.look()
    assert told.args == [()]

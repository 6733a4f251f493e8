"""Settings: where things lie, and which folders are no good place for a vault."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from responder_app.settings import (
    HomeRisk,
    default_home,
    home_risk,
    in_cloud_folder,
    mount_of,
    settings_for,
)

MOUNTS = [
    "/dev/sda1 / ext4 rw 0 0",
    "server:/export /home/kantor nfs4 rw 0 0",
    "/dev/sdb1 /media/Flash\\040Disk vfat rw 0 0",
]


def test_a_home_named_on_the_command_line_wins_and_is_absolute(tmp_path: Path) -> None:
    assert settings_for(tmp_path).home == tmp_path
    assert settings_for("rel").home.is_absolute()
    assert settings_for(None).home == default_home().absolute()
    assert settings_for(tmp_path, lang="xx").lang == "id"


def test_only_a_home_with_the_marker_is_a_demo(tmp_path: Path) -> None:
    assert not settings_for(tmp_path).demo
    (tmp_path / "demo.json").write_text("{}")
    assert settings_for(tmp_path).demo


def test_the_mount_under_a_folder_is_the_longest_one() -> None:
    assert mount_of(PurePosixPath("/home/kantor/a"), MOUNTS) == ("server:/export", "nfs4")
    assert mount_of(PurePosixPath("/home/kantorku"), MOUNTS) == ("/dev/sda1", "ext4")
    assert mount_of(PurePosixPath("/media/Flash Disk/x"), MOUNTS) == ("/dev/sdb1", "vfat")


def test_cloud_folders_are_known_by_name(tmp_path: Path) -> None:
    assert in_cloud_folder(PureWindowsPath(r"C:\Users\a\OneDrive - Kantor\x"))
    assert not in_cloud_folder(PurePosixPath("/home/a/data"))
    assert home_risk(tmp_path / "Dropbox" / "x") is HomeRisk.CLOUD

"""The locks: hashed, without any address; licences and folders as promised."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.tree import ROOT, tracked_files

LOCKS = sorted((ROOT / "packaging" / "locks").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_hashes_and_no_address(lock: object) -> None:
    text = (ROOT / "packaging" / "locks" / getattr(lock, "name", "")).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    pins = re.findall(r"^[a-z0-9][a-z0-9._-]*==", text, flags=re.M)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[\[<>=]", item)[0].lower() for item in wanted}
    locked = (ROOT / "packaging" / "locks" / "dev.txt").read_text(encoding="utf-8").lower()
    assert {name for name in names if f"\n{name}==" not in "\n" + locked} == set()


def test_no_machine_path_and_no_registry_host_stands_in_the_project() -> None:
    forbidden = re.compile(
        r"(?<![\w)])/(?:work|farm|root/(?!item))[/a-z]|pypi\.org|pythonhosted|npmjs\.", re.I
    )
    found = []
    for name in tracked_files():
        path = ROOT / name
        if path.suffix in {".png", ".otf", ".ttf", ".qm", ".dict", ".woff2"} or not path.is_file():
            continue
        if name == "tests/house/test_locks.py":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name}: {match.group(0)}" for match in forbidden.finditer(text)]
    assert found == []

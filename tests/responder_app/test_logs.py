"""The log lets through listed codes and whole numbers, and nothing anybody typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from responder_app.logs import LogCode, OnlyCodes, event, open_log

POISON = "Siti Rahmawati 0812-3456-7890"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[tuple[Path, OnlyCodes]]:
    root = logging.getLogger()
    handlers, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    path = tmp_path / "log.txt"
    yield path, open_log(path)
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_a_code_and_counts_are_written(log: tuple[Path, OnlyCodes]) -> None:
    event(LogCode.COURIER_STARTED, {"waiting": 3, "bytes": 4096})
    assert log[0].read_text().strip().endswith("courier-started bytes=4096 waiting=3")


def test_poisoned_records_of_any_shape_leave_no_trace(log: tuple[Path, OnlyCodes]) -> None:
    path, only = log
    logging.getLogger("urllib3").warning("retrying %s", POISON)
    logging.getLogger("satu-pintu").error(POISON, extra={"_event": POISON})
    try:
        int(POISON)
    except ValueError as error:
        logging.getLogger().exception(POISON)
        event(LogCode.APP_BUG, {POISON: 1, "count": 2}, bug=error)
    event(POISON, {"count": POISON})  # type: ignore[dict-item]  # what a careless caller may do
    text = path.read_text()
    assert not any(word in text for word in ("Siti", "Rahmawati", "0812"))
    assert "app-bug count=2 ValueError test_logs.py:" in text
    assert text.strip().endswith("unknown")
    assert only.dropped == 3


def test_a_full_log_is_put_aside_and_two_older_ones_are_kept(log: tuple[Path, OnlyCodes]) -> None:
    path, _ = log
    for turn in range(4):
        event(LogCode.COURIER_STARTED, {"count": turn})
        with path.open("ab") as file:
            file.write(b"x" * 600_000)
    event(LogCode.APP_ENDED)
    names = sorted(one.name for one in path.parent.iterdir())
    assert names == ["log.txt", "log.txt.1", "log.txt.2"]
    assert path.read_text().strip().endswith("app-ended")
    assert "count=3" in (path.parent / "log.txt.1").read_text()
    assert "count=2" in (path.parent / "log.txt.2").read_text()

"""The demo's tools are no tools against anybody: without a demo's mark they do nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.model.problems import Code, Refusal
from data.store import steps
from responder_app.work import enrol
from sync.server.serving import is_loopback
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop
from tests.responder_app.work.paper_city import PaperCity


def test_a_script_is_refused_in_a_home_that_is_no_demos(tmp_path: Path) -> None:
    script = tmp_path / "part.json"
    script.write_text(json.dumps({"person": "cadre"}), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "responder_app", "--home", tmp_path / "home", "--script", script],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode != 0
    assert "demo" in told.stderr
    assert not list((tmp_path / "home").iterdir())


def test_no_step_ends_a_process_outside_a_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(steps.VARIABLE, "expected")
    assert not steps.arm(tmp_path)
    steps.reached("expected")  # still here


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.9", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_a_demo_city_listens_to_this_computer_only(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_an_app_in_earnest_takes_no_place_in_a_demo_city(tmp_path: Path) -> None:
    city = PaperCity(demo=True)
    laptop = Laptop(tmp_path / "laptop", demo=False)
    try:
        asked = enrol.Laptop(laptop.home, laptop.device, CHEAP, demo=False)
        laptop.w(enrol.begin, asked, city.code_line("kader_pkk"), 0, PASSPHRASE)
        bag = laptop.bag()
        city.answer_enrolment(bag)
        bag.close()
        with pytest.raises(Refusal) as refused:
            laptop.w(enrol.progress, False)
        assert refused.value.code is Code.DEMO_CITY_REFUSED
        assert laptop.do(lambda store: store.vault.pins.get("root")) is None
    finally:
        laptop.stop()

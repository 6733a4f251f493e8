"""The main job through the real windows: told once, sent, accepted, home again, nothing leaked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from responder_app.demo_answers import DEFAULT, read_answers
from tests.campaigns.canary import hits
from tests.postgres import ABSENT, Cluster, find_binaries

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 900
# What the test types; each must lie in no file but the pictures.
TYPED = {
    "survivor_name": "Kirana Wulandari Pelangi",
    "safe_contact": "0813-7710-4462",
    "address_note": "Gang Kemuning belakang surau biru",
    "own_words": "Piring pecah itu dilempar tepat ke pintu kamar anak saya.",
    "withhold_from": "Kakak ipar di rumah sebelah",
}


def play(out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the conductor as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "responder_app", "demo", "--out", str(out), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One demo with our own answers; its folder and its finding."""
    place = tmp_path_factory.mktemp("main-job")
    answers = {**DEFAULT, "intake": {**DEFAULT["intake"], **TYPED}}
    file = place / "answers.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    out = place / "out"
    done = play(out, "--answers", str(file))
    assert done.returncode == 0, done.stderr
    return out, json.loads((out / "result.json").read_text(encoding="utf-8"))


def test_the_case_arrives_once_and_its_answer_comes_home(
    played: tuple[Path, dict[str, Any]],
) -> None:
    _out, result = played
    states = [entry["state"] for entry in result["states"]]
    assert states == ["di_laptop", "terkirim", "diterima_uptd"]
    assert result["states"] == sorted(result["states"], key=lambda entry: entry["at"])
    assert (result["lost"], result["duplicated"]) == (0, 0)
    assert result["ops_client"] == result["ops_server"] > 0
    assert result["level"] == "tinggi"
    assert result["reasons"][:2] == ["ipv_a", "ipv_d"]
    assert {"uptd_ppa", "rs_rujukan"} <= {service["id"] for service in result["services"]}
    assert result["ticket"].startswith("TP-")


def test_the_reporter_sees_a_coarse_state_and_nothing_else(
    played: tuple[Path, dict[str, Any]],
) -> None:
    _out, result = played
    assert result["ticket_page"] == "Sudah diteruskan ke layanan"


def test_the_result_has_exactly_the_promised_keys(played: tuple[Path, dict[str, Any]]) -> None:
    out, result = played
    assert list(result) == [
        "ticket",
        "level",
        "reasons",
        "services",
        "states",
        "ticket_page",
        "ops_client",
        "ops_server",
        "lost",
        "duplicated",
        "bytes_up",
        "bytes_down",
        "requests",
        "city_db",
        "vaults",
        "seconds",
    ]
    assert all((out / vault).is_file() for vault in result["vaults"])
    assert (out / result["city_db"]).is_file()
    assert all(set(service) == {"id", "deadline", "due"} for service in result["services"])


def test_nothing_that_was_typed_lies_in_clear_on_any_disk(
    played: tuple[Path, dict[str, Any]],
) -> None:
    out, _result = played
    assert hits(out, TYPED.values()) == []


def test_every_window_of_the_main_job_has_its_picture(
    played: tuple[Path, dict[str, Any]],
) -> None:
    out, _result = played
    names = " ".join(path.stem for path in (out / "shots").glob("*.png"))
    for what in ("welcome", "record-begin", "danger-result", "send", "case-came-home", "door"):
        assert what in names
    assert "desk-referral" in names
    assert "failed" not in names


def test_a_refused_answer_is_named_and_nothing_is_begun(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    intake = {**DEFAULT["intake"], "safe_now": "mungkin", "no_such_question": "x"}
    del intake["violence_types"]
    file.write_text(json.dumps({"intake": intake}), encoding="utf-8")
    done = play(tmp_path / "out", "--answers", str(file))
    assert done.returncode == 2
    named = {line.split(":")[0] for line in done.stderr.splitlines()}
    assert {"safe_now", "no_such_question", "violence_types"} <= named
    assert not (tmp_path / "out").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    done = play(tmp_path)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_default_answers_are_answers_the_forms_take() -> None:
    answers = read_answers(None)
    assert answers.checklist == "ipv5"
    assert answers.ignored == ()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, where its programs are installed."""
    made = Cluster.start()
    yield made
    made.stop()


@pytest.mark.postgres
@pytest.mark.skipif(find_binaries() is None, reason=ABSENT)
def test_the_same_on_postgresql(cluster: Cluster, tmp_path: Path) -> None:
    done = play(tmp_path / "out", "--db", cluster.database("journey"))
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (result["lost"], result["duplicated"]) == (0, 0)
    assert result["city_db"].startswith("postgresql://127.0.0.1")

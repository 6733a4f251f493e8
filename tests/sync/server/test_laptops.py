"""Which laptops have not been heard of: codes, days, areas, marks; never a name or a letter."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest

from data.ops.directory import Revoked
from sync.server.console import build_parser
from sync.server.laptops import DAY, LaptopLine, lines_of, short_code, trust
from tests.sync.server.laptop import DESK_POST, NOW, ClockedCity, Writer, enrolled
from tests.sync.server.papers import publish


def found(city: ClockedCity, silent: int | None = None) -> dict[str, LaptopLine]:
    with city.database.reading() as connection:
        lines = lines_of(connection, city.directory(), city.now(), silent)
    assert [line.heard for line in lines] == sorted(line.heard for line in lines)
    return {line.laptop: line for line in lines}


def test_a_laptop_is_listed_by_its_code_and_when_it_was_heard_of(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    beside = enrolled(city, tmp_path, beside=cadre)
    city.at = NOW + 9 * DAY
    desk.sync()
    city.at = NOW + 12 * DAY + 5
    lines = found(city, silent=10)
    assert lines[short_code(cadre.device)] == LaptopLine(
        short_code(beside.device), NOW, 12, 2, ["2172041003"], ["silent"]
    )
    assert lines[short_code(desk.device)] == LaptopLine(
        short_code(desk.device), NOW + 9 * DAY, 3, 1, ["2172000000"], []
    )


def test_copied_and_revoked_laptops_are_marked(city: ClockedCity, tmp_path: Path) -> None:
    copied, stolen = enrolled(city, tmp_path), enrolled(city, tmp_path)
    copied.sync()
    for _ in range(2):
        copied.stream(behind=9).run()
    publish(city, tmp_path, Revoked(stolen.device, "device", "dicuri"))
    lines = found(city)
    assert lines[short_code(copied.device)].marks == ["copied"]
    assert lines[short_code(stolen.device)].marks == ["revoked"]


def test_an_operator_lets_a_copied_laptop_in_again(city: ClockedCity, tmp_path: Path) -> None:
    copied = enrolled(city, tmp_path)
    copied.sync()
    for _ in range(2):
        copied.stream(behind=9).run()
    assert not trust(city.database, city.number, "ffff-0000")
    assert found(city)[short_code(copied.device)].marks == ["copied"]
    assert trust(city.database, city.number, short_code(copied.device).upper())
    assert found(city)[short_code(copied.device)].marks == []


def test_the_command_prints_lines_or_json_without_names(
    city: ClockedCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop = enrolled(city, tmp_path)
    writer = Writer()
    laptop.sync([writer.refer(secrets.token_bytes(16))], certs=[laptop.certify(writer)])
    url = city.database.engine.url.render_as_string(hide_password=False)
    asked = build_parser().parse_args(["laptops", "--db", url])
    asked.run(asked)
    shown = capsys.readouterr().out
    assert short_code(laptop.device) in shown
    assert "Kader" not in shown
    asked = build_parser().parse_args(["laptops", "--db", url, "--silent", "1", "--json"])
    asked.run(asked)
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["laptop"], line["people"]) == (short_code(laptop.device), 1)
    assert line["marks"] == ["silent"]
    assert set(line) == {"laptop", "heard", "days", "people", "areas", "marks"}

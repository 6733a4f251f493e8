"""When the city is in trouble: a short answer, nothing of what was sent, a place in the log."""

from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path

import pytest
from litestar.testing import TestClient
from sqlalchemy import delete, text

from sync.server import steps
from sync.server.app import make_app
from sync.server.store.tables import DIRECTORY
from sync.server.ticket_routes import Gate
from sync.server.tickets import TooManyTries
from tests.sync.server.laptop import ClockedCity, Writer, enrolled

ASK = {"ticket": "TP-RAHASIA-NAMA", "pin": "123456"}


def test_a_database_that_is_away_is_busy_and_says_when_to_come_again(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    frames = b"".join(laptop.stream([writer.note(bytes(16))]).frames)
    with city.database.writing() as connection:
        for table in ("op", "try", "device"):
            connection.execute(text(f'ALTER TABLE "{table}" RENAME TO "{table}_away"'))
    with TestClient(make_app(city)) as client:
        answer = client.post("/v1/ticket", json=ASK)
        assert (answer.status_code, answer.json()["code"]) == (503, "busy")
        assert answer.headers["retry-after"] == "30"
        refusal = client.post("/v1/sync", content=frames)
        assert refusal.status_code == 503 and refusal.content[:5] == b"PSK2\x07"


def test_our_own_bug_is_logged_by_kind_and_place_only(
    city: ClockedCity, caplog: pytest.LogCaptureFixture
) -> None:
    with city.database.writing() as connection:
        connection.execute(delete(DIRECTORY))
    with caplog.at_level(logging.ERROR), TestClient(make_app(city)) as client:
        answer = client.post("/v1/ticket", json=ASK)
    assert (answer.status_code, answer.json()) == (500, {"code": "error", "retry": 0})
    assert "bug CityProblem at city.py" in caplog.text
    assert "RAHASIA" not in caplog.text and "123456" not in caplog.text


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b'{"ticket": 1, "pin": "1"}', 400), (b"x" * 20_000, 413)]
)
def test_a_body_that_is_no_ask_is_refused_without_an_echo(
    city: ClockedCity, body: bytes, status: int
) -> None:
    with TestClient(make_app(city)) as client:
        answer = client.post(
            "/v1/ticket", content=body, headers={"content-type": "application/json"}
        )
    assert (answer.status_code, answer.json()) == (status, {"code": "refused", "retry": 0})


def test_what_is_not_there_is_not_there_and_the_front_door_leads_to_the_page(
    city: ClockedCity,
) -> None:
    with TestClient(make_app(city)) as client:
        assert client.get("/v1/ticket").status_code == 405
        assert client.get("/admin").status_code == 404
        front = client.get("/", follow_redirects=False)
        assert (front.status_code, front.headers["location"]) == (302, "/tiket")
        assert client.get("/tiket").headers["x-content-type-options"] == "nosniff"


def test_when_too_many_wait_for_a_hash_the_next_is_told_to_come_later() -> None:
    async def flood() -> tuple[int, int]:
        gate, open_now = Gate(), threading.Event()
        waiting = [asyncio.ensure_future(gate.through(open_now.wait)) for _ in range(24)]
        await asyncio.sleep(0.05)
        turned = 0
        for _ in range(3):
            try:
                await gate.through(open_now.wait)
            except TooManyTries:
                turned += 1
        open_now.set()
        return sum(await asyncio.gather(*waiting)), turned

    assert asyncio.run(flood()) == (24, 3)


def test_only_a_demo_city_can_be_told_to_die(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(steps.VARIABLE, f"{steps.FRAME_COMMITTED}:1")
    assert steps.arm(demo=False) is False
    steps.reached(steps.FRAME_COMMITTED)  # still here
    assert steps.arm(demo=True) is True
    monkeypatch.delenv(steps.VARIABLE)
    assert steps.arm(demo=True) is False

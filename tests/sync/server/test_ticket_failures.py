"""Unknown, wrong PIN, malformed, locked: the same bytes and the same work, counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import event

from data.model.ticket import new_ticket
from data.ops.ticket_token import ticket_token
from sync.server.app import make_app
from sync.server.tickets import TRIES_A_TICKET
from tests.sync.server.laptop import ClockedCity, Writer, enrolled

SLIP, OTHER = (new_ticket("TP", bytes(range(a, a + 8)), bytes(range(8))) for a in (0, 90))
WRONG_PIN = f"{(int(SLIP.pin) + 1) % 1_000_000:06d}"
FAILURES = {
    "unknown": (OTHER.number, OTHER.pin),
    "wrong pin": (SLIP.number, WRONG_PIN),
    "malformed number": ("TP-SALAH", SLIP.pin),
    "malformed PIN": (SLIP.number, "12"),
    "nothing": ("", ""),
    "not even letters": ("\0\x7f\u202e🙂", "''--"),
    "locked": (SLIP.number, SLIP.pin),  # by then the fifth try is past
}
Ask = Callable[[Any, str, str], Any]


@dataclass
class CountingHasher:
    """The real hash, and how often it was computed."""

    calls: int = 0

    def __call__(self, number: str, pin: str, salt: bytes) -> bytes:
        """Argon2id as always."""
        self.calls += 1
        return ticket_token(number, pin, salt)


@dataclass
class Statements:
    """What the database was asked, without the values."""

    said: list[str] = field(default_factory=list)

    def __call__(self, _c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        """Note one statement."""
        self.said.append(statement)

    def taken(self) -> tuple[str, ...]:
        found, self.said = tuple(self.said), []
        return found


def by_json(client: Any, number: str, pin: str) -> Any:
    return client.post("/v1/ticket", json={"ticket": number, "pin": pin})


def by_page(client: Any, number: str, pin: str) -> Any:
    return client.post("/tiket", data={"ticket": number, "pin": pin})


@pytest.mark.parametrize("ask", [by_json, by_page])
def test_every_failure_has_the_same_bytes_one_hash_and_the_same_statements(
    city: ClockedCity, tmp_path: Path, ask: Ask
) -> None:
    cadre, writer = enrolled(city, tmp_path), Writer()
    tk = ticket_token(SLIP.number, SLIP.pin, city.directory().ticket_salt)
    cadre.sync([writer.refer(bytes(range(16)), tk=tk)], certs=[cadre.certify(writer)])
    hasher, statements = CountingHasher(), Statements()
    event.listen(city.database.engine, "before_cursor_execute", statements)
    with TestClient(make_app(city, hasher=hasher)) as client:
        good = ask(client, SLIP.number, SLIP.pin)
        assert good.status_code == 200 and hasher.calls == 1
        work = statements.taken()
        for _ in range(TRIES_A_TICKET):
            ask(client, SLIP.number, WRONG_PIN)
        seen = set()
        for name, (number, pin) in FAILURES.items():
            hasher.calls = 0
            statements.taken()
            answer = ask(client, number, pin)
            assert hasher.calls == 1, name
            assert statements.taken() == work, name
            seen.add((answer.status_code, tuple(answer.headers.raw), answer.content))
    event.remove(city.database.engine, "before_cursor_execute", statements)
    assert len(seen) == 1
    assert {status for status, _, _ in seen} == {404}


def test_a_wrong_pin_before_the_lock_looks_like_one_behind_it(
    city: ClockedCity, tmp_path: Path
) -> None:
    hasher = CountingHasher()
    with TestClient(make_app(city, hasher=hasher)) as client:
        answers = [by_json(client, SLIP.number, WRONG_PIN) for _ in range(TRIES_A_TICKET + 2)]
    assert len({(a.status_code, tuple(a.headers.raw), a.content) for a in answers}) == 1
    assert hasher.calls == TRIES_A_TICKET + 2

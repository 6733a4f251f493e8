"""What a reporter may see, when it changes, and that every failure is one and the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from data.model.ticket import Ticket, TicketStatus, new_ticket
from data.ops.ticket_token import ticket_token
from sync.server.city import City
from sync.server.store.tables import ROUTE, TRY
from sync.server.tickets import Shown, TooManyTries, local_day, look_up, monday
from tests.sync.server.laptop import DESK_POST, NOW, ClockedCity, Laptop, Writer, enrolled

REC = bytes(range(16))
SLIP = new_ticket("TP", bytes(range(8)), bytes(range(8, 16)))
DAY = 86_400


def seen(city: ClockedCity, slip: Ticket = SLIP, address: str = "10.0.0.1") -> Shown | None:
    return look_up(city, slip.number, slip.pin, address, city.at)


def status_of(city: ClockedCity, address: str = "10.0.0.1") -> TicketStatus | None:
    shown = seen(city, address=address)
    return shown.status if shown else None


def referred(city: ClockedCity, folder: Path, *, own: int) -> tuple[Laptop, bytes]:
    """A referral whose slip is SLIP, and the desk's laptop."""
    cadre, desk, writer = enrolled(city, folder), enrolled(city, folder, DESK_POST), Writer()
    tk = ticket_token(SLIP.number, SLIP.pin, city.directory().ticket_salt)
    referral = writer.refer(REC, tk=tk, own=own)
    cadre.sync([referral], certs=[cadre.certify(writer)])
    cadre.sync([referral])
    return desk, referral.opid


def test_a_stored_referral_can_be_looked_up_at_once(city: ClockedCity, tmp_path: Path) -> None:
    referred(city, tmp_path, own=1)
    shown = seen(city)
    assert shown is not None and shown.status is TicketStatus.T1
    assert shown.week.weekday() == 0 and 0 <= (date(2026, 9, 21) - shown.week).days < 7
    typed = Ticket(SLIP.number.lower().replace("-", " "), f"{SLIP.pin[:3]} {SLIP.pin[3:]}")
    assert seen(city, typed) == shown


def test_a_slip_of_the_door_is_found_and_follows_the_desk(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk, writer = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST), Writer()
    tk = ticket_token(SLIP.number, SLIP.pin, city.directory().ticket_salt)
    urgent = cadre.urgent(REC, tk)
    cadre.sync([urgent])
    assert status_of(city, "a") is TicketStatus.T1
    accept = writer.say(REC, urgent.opid, 3, accepted=1)
    desk.sync([accept], certs=[desk.certify(writer)])
    assert status_of(city, "b") is TicketStatus.T3


def test_the_desks_words_change_it_in_their_order_not_in_order_of_arrival(
    city: ClockedCity, tmp_path: Path
) -> None:
    desk, ref = referred(city, tmp_path, own=1)
    writer = Writer()
    accept = writer.say(REC, ref, 3, accepted=1, lam=3)
    contact = writer.say(REC, ref, 4, lam=4)
    desk.sync([contact], certs=[desk.certify(writer)])
    assert status_of(city, "a") is TicketStatus.T4
    desk.sync([accept])
    assert status_of(city, "b") is TicketStatus.T4
    with city.database.reading() as connection:
        assert connection.execute(select(ROUTE.c.accepted_at)).scalar_one() == city.at
    desk.sync([writer.say(REC, ref, 6, lam=5)])
    assert status_of(city, "c") is TicketStatus.T6


def test_words_that_arrive_before_their_referral_wait_for_it(
    city: ClockedCity, tmp_path: Path
) -> None:
    cadre, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    hers, theirs = Writer(), Writer()
    tk = ticket_token(SLIP.number, SLIP.pin, city.directory().ticket_salt)
    referral = hers.refer(REC, tk=tk)
    desk.sync([theirs.say(REC, referral.opid, 3, accepted=1)], certs=[desk.certify(theirs)])
    assert seen(city) is None
    cadre.sync([referral], certs=[cadre.certify(hers)])
    assert status_of(city) is TicketStatus.T3


def test_only_a_case_manager_changes_it(city: ClockedCity, tmp_path: Path) -> None:
    _, ref = referred(city, tmp_path, own=1)
    other, writer = enrolled(city, tmp_path), Writer()
    other.sync([writer.say(REC, ref, 6, accepted=1)], certs=[other.certify(writer)])
    assert status_of(city) is TicketStatus.T1


def test_a_third_party_sees_less_and_a_day_later(city: ClockedCity, tmp_path: Path) -> None:
    desk, ref = referred(city, tmp_path, own=0)
    writer = Writer()
    city.at = NOW + DAY
    desk.sync([writer.say(REC, ref, 3, accepted=1)], certs=[desk.certify(writer)])
    assert status_of(city, "a") is TicketStatus.T1
    city.at += DAY
    assert status_of(city, "b") is TicketStatus.T2
    desk.sync([writer.say(REC, ref, 5, lam=4), writer.say(REC, ref, 6, lam=5)])
    assert status_of(city, "c") is TicketStatus.T2
    city.at += DAY
    assert status_of(city, "d") is TicketStatus.T6


@pytest.mark.parametrize(
    ("number", "pin"),
    [
        (new_ticket("TP", bytes(8), bytes(8)).number, SLIP.pin),
        (SLIP.number, "000000"),
        (SLIP.number[:-1] + "?", SLIP.pin),
        ("", ""),
        ("\x00\ud800", "１２３４５６"),
        ("A" * 5000, "9" * 5000),
    ],
)
def test_unknown_wrong_and_malformed_show_the_same_nothing(
    city: ClockedCity, tmp_path: Path, number: str, pin: str
) -> None:
    referred(city, tmp_path, own=1)
    assert look_up(city, number, pin, "10.0.0.1", city.at) is None


def test_the_sixth_try_within_an_hour_shows_nothing_even_with_the_right_pin(
    city: ClockedCity, tmp_path: Path
) -> None:
    referred(city, tmp_path, own=1)
    for number in range(5):
        wrong = Ticket(SLIP.number, f"{number:06d}")
        assert seen(city, wrong, f"10.0.0.{number}") is None
    assert seen(city, address="10.0.0.9") is None
    city.at = NOW + 3_660
    assert seen(city, address="10.0.0.9") is not None


def test_an_address_that_asks_too_often_is_told_to_wait(city: ClockedCity) -> None:
    for number in range(20):
        assert look_up(city, f"x{number}", "1", "10.0.0.1", city.at) is None
    with pytest.raises(TooManyTries):
        look_up(city, "y", "1", "10.0.0.1", city.at)
    assert look_up(city, "y", "1", "10.0.0.2", city.at) is None


def test_tries_are_counted_without_keeping_what_was_typed(
    city: ClockedCity, tmp_path: Path
) -> None:
    seen(city)
    look_up(city, "TP-SALAH", "1", "10.9.8.7", city.at)
    with city.database.reading() as connection:
        keys = connection.execute(select(TRY.c.key)).scalars().all()
    assert len(keys) == 4 and all(len(key) == 16 for key in keys)
    held = b"".join(path.read_bytes() for path in tmp_path.glob("city.sqlite*"))
    for trace in (b"SALAH", b"10.9.8.7", SLIP.number.encode(), SLIP.pin.encode()):
        assert trace not in held


def test_weeks_begin_on_monday_by_the_citys_own_calendar(city: City) -> None:
    sunday_night = 1_795_366_800 - 1  # Sunday 22 November 2026, 23:59:59 in western Indonesia
    assert monday(sunday_night) == local_day(sunday_night) - 6
    assert monday(sunday_night + 1) == local_day(sunday_night) + 1
    assert city.number == 2172

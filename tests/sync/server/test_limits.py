"""A full disk, too many requests, too many streams, too slow a body: refused before anything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from litestar.testing import TestClient
from sqlalchemy import event, func, select, text

from data.model.road import RoadCode
from data.ops.header import DESK, Header
from sync.client.verdict import CityFailure, frame_in, of_refusal
from sync.protocol.endpoints import Reply
from sync.protocol.envelope import Refused
from sync.protocol.messages import ErrorAnswer
from sync.server.app import make_app
from sync.server.disk import Disk
from sync.server.limits import Body, Ended, Limits, OpenStreams, TooSlow, Turnstile
from sync.server.store.tables import BRANCH, FEED, OP, ROUTE
from tests.sync.server.laptop import ClockedCity, Stream, Writer, enrolled, receipt_of

REC = bytes(range(16))


class NearlyFull(Disk):
    """A disk with a given free part."""

    def __init__(self, free: float) -> None:
        super().__init__(None)
        self.free = free

    def free_share(self) -> float:
        """As the test says."""
        return self.free


def stored(city: ClockedCity) -> list[int]:
    with city.database.reading() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (OP, FEED, BRANCH, ROUTE)
        ]


def refusal(client: TestClient[Any], stream: Stream) -> tuple[int, str | None, ErrorAnswer | None]:
    """Status, Retry-After, and the error frame (None: a good answer)."""
    answer = client.post("/v1/sync", content=b"".join(stream.frames))
    retry = answer.headers.get("retry-after")
    try:
        stream.open(frame_in(Reply(answer.status_code, answer.content)))
    except Refused as refused:
        return answer.status_code, retry, refused.answer
    return answer.status_code, retry, None


def told(answer: ErrorAnswer | None) -> CityFailure:
    assert answer is not None
    return of_refusal(answer)


# the disk -------------------------------------------------------------------------------------


def test_below_five_percent_free_nothing_new_is_stored_and_the_courier_says_busy(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    paper, referral = laptop.certify(writer), writer.refer(REC)
    city.disk = NearlyFull(0.049)
    with TestClient(make_app(city)) as client:
        status, retry, answer = refusal(client, laptop.stream([referral], certs=[paper]))
        assert (status, retry) == (507, "120") and stored(city) == [0, 0, 0, 0]
        failure = told(answer)
        assert (failure.code, failure.word) == (RoadCode.CITY_BUSY, "full")
        assert failure.retry_after == 120
        assert refusal(client, laptop.stream())[0] == 200, "a laptop that only asks is answered"
        city.disk = NearlyFull(0.05)
        assert refusal(client, laptop.stream([referral]))[0] == 200
    assert stored(city)[0] == 1


@contextmanager
def full_database(city: ClockedCity) -> Iterator[None]:
    """The database's own refusal: no page more, or the error a full disk gives."""
    if city.database.embedded:

        def no_page_more(connection: Any, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")

        event.listen(city.database.engine, "connect", no_page_more)
        city.database.engine.dispose()
        yield
        event.remove(city.database.engine, "connect", no_page_more)
        city.database.engine.dispose()
        return
    with city.database.writing() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$"
            )
        )
        connection.execute(
            text("CREATE TRIGGER full_disk AFTER INSERT ON op EXECUTE FUNCTION full_disk()")
        )
    yield
    with city.database.writing() as connection:
        connection.execute(text("DROP FUNCTION full_disk() CASCADE"))


def test_a_write_that_finds_the_disk_full_leaves_nothing_half_stored(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    laptop.sync(certs=[laptop.certify(writer)])
    big = [writer.write("d", Header(rec=REC, fv="x/1", aud=DESK), bytes(9_000)) for _ in range(40)]
    with TestClient(make_app(city)) as client:
        with full_database(city):
            status, retry, answer = refusal(client, laptop.stream(big))
            assert (status, retry, told(answer).word) == (507, "120", "full")
            kept = stored(city)
        assert refusal(client, laptop.stream(big))[0] == 200
    assert kept[1] == kept[0] * 2, "each stored op is fed twice, none is half there"
    have = receipt_of(laptop, laptop.sync()).have
    assert [hi for _, hi, _ in have[writer.id]] == [40]
    assert stored(city)[0] == 40


# how often ------------------------------------------------------------------------------------


def test_a_laptop_that_asks_too_often_is_told_when_to_come_but_never_with_something_urgent(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, other, writer = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer()
    laptop.sync(certs=[laptop.certify(writer)])
    limits = Limits(per_minute=1, burst=2)
    with TestClient(make_app(city, limits=limits)) as client:
        for _ in range(2):
            assert refusal(client, laptop.stream())[0] == 200
        calm = writer.note(REC)
        status, retry, answer = refusal(client, laptop.stream([calm]))
        failure = told(answer)
        assert (status, failure.code, failure.word) == (503, RoadCode.CITY_BUSY, "busy")
        assert retry == str(failure.retry_after) and 50 <= int(retry or 0) <= 60
        assert stored(city)[0] == 0
        assert refusal(client, laptop.stream([calm, writer.refer(REC, pri=3)]))[0] == 200
        assert refusal(client, laptop.stream([laptop.urgent(REC)]))[0] == 200
        assert refusal(client, laptop.stream([writer.refer(REC, pri=2)]))[0] == 503
        assert refusal(client, other.stream())[0] == 200, "each laptop has its own measure"
    assert stored(city)[0] == 3


def test_the_turnstile_gives_back_half_a_request_a_second_up_to_the_burst() -> None:
    at = [0.0]
    turnstile = Turnstile(Limits(), lambda: at[0])
    assert [turnstile.wait(b"a") for _ in range(61)] == [0] * 60 + [2]
    at[0] = 2.0
    assert [turnstile.wait(b"a") for _ in range(2)] == [0, 2]
    at[0] = 10_000.0
    assert sum(turnstile.wait(b"a") == 0 for _ in range(100)) == 60


def test_a_forged_sender_does_not_use_up_somebody_elses_measure(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, stranger = enrolled(city, tmp_path), enrolled(city, tmp_path)
    stranger.device_seed, honest = bytes(32), laptop.device
    with TestClient(make_app(city, limits=Limits(per_minute=1, burst=1))) as client:
        for _ in range(3):
            frames = bytearray(b"".join(stranger.stream().frames))
            place = frames.find(stranger.device)
            frames[place : place + 16] = honest
            forged = client.post("/v1/sync", content=bytes(frames))
            assert forged.content[:5] == b"PSK2\x07"
        assert refusal(client, laptop.stream())[0] == 200


# streams and slowness -------------------------------------------------------------------------


async def _silence() -> Any:
    await asyncio.Event().wait()


async def _read(body: Body) -> str:
    try:
        async with body:
            async for _ in body.pieces():
                pass
    except (Ended, TooSlow, ConnectionResetError) as error:
        return type(error).__name__
    return "whole"


def test_the_fifth_stream_of_a_laptop_ends_the_oldest_and_is_read_itself() -> None:
    async def five() -> tuple[list[bool], str]:
        streams, limits = OpenStreams(Limits()), Limits()
        bodies = [Body(_silence, limits) for _ in range(5)]
        with ExitStack() as entered:
            reading = [asyncio.ensure_future(_read(body)) for body in bodies]
            await asyncio.sleep(0)
            for body in bodies:
                entered.enter_context(streams.entered(b"laptop", body))
            entered.enter_context(streams.entered(b"another", Body(_silence, limits)))
            first = await asyncio.wait_for(reading[0], 60)
            still = [not task.done() for task in reading[1:]]
            for task in reading[1:]:
                task.cancel()
        return still, first

    assert asyncio.run(five()) == ([True] * 4, "Ended")


def test_a_body_below_200_bytes_a_second_is_given_up_after_its_grace() -> None:
    at = [0.0]

    def dripping(size: int, every: float) -> Body:
        async def piece() -> Any:
            at[0] += every
            return {"type": "http.request", "body": bytes(size), "more_body": at[0] < 400}

        return Body(piece, Limits(), lambda: at[0])

    assert asyncio.run(_read(dripping(1_500, 10))) == "TooSlow"
    assert 90 < at[0] < 400
    at[0] = 0.0
    assert asyncio.run(_read(dripping(2_100, 10))) == "whole"


def test_a_silent_body_is_answered_busy(city: ClockedCity, tmp_path: Path) -> None:
    first = enrolled(city, tmp_path).stream().frames[0]

    async def silent() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        pieces = [{"type": "http.request", "body": first[:-1], "more_body": True}]

        async def receive() -> Any:
            return pieces.pop() if pieces else await _silence()

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http", "method": "POST", "path": "/v1/sync", "raw_path": b"/v1/sync",
            "query_string": b"", "headers": [], "client": ("127.0.0.1", 1), "scheme": "http",
            "server": ("127.0.0.1", 1), "http_version": "1.1", "root_path": "", "asgi": {},
        }  # fmt: skip
        app: Any = make_app(city, limits=Limits(grace=0.05))
        await asyncio.wait_for(app(scope, receive, send), 60)
        return sent

    head, body = asyncio.run(silent())[:2]
    assert head["status"] == 503 and (b"retry-after", b"30") in head["headers"]
    assert body["body"][:5] == b"PSK2\x07"


def test_what_arrived_before_a_cut_is_read_although_the_server_has_dropped_it() -> None:
    async def cut() -> list[bytes]:
        arrived, got = [b"one", b"two", b"three"], []

        async def receive() -> Any:
            if arrived:
                return {"type": "http.request", "body": arrived.pop(0), "more_body": True}
            return {"type": "http.disconnect"}

        try:
            async with Body(receive, Limits()) as body:
                await asyncio.sleep(0)  # opening the city's books takes its time
                async for piece in body.pieces():
                    got.append(piece)
        except ConnectionResetError:
            return got
        return []

    assert asyncio.run(cut()) == [b"one", b"two", b"three"]


def test_a_client_that_is_gone_is_no_slow_one() -> None:
    async def gone() -> Any:
        return {"type": "http.disconnect"}

    assert asyncio.run(_read(Body(gone, Limits()))) == "ConnectionResetError"

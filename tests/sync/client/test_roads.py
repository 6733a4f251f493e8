"""Bad roads: whatever answers in the city's place, the state is honest and nothing is lost."""

from __future__ import annotations

import random
import ssl
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.model.road import RoadCode
from sync.client.coverage import coverage
from sync.client.ground import Ground
from sync.client.line import Line
from sync.client.loop import CourierLoop, Rhythm
from sync.client.transport import HttpRoad, RoadFailure, address_allowed
from sync.protocol.envelope import error_frame
from sync.protocol.messages import ErrorAnswer
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.client.strangers import YEAR, make_papers, page, says, tls_in_front

STRANGER = error_frame(ErrorAnswer("unknown_device"), Ed25519PrivateKey.generate(), None)
DATED = ("Retry-After: Tue, 01 Jan 2030 00:01:30 GMT",)
OCTETS = "Content-Type: application/octet-stream"


@pytest.mark.parametrize(
    ("answer", "code", "retry_after"),
    [
        (page("302 Found", "Location: http://login.example/"), RoadCode.PORTAL, None),
        (page("200 OK", "Content-Type: text/html"), RoadCode.PORTAL, None),
        (page("511 Network Authentication Required"), RoadCode.PORTAL, None),
        (page("407 Proxy Authentication Required"), RoadCode.PROXY_LOGIN, None),
        (page("301 Moved", "Location: https://127.0.0.1:1/v1/sync"), RoadCode.PORTAL, None),
        (page("307 Temporary", "Location: http://127.0.0.1:1/v1/sync"), RoadCode.PORTAL, None),
        (page("404 Not Found"), RoadCode.PORTAL, None),
        (page("204 No Content", body=b""), RoadCode.PORTAL, None),
        (page("507 Insufficient Storage", "Retry-After: 120"), RoadCode.CITY_BUSY, 120),
        (page("503 Busy", *DATED, "Date: Tue, 01 Jan 2030 00:00:00 GMT"), RoadCode.CITY_BUSY, 90),
        (page("503 Busy", *DATED, "Date: Tue, 01 Jan 2030 00:05:00 GMT"), RoadCode.CITY_BUSY, None),
        (page("503 Busy", *DATED, "Date: yesterday"), RoadCode.CITY_BUSY, None),
        (page("503 Busy", "Retry-After: soon"), RoadCode.CITY_BUSY, None),
        (page("503 Busy", "Retry-After: 99999999"), RoadCode.CITY_BUSY, None),
        (page("503 Service Unavailable", "Retry-After: 77"), RoadCode.CITY_BUSY, 77),
        (page("429 Too Many Requests", "Retry-After: 5"), RoadCode.CITY_BUSY, 5),
        (page("503 Busy", "Retry-After: Sat, 01 Jan 2000 00:00:00 GMT"), RoadCode.CITY_BUSY, None),
        (page("500 Internal Server Error"), RoadCode.CITY_ERROR, None),
        (page("200 OK", OCTETS, body=STRANGER), RoadCode.WRONG_KEY, None),
        (page("200 OK", OCTETS, body=STRANGER[:90]), RoadCode.NO_CONNECTION, None),
        (page("200 OK", OCTETS, body=b"PSK2" + bytes(300)), RoadCode.CITY_ERROR, None),
        (b"SSH-2.0-OpenSSH_9.9\r\n", RoadCode.NO_CONNECTION, None),
        (b"", RoadCode.NO_CONNECTION, None),
    ],
)
def test_strangers_are_told_from_the_city_and_nothing_is_lost(
    city: RealCity, laptop: Laptop, answer: bytes, code: RoadCode, retry_after: int | None
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 2)
    with says(answer) as url:
        outcome = laptop.sync(url)
        assert laptop.road is not None
        laptop.road.close()
    assert (outcome.code, outcome.retry_after) == (code, retry_after)
    assert coverage(laptop.bag).had == set()
    assert laptop.bag.has([op.opid for op in ops]) == {op.opid for op in ops}
    laptop.road = None
    assert laptop.sync().good
    assert coverage(laptop.bag).had == {op.opid for op in ops}


def test_a_request_says_nothing_but_where_it_goes(
    city: RealCity, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.enrol(city.code())
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login siti password rahasia\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    seen: list[bytes] = []
    with says(page("200 OK", "Set-Cookie: spy=1; Path=/"), seen=seen) as url:
        laptop.sync(url)
        laptop.sync(url)
        assert laptop.road is not None
        laptop.road.close()
    heads = [asked.split(b"\r\n\r\n")[0].split(b"\r\n") for asked in seen]
    assert len(heads) == 2
    for head in heads:
        assert head[0] == b"POST /v1/sync HTTP/1.1"
        assert [line.split(b":")[0] for line in head[1:]] == [b"Host", b"Content-Length"]


def test_nobody_there_is_no_connection(city: RealCity, laptop: Laptop) -> None:
    laptop.enrol(city.code())
    assert laptop.sync("http://127.0.0.1:1").code is RoadCode.NO_CONNECTION


def test_silence_is_noticed_within_seconds(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    with says(b"", hang=True) as url:
        began = time.monotonic()
        outcome = laptop.sync(url)
        took = time.monotonic() - began
    assert (outcome.code, outcome.word) == (RoadCode.NO_CONNECTION, "silence")
    assert 4 < took < 12


def test_plain_http_goes_to_this_machine_only() -> None:
    assert address_allowed("https://kota.example", allow_plain=False)
    assert address_allowed("http://127.0.0.1:8000", allow_plain=False)
    assert not address_allowed("http://kota.example", allow_plain=False)
    assert address_allowed("http://10.0.0.1", allow_plain=True)
    for wrong in ("ftp://kota.example", "kota.example", "https://", ""):
        assert not address_allowed(wrong, allow_plain=True)
    with pytest.raises(RoadFailure, match="address"):
        HttpRoad("http://kota.example", Line())


def loop_over(laptop: Laptop, url: str, *, clock_wrong_by: int = 0) -> CourierLoop:
    laptop.bag.put_meta("city_url", url.encode())
    ground = Ground(
        laptop.bag,
        laptop.device,
        lambda: int(time.time()) + clock_wrong_by,
        laptop.ground.random,
        demo=True,
    )
    return CourierLoop(ground, Rhythm(random.uniform, lambda code, counts: None))


def test_tls_carries_everything_and_an_unknown_issuer_stops(
    city: RealCity, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 30)
    ca, chain = make_papers(tmp_path, years_ago=0)
    with tls_in_front(city.port, chain) as url:
        assert not loop_over(laptop, url).once()
        state = laptop.bag.road_state()
        assert state is not None
        assert (state.code, state.waiting) == (RoadCode.TLS_REFUSED, 30)
        monkeypatch.setenv("SSL_CERT_FILE", str(ca))
        assert loop_over(laptop, url).once()
    assert coverage(laptop.bag).had == {op.opid for op in ops}


def test_a_wrong_clock_is_told_and_stops_nothing(
    city: RealCity, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 3)
    ca, chain = make_papers(tmp_path, years_ago=1)
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    with tls_in_front(city.port, chain) as url:
        # By this laptop's clock it is three years ago; by TLS's the certificate has ended.
        assert loop_over(laptop, url, clock_wrong_by=-3 * int(YEAR.total_seconds())).once()
    state = laptop.bag.road_state()
    assert state is not None
    assert (state.code, state.waiting) == (RoadCode.CLOCK_WRONG, 0)
    assert state.last_success is not None
    assert coverage(laptop.bag).had == {op.opid for op in ops}


def test_a_certificate_that_really_ended_is_refused(
    city: RealCity, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    ca, chain = make_papers(tmp_path, years_ago=1)
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    with tls_in_front(city.port, chain) as url:
        assert not loop_over(laptop, url).once()
    state = laptop.bag.road_state()
    assert state is not None
    assert (state.code, state.waiting) == (RoadCode.TLS_REFUSED, 1)


def test_another_hosts_certificate_stops_it_whatever_the_clock_says(
    city: RealCity, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    for years_ago, wrong_by in ((0, 0), (1, -3 * int(YEAR.total_seconds()))):
        ca, chain = make_papers(tmp_path, years_ago=years_ago, name="kota.example")
        monkeypatch.setenv("SSL_CERT_FILE", str(ca))
        with tls_in_front(city.port, chain) as url:
            assert not loop_over(laptop, url, clock_wrong_by=wrong_by).once()
        state = laptop.bag.road_state()
        assert state is not None
        assert (state.code, state.waiting) == (RoadCode.TLS_REFUSED, 1)


def test_a_wrong_clock_lets_no_unknown_issuer_in(
    city: RealCity, laptop: Laptop, tmp_path: Path
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    _, chain = make_papers(tmp_path, years_ago=1)
    with tls_in_front(city.port, chain) as url:
        assert not loop_over(laptop, url, clock_wrong_by=-3 * int(YEAR.total_seconds())).once()
    state = laptop.bag.road_state()
    assert state is not None
    assert (state.code, state.waiting) == (RoadCode.TLS_REFUSED, 1)


def test_an_older_tls_is_refused(
    city: RealCity, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    ca, chain = make_papers(tmp_path, years_ago=0)
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    with tls_in_front(city.port, chain, ssl.TLSVersion.TLSv1_2) as url:
        assert not loop_over(laptop, url).once()
    state = laptop.bag.road_state()
    assert state is not None
    assert (state.code, state.waiting) == (RoadCode.TLS_REFUSED, 1)

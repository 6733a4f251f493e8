"""Through the system's proxy: everything arrives, and what stands in the way is told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from data.model.road import RoadCode
from sync.client.coverage import coverage
from tests.sync.client.laptop import Laptop
from tests.sync.client.office_proxy import OfficeProxy
from tests.sync.client.real_city import RealCity, free_port
from tests.sync.client.strangers import make_papers, tls_in_front

CITY = "https://kota.example"


@pytest.fixture
def gate(city: RealCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a TLS end in front of the city whose certificate is for kota.example."""
    ca, chain = make_papers(tmp_path, years_ago=0, name="kota.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with tls_in_front(city.port, chain) as url:
        yield int(urlsplit(url).port or 0)


def test_everything_goes_through_the_systems_proxy(
    city: RealCity, laptop: Laptop, gate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ops = laptop.send(laptop.enrol(city.code()), 40)
    proxy = OfficeProxy(gate)
    with proxy.running() as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        assert laptop.sync(CITY).good
        assert laptop.sync(CITY).good
    assert coverage(laptop.bag).had == {op.opid for op in ops}
    assert [head.split(b" ")[:2] for head in proxy.asked] == [[b"CONNECT", b"kota.example:443"]]
    assert b"User-Agent" not in proxy.asked[0]


def test_a_proxy_that_wants_a_password_is_told_apart_and_one_that_has_it_lets_through(
    city: RealCity, laptop: Laptop, gate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ops = laptop.send(laptop.enrol(city.code()), 1)
    with OfficeProxy(gate, login="kantor:rahasia").running() as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        outcome = laptop.sync(CITY)
        assert (outcome.code, outcome.word) == (RoadCode.PROXY_LOGIN, "proxy-login")
        assert laptop.bag.has([ops[0].opid])
        monkeypatch.setenv("HTTPS_PROXY", address.replace("//", "//kantor:rahasia@"))
        assert laptop.sync(CITY).good


def test_a_proxy_that_refuses_or_is_away_is_told(
    city: RealCity, laptop: Laptop, gate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.send(laptop.enrol(city.code()), 1)
    with OfficeProxy(gate, refuses=True).running() as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        outcome = laptop.sync(CITY)
        assert (outcome.code, outcome.word) == (RoadCode.PORTAL, "proxy")
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    outcome = laptop.sync(CITY)
    assert (outcome.code, outcome.word) == (RoadCode.NO_CONNECTION, "proxy-away")
    monkeypatch.setenv("HTTPS_PROXY", "gopher://127.0.0.1:1")
    assert laptop.sync(CITY).code is RoadCode.PORTAL


def test_a_host_the_system_excepts_is_asked_straight(
    city: RealCity, laptop: Laptop, gate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.send(laptop.enrol(city.code()), 1)
    proxy = OfficeProxy(gate)
    with proxy.running() as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        monkeypatch.setenv("NO_PROXY", "kota.example")
        assert laptop.sync(CITY).code is RoadCode.NO_CONNECTION
    assert proxy.asked == []


def test_silence_behind_a_proxy_shows_after_a_few_frames_and_not_after_all_of_them(
    city: RealCity, laptop: Laptop, gate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = laptop.enrol(city.code())
    laptop.lay(person, laptop.write(person, 400, text="x" * 900))
    before = laptop.line.sent
    with OfficeProxy(gate, stuck=40_000).running() as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        outcome = laptop.sync(CITY)
    assert (outcome.code, outcome.word) == (RoadCode.NO_CONNECTION, "silence")
    assert laptop.line.sent - before < 140_000, "of about half a megabyte"

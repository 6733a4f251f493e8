"""The city as a process of its own: HTTP, page, kills, and nothing readable on its disk."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import func, select

from data.model.ticket import new_ticket
from data.ops.header import DESK, NO_PREV, Header
from data.ops.keys import id16
from data.ops.payload import PayloadBody
from data.ops.seal import write_letter
from data.ops.ticket_token import ticket_token
from sync.protocol.envelope import Refused, open_enrol_answer, open_time
from sync.server.city import City, read_facts
from sync.server.keyfiles import read_secrets
from sync.server.store.engine import Database
from sync.server.store.tables import OP
from tests.sync.server.laptop import Laptop, Stream, Writer, receipt_of

REC = bytes(range(16))
ROOT = Path(__file__).resolve().parents[3]
FRAME = "application/octet-stream"
PATIENCE = 120


@dataclass
class Served:
    """A running demo city and how to ask it."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int

    @staticmethod
    def start(folder: Path, **env: str) -> Served:
        """Start and wait for the port; a city taken up again waits for its old port to be free."""
        (folder / "port").unlink(missing_ok=True)
        process = Served._launch(folder, env)
        end = time.monotonic() + PATIENCE
        while not (folder / "port").is_file():
            said = (folder / "city.log").read_text()[-2000:]
            assert time.monotonic() < end, said
            if process.poll() is not None:
                # Meanwhile somebody else's connection may go out from the port this city had.
                assert "cannot be used" in said, said
                time.sleep(0.5)
                process = Served._launch(folder, env)
            time.sleep(0.05)
        return Served(folder, process, int((folder / "port").read_text()))

    @staticmethod
    def _launch(folder: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
        with (folder / "city.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "sync.server", "demo", "--dir", str(folder)],
                cwd=ROOT,
                env={**os.environ, **env},
                stdout=log,
                stderr=log,
            )

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(PATIENCE)

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = FRAME
    ) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        link.request(method, path, body, {"Content-Type": kind} if body is not None else {})
        reply = link.getresponse()
        found = reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()
        link.close()
        return found

    def city(self) -> City:
        """The same city's public side, read from its files, for the tests' laptops."""
        facts = json.loads((self.folder / "city.json").read_text())
        database = Database(facts["db"])
        found = read_facts(database)
        return City(database, found, read_secrets(Path(found.secrets)))

    def push(self, stream: Stream) -> object:
        status, _, frame = self.ask("POST", "/v1/sync", b"".join(stream.frames))
        assert status == 200
        return stream.open(frame)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served.start(tmp_path_factory.mktemp("served"))
    yield running
    assert running.stop() in (0, -signal.SIGTERM)


def enrolled_over_http(served: Served, who: str) -> Laptop:
    line = json.loads((served.folder / "codes.json").read_text())[who]
    laptop = Laptop(served.city(), line)
    frame, rk, stream = laptop.enrol_frame()
    status, _, answer = served.ask("POST", "/v1/enrol", frame)
    assert status == 200
    open_enrol_answer(answer, rk, laptop.directory.server, stream=stream)
    return laptop


@pytest.fixture(scope="module")
def people(served: Served) -> tuple[Laptop, Laptop]:
    return enrolled_over_http(served, "cadre"), enrolled_over_http(served, "desk")


def test_a_code_that_was_taken_is_refused_in_a_signed_frame(
    served: Served, people: tuple[Laptop, Laptop]
) -> None:
    line = json.loads((served.folder / "codes.json").read_text())["cadre"]
    thief = Laptop(served.city(), line)
    frame, rk, stream = thief.enrol_frame()
    answer = served.ask("POST", "/v1/enrol", frame)[2]
    with pytest.raises(Refused) as refused:
        open_enrol_answer(answer, rk, thief.directory.server, stream=stream)
    assert refused.value.answer.code == "code_taken"
    assert people[0].user != thief.user


def test_a_referral_is_pushed_looked_up_and_leaves_nothing_readable_behind(
    served: Served, people: tuple[Laptop, Laptop]
) -> None:
    cadre, writer = people[0], Writer()
    canary = "Kenanga Puspita Rahayu 081234567890"
    slip = new_ticket("TP", secrets.token_bytes(8), secrets.token_bytes(8))
    tk = ticket_token(slip.number, slip.pin, cadre.directory.ticket_salt)
    body = PayloadBody("case.open", {"survivor_name": canary, "own_words": canary})
    head = Header(rec=REC, fv="intake/1", aud=DESK)
    sealed = write_letter(
        "d",
        writer.seed,
        1,
        NO_PREV,
        head,
        body,
        secrets.token_bytes(32),
        salt=secrets.token_bytes(16),
    )
    writer.n, writer.prev = 1, sealed.opid
    referral = writer.refer(REC, tk=tk)
    answer = served.push(cadre.stream([sealed, referral], certs=[cadre.certify(writer)]))
    assert [(lo, hi) for lo, hi, _ in receipt_of(cadre, answer).have[writer.id]] == [(1, 2)]  # type: ignore[arg-type]
    form = urlencode({"ticket": slip.number, "pin": slip.pin}).encode()
    status, headers, page = served.ask("POST", "/tiket", form, "application/x-www-form-urlencoded")
    assert status == 200 and b'<h1 id="status">Laporan diterima</h1>' in page
    assert headers["cache-control"] == "no-store"
    ask = json.dumps({"ticket": slip.number, "pin": slip.pin}).encode()
    found = json.loads(served.ask("POST", "/v1/ticket", ask, "application/json")[2])
    assert (found["status"], found["text_en"]) == ("T1", "Report received")
    held = b"".join(path.read_bytes() for path in served.folder.rglob("*") if path.is_file())
    for word in (canary, slip.number, slip.pin, slip.number.replace("-", "")):
        for form_of in (word.encode(), word.encode("utf-16-le"), base64.b64encode(word.encode())):
            assert form_of not in held


def test_every_failure_looks_the_same(served: Served) -> None:
    typed = [("TP-00000-00000-0", "123456"), ("kata", "1"), ("", ""), ("TP-7KQ4M-9XD2T-F", "x")]
    pages, answers = set(), set()
    for number, pin in typed:
        form = urlencode({"ticket": number, "pin": pin}).encode()
        pages.add(served.ask("POST", "/tiket", form, "application/x-www-form-urlencoded")[::2])
        ask = json.dumps({"ticket": number, "pin": pin}).encode()
        answers.add(served.ask("POST", "/v1/ticket", ask, "application/json")[::2])
    assert [status for status, _ in pages] == [404] == [status for status, _ in answers]


def test_the_page_has_no_script_a_strict_policy_and_both_languages(served: Served) -> None:
    for language, word in (("id", "Tutup cepat"), ("en", "Close quickly")):
        status, headers, page = served.ask("GET", f"/tiket?lang={language}")
        text = page.decode()
        assert status == 200 and word in text and f'<html lang="{language}">' in text
        assert "<script" not in text and " style=" not in text and not re.search(r"\son\w+=", text)
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert (
            headers["cache-control"] == "no-store" and headers["referrer-policy"] == "no-referrer"
        )
        assert "set-cookie" not in headers and "server" not in headers
    assert served.ask("GET", "/static/city.css")[1]["content-type"].startswith("text/css")


def test_the_clock_is_signed_for_the_nonce_that_was_asked(served: Served) -> None:
    nonce = secrets.token_bytes(16)
    frame = served.ask("GET", f"/v1/time?nonce={nonce.hex()}")[2]
    server = id16(served.city().directory().server)
    answer = open_time(frame, server[:8], nonce=nonce)
    assert abs(answer.srv / 1000 - time.time()) < 30


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"PSK2" + bytes(146), b"PSK2\x01\x01" + b"\xff" * 400, b"\0" * 70_000]
)
def test_what_is_no_frame_gets_a_signed_refusal(served: Served, body: bytes) -> None:
    for path in ("/v1/sync", "/v1/enrol"):
        status, _, answer = served.ask("POST", path, body)
        assert status == 200 and answer[:5] == b"PSK2\x07"


def wait_for_ops(served: Served, writer: Writer, count: int) -> None:
    """Until the city has stored that many of a writer's ops."""
    query = select(func.count()).select_from(OP).where(OP.c.writer == writer.id)
    end, database = time.monotonic() + PATIENCE, served.city().database
    while True:
        with database.reading() as connection:
            if connection.execute(query).scalar_one() >= count:
                break
        assert time.monotonic() < end
        time.sleep(0.05)
    database.close()


def test_a_client_that_goes_away_leaves_what_it_sent(
    served: Served, people: tuple[Laptop, Laptop]
) -> None:
    cadre, writer = people[0], Writer()
    ops = [writer.note(REC) for _ in range(6)]
    stream = cadre.stream(ops, certs=[cadre.certify(writer)], per_frame=2)
    whole = b"".join(stream.frames)
    cut = len(stream.frames[0]) + len(stream.frames[1]) + 40
    with socket.create_connection(("127.0.0.1", served.port)) as link:
        head = f"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: {len(whole)}\r\n\r\n"
        link.sendall(head.encode() + whole[:cut])
        wait_for_ops(served, writer, 4)
    answer = served.push(cadre.stream())
    assert [(lo, hi) for lo, hi, _ in receipt_of(cadre, answer).have[writer.id]] == [(1, 4)]  # type: ignore[arg-type]


def test_a_demo_city_tells_where_it_lies(served: Served) -> None:
    status, _, body = served.ask("GET", "/demo")
    assert status == 200
    folder = Path(json.loads(body)["folder"])
    assert json.loads((folder / "city.json").read_text())["port"] == served.port


def test_the_schema_comes_from_the_code(served: Served) -> None:
    schema = json.loads(served.ask("GET", "/schema/openapi.json")[2])
    asked = {"/v1/sync", "/v1/enrol", "/v1/time", "/v1/ticket", "/v1/relay"}
    assert set(schema["paths"]) == asked
    assert urlsplit(schema["servers"][0]["url"]).netloc == ""


@pytest.mark.parametrize(
    "step", ["city-frame-verified", "city-frame-committed", "city-answer-built"]
)
def test_a_city_killed_at_any_step_loses_and_doubles_nothing(tmp_path: Path, step: str) -> None:
    first = Served.start(tmp_path)
    cadre, writer = enrolled_over_http(first, "cadre"), Writer()
    first.push(cadre.stream(certs=[cadre.certify(writer)]))
    first.stop()
    ops = [writer.note(REC) for _ in range(6)]
    doomed = Served.start(tmp_path, RESPONDER_KILL_AT=f"{step}:1")
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        doomed.push(cadre.stream(ops, per_frame=2))
    assert doomed.process.wait(PATIENCE) == -signal.SIGKILL
    again = Served.start(tmp_path)
    answer = again.push(cadre.stream(ops))
    assert receipt_of(cadre, answer).have[writer.id] == [(1, 6, ops[-1].opid)]  # type: ignore[arg-type]
    counted = json.loads(
        subprocess.run(
            [
                sys.executable,
                "-m",
                "sync.server",
                "counts",
                "--db",
                f"sqlite:///{tmp_path}/city.sqlite",
            ],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    )
    again.stop()
    assert counted["rows"] == counted["distinct"] == 6
    assert counted["opids"] == sorted(op.opid.hex() for op in ops)

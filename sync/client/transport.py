"""The HTTPS road: one connection, small send buffer, silence measured on the wire, no redirects.

``requests`` carries the bytes; a connection class of ours reports to the ``Line`` and lets the
body set the socket's time limit piece by piece. Anything that is not an answer becomes a
``RoadFailure`` with the code a person will be told.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, ProxySchemeUnknown
from urllib3.util import SKIP_HEADER

from data.model.road import RoadCode
from sync.client.body import PiecedBody
from sync.client.line import Line
from sync.client.verdict import PROXY_ASKS
from sync.protocol.endpoints import ENROL, RELAY, SYNC, TIME, Reply
from sync.protocol.envelope import frames_that_came
from sync.protocol.frame import parse_header
from sync.protocol.limits import (
    ANSWER_BODY,
    BUNDLE_BYTES,
    CONNECT_TIMEOUT,
    FRAME_BODY,
    FRAME_HEADER,
    SEND_BUFFER_SLOW,
)

_NO_CHECK_TIME = 0x200000
_DATE_CODES = frozenset({9, 10})
_PROXY = (
    requests.exceptions.ProxyError,
    requests.exceptions.InvalidProxyURL,
    requests.exceptions.InvalidSchema,
    ProxySchemeUnknown,
)
_HEADERS = {"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER}
_REPLY_LIMIT = ANSWER_BODY + FRAME_HEADER


class RoadFailure(Exception):
    """The road failed before an answer of the city was in hand.

    ``code``: what the person is told; ``word``: what the log keeps (``connect``, ``silence``,
    ``tls-date``, ``tls``, ``proxy``, ``proxy-away``, ``proxy-login``, ``too-big``, ``address``,
    ``cut``).
    """

    def __init__(self, code: RoadCode, word: str) -> None:
        super().__init__(word)
        self.code = code
        self.word = word


class _Wire:
    """The socket in use, shared by connection and body."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._sock: socket.socket | None = None
        self._last_piece = 0.0
        self._offered = 0
        self._buffer = SEND_BUFFER_SLOW

    def came_up(self, sock: socket.socket, took: float) -> None:
        self._sock = sock
        self._buffer = SEND_BUFFER_SLOW
        self.line.connected(took)

    def went_down(self) -> None:
        self._sock = None

    def begin(self) -> None:
        """A request begins."""
        self._last_piece, self._offered = 0.0, 0

    def before_piece(self, size: int) -> None:
        """Time the piece before this one and give this one its limit."""
        now, line = time.monotonic(), self.line
        if self._last_piece:
            line.taken(size, self._offered, now - self._last_piece)
        self._last_piece = now
        self._offered += size
        line.sent += size
        if self._sock is None:
            return
        self._sock.settimeout(line.silence)
        if line.send_buffer != self._buffer:
            self._buffer = line.send_buffer
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, self._buffer)


def _connection(base: type[Any], wire: _Wire) -> type[Any]:
    """A connection class over ``base`` that tells ``wire`` when it came up."""

    class Reporting(base):  # type: ignore[misc]  # base is one of two urllib3 classes
        def connect(self) -> None:
            began = time.monotonic()
            super().connect()
            wire.came_up(self.sock, time.monotonic() - began)

    return Reporting


def _tls(*, check_dates: bool) -> ssl.SSLContext:
    """TLS 1.3 by the system's certificates. Costs 60 ms: made once a road, and not for loopback."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if not check_dates:
        context.verify_flags |= _NO_CHECK_TIME
    return context


class _Adapter(HTTPAdapter):
    """Pools of reporting connections with a small send buffer, straight or through a proxy."""

    def __init__(self, wire: _Wire, context: ssl.SSLContext | None) -> None:
        self._options: dict[str, Any] = {
            "socket_options": [
                *HTTPConnection.default_socket_options,
                (socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_SLOW),
            ]
        }
        if context is not None:
            self._options["ssl_context"] = context
        self._pools = {
            "http": _pool(HTTPConnectionPool, _connection(HTTPConnection, wire)),
            "https": _pool(HTTPSConnectionPool, _connection(HTTPSConnection, wire)),
        }
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Give the pools our connections."""
        super().init_poolmanager(*args, **{**kwargs, **self._options})
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """The same through a proxy: it sees CONNECT and sealed bytes, and buffers stay small."""
        manager = super().proxy_manager_for(proxy, **{**kwargs, **self._options})
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pool(base: type[Any], connection: type[Any]) -> type[Any]:
    """A pool class over ``base`` that makes ``connection``s."""
    return type(base.__name__, (base,), {"ConnectionCls": connection})


def address_allowed(url: str, *, allow_plain: bool) -> bool:
    """Whether ``url`` may be asked: https anywhere, plain http only on this machine itself."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return True
    if parts.scheme != "http" or not parts.hostname:
        return False
    return allow_plain or is_loopback(parts.hostname)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class HttpRoad:
    """A city over HTTP(S), a ``CityProtocol``. One connection for as long as it works."""

    def __init__(self, url: str, line: Line, *, allow_plain: bool = False) -> None:
        if not address_allowed(url, allow_plain=allow_plain):
            raise RoadFailure(RoadCode.NO_CONNECTION, "address")
        self._url = url.rstrip("/")
        self.line = line
        self._wire = _Wire(line)
        self._context = self._tls_context(check_dates=True)
        self._session = self._new_session()

    def _tls_context(self, *, check_dates: bool) -> ssl.SSLContext | None:
        return _tls(check_dates=check_dates) if self._url.startswith("https:") else None

    def _new_session(self) -> requests.Session:
        session = requests.Session()
        session.auth = _no_login
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.clear()
        session.headers.update(_HEADERS)
        if is_loopback(urlsplit(self._url).hostname or ""):
            session.trust_env = False
        adapter = _Adapter(self._wire, self._context)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session

    def fresh(self) -> None:
        """Give the connection up; the next request opens a new one."""
        self._session.close()
        self._wire.went_down()
        self._session = self._new_session()

    def ignore_dates(self) -> None:
        """Go on although the clock cannot check certificate dates; names and issuer still count.

        Only after the city's signed time has shown that the clock is wrong (sync-security.md 2.7).
        """
        self._context = self._tls_context(check_dates=False)
        self.fresh()

    def check_dates(self) -> None:
        """Check certificate dates again (the default)."""
        self._context = self._tls_context(check_dates=True)
        self.fresh()

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    def sync(self, body: PiecedBody) -> Reply:
        """POST one request stream."""
        return self._ask("POST", SYNC, body)

    def enrol(self, frame: bytes) -> Reply:
        """POST one enrolment frame."""
        return self._ask("POST", ENROL, PiecedBody(iter((frame,)), len(frame)))

    def relay(self, body: PiecedBody) -> Reply:
        """POST a file for somebody else."""
        return self._ask("POST", RELAY, body, limit=BUNDLE_BYTES + FRAME_BODY)

    def time(self, nonce: bytes) -> Reply:
        """GET the signed clock."""
        return self._ask("GET", f"{TIME}?nonce={nonce.hex()}", None)

    def before_piece(self, size: int) -> None:
        """What a body must call before each piece, so that silence is measured on the wire."""
        self._wire.before_piece(size)

    def _ask(
        self, method: str, path: str, body: PiecedBody | None, *, limit: int = _REPLY_LIMIT
    ) -> Reply:
        self.line.requests += 1
        self._wire.begin()
        try:
            with self._session.request(
                method,
                self._url + path,
                data=body,
                timeout=(CONNECT_TIMEOUT, self.line.silence),
                allow_redirects=False,
                stream=True,
            ) as response:
                return self._read(response, limit)
        except (requests.RequestException, OSError, ValueError) as error:
            self.fresh()
            raise _failure(error) from error

    def _read(self, response: requests.Response, limit: int) -> Reply:
        received, began, broken = bytearray(), time.monotonic(), ""
        try:
            for chunk in response.iter_content(65_536):
                received += chunk
                self.line.received += len(chunk)
                if len(received) > limit:
                    raise RoadFailure(RoadCode.CITY_ERROR, "too-big")
        except (requests.RequestException, OSError) as error:
            # An answer that goes on counts frame by frame: what came whole is not lost.
            if not frames_that_came(received):
                raise
            broken = _failure(error).word
            self.fresh()
        self.line.arrived(len(received), time.monotonic() - began)
        frames = frames_that_came(received)
        if not frames:
            return Reply(response.status_code, bytes(received), _seconds(response))
        if not broken and not parse_header(frames[-1]).last:
            broken = "cut"
        return Reply(response.status_code, frames[0], _seconds(response), tuple(frames[1:]), broken)


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Frames say who we are; a password the system keeps for this host is nobody's business."""
    return request


def _seconds(response: requests.Response) -> int | None:
    """Retry-After as seconds; a date counts against the answer's own Date, as our clock may lie."""
    named = response.headers.get("Retry-After", "")
    if named.isascii() and named.isdigit():
        return int(named) if len(named) < 7 else None
    try:
        until, said = (
            parsedate_to_datetime(text).timestamp()
            for text in (named, response.headers.get("Date", ""))
        )
    except (ValueError, OverflowError):
        return None
    return int(until - said) if 0 <= until - said < 1_000_000 else None


def _failure(error: Exception) -> RoadFailure:
    """The road's own word for what ``requests`` or the socket raised."""
    chain = _chain(error)
    for link in chain:
        if isinstance(link, ssl.SSLCertVerificationError):
            if link.verify_code in _DATE_CODES:
                return RoadFailure(RoadCode.CLOCK_WRONG, "tls-date")
            return RoadFailure(RoadCode.TLS_REFUSED, "tls")
    if any(isinstance(link, _PROXY) for link in chain):
        return _of_proxy(chain)
    if any(isinstance(link, requests.exceptions.ConnectTimeout) for link in chain):
        return RoadFailure(RoadCode.NO_CONNECTION, "connect")
    if any(isinstance(link, TimeoutError | requests.exceptions.Timeout) for link in chain):
        return RoadFailure(RoadCode.NO_CONNECTION, "silence")
    if any(isinstance(link, ssl.SSLError) for link in chain):
        return RoadFailure(RoadCode.TLS_REFUSED, "tls")
    refused = any(isinstance(link, ConnectionRefusedError | socket.gaierror) for link in chain)
    return RoadFailure(RoadCode.NO_CONNECTION, "connect" if refused else "cut")


def _of_proxy(chain: list[BaseException]) -> RoadFailure:
    """What the way through a proxy failed by: it is not there, wants a password, or will not."""
    away = (ConnectionRefusedError, socket.gaierror, ConnectTimeoutError)
    if any(isinstance(link, away) for link in chain):
        return RoadFailure(RoadCode.NO_CONNECTION, "proxy-away")
    asks = f"Tunnel connection failed: {PROXY_ASKS}"
    if any(str(link).startswith(asks) for link in chain if isinstance(link, OSError)):
        return RoadFailure(RoadCode.PROXY_LOGIN, "proxy-login")
    return RoadFailure(RoadCode.PORTAL, "proxy")


def _chain(error: BaseException) -> list[BaseException]:
    """Every exception behind ``error``, however the libraries wrapped it."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found

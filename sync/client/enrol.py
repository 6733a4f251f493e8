"""The first handshake: a person's code key is shown to the city, its voucher comes back.

The app derived every key from the code and put only public halves and certificates into the
errand; no secret passes through here or lies in the mailbag. The server is believed because its
key's id and the root's id stand in the code line.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.model.problems import Code
from data.model.road import RoadCode
from data.ops.certs import CertProblem, check_voucher, read_cert
from data.ops.directory import Directory, DirectoryProblem
from data.store import steps
from sync.client.clock import time_past_dates
from sync.client.ground import Ground
from sync.client.line import Line
from sync.client.papers import keep_certs
from sync.client.transport import HttpRoad, RoadFailure, is_loopback
from sync.client.verdict import CityFailure, frame_in
from sync.protocol.envelope import Refused, enrol_frame, open_enrol_answer
from sync.protocol.frame import BadFrame, key_id
from sync.protocol.limits import PROTOCOL_VERSION
from sync.protocol.messages import BadMessage, EnrolAnswer, EnrolAsk

_REFUSALS = {
    "code_taken": Code.CODE_USED,
    "code_expired": Code.CODE_EXPIRED,
    "not_demo": Code.DEMO_CITY_REFUSED,
    "busy": Code.CITY_UNREACHABLE,
    "full": Code.CITY_UNREACHABLE,
}


class EnrolProblem(Exception):
    """Enrolment ended without a voucher; ``code`` is what the person reads."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class EnrolWish:
    """The errand's arguments, decoded: where, which keys to believe, what to show."""

    url: str
    server_id: bytes
    root_id: bytes
    code_pub: bytes
    user: bytes
    device: bytes

    @staticmethod
    def of(args: Mapping[str, Any]) -> EnrolWish:
        """Read the errand; raises EnrolProblem(CODE_MALFORMED)."""
        try:
            wish = EnrolWish(
                str(args["url"]),
                bytes.fromhex(args["server_id"]),
                bytes.fromhex(args["root_id"]),
                *(base64.b64decode(args[k], validate=True) for k in ("code_pub", "user", "device")),
            )
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise EnrolProblem(Code.CODE_MALFORMED) from error
        if len(wish.server_id) < 8 or len(wish.root_id) != 16 or len(wish.code_pub) != 32:
            raise EnrolProblem(Code.CODE_MALFORMED)
        return wish


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the app reads from the errand's result."""

    voucher: bytes
    seq: int

    def as_result(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"voucher": base64.b64encode(self.voucher).decode(), "seq": self.seq}


def enrol(wish: EnrolWish, ground: Ground, line: Line, *, allow_plain: bool = False) -> Enrolled:
    """Ask the city for the place the code promises and keep what it gives.

    Idempotent: the same person and laptop may ask again. Raises EnrolProblem.
    """
    root_id = ground.bag.meta("root_id")
    if root_id and root_id != wish.root_id:
        raise EnrolProblem(Code.CITY_NOT_THE_ONE)
    try:
        road = HttpRoad(wish.url, line, allow_plain=allow_plain)
    except RoadFailure as failure:
        raise EnrolProblem(Code.CODE_MALFORMED) from failure
    try:
        answer, server = _ask(wish, ground, road)
    except (RoadFailure, CityFailure, BadFrame, BadMessage) as error:
        raise EnrolProblem(_of_road(error)) from error
    except Refused as refused:
        raise EnrolProblem(_REFUSALS.get(refused.answer.code, Code.CODE_REFUSED)) from refused
    finally:
        road.close()
    steps.reached("courier-enrol-answered")
    directory = _checked(wish, ground, answer, server)
    _keep(wish, ground, answer, directory)
    return Enrolled(answer.voucher, directory.seq)


def _of_road(error: Exception) -> Code:
    if isinstance(error, CityFailure) and error.code is RoadCode.WRONG_KEY:
        return Code.CITY_NOT_THE_ONE
    if isinstance(error, BadFrame) and error.code == "signature":
        return Code.CITY_NOT_THE_ONE
    return Code.CITY_UNREACHABLE


def _ask(wish: EnrolWish, ground: Ground, road: HttpRoad) -> tuple[EnrolAnswer, bytes]:
    """The answer and the server key that signed it."""
    server = time_past_dates(road, wish.server_id, ground.random, ground.now).server
    rk = X25519PrivateKey.from_private_bytes(ground.random(32))
    stream = ground.random(16)
    ask = EnrolAsk(
        v=PROTOCOL_VERSION,
        app=ground.app,
        rk=rk.public_key().public_bytes_raw(),
        code_pub=wish.code_pub,
        user=wish.user,
        device=wish.device,
    )
    reply = road.enrol(enrol_frame(ask, ground.signing_key, stream=stream))
    return open_enrol_answer(frame_in(reply), rk, server, stream=stream), server


def _checked(wish: EnrolWish, ground: Ground, answer: EnrolAnswer, server: bytes) -> Directory:
    """The directory, once everything the answer claims holds under the root of the code line."""
    try:
        directory = Directory.load(answer.directory, wish.root_id)
        voucher = check_voucher(read_cert(answer.voucher), directory)
    except (DirectoryProblem, CertProblem) as problem:
        raise EnrolProblem(Code.CITY_NOT_THE_ONE) from problem
    if directory.server_key(key_id(server)) is None or voucher.code_pub != wish.code_pub:
        raise EnrolProblem(Code.CITY_NOT_THE_ONE)
    on_this_machine = is_loopback(urlsplit(wish.url).hostname or "")
    if directory.demo and not (ground.demo and on_this_machine):
        raise EnrolProblem(Code.DEMO_CITY_REFUSED)
    return directory


def _keep(wish: EnrolWish, ground: Ground, answer: EnrolAnswer, directory: Directory) -> None:
    """Store city and papers; the root's id comes last: with it the laptop is enrolled."""
    bag = ground.bag
    for seq, wire in enumerate(directory.wires):
        bag.put_directory_doc(seq, wire)
    keep_certs(bag, (answer.voucher, wish.user, wish.device, *answer.certs))
    steps.reached("courier-enrol-kept")
    bag.put_meta("city_url", wish.url.encode())
    bag.put_meta("server_id", wish.server_id)
    bag.put_meta("root_id", wish.root_id)

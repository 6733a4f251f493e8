"""Enrolment: whoever proves a code is handed its voucher; a code is taken once.

The proof is a signature by the key the code derives. The same person and laptop asking again are
answered again: an answer may have been lost on the way.
"""

from __future__ import annotations

from data.ops.certs import CertProblem, DeviceCert, Paper, UserCert, check_under, read_cert
from sync.protocol.envelope import seal_answer
from sync.protocol.frame import BadFrame, FrameHeader, FrameKind, check_body, verify_header
from sync.protocol.limits import PROTOCOL_VERSION
from sync.protocol.messages import BadMessage, EnrolAnswer, EnrolAsk, decode
from sync.server.city import City
from sync.server.ingest import Turned, check_point
from sync.server.registry import Registry


def enrol(city: City, header: FrameHeader, body: bytes) -> bytes:
    """The sealed answer to one enrolment frame. Raises ``Turned``.

    Codes: ``bad_frame``, ``code_unknown``, ``code_taken``, ``code_expired``.
    """
    try:
        ask, user, device = _read(city, header, body)
    except (BadFrame, BadMessage, CertProblem) as error:
        raise Turned("bad_frame") from error
    directory, now = city.directory(), city.now()
    with city.database.writing() as connection:
        registry = Registry(connection, directory)
        row = registry.voucher(ask.code_pub)
        if row is None or directory.is_revoked(user.signed.signer):
            raise Turned("code_unknown")
        if row.user_id is None and now > row.not_after:
            raise Turned("code_expired")
        try:
            registry.admit_person(user, now)
            registry.pair_device(device, now)
        except CertProblem as error:
            raise Turned("code_taken" if error.code == "taken" else "code_unknown") from error
        srv = city.next_srv(connection)
    answer = EnrolAnswer(PROTOCOL_VERSION, srv, row.doc, directory.wires)
    return seal_answer(answer, ask.rk, city.server, header)


def _read(city: City, header: FrameHeader, body: bytes) -> tuple[EnrolAsk, Paper, Paper]:
    """What the frame asks for, every signature in it checked. Raises what the road raises."""
    if header.kind is not FrameKind.ENROL:
        raise BadFrame("kind")
    check_body(header, body)
    ask = decode(body, EnrolAsk)
    user, device = read_cert(ask.user), read_cert(ask.device)
    if not isinstance(user.cert, UserCert) or not isinstance(device.cert, DeviceCert):
        raise BadFrame("kind")
    verify_header(header, device.cert.ed)
    for paper in (user, device):
        check_under(paper, ask.code_pub, city.number)
    check_point(ask.rk)
    return ask, user, device

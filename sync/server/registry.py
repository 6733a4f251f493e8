"""Who is who on the road: laptops, people and writers, each proved once by its certificates.

A certificate is verified when it arrives, up to the city's root, and kept; afterwards a row stands
for it. What counts no more is asked of the directory each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from data.model.people import Role
from data.ops.certs import (
    CertProblem,
    DeviceCert,
    Paper,
    UserCert,
    Voucher,
    WriterCert,
    check_under,
    check_voucher,
    read_cert,
)
from data.ops.directory import Directory
from data.ops.keys import id16, rid8
from sync.server.store.tables import DEVICE, DOOR, PAIR, PERSON, READER, VOUCHER, WRITER

DOOR_WRITERS = 64


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A laptop and where its last stream stood."""

    id: bytes
    pub: bytes
    mailbag: bytes
    last_seq: int
    went_back: int
    stream: bytes | None


@dataclass(frozen=True, slots=True)
class KnownWriter:
    """A writer, whose it is, and whether the desk's words are hers to say."""

    id: bytes
    pub: bytes
    user: bytes
    mailbag: bytes
    desk: bool
    revoked: bool
    quota_day: int
    quota_ops: int


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A loaded voucher, and who took its code."""

    code: bytes
    doc: bytes
    not_after: int
    user_id: bytes | None
    device_id: bytes | None


class Registry:
    """The certificates of one city under one directory, over one transaction."""

    def __init__(self, connection: Connection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory
        self._city = directory.city
        self._insert = (
            postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        )

    # learning -------------------------------------------------------------------------------

    def learn(self, wires: Iterable[bytes], now: int) -> None:
        """Take in certificates that travelled with a stream, root first. Unsound ones are left."""
        papers: list[Paper] = []
        for wire in wires:
            try:
                papers.append(read_cert(wire))
            except CertProblem:
                continue
        for kind in (Voucher, UserCert, DeviceCert, WriterCert):
            for paper in papers:
                if isinstance(paper.cert, kind):
                    self._learn_one(paper, now)

    def _learn_one(self, paper: Paper, now: int) -> None:
        cert = paper.cert
        try:
            if isinstance(cert, Voucher):
                self.load_voucher(paper.signed.wire, now)
            elif isinstance(cert, UserCert):
                self.admit_person(paper, now)
            elif isinstance(cert, DeviceCert):
                self.pair_device(paper, now)
            else:
                self.admit_writer(paper)
        except CertProblem:
            return

    def load_voucher(self, wire: bytes, now: int) -> Voucher:
        """Keep a voucher of this city; harmless when repeated. Raises ``CertProblem``."""
        voucher = check_voucher(read_cert(wire), self._directory)
        self._connection.execute(
            self._insert(VOUCHER)
            .values(
                city=self._city,
                id=voucher.code_id,
                code=voucher.code_pub,
                doc=wire,
                not_after=voucher.not_after,
                loaded_at=now,
            )
            .on_conflict_do_nothing()
        )
        return voucher

    def admit_person(self, paper: Paper, now: int) -> None:
        """A person under a loaded voucher; a code is taken once. Raises ``CertProblem``."""
        cert, voucher = paper.cert, self._voucher_of(paper)
        if not isinstance(cert, UserCert):
            raise CertProblem("form")
        row = self._voucher_row(voucher.code_id)
        if row is None or row.user_id not in (None, cert.user):
            raise CertProblem("taken")
        if row.user_id is None:
            self._connection.execute(
                update(VOUCHER)
                .where((VOUCHER.c.city == self._city) & (VOUCHER.c.id == voucher.code_id))
                .values(user_id=cert.user, taken_at=now)
            )
        values = {
            "pub": cert.ed,
            "code_id": voucher.code_id,
            "role": voucher.role,
            "area": voucher.area,
            "doc": paper.signed.wire,
            "enrolled_at": now,
        }
        self._upsert(self._insert(PERSON).values(city=self._city, id=cert.user, **values), values)
        self._connection.execute(
            self._insert(READER)
            .values(city=self._city, rid=rid8(cert.x), user_id=cert.user)
            .on_conflict_do_nothing()
        )

    def pair_device(self, paper: Paper, now: int) -> None:
        """A laptop for the person who took the same code. Raises ``CertProblem``."""
        cert, voucher = paper.cert, self._voucher_of(paper)
        row = self._voucher_row(voucher.code_id)
        if not isinstance(cert, DeviceCert) or row is None or row.user_id is None:
            raise CertProblem("form")
        if row.device_id not in (None, cert.device):
            raise CertProblem("taken")
        self._connection.execute(
            update(VOUCHER)
            .where((VOUCHER.c.city == self._city) & (VOUCHER.c.id == voucher.code_id))
            .values(device_id=cert.device)
        )
        self._upsert(
            self._insert(DEVICE).values(
                city=self._city,
                id=cert.device,
                pub=cert.ed,
                mailbag=cert.mailbag,
                last_seq=0,
                went_back=0,
                next_index=0,
                seen_at=now,
            ),
            {"mailbag": cert.mailbag, "went_back": 0, "seen_at": now},
        )
        self._connection.execute(
            self._insert(PAIR)
            .values(
                city=self._city, device_id=cert.device, user_id=row.user_id, doc=paper.signed.wire
            )
            .on_conflict_do_nothing()
        )

    def admit_writer(self, paper: Paper) -> None:
        """A writer under an admitted person's key. Raises ``CertProblem``."""
        cert = paper.cert
        person = self._connection.execute(
            select(PERSON.c.pub).where(
                (PERSON.c.city == self._city) & (PERSON.c.id == paper.signed.signer)
            )
        ).first()
        if person is None or not isinstance(cert, WriterCert):
            raise CertProblem("unknown_user")
        check_under(paper, person.pub, self._city)
        self._connection.execute(
            self._insert(WRITER)
            .values(
                city=self._city,
                id=cert.writer,
                pub=cert.pub,
                user_id=paper.signed.signer,
                mailbag=cert.mailbag,
                doc=paper.signed.wire,
                quota_day=0,
                quota_ops=0,
            )
            .on_conflict_do_nothing()
        )

    def _upsert(self, insert: Insert, changes: dict[str, object]) -> None:
        self._connection.execute(
            insert.on_conflict_do_update(  # type: ignore[attr-defined]  # both dialects have it
                index_elements=["city", "id"], set_=changes
            )
        )

    def _voucher_row(self, code_id: bytes) -> VoucherRow | None:
        row = self._connection.execute(
            select(
                VOUCHER.c.code,
                VOUCHER.c.doc,
                VOUCHER.c.not_after,
                VOUCHER.c.user_id,
                VOUCHER.c.device_id,
            )
            .where((VOUCHER.c.city == self._city) & (VOUCHER.c.id == code_id))
            .with_for_update()  # two who ask at once are answered one after the other
        ).first()
        return VoucherRow(*row) if row else None

    def _voucher_of(self, paper: Paper) -> Voucher:
        """The loaded voucher under whose code key a certificate holds. Raises ``CertProblem``."""
        row = self._voucher_row(paper.signed.signer)
        if row is not None:
            check_under(paper, row.code, self._city)
            return check_voucher(read_cert(row.doc), self._directory)
        raise CertProblem("unknown_voucher")

    # asking ---------------------------------------------------------------------------------

    def voucher(self, code_pub: bytes) -> VoucherRow | None:
        """A loaded voucher by its code key."""
        return self._voucher_row(id16(code_pub))

    def device(self, device: bytes) -> KnownDevice | None:
        """A laptop by its id, or None when no certificate of it ever came."""
        row = self._connection.execute(
            select(
                DEVICE.c.id,
                DEVICE.c.pub,
                DEVICE.c.mailbag,
                DEVICE.c.last_seq,
                DEVICE.c.went_back,
                DEVICE.c.stream,
            ).where((DEVICE.c.city == self._city) & (DEVICE.c.id == device))
        ).first()
        return KnownDevice(*row) if row else None

    def people_of(self, device: bytes) -> dict[bytes, bool]:
        """The people a laptop is paired with that still count; True for case managers."""
        if self._directory.is_revoked(device):
            return {}
        rows = self._connection.execute(
            select(PERSON.c.id, PERSON.c.role, PERSON.c.code_id)
            .join(PAIR, (PAIR.c.city == PERSON.c.city) & (PAIR.c.user_id == PERSON.c.id))
            .where((PAIR.c.city == self._city) & (PAIR.c.device_id == device))
        )
        return {
            row.id: works_at_desk(row.role)
            for row in rows
            if not self._directory.is_revoked(row.id)
            and not self._directory.is_revoked(row.code_id)
        }

    def writers(self, ids: Iterable[bytes]) -> dict[bytes, KnownWriter]:
        """The known ones among some writer ids."""
        wanted = list(set(ids))
        rows = self._connection.execute(
            select(WRITER, PERSON.c.role, PERSON.c.code_id)
            .join(PERSON, (PERSON.c.city == WRITER.c.city) & (PERSON.c.id == WRITER.c.user_id))
            .where((WRITER.c.city == self._city) & WRITER.c.id.in_(wanted))
        )
        return {
            row.id: KnownWriter(
                row.id,
                row.pub,
                row.user_id,
                row.mailbag,
                works_at_desk(row.role),
                self._revoked(row.id, row.user_id, row.code_id),
                row.quota_day,
                row.quota_ops,
            )
            for row in rows
        }

    def writers_of_laptop(self, device: KnownDevice) -> list[bytes]:
        """The writers a laptop may hold items of.

        Those begun in its mailbag, those of its people (a lost mailbag has another id, and their
        vaults lay everything again), and its latest one-use writers.
        """
        people = select(PAIR.c.user_id).where(
            (PAIR.c.city == self._city) & (PAIR.c.device_id == device.id)
        )
        own = self._connection.execute(
            select(WRITER.c.id).where(
                (WRITER.c.city == self._city)
                & or_(WRITER.c.mailbag == device.mailbag, WRITER.c.user_id.in_(people))
            )
        ).scalars()
        door = self._connection.execute(
            select(DOOR.c.writer)
            .where((DOOR.c.city == self._city) & (DOOR.c.device_id == device.id))
            .order_by(DOOR.c.pos.desc())
            .limit(DOOR_WRITERS)
        ).scalars()
        return [*own, *door]

    def chain(self, writer: bytes) -> list[bytes]:
        """The certificates that prove a writer, root first; empty for an unknown one."""
        row = self._connection.execute(
            select(WRITER.c.doc, PERSON.c.doc, VOUCHER.c.doc)
            .select_from(WRITER)
            .join(PERSON, (PERSON.c.city == WRITER.c.city) & (PERSON.c.id == WRITER.c.user_id))
            .join(VOUCHER, (VOUCHER.c.city == PERSON.c.city) & (VOUCHER.c.id == PERSON.c.code_id))
            .where((WRITER.c.city == self._city) & (WRITER.c.id == writer))
        ).first()
        return [row[2], row[1], row[0]] if row else []

    def device_chain(self, device: bytes) -> list[bytes]:
        """The certificates that prove a laptop, root first."""
        rows = self._connection.execute(
            select(VOUCHER.c.doc, PAIR.c.doc)
            .select_from(PAIR)
            .join(
                VOUCHER,
                (VOUCHER.c.city == PAIR.c.city)
                & (VOUCHER.c.device_id == PAIR.c.device_id)
                & (VOUCHER.c.user_id == PAIR.c.user_id),
            )
            .where((PAIR.c.city == self._city) & (PAIR.c.device_id == device))
        )
        return [doc for row in rows for doc in row]

    def _revoked(self, *identities: bytes) -> bool:
        return any(self._directory.is_revoked(one) for one in identities)


def works_at_desk(role: str) -> bool:
    """Whether a stored role word is a case manager's; an unknown word is not."""
    try:
        return Role(role).works_at_desk
    except ValueError:
        return False

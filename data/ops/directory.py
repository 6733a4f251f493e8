"""The city's directory: a chain of signed documents that says which keys count, and which no more.

The base document is signed by the city's root; each later one names the hash of the one before it.
Root alone may change keys; the admin key may revoke people, laptops and writers, and hand desk keys
on. A reader takes the longest line that holds, and ignores whatever else lies beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from data.ops.keys import LABEL_DIRECTORY, id16
from data.ops.signed import BadPaper, Signed, sign_document

NO_HASH = bytes(32)


class DirectoryProblem(ValueError):
    """No directory can be made of these documents. ``code``: form, root, fork."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DeskKey(msgspec.Struct, array_like=True, frozen=True):
    """A desk's sealing key: its 8-byte name, public half, and when it begins (Unix s)."""

    rid: bytes
    pub: bytes
    since: int


class DeskWrap(msgspec.Struct, array_like=True, frozen=True):
    """A desk's private key wrapped to one case manager (80 bytes, ``certs.wrap_desk_key``)."""

    rid: bytes
    user: bytes
    wrap: bytes


class Revoked(msgspec.Struct, array_like=True, frozen=True):
    """An identity that counts no more. ``what``: code, user, device, writer, server, admin."""

    id: bytes
    what: str
    reason: str


class BaseDoc(msgspec.Struct, array_like=True, frozen=True, tag="base"):
    """The first document. ``letters`` begin every ticket; ``ticket_salt`` never changes."""

    city: int
    letters: str
    name: str
    demo: bool
    root: bytes
    admin: bytes
    server: bytes
    transit: bytes
    desk: list[DeskKey]
    recovery: bytes
    pack: bytes
    ticket_salt: bytes


class ChangeDoc(msgspec.Struct, array_like=True, frozen=True, tag="change"):
    """A later document: number, hash of the one before (of its wire bytes), and what changes."""

    city: int
    seq: int
    prev: bytes
    at: int
    revoke: list[Revoked] = []
    desk_wraps: list[DeskWrap] = []
    desk: list[DeskKey] = []
    admin: bytes | None = None
    server: bytes | None = None
    transit: bytes | None = None
    recovery: bytes | None = None
    pack: bytes | None = None

    @property
    def needs_root(self) -> bool:
        """Whether it changes a key, which only the root may sign."""
        keys = (self.admin, self.server, self.transit, self.recovery, self.pack)
        return bool(self.desk) or any(key is not None for key in keys)


_DECODER = msgspec.msgpack.Decoder(BaseDoc | ChangeDoc)


@dataclass(frozen=True, slots=True)
class Directory:
    """The verified directory at one point. ``hash`` is that of its newest document."""

    seq: int
    hash: bytes
    city: int
    letters: str
    name: str
    demo: bool
    root: bytes
    admins: tuple[bytes, ...]
    servers: tuple[bytes, ...]
    transit: bytes
    desk: tuple[DeskKey, ...]
    recovery: bytes
    pack: bytes
    ticket_salt: bytes
    revoked: Mapping[bytes, str] = field(default_factory=dict)
    desk_wraps: tuple[DeskWrap, ...] = ()
    hashes: tuple[bytes, ...] = ()
    wires: tuple[bytes, ...] = ()

    @staticmethod
    def load(docs: Iterable[bytes], root_id: bytes) -> Directory:
        """Verify wire documents, in any order, against the root's 16-byte id.

        Raises ``DirectoryProblem``: ``root`` when no base document of that root is there, ``fork``
        when a signer said two different things at one place.
        """
        bases: dict[bytes, tuple[Signed, BaseDoc]] = {}
        changes: dict[bytes, tuple[Signed, ChangeDoc]] = {}
        for wire in docs:
            found = _read(wire)
            if found is None:
                continue
            paper, doc = found
            if isinstance(doc, ChangeDoc):
                changes[paper.digest] = paper, doc
            elif id16(doc.root) == root_id and paper.is_by(doc.root, LABEL_DIRECTORY):
                bases[paper.digest] = paper, doc
        if not bases:
            raise DirectoryProblem("root")
        if len(bases) > 1:
            raise DirectoryProblem("fork")
        directory = _begin(*next(iter(bases.values())))
        while True:
            following = [(p, d) for p, d in changes.values() if directory.allows(p, d)]
            if not following:
                return directory
            if len(following) > 1:
                raise DirectoryProblem("fork")
            directory = directory._after(*following[0])

    @property
    def admin(self) -> bytes:
        """The admin key that signs new vouchers."""
        return self.admins[-1]

    @property
    def server(self) -> bytes:
        """The server's newest signing key."""
        return self.servers[-1]

    @property
    def desk_current(self) -> DeskKey:
        """The key new letters to the desk are sealed to."""
        return self.desk[-1]

    @property
    def scope(self) -> str:
        """The desk's scope on the road."""
        return f"desk:{self.city}"

    def is_revoked(self, identity: bytes) -> bool:
        """Whether a code, user, device, writer, server or admin id counts no more."""
        return identity in self.revoked

    def holds(self, seq: int, digest: bytes) -> bool:
        """Whether a pinned (seq, hash) lies on this line: a shorter or other one is refused."""
        return 0 <= seq < len(self.hashes) and self.hashes[seq] == digest

    def after(self, seq: int) -> tuple[bytes, ...]:
        """The wire documents newer than ``seq``; -1 for all."""
        return self.wires[seq + 1 :]

    def server_key(self, signer: bytes) -> bytes | None:
        """The public key of a server that still counts, by its id."""
        return self._key_of(self.servers, signer)

    def admin_key(self, signer: bytes) -> bytes | None:
        """The public key of an admin that still counts, by its id."""
        return self._key_of(self.admins, signer)

    def allows(self, paper: Signed, doc: ChangeDoc) -> bool:
        """Whether a change document follows this one and is signed by whom it must be."""
        if doc.seq != self.seq + 1 or doc.prev != self.hash or doc.city != self.city:
            return False
        if paper.is_by(self.root, LABEL_DIRECTORY):
            return True
        admin = self.admin_key(paper.signer)
        return not doc.needs_root and admin is not None and paper.is_by(admin, LABEL_DIRECTORY)

    def _key_of(self, keys: tuple[bytes, ...], signer: bytes) -> bytes | None:
        if signer in self.revoked:
            return None
        return next((key for key in keys if id16(key) == signer), None)

    def _after(self, paper: Signed, doc: ChangeDoc) -> Directory:
        return replace(
            self,
            seq=doc.seq,
            hash=paper.digest,
            admins=_added(self.admins, doc.admin),
            servers=_added(self.servers, doc.server),
            transit=doc.transit or self.transit,
            desk=self.desk + tuple(doc.desk),
            recovery=doc.recovery or self.recovery,
            pack=doc.pack or self.pack,
            revoked={**self.revoked, **{one.id: one.reason for one in doc.revoke}},
            desk_wraps=self.desk_wraps + tuple(doc.desk_wraps),
            hashes=(*self.hashes, paper.digest),
            wires=(*self.wires, paper.wire),
        )


def _added(keys: tuple[bytes, ...], key: bytes | None) -> tuple[bytes, ...]:
    """The newest key stands last; one that comes back moves there."""
    return keys if key is None else (*(old for old in keys if old != key), key)


def _read(wire: bytes) -> tuple[Signed, BaseDoc | ChangeDoc] | None:
    try:
        paper = Signed.parse(wire)
        doc = _DECODER.decode(paper.doc)
    except (BadPaper, msgspec.MsgspecError, RecursionError):
        return None
    if isinstance(doc, BaseDoc):
        keys = [doc.root, doc.admin, doc.server, doc.transit, doc.recovery, doc.pack]
        sound = bool(doc.desk) and len(doc.ticket_salt) == 16
    else:
        keys = [doc.admin, doc.server, doc.transit, doc.recovery, doc.pack]
        sound = len(doc.prev) == 32
    keys += [key.pub for key in doc.desk]
    sound = sound and all(key is None or len(key) == 32 for key in keys)
    return (paper, doc) if sound else None


def _begin(paper: Signed, doc: BaseDoc) -> Directory:
    return Directory(
        seq=0,
        hash=paper.digest,
        city=doc.city,
        letters=doc.letters,
        name=doc.name,
        demo=doc.demo,
        root=doc.root,
        admins=(doc.admin,),
        servers=(doc.server,),
        transit=doc.transit,
        desk=tuple(doc.desk),
        recovery=doc.recovery,
        pack=doc.pack,
        ticket_salt=doc.ticket_salt,
        hashes=(paper.digest,),
        wires=(paper.wire,),
    )


def sign_base(doc: BaseDoc, root_seed: bytes) -> bytes:
    """The first document's wire bytes; the ceremony makes it."""
    return sign_document(doc, root_seed, LABEL_DIRECTORY)


def sign_change(doc: ChangeDoc, seed: bytes) -> bytes:
    """A later document's wire bytes, by root or (revocations, desk wraps) admin."""
    return sign_document(doc, seed, LABEL_DIRECTORY)

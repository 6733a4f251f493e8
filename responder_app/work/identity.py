"""Who is logged in: keys, certificates, the city's directory, held against the vault's pins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.model.people import Person, Role
from data.model.problems import Code, Fault, Refusal
from data.ops.certs import CertBook, CertProblem, unwrap_desk_key
from data.ops.directory import Directory, DirectoryProblem
from data.ops.keys import CannotOpen, rid8, x_public
from data.store.store import Store
from data.store.tables.keys import DeskKey, UserKey, WriterKey
from data.store.tables.pins import ROOT

DIRECTORY_COPY = "directory.docs"
OWN_PAPERS = "own.papers"


@dataclass(frozen=True, slots=True)
class Me:
    """The person whose vault is open. ``users``: her keys, newest first; old ones still read.

    ``readers``: sealing seeds by their 8-byte name (user keys and, at a desk, desk keys).
    """

    person: Person
    users: tuple[UserKey, ...] = field(repr=False)
    writer: WriterKey = field(repr=False)
    vault16: bytes
    directory: Directory
    book: CertBook
    readers: Mapping[bytes, bytes] = field(repr=False)

    @property
    def user(self) -> bytes:
        """The 16-byte id of the person."""
        return self.person.user

    @property
    def city(self) -> int:
        """The city's number."""
        return self.directory.city

    @property
    def at_desk(self) -> bool:
        """Whether this person answers referrals."""
        return self.person.role.works_at_desk


def load(store: Store) -> Me:
    """Read and verify everything. Raises ``Refusal(NOT_ENROLLED)``, ``Fault(DIRECTORY_INVALID)``,
    ``Fault(CERT_INVALID)``."""
    keys = store.vault.keys
    writer = keys.writer()
    users = tuple(keys.user_keys())
    if writer is None or not users:
        raise Refusal(Code.NOT_ENROLLED)
    directory = load_directory(store)
    book = read_book(store, directory)
    try:
        person = book.writer(writer.id)
    except CertProblem as problem:
        if problem.person is None:
            raise Fault(Code.CERT_INVALID, why=problem.code) from problem
        person = problem.person  # revoked: what she writes still travels, and is shown with a mark
    readers = {rid8(x_public(user.x)): user.x for user in users}
    readers.update({desk.rid: desk.x for desk in keys.desk_keys()})
    return Me(person, users, writer, store.vault.vault16, directory, book, readers)


def load_directory(store: Store) -> Directory:
    """The newest directory line that holds the vault's pin, from mailbag and the vault's copy.

    A longer line is pinned and copied. Raises ``Refusal(NOT_ENROLLED)`` before enrolment and
    ``Fault(DIRECTORY_INVALID)`` when nothing holds.
    """
    vault = store.vault
    root = vault.pins.get(ROOT)
    if root is None:
        raise Refusal(Code.NOT_ENROLLED)
    copied = [bytes.fromhex(doc) for doc in vault.settings.read(DIRECTORY_COPY, [])]
    pinned = vault.pins.directory()
    directory = _line([*copied, *store.mailbag.directory_docs()], root)
    if directory is None or (pinned is not None and not directory.holds(*pinned)):
        directory = _line(copied, root)
    if directory is None or (pinned is not None and not directory.holds(*pinned)):
        raise Fault(Code.DIRECTORY_INVALID)
    if pinned is None or directory.seq > pinned[0]:
        with store.transaction():
            vault.pins.put_directory(directory.seq, directory.hash)
            vault.settings.write(DIRECTORY_COPY, [doc.hex() for doc in directory.wires])
    return directory


def _line(docs: list[bytes], root: bytes) -> Directory | None:
    try:
        return Directory.load(docs, root)
    except DirectoryProblem:
        return None


def read_book(store: Store, directory: Directory) -> CertBook:
    """Every certificate at hand; wrong bytes are left out, proofs are made when asked for."""
    book = CertBook(directory)
    own = [bytes.fromhex(doc) for doc in store.vault.settings.read(OWN_PAPERS, [])]
    # A writer begun later has its paper beside its key; a new mailbag knows it only after ``mend``.
    writers = [key.cert for key in store.vault.keys.writers()]
    for wire in [*own, *writers, *store.mailbag.certs()]:
        try:
            book.add(wire)
        except CertProblem:
            continue
    return book


def desk_scope(me: Me) -> str | None:
    """The desk scope this person reads, if there is one."""
    return me.directory.scope if me.person.role is Role.CASE_MANAGER else None


def take_desk_wraps(store: Store, me: Me) -> int:
    """Keep desk keys that the directory has wrapped to this person since. Gives how many."""
    from_user = {user.id: user.x for user in me.users}
    taken = 0
    for wrap in me.directory.desk_wraps:
        seed = from_user.get(wrap.user)
        if seed is None or wrap.rid in me.readers:
            continue
        taken += _take_wrap(store, me, wrap.rid, wrap.wrap, seed)
    return taken


def _take_wrap(store: Store, me: Me, rid: bytes, wrap: bytes, seed: bytes) -> int:
    try:
        desk = unwrap_desk_key(wrap, seed, rid, city=me.city)
    except CannotOpen:
        return 0
    since = next((key.since for key in me.directory.desk if key.rid == rid), 0)
    store.vault.keys.put_desk_key(DeskKey(rid, desk, since))
    return 1

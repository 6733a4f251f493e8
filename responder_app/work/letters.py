"""Writing letters: numbers inside the vault's transaction, ``expect`` before its commit, then laid.

What is too long for one op continues in a second op of the same case; nothing is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from data.ops.blob import MAX_PLACES
from data.ops.continued import shortened
from data.ops.directory import Directory
from data.ops.header import DESK, MAX_DEPS, NO_PREV, OWN, Header, Routing, Status
from data.ops.keys import rid8
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.ops.seal import (
    CK_BYTES,
    SALT_BYTES,
    TooLong,
    author_wrap,
    commitment,
    wrap_ck,
    write_letter,
)
from data.store.store import Store
from data.store.tables.ops import OWN as WRITTEN_HERE
from responder_app.work import files, lay
from responder_app.work.identity import Me
from responder_app.work.world import World


@dataclass(frozen=True, slots=True)
class Letter:
    """What one op is to say. ``aud``: own, desk, or a grant's. ``deps``, ``lam`` and ``tips`` come
    from the folded case; ``tips``: the newest letters its readers have, so that these stand before
    it for them too, where the author's own newest are closed to them.

    ``readers``: X25519 public keys that the content key goes to with this letter; ``under``: the
    epoch of an older key that is held here. ``new_key``: from here on another key holds; ``epoch``:
    the least number a new key may have (two keepers of one case never give the same).

    ``files``: stored names of files that go with it, if no letter to this audience has them yet.
    """

    kind: str
    rec: bytes
    body: PayloadBody
    aud: str = OWN
    fv: str = ""
    routing: Routing | None = None
    status: Status | None = None
    deps: tuple[bytes, ...] = ()
    lam: int = 0
    files: tuple[str, ...] = ()
    tips: tuple[bytes, ...] = ()
    readers: tuple[bytes, ...] = ()
    new_key: bool = False
    epoch: int = 0
    under: int | None = None


def write(store: Store, world: World, me: Me, letters: Sequence[Letter]) -> list[Op]:
    """Write letters of one case into the vault, each seeing the one before. Call it inside
    ``store.transaction()``; lay them after its commit (``lay.now_or_later``)."""
    written: list[Op] = []
    for whole in letters:
        for letter in _few_files(store, whole):
            seen = _after(letter, written)
            try:
                written.append(_write_one(store, world, me, seen))
            except TooLong:
                written += _write_long(store, world, me, seen)
    return written


def _few_files(store: Store, letter: Letter) -> list[Letter]:
    """The letter with the files a letter can carry; the others follow in letters of their own."""
    names = files.not_yet_told(store, letter.rec, letter.aud, letter.files)
    some = [tuple(names[at : at + MAX_PLACES]) for at in range(0, len(names), MAX_PLACES)]
    first = replace(letter, files=some[0] if some else ())
    more = replace(
        letter,
        kind="d",
        body=PayloadBody("answers"),
        fv="files/1",
        routing=None,
        status=None,
        readers=(),
        new_key=False,
    )
    return [first, *(replace(more, files=part) for part in some[1:])]


def _write_long(store: Store, world: World, me: Me, letter: Letter) -> list[Op]:
    """As many of the longest texts as must be are shortened, the rest follows at once.

    Raises ``TooLong`` where shortening every text is not enough.
    """
    texts = 1
    while (found := shortened(letter.body, texts)) is not None:
        try:
            first = _write_one(store, world, me, replace(letter, body=found.body))
        except TooLong:
            texts += 1
            continue
        written = [first]
        for body in found.following(first.opid):
            more = replace(
                letter,
                kind="d",
                body=body,
                routing=None,
                status=None,
                files=(),
                readers=(),
                new_key=False,
            )
            written.append(_write_one(store, world, me, _after(more, written)))
        return written
    raise TooLong(texts)


def _after(letter: Letter, written: Sequence[Op]) -> Letter:
    """The letter as seen after those just written: they are the case's newest heads."""
    if not written:
        return letter
    last = written[-1]
    return replace(letter, deps=(last.id16,), lam=max(letter.lam, last.head.lam))


def _write_one(store: Store, world: World, me: Me, letter: Letter) -> Op:
    vault, now = store.vault, world.now()
    writer = me.writer
    n = vault.ops.next_n(writer.id)
    tip = vault.ops.tip(writer.id)
    ck, ce, fresh = _content_key(store, world, letter)
    salt = world.random(SALT_BYTES)
    sealed = files.seal(store, letter.files, ck, salt)
    head = Header(
        rec=letter.rec,
        lam=letter.lam + 1,
        tw=now,
        fv=letter.fv,
        aud=letter.aud,
        ce=ce,
        dic=world.dictionary_now,
        deps=list(_deps(letter)),
        r=letter.routing,
        s=letter.status,
        att=list(sealed.att),
    )
    if fresh or letter.routing is not None or letter.readers:
        head = _with_keys(head, ck, me, letter.readers)
    op = write_letter(
        letter.kind,
        writer.ed,
        n,
        tip[1] if tip else NO_PREV,
        head,
        structs.replace(letter.body, entries=[*letter.body.entries, *sealed.entries]),
        ck,
        salt=salt,
        dictionaries=world.dictionaries,
    )
    lay.promise(store, writer.id, n, now)
    if fresh:
        vault.keys.put_case_key(letter.rec, letter.aud, ce, ck)
    vault.ops.add(op, src=WRITTEN_HERE, got_at=now)
    vault.files.put(op.opid, letter.rec, letter.aud, sealed.files, own=True)
    return op


def _content_key(store: Store, world: World, letter: Letter) -> tuple[bytes, int, bool]:
    """The case's key for this audience, its epoch, and whether it was just made."""
    if letter.under is not None:
        older = store.vault.keys.case_key(letter.rec, letter.aud, letter.under)
        if older is not None:
            return older, letter.under, False
    known = store.vault.keys.newest_case_key(letter.rec, letter.aud)
    if known is not None and not letter.new_key:
        return known[1], known[0], False
    after = known[0] + 1 if known is not None else 0
    return world.random(CK_BYTES), max(after, letter.epoch), True


def _deps(letter: Letter) -> tuple[bytes, ...]:
    """What stands before it; for others than its author also the newest they have, where it is not
    among the author's newest."""
    if letter.aud == OWN or set(letter.deps) <= set(letter.tips):
        return letter.deps[-MAX_DEPS:]
    return tuple(dict.fromkeys((*letter.tips, *letter.deps)))[-MAX_DEPS:]


def _with_keys(head: Header, ck: bytes, me: Me, readers: Sequence[bytes]) -> Header:
    """The header with the content key for its author, to the desk for the desk's reader, and for
    ``readers`` (X25519 public keys)."""
    wraps: list[tuple[bytes, bytes]] = []
    if head.aud == DESK:
        wraps.append(_desk_wrap(me.directory, ck, head))
    wraps += [_wrap(me.city, ck, head, pub) for pub in readers]
    aw = author_wrap(ck, me.users[0].x, city=me.city, rec=head.rec, ce=head.ce, aud=head.aud)
    return structs.replace(head, kc=commitment(ck), wraps=wraps, aw=aw)


def _wrap(city: int, ck: bytes, head: Header, pub: bytes) -> tuple[bytes, bytes]:
    rid = rid8(pub)
    return rid, wrap_ck(ck, pub, city=city, rec=head.rec, ce=head.ce, aud=head.aud, rid=rid)


def _desk_wrap(directory: Directory, ck: bytes, head: Header) -> tuple[bytes, bytes]:
    key = directory.desk_current
    wrap = wrap_ck(
        ck, key.pub, city=directory.city, rec=head.rec, ce=head.ce, aud=head.aud, rid=key.rid
    )
    return key.rid, wrap

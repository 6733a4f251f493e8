"""Attachments in the mailbag: laid whole, let go only when safe; wishes fill in any order."""

from __future__ import annotations

import os

import pytest

from data.ops.blob import CHUNK, SealedBlob, open_blob, seal_blob
from data.store.mail.blobs import Standing
from data.store.mail.outgoing import LaidItem
from data.store.mailbag import Mailbag

NOW = 1_795_266_000
OWNER, OTHER = b"o" * 16, b"p" * 16
CK, SALT = os.urandom(32), os.urandom(16)


def sealed(size: int = 3 * CHUNK, place: int = 0) -> SealedBlob:
    return seal_blob(CK, SALT, place, os.urandom(size))


def letter(mailbag: Mailbag, pri: int = 0) -> bytes:
    opid = os.urandom(32)
    mailbag.lay([LaidItem(opid, b"w" * 16, 1, bytes(32), "d", pri, b"raw", OWNER, NOW)])
    return opid


def test_an_attachment_is_laid_once_and_gives_its_chunks_back(mailbag: Mailbag) -> None:
    opid, one, two = letter(mailbag), sealed(), sealed(10, 1)
    assert mailbag.lay_blobs(opid, OWNER, [one, two], NOW) == 2
    assert mailbag.lay_blobs(opid, OWNER, [one, two], NOW + 1) == 0
    assert mailbag.blobs_laid() == {(one.blob32, opid), (two.blob32, opid)}
    assert [mailbag.chunk(one.blob32, i) for i in range(one.count)] == list(one.chunks)
    assert mailbag.chunk(one.blob32, one.count) is None
    assert mailbag.blob_holds(one.blob32)


def test_what_the_city_lacks_is_its_newest_word(mailbag: Mailbag) -> None:
    low, high = letter(mailbag), letter(mailbag, pri=4)
    one, two = sealed(5 * CHUNK), sealed(CHUNK)
    mailbag.lay_blobs(low, OWNER, [one], NOW)
    mailbag.lay_blobs(high, OWNER, [two], NOW + 5)
    assert [(face.blob, face.pri, face.sent_chunks) for face in mailbag.blobs_waiting()] == [
        (two.blob32, 4, 0),
        (one.blob32, 0, 0),
    ]
    assert mailbag.chunks_lacking(one.blob32) == [(0, one.count - 1)], "nothing is known yet"
    mailbag.note_blob_needs([(one.blob32, [(1, 2), (4, 9)]), (two.blob32, [])], NOW)
    assert mailbag.chunks_lacking(one.blob32) == [(1, 2), (4, one.count - 1)]
    assert mailbag.chunks_lacking(two.blob32) == []
    assert [face.blob for face in mailbag.blobs_waiting()] == [one.blob32]
    assert mailbag.blobs_needed() == {one.blob32}
    # A city that was restored lacks it again.
    mailbag.note_blob_needs([(two.blob32, [(0, 1)]), (one.blob32, [])], NOW)
    assert [face.sent_chunks for face in mailbag.blobs_waiting()] == [two.count - 2]
    assert mailbag.blob_standings() == [
        Standing(one.blob32, low, had=True, lacking=False, waits=True),
        Standing(two.blob32, high, had=False, lacking=True, waits=True),
    ]


def test_what_the_city_lacks_is_known_also_of_what_does_not_lie_here(mailbag: Mailbag) -> None:
    one = sealed()
    mailbag.note_blob_needs([(one.blob32, [(0, one.count - 1)])], NOW)
    assert mailbag.blobs_needed() == {one.blob32} and mailbag.blobs_waiting() == []
    assert mailbag.chunks_lacking(one.blob32) == []
    mailbag.lay_blobs(os.urandom(32), OWNER, [one], NOW)
    assert mailbag.chunks_lacking(one.blob32) == [(0, one.count - 1)]


def test_an_attachment_outlives_its_letter_and_leaves_when_it_is_safe(mailbag: Mailbag) -> None:
    opid, one = letter(mailbag), sealed()
    mailbag.lay_blobs(opid, OWNER, [one], NOW)
    mailbag.note_blob_needs([(one.blob32, [])], NOW)
    assert mailbag.blobs_safe([one.blob32]) == 0, "its letter still waits"
    mailbag.drop_safe([opid])
    assert mailbag.chunk(one.blob32, 0) is not None
    assert mailbag.blobs_safe([one.blob32]) == 1
    assert mailbag.chunk(one.blob32, 0) is None and mailbag.blobs_laid() == set()


def test_an_erased_letter_takes_its_attachments_along_for_good(mailbag: Mailbag) -> None:
    opid, kept, one, both = letter(mailbag), letter(mailbag), sealed(), sealed(10)
    mailbag.lay_blobs(opid, OWNER, [one, both], NOW)
    mailbag.lay_blobs(kept, OWNER, [both], NOW)
    mailbag.drop_gone([opid])
    assert mailbag.chunk(one.blob32, 0) is None
    assert mailbag.chunk(both.blob32, 0) is not None, "another letter names it too"
    assert mailbag.lay_blobs(opid, OWNER, [one], NOW) == 0
    assert mailbag.blobs_laid() == {(both.blob32, kept)}


def test_what_was_damaged_here_makes_room_for_what_the_vault_lays_again(mailbag: Mailbag) -> None:
    opid, one = letter(mailbag), sealed()
    mailbag.lay_blobs(opid, OWNER, [one], NOW)
    mailbag._drawer.run("UPDATE blob_chunk SET body = ? WHERE i = 1", b"x" * CHUNK)
    assert not mailbag.blob_holds(one.blob32)
    assert mailbag.blobs_laid() == set()
    assert mailbag.lay_blobs(opid, OWNER, [one], NOW) == 1
    assert mailbag.blob_holds(one.blob32)


def test_wished_chunks_come_in_any_order_and_count_once(mailbag: Mailbag) -> None:
    one = sealed(3 * CHUNK)
    mailbag.wish_blob(one.blob32, one.size, one.count, OWNER, NOW)
    assert mailbag.open_wishes() == [(one.blob32, [(0, one.count - 1)])]
    last = one.count - 1
    assert not mailbag.put_chunks(one.blob32, [(last, one.chunks[last]), (1, one.chunks[1])], NOW)
    assert not mailbag.put_chunks(one.blob32, [(1, one.chunks[1]), (9, b""), (0, b"short")], NOW)
    assert mailbag.open_wishes() == [(one.blob32, [(0, 0), (2, last - 1)])]
    assert [face.here_chunks for face in mailbag.wishes(OWNER)] == [2]
    assert not mailbag.blob_arrived(one.blob32)
    rest = [(i, one.chunks[i]) for i in (0, *range(2, last))]
    assert mailbag.put_chunks(one.blob32, rest, NOW)
    assert mailbag.blob_arrived(one.blob32) and mailbag.open_wishes() == []
    assert open_blob(CK, SALT, 0, mailbag.blob_chunks(one.blob32))
    assert mailbag.put_chunks(one.blob32, rest, NOW), "the same again changes nothing"


def test_chunks_nobody_wished_for_are_passed_over(mailbag: Mailbag) -> None:
    one = sealed()
    assert not mailbag.put_chunks(one.blob32, enumerate(one.chunks), NOW)
    assert mailbag.chunk(one.blob32, 0) is None
    with pytest.raises(ValueError, match="sizes"):
        mailbag.wish_blob(one.blob32, one.size, one.count + 1, OWNER, NOW)


def test_bytes_of_another_hash_are_forgotten_and_not_asked_for_for_ever(mailbag: Mailbag) -> None:
    one = sealed()
    wrong = [(i, os.urandom(len(body))) for i, body in enumerate(one.chunks)]
    mailbag.wish_blob(one.blob32, one.size, one.count, OWNER, NOW)
    for _ in range(3):
        assert mailbag.open_wishes()
        assert not mailbag.put_chunks(one.blob32, wrong, NOW)
        assert mailbag.chunk(one.blob32, 0) is None
    assert mailbag.open_wishes() == []
    assert mailbag.wishes(OWNER)[0].refused == "damaged"
    mailbag.wish_blob(one.blob32, one.size, one.count, OWNER, NOW)
    assert mailbag.put_chunks(one.blob32, enumerate(one.chunks), NOW), "a new wish tries anew"


def test_chunks_stay_until_the_last_vault_that_wished_has_them(mailbag: Mailbag) -> None:
    one = sealed()
    for owner in (OWNER, OTHER):
        mailbag.wish_blob(one.blob32, one.size, one.count, owner, NOW)
    mailbag.put_chunks(one.blob32, enumerate(one.chunks), NOW)
    mailbag.drop_wish(one.blob32, OWNER)
    assert mailbag.blob_arrived(one.blob32) and mailbag.wishes(OWNER) == []
    mailbag.drop_wish(one.blob32, OTHER)
    assert not mailbag.blob_arrived(one.blob32) and mailbag.chunk(one.blob32, 0) is None


def test_why_nothing_comes_is_kept_until_something_does(mailbag: Mailbag) -> None:
    one = sealed()
    mailbag.wish_blob(one.blob32, one.size, one.count, OWNER, NOW)
    mailbag.refuse_wish(one.blob32, "not-there")
    assert mailbag.wishes(OWNER)[0].refused == "not-there"
    assert mailbag.open_wishes(), "it is asked for all the same"
    mailbag.put_chunks(one.blob32, [(0, one.chunks[0])], NOW)
    assert mailbag.wishes(OWNER)[0].refused == ""

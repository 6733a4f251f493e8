"""Texts that go on in further letters: joined exactly, by their author only, or named."""

from __future__ import annotations

import random
from itertools import permutations

import msgspec
import pytest

from data.ops.continued import BEGINNING, PART_BYTES, Shortened, shortened
from data.ops.fold import fold
from data.ops.opened import OpenedOp
from data.ops.payload import Entry, PayloadBody, encode_body
from tests.data.ops.test_fold import OWNER, STRANGER, UPTD, Book

STORY = "".join(chr(random.Random(7).choice((0x22, 0x5C, 0xE9, 0x4E00, 0x1F642))) for _ in "x" * 9)
LONG = "".join(f'kata{n:x} é🙂"\\\n{STORY}' for n in range(1_500))


def _short(body: PayloadBody, texts: int = 1) -> Shortened:
    found = shortened(body, texts)
    assert found is not None
    return found


def _told(book: Book, body: PayloadBody, by: bytes = OWNER) -> tuple[OpenedOp, list[OpenedOp]]:
    """A long body as the letters it becomes."""
    found = _short(body)
    first = book.add(by, found.body)
    parts: list[OpenedOp] = []
    for said in found.following(first.opid):
        parts.append(book.add(by, said, (parts or [first])[-1]))
    return first, parts


def test_any_order_of_arrival_gives_the_text_to_the_letter() -> None:
    book = Book()
    _first, parts = _told(book, PayloadBody("case.open", {"own_words": LONG[:20_000], "x": "1"}))
    assert len(parts) >= 2
    for order in permutations(book.ops):
        state = fold(order)
        assert state.value("own_words") == LONG[:20_000]
        assert (state.missing, state.awaited, state.entries) == (False, (), ())


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_part_that_has_not_come_is_named_and_the_beginning_shown(lost: int) -> None:
    book = Book()
    _first, parts = _told(book, PayloadBody("case.open", {"own_words": LONG, "safe_now": "tidak"}))
    state = fold([op for op in book.ops if op is not parts[lost]])
    assert state.awaited == ("own_words",)
    assert state.missing
    assert state.value("own_words") == LONG[:BEGINNING]
    assert state.value("safe_now") == "tidak"


def test_nobody_else_continues_somebodys_words() -> None:
    book = Book()
    found = _short(PayloadBody("case.open", {"own_words": LONG}))
    first = book.add(OWNER, found.body)
    referral = book.add(OWNER, PayloadBody("referral"), first, kind="r")
    for said in found.following(first.opid):
        book.add(UPTD, said, referral)
        book.add(STRANGER, said, referral)
    assert fold(book.ops).awaited == ("own_words",)


def test_two_texts_that_begin_alike_are_two_texts() -> None:
    book = Book()
    first = book.add(OWNER, PayloadBody("referral"), kind="r")
    tails = {OWNER: LONG + " satu", UPTD: LONG + " dua"}
    for by, text in tails.items():
        found = _short(PayloadBody("answers", {"own_words": text}))
        head = book.add(by, found.body, first)
        for said in found.following(head.opid):
            book.add(by, said, head)
    (conflict,) = fold(book.ops).conflicts
    assert {one.value for one in conflict.values} == set(tails.values())


def test_long_words_inside_an_entry_come_back_too() -> None:
    book = Book()
    _told(book, PayloadBody("note", entries=[Entry("raise", {"level": "darurat", "words": LONG})]))
    (entry,) = fold(book.ops).entries
    assert entry.data == {"level": "darurat", "words": LONG}


def test_only_as_many_texts_as_asked_are_shortened_longest_first() -> None:
    body = PayloadBody("case.open", {"own_words": "a" * 9_000, "address_note": "b" * 900, "c": "d"})
    one, two = _short(body, 1), _short(body, 2)
    assert one.body.set == {**body.set, "own_words": "a" * BEGINNING}
    assert two.body.set["address_note"] == "b" * BEGINNING
    assert shortened(body, 3) is None


def test_every_part_fits_a_letter_whatever_it_is_made_of() -> None:
    for text in ("\x01" * 30_000, "🙂" * 20_000, '"' * 40_000, LONG):
        found = _short(PayloadBody("case.open", {"own_words": text}))
        bodies = found.following(bytes(32))
        assert max(len(encode_body(body)) for body in bodies) < PART_BYTES + 300
        tail = "".join(str(body.entries[0].d["text"]) for body in bodies)
        assert text[:BEGINNING] + tail == text
        assert msgspec.json.decode(encode_body(found.body))["t"] == "case.open"

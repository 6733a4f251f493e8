"""What the outside of a letter may say: nothing about a person, and the same size for all."""

from __future__ import annotations

import pytest

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.content.reader import identity_of_fields
from data.model.service import COARSE_WORDS
from data.ops.header import Header, Routing, Status
from data.ops.keys import ed_public
from data.ops.op import one_use
from data.ops.payload import PayloadBody, Value
from tests.data.ops.city import seed
from tests.data.ops.letters import REC, ROUTING, first_head, letter

# Every element that may stand in the readable outside, and why it says nothing about a person.
ALLOWED = {
    Header: {
        "rec": "random",
        "lam": "a count",
        "tw": "when, by the laptop's clock",
        "fv": "name of the form",
        "aud": "who can read, as a class",
        "ce": "a count",
        "dic": "a number of a shipped file",
        "deps": "hashes",
        "off": "difference of clocks",
        "kc": "hash of a random key",
        "wraps": "sealed keys",
        "aw": "a sealed key",
        "r": "coarse routing",
        "s": "coarse state",
        "one": "keys of a laptop",
        "x": "hashes",
        "att": "hashes and sizes",
        "cp": "a hash",
    },
    Routing: {
        "scope": "a city's desk",
        "kel": "a kelurahan",
        "pri": "one of four",
        "svc": "six coarse words",
        "due": "a deadline",
        "tk": "hash of a random number and PIN",
        "own": "whose slip, one bit",
    },
    Status: {"ref": "a hash", "state": "one of six", "accepted": "one bit"},
}


@pytest.mark.parametrize("table", list(ALLOWED))
def test_no_personal_field_stands_outside_a_letter(table: type[Header | Routing | Status]) -> None:
    names = set(table.__struct_fields__)
    assert names == set(ALLOWED[table]), "a new element needs a reason here"
    identifying = {name for name, how in identity_of_fields().items() if how != "no"}
    assert len(identifying) > 20
    assert not names & identifying


def test_the_words_outside_are_the_six_coarse_ones() -> None:
    assert len(COARSE_WORDS) == 6
    assert set(ROUTING.svc) <= set(COARSE_WORDS)


def _body(words: int) -> PayloadBody:
    said = "Ia minta dihubungi lewat kader posyandu saja karena terlapor sering memeriksa ponsel. "
    fields: dict[str, Value] = {
        "own_words": (said * 10)[:words],
        "survivor_name": "N" * (words % 9),
    }
    return PayloadBody("referral", fields)


def _sizes(kind: str, head: Header, writer: bytes = seed(1)) -> set[int]:
    shipped = dict(dictionaries())
    bodies = [_body(words) for words in (0, 1, 50, 133, 400, 800)]
    return {
        len(letter(kind, head=head, body=body, writer=writer, dictionaries=shipped).raw)
        for body in bodies
    }


@pytest.mark.parametrize("pri", [3, 4])
def test_every_urgent_referral_has_one_size(pri: int) -> None:
    routing = Routing("desk:2172", "2172011003", pri, ["medis"], 3600, bytes(16))
    assert len(_sizes("r", first_head(r=routing, dic=CURRENT))) == 1


def test_every_urgent_referral_of_the_door_has_one_size() -> None:
    fresh = seed(9)
    head = first_head(one=one_use(ed_public(fresh), seed(2)), aw=None, dic=CURRENT)
    assert len(_sizes("r", head, fresh)) == 1


def test_every_status_has_one_size() -> None:
    head = Header(rec=REC, aud="desk", dic=CURRENT, s=Status(bytes(32), 3, 1))
    assert len(_sizes("s", head)) == 1


def test_other_letters_tell_their_length_only_in_steps_of_128() -> None:
    sizes = sorted(_sizes("d", Header(rec=REC, dic=CURRENT)))
    assert all((size - sizes[0]) % 128 == 0 for size in sizes)

"""What the size of a sealed letter tells: for urgent and status letters, how many steps, no more.

The sizes are those of P, before salt and tag. ``RESPONDER_ALL=1`` tries ten times as many bodies.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.ops.payload import PayloadBody, Value, encode_body
from data.ops.seal import SizeClass, pack_body

RUNS = 20_000 if os.environ.get("RESPONDER_ALL") == "1" else 2_000
SEED = int(os.environ.get("RESPONDER_SIZES_SEED", random.SystemRandom().randrange(2**32)))
YES_NO = ["ya", "tidak", "tidak_tahu", "tidak_mau_menjawab"]
KINDS = ["fisik", "psikis", "seksual", "eksploitasi", "tppo", "penelantaran", "lainnya"]
# Words as people write them, and words that the dictionary surely knows: an attacker's plant.
ORDINARY = (
    "rumah dekat mushola pagar hijau gang kedua setelah warung bu RT nomor sembilan lantai dua "
    "belakang sekolah dasar minta jangan telepon malam hari tetangga yang menolong ada di sana"
).split()
PLANTED = "survivor_name safe_contact violence_types lewat_pendamping perempuan penyintas".split()
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-"


def size(answers: dict[str, Value], word: str, size_class: SizeClass) -> int:
    """Bytes of P, as the writer makes it."""
    body = encode_body(PayloadBody(word, answers))
    return len(pack_body(body, size_class, dic=CURRENT, dictionaries=dictionaries()))


def text(dice: random.Random, words: list[str], longest: int) -> str:
    """Some words, at most ``longest`` letters."""
    return " ".join(dice.choices(words, k=dice.randrange(1, 30)))[: dice.randrange(1, longest + 1)]


def at_the_door(dice: random.Random, words: list[str]) -> dict[str, Value]:
    """The answers of the urgent referral at the door, each within what its form allows."""
    return {
        "safe_now": dice.choice(YES_NO),
        "perp_nearby": dice.choice(YES_NO),
        "violence_types": dice.sample(KINDS, dice.randrange(1, 5)),
        "under_18": dice.choice(YES_NO),
        "consent_store": dice.choice(YES_NO),
        "survivor_name": text(dice, words, 80),
        "place_area_code": f"2172{dice.randrange(10**6):06d}",
        "address_note": text(dice, words, 160),
        "safe_contact": f"08{dice.randrange(10**10):010d}",
        "contact_rule": "wa_tanpa_rincian",
        "reporter_relation": dice.choice(["penyintas", "keluarga", "tetangga"]),
        "entry_type": "tanda_bahaya",
    }


@pytest.mark.parametrize("words", [ORDINARY, PLANTED, [LETTERS]], ids=["plain", "planted", "noise"])
def test_an_urgent_referral_of_the_door_has_one_size_or_twice_that(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(SEED)
    sizes: Counter[int] = Counter()
    for _ in range(RUNS):
        answers = at_the_door(dice, words)
        if words == [LETTERS]:  # nothing compresses: the worst a person can type
            answers["address_note"] = "".join(dice.choices(LETTERS, k=160))
            answers["survivor_name"] = "".join(dice.choices(LETTERS, k=80))
        sizes[size(answers, "referral", SizeClass.DOOR)] += 1
    with capsys.disabled():
        print(f"\nsizes at the door, seed {SEED}, {RUNS} bodies: {dict(sizes)}")
    assert set(sizes) <= {256, 512}


def test_usual_answers_at_the_door_have_one_size_whatever_they_say() -> None:
    dice = random.Random(SEED)
    for words in (ORDINARY, PLANTED):
        for _ in range(RUNS // 2):
            answers = at_the_door(dice, words)
            answers["survivor_name"] = text(dice, words, 20)
            answers["address_note"] = text(dice, words, 60)
            assert size(answers, "referral", SizeClass.DOOR) == 256


def test_a_status_has_one_size_whatever_it_says() -> None:
    dice = random.Random(SEED)
    for words in (ORDINARY, PLANTED):
        for _ in range(RUNS // 2):
            answers: dict[str, Value] = {
                "status": dice.choice(["diterima", "diperiksa", "diteruskan", "selesai"]),
                "note": text(dice, words, 120),
            }
            assert size(answers, "status", SizeClass.STATUS) == 256


def test_any_other_urgent_referral_takes_whole_steps_of_one_kilobyte() -> None:
    dice = random.Random(SEED)
    sizes = set()
    for _ in range(RUNS // 4):
        told = {"own_words": " ".join(dice.choices(ORDINARY, k=dice.randrange(400)))}
        sizes.add(size({**at_the_door(dice, ORDINARY), **told}, "referral", SizeClass.URGENT))
    assert sizes <= {1024, 2048}

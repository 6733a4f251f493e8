"""The shipped compression dictionary."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import zstandard

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.ops.payload import PayloadBody, encode_body
from data.ops.seal import SizeClass, pack_body

SHIPPED = {1: "a219b404d13ffa4063fb80a7a8521ef7c65851d1356b6fbe9634713978944738"}
SCRIPT = Path(__file__).resolve().parents[3] / "packaging" / "train_dictionary.py"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("train_dictionary", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_shipped_dictionary_keeps_its_bytes_for_ever() -> None:
    found = {n: hashlib.sha256(data).hexdigest() for n, data in dictionaries().items()}
    assert found == SHIPPED
    assert CURRENT in SHIPPED
    assert all(len(data) <= 110_000 for data in dictionaries().values())


def test_training_samples_are_the_same_every_time_and_invented() -> None:
    script = _script()
    some = list(script.samples(20))
    assert some == list(script.samples(20))
    assert len({len(sample) for sample in some}) > 5
    assert zstandard.ZstdCompressionDict(dictionaries()[1]).dict_id() == script.DICTIONARY_ID


def test_a_full_intake_becomes_less_than_a_third() -> None:
    said = {
        "survivor_name": "Kartini",
        "age_years": 31,
        "sex": "perempuan",
        "safe_now": "tidak",
        "consent_services": ["uptd", "kesehatan"],
        "contact_rule": "lewat_pendamping",
        "violence_types": ["fisik", "psikis"],
        "place_category": "rumah_tangga",
        "perp_relation": "suami_istri",
        "tonight_place": "belum_ada",
        "own_words": "Katanya semalam bapaknya pulang larut lalu marah karena makanan sudah "
        "dingin, piring dilempar dan ia didorong ke pintu sampai bahunya terbentur.",
    }
    body = encode_body(PayloadBody("referral", said))  # type: ignore[arg-type]  # mixed values
    p = pack_body(body, SizeClass.FREE, dic=1, dictionaries=dictionaries())
    assert p[0] == 2
    assert int.from_bytes(p[1:5], "big") * 3 < len(body)

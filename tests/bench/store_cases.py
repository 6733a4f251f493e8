"""Invented cases for the drawer's benchmark: about 3.6 kB of JSON, and the letter's size."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

import zstandard

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.model.case import CaseRow
from data.model.levels import Level
from data.model.road import RecordState
from data.ops.header import Header
from data.ops.op import Op

HEADER_AND_SIGNATURE = 2 + 58 + 140 + 64 + 2  # of an ordinary op, measured
WORDS_SEED, CASES_SEED = 1, 2


@dataclass(frozen=True, slots=True)
class Record:
    """One case of the bench: what the baseline keeps as JSON and we keep as letter and cache."""

    op: Op
    row: CaseRow
    document: bytes
    narrative: str
    name: str


# What a form asks (names as in data/content/forms) and a few of its codes.
ASKED = {
    name: codes.split()
    for names, codes in (
        (
            "safe_now child_witness ongoing lives_with_perp perp_nearby firearm",
            "ya tidak tidak_tahu",
        ),
        ("limits_explained consent_store consent_contact consent_stats consent_visit", "ya tidak"),
        ("ipv_1 ipv_2 ipv_3 ipv_4 ipv_5 ipv_a ipv_b ipv_c ipv_d ipv_e", "ya tidak tidak_tahu"),
        ("anak_m1 anak_m2 anak_m3 anak_m4 anak_m5 anak_o1 anak_o2 anak_o3 anak_k1", "ya tidak"),
        ("safe_to_call safe_to_visit safe_to_message needs_interpreter child_assent", "ya tidak"),
        (
            "anak_k2 anak_k3 anak_k4 anak_k5 anak_m6 anak_o4 anak_o5 anak_o6 conflict_flag",
            "ya tidak",
        ),
        (
            "consent_uptd consent_health consent_police consent_psychologist consent_law",
            "ya tidak",
        ),
        ("dependants_safe weapon_seen threat_to_kill threat_to_self controls_money", "ya tidak"),
        ("sex perp_sex", "perempuan laki_laki"),
        ("age_band perp_age_band", "0_5 6_11 12_17 18_24 25_59 60_lebih"),
        ("channel", "tatap_muka telepon pesan titipan"),
        ("place_category", "rumah_tangga sekolah tempat_umum tempat_kerja daring"),
        ("occurred_when", "72j minggu_ini bulan_ini lebih_lama"),
        ("visible_injury", "tidak ringan berat"),
        ("tonight_place", "rumah keluarga tetangga rumah_aman tidak_ada"),
        ("transport_need pregnant disability sexual_window told_police told_family", "ya tidak"),
        ("level", "darurat tinggi sedang rendah"),
        ("entry_type checklist_id version form_version language", "penyintas IPV5 1 id"),
    )
    for name in names.split()
}


class Maker:
    """Invented cases of about 3.6 kB of JSON; words that no dictionary was trained on."""

    def __init__(self) -> None:
        dice = random.Random(WORDS_SEED)
        syllables = [a + b for a in "bcdghjklmnprstwy" for b in "aiueo"]
        self._words = [
            "".join(dice.choices(syllables, k=dice.choice((2, 2, 3, 3, 4)))) for _ in range(3000)
        ]
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]
        self._dice = random.Random(CASES_SEED)
        dictionary = zstandard.ZstdCompressionDict(dictionaries()[CURRENT])
        self._zstd = zstandard.ZstdCompressor(
            level=19, dict_data=dictionary, write_dict_id=False, write_checksum=False
        )

        self._passages = [self._say(35) for _ in range(3000)]
        self._told = [self._coded() for _ in range(500)]

    def say(self, count: int) -> str:
        """About ``count`` words: passages said before in a new order, and some words of its own."""
        if count < 35:
            return self._say(count)
        return " ".join([*self._dice.choices(self._passages, k=count // 35), self._say(count % 35)])

    def _say(self, count: int) -> str:
        return " ".join(self._dice.choices(self._words, self._weights, k=count))

    def word(self, rank: int) -> str:
        """The word of a rank: 0 is the commonest."""
        return self._words[rank]

    def _coded(self) -> bytes:
        """What was ticked, as the end of a JSON object."""
        fields = {name: self._dice.choice(codes) for name, codes in ASKED.items()}
        told = {"fields": fields, "services": self._services(), "followups": self._followups()}
        return b"," + json.dumps(told, separators=(",", ":")).encode()[1:]

    def _services(self) -> list[dict[str, str]]:
        return [
            {
                "service_id": service,
                "deadline": self._dice.choice(("segera", "24j", "72j", "7h")),
                "consent_needed": "ya",
                "consent_given": self._dice.choice(("ya", "tidak")),
                "referral_status": self._dice.choice(("sent", "received", "accepted")),
                "packet_fields": "survivor_name,age_band,safe_contact,safe_now,own_words",
            }
            for service in ("uptd_ppa", "puskesmas", "polisi_ppa", "psikolog", "rumah_aman")
        ]

    def _followups(self) -> list[dict[str, str]]:
        return [
            {
                "followup_kind": self._dice.choice(("kunjungan", "telepon", "pesan")),
                "followup_safe": self._dice.choice(("ya", "tidak")),
                "followup_reached": self._dice.choice(("ya", "tidak")),
                "followup_level": self._dice.choice(("tinggi", "sedang", "rendah")),
                "followup_note": self.say(6),
            }
            for _ in range(3)
        ]

    def record(self, number: int, *, weigh: bool) -> Record:
        """Case ``number``. ``weigh``: find the letter's size by compressing (else a usual one)."""
        dice = self._dice
        narrative, name = self.say(75), self.say(3).title()
        said = {"own_words": narrative, "survivor_name": name, "address": self.say(9)}
        document = json.dumps(said, separators=(",", ":"))[:-1].encode() + dice.choice(self._told)
        inside = len(self._zstd.compress(document)) if weigh else 850 + dice.randrange(120)
        padded = -(-(inside + 5) // 128) * 128 + 32
        raw = dice.randbytes(HEADER_AND_SIGNATURE + padded)
        rec, opid = dice.randbytes(16), dice.randbytes(32)
        head = Header(rec=rec, lam=1, tw=number, fv="1", aud="own", ce=1)
        op = Op(2, "d", b"w" * 16, number + 1, bytes(32), head, raw, raw, raw, opid, opid, raw)
        row = CaseRow(
            rec,
            f"K{number % 1000}-{number % 97}",
            Level(1 + number % 4),
            "",
            number * 7 % 1_000_000,
            number,
            RecordState.DI_LAPTOP,
            f"TP-{number:010d}",
            number % 5 == 0,
        )
        return Record(op, row, document, narrative, name)

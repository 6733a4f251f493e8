"""Invented cases like the peers' workload: 56 answers, a checklist of 25, a narrative, referrals.

Set near four published figures of that workload: 3,799 B of JSON a case, narratives of 1,077
characters that pack to 24 % as one batch, 1,813 B a case packed by itself and 858 B with a
dictionary of other such cases. The sentences come from patterns and a word list of their own,
which the shipped dictionary was not trained on; ``python -m tests.bench.sync_cases`` tells how
near: 3,818 B, 25.8 %, 1,706 B and 726 B.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import zstandard

_YN = ("ya", "tidak", "tidak_tahu", "tidak_mau_menjawab")
_ONE = {
    "entry_type": ("kekerasan", "tanda_bahaya", "konsultasi_keluarga"),
    "channel": ("tatap_muka", "telepon", "chat", "kunjungan"),
    "reporter_relation": ("penyintas", "keluarga", "tetangga_warga", "sekolah", "nakes"),
    "sex": ("perempuan", "laki_laki"),
    "age_band": ("0_5", "6_12", "13_17", "18_24", "25_44", "45_59", "60_ke_atas"),
    "sexual_window": ("tidak", "kurang_72j", "72_120j", "lebih_120j"),
    "occurred_when": ("hari_ini", "72j", "7h", "30h", "1th", "lebih_1th"),
    "place_category": ("rumah_tangga", "tempat_kerja", "sekolah", "fasilitas_umum", "daring"),
    "visible_injury": ("tidak", "ringan", "berat", "tidak_dilihat"),
    "perp_relation": ("suami_istri", "mantan_pasangan", "pacar", "ayah_ibu", "tetangga", "guru"),
    "perp_count": ("satu", "lebih", "tidak_tahu"),
    "perp_sex": ("laki_laki", "perempuan"),
    "perp_age_band": ("12_17", "dewasa", "tidak_tahu"),
    "tonight_place": ("rumah_sendiri", "keluarga", "tetangga", "rumah_aman", "belum_ada"),
    "escort": ("kader", "keluarga_aman", "petugas_uptd", "tidak_mau"),
    "contact_rule": ("jangan_hubungi", "telepon_jam", "wa_tanpa_rincian", "lewat_pendamping"),
    "consent_giver": ("penyintas_dewasa", "anak_dan_wali_aman", "anak_saja"),
    "consent_form": ("lisan_bersaksi", "tanda_tangan", "cap_jempol"),
    "level": ("tinggi", "sedang", "rendah"),
}
_YES_NO = (
    "safe_now perp_nearby violence_happened limits_explained consent_store consent_contact "
    "consent_stats child_assent conflict_flag lives_with_perp pregnant ongoing child_witness "
    "transport_need"
).split()
_MANY = {
    "told_before": ("belum", "polisi", "rs_puskesmas", "uptd", "sekolah", "keluarga"),
    "violence_types": ("fisik", "psikis", "seksual", "eksploitasi", "penelantaran"),
    "consent_services": ("uptd", "kesehatan", "polisi", "hukum", "psikolog", "rumah_aman"),
    "needs": ("aman", "berobat", "didengar", "hukum", "tempat_tinggal", "uang_makan"),
    "safety_plan": ("kode_darurat", "tas_siap", "tempat_tuju", "kontak", "ponsel_aman"),
    "withhold_from": ("sekolah", "keluarga", "polisi"),
}
_CHECK = [
    *(f"ipv_{n}" for n in "12345abcde"),
    *(f"anak_{g}{n}" for g in "mok" for n in range(1, 6)),
]
_WHO = (
    "perempuan itu|ibunya|anak sulungnya|si bungsu|kakak ipar|nenek|bidan desa|ketua rukun|"
    "seorang sepupu|pemilik warung|guru kelas|sopir angkutan|penjaga masjid|mertuanya|"
    "laki-laki itu"
).split("|")
_DID = (
    "menutup pintu|mengambil gawai|menyimpan kunci|membentak|mendorong bahu|melempar piring|"
    "menahan upah|mengikuti ke pasar|menunggu di gang|memotret diam-diam|merobek surat|"
    "menarik rambut|mengusir|mengunci dapur|meminta maaf|menghapus pesan|meminjam motor|"
    "memeriksa tas|menolak makan|bersembunyi di loteng|menangis semalaman|mencari puskesmas|"
    "menelepon paman|menginap di surau|membawa buku nikah|menjual gelang|menghitung obat|"
    "mematikan lampu|menghadang jalan|berlari keluar"
).split("|")
_WHEN = (
    "menjelang subuh|sepulang kerja|waktu hujan deras|sesudah arisan|pada malam takbiran|"
    "dua pekan lalu|sejak awal puasa|hampir tiap akhir bulan|ketika listrik padam|"
    "selepas magrib|pada hari pasar|saat rumah kosong|setelah minum tuak|"
    "beberapa kali setahun|tadi pagi"
).split("|")
_WHY = (
    "karena uang belanja kurang|sebab curiga tanpa alasan|padahal anak-anak melihat|"
    "sehingga tetangga datang|tetapi ia takut melapor|dan ancamannya makin sering|"
    "walau keluarga sudah menegur|lalu suasana diam lagi|namun luka itu belum diobati|"
    "supaya tidak ada yang tahu|meski sudah berjanji berhenti|sampai anak tidak masuk sekolah"
).split("|")
_NAMES = (
    "Wartini Suparmi Lasmiati Ruminah Darsono Kasmiran Yatmini Poniyem Ngatiman Sulikah".split()
)
_WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()
random.Random(5).shuffle(_WORDS)
_OFTEN = list(itertools.accumulate(1 / (n + 200) for n in range(len(_WORDS))))
_FREE = 0.8
_STREETS = "Kenari Cendrawasih Nuri Merak Jalak Gelatik Perkutut Murai Parkit Walet".split()


class CaseMaker:
    """Cases by number, the same for the same ``seed``."""

    def __init__(self, seed: int = 1) -> None:
        self._dice = random.Random(seed)

    def narrative(self, length: int = 1077) -> str:
        """About ``length`` characters of told events; every other word is anybody's."""
        dice, told = self._dice, ""
        while len(told) < length:
            who, other = dice.sample(_WHO, 2)
            parts = [dice.choice(_WHEN), who, dice.choice(_DID), dice.choice(_WHY), other]
            dice.shuffle(parts)
            words = " ".join([*parts, dice.choice(_DID)]).split()
            others = dice.choices(_WORDS, cum_weights=_OFTEN, k=len(words))
            mixed = zip(words, others, strict=True)
            said = [other if dice.random() < _FREE else word for word, other in mixed]
            told += f"{' '.join(said).capitalize()} pukul {dice.randrange(24)}."
            told += f"{dice.randrange(60):02}. "
        return told.strip()

    def _name(self) -> str:
        """A first name, and another put together from syllables."""
        dice = self._dice
        second = "".join(dice.choice("bdgjklmnprstwy") + dice.choice("aeiou") for _ in range(4))
        return f"{dice.choice(_NAMES)} {second.capitalize()}"

    def case(self) -> dict[str, str | list[str]]:
        """One case as the form gives it: field -> value."""
        dice = self._dice
        told: dict[str, str | list[str]] = {name: dice.choice(of) for name, of in _ONE.items()}
        told |= {name: dice.choice(_YN) for name in _YES_NO}
        told |= {name: dice.sample(of, dice.randrange(1, 3)) for name, of in _MANY.items()}
        told |= {name: dice.choice(_YN[:3]) for name in _CHECK}
        person, street = self._name(), dice.choice(_STREETS)
        told |= {
            "survivor_name": person,
            "perp_name": self._name(),
            "address_note": f"gang {street} nomor {dice.randrange(200)}, dekat {dice.choice(_WHO)}",
            "kelurahan": f"21720{dice.randrange(1, 5)}100{dice.randrange(1, 9)}",
            "safe_contact": f"08{dice.randrange(10**9, 10**10)}",
            "other_contact": f"08{dice.randrange(10**9, 10**10)}",
            "occurred_on": f"2026-{dice.randrange(1, 12):02}-{dice.randrange(1, 29):02}",
            "nik": str(dice.randrange(10**15, 10**16)),
            "disability_note": dice.choice(_WHY),
            "child_names": self._name(),
            "plan_note": " ".join(dice.sample(_WORDS, 4)),
            "own_words": self.narrative(),
            "officer_note": " ".join(dice.sample(_WORDS, 6)),
        }
        return told

    def cases(self, count: int) -> Iterator[dict[str, str | list[str]]]:
        """``count`` cases."""
        return (self.case() for _ in range(count))


def as_json(case: dict[str, str | list[str]]) -> bytes:
    """A case as the naive peer sends it: with the ids, times and events a document store keeps."""
    dice = random.Random(str(case["nik"]))
    ids = [_uuid7(dice) for _ in range(6)]
    referrals = [
        {"id": ids[n], "to": to, "at": _moment(dice)} for n, to in enumerate(("uptd", "rsud"), 2)
    ]
    history = [{"status": s, "at": _moment(dice)} for s in ("dibuat", "dirujuk", "diterima")]
    told = {"_id": ids[0], "by": ids[1], **case, "referrals": referrals, "history": history}
    return json.dumps({**told, "p": ids[4], "q": ids[5]}, ensure_ascii=False).encode()


def _uuid7(dice: random.Random) -> str:
    told = f"0192f0c4{dice.getrandbits(96):024x}"
    return f"{told[:8]}-{told[8:12]}-7{told[13:16]}-9{told[17:20]}-{told[20:]}"


def _moment(dice: random.Random) -> str:
    return f"2026-11-{dice.randrange(1, 29):02}T{dice.randrange(24):02}:{dice.randrange(60):02}:00"


def trained(cases: int = 2000, size: int = 110_000) -> bytes:
    """A dictionary of other cases of the same generator, as the peers' figures had one."""
    samples: list[bytes | bytearray | memoryview] = []
    samples += [as_json(case) for case in CaseMaker(9).cases(cases)]
    return zstandard.train_dictionary(size, samples).as_bytes()


def told() -> str:
    """How large the cases are, and how they compress by themselves."""
    cases = list(CaseMaker().cases(1000))
    documents = [as_json(case) for case in cases]
    words = "\n".join(str(case["own_words"]) for case in cases).encode()
    alone = zstandard.ZstdCompressor(level=19)
    known = zstandard.ZstdCompressor(
        level=19, dict_data=zstandard.ZstdCompressionDict(trained())
    )  # fmt: skip

    def mean(packer: zstandard.ZstdCompressor) -> float:
        return sum(len(packer.compress(one)) for one in documents) / len(documents)

    return (
        f"{sum(map(len, documents)) / len(documents):.0f} B of JSON a case; "
        f"narratives, zstd -19 as one batch: {len(alone.compress(words)) / len(words):.1%}; "
        f"a case one by one: {mean(alone):.0f} B, with a dictionary of such cases {mean(known):.0f}"
    )


if __name__ == "__main__":
    sys.stdout.write(told() + "\n")

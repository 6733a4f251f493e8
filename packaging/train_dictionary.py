"""Train the compression dictionary of the letters from invented text, the same bytes every time.

    python packaging/train_dictionary.py            is the shipped one what training gives here?
    python packaging/train_dictionary.py --write    writes data/content/dictionary/ops-1.dict

No line here is about a real person: sentences are put together from parts by a fixed generator;
field names and choice words are those of the built-in forms. A dictionary that was shipped once is
never trained anew under its number, because letters name it: changed text means a new number
beside the old file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import zstandard  # noqa: E402

from data.ops.payload import Entry, PayloadBody, Value, encode_body  # noqa: E402

TARGET = ROOT / "data" / "content" / "dictionary" / "ops-1.dict"
SIZE = 32_768
SAMPLES = 4000
DICTIONARY_ID = 21_720_001


YN = "ya tidak tidak_tahu tidak_mau_menjawab"
CHOICES: dict[str, str] = {
    "safe_now": YN,
    "perp_nearby": YN,
    "violence_happened": YN,
    "limits_explained": YN,
    "consent_store": YN,
    "consent_contact": YN,
    "consent_stats": YN,
    "consent_giver": "penyintas_dewasa anak_dan_wali_aman anak_saja tanpa_persetujuan",
    "consent_form": "lisan_bersaksi tanda_tangan cap_jempol",
    "child_assent": YN,
    "legal_basis": "kewajiban_hukum kepentingan_vital tugas_publik",
    "entry_type": "kekerasan tanda_bahaya konsultasi_keluarga konsultasi_jiwa konten_daring",
    "channel": "tatap_muka telepon chat kunjungan rujukan kegiatan",
    "reporter_relation": "penyintas orang_tua_wali keluarga tetangga_warga sekolah nakes anonim",
    "contact_rule": "jangan_hubungi telepon_jam wa_tanpa_rincian lewat_pendamping",
    "conflict_flag": YN,
    "sex": "perempuan laki_laki",
    "age_band": "0_5 6_12 13_17 18_24 25_44 45_59 60_ke_atas",
    "lives_with_perp": YN,
    "guardian_safe": "ibu ayah kakek_nenek saudara guru lain tidak_ada",
    "pregnant": YN,
    "sexual_window": "tidak kurang_72j 72_120j lebih_120j tidak_mau_menjawab",
    "occurred_when": "hari_ini 72j 7h 30h 1th lebih_1th tidak_tahu",
    "ongoing": YN,
    "place_category": "rumah_tangga tempat_kerja sekolah fasilitas_umum daring lainnya",
    "visible_injury": "tidak ringan berat tidak_dilihat",
    "child_witness": YN,
    "perp_relation": "suami_istri mantan_pasangan pacar teman ayah_ibu orang_tua_tiri keluarga "
    "tetangga guru rekan_kerja majikan kenalan_daring aparat_pejabat orang_asing tidak_diketahui",
    "perp_count": "satu lebih tidak_tahu",
    "perp_sex": "laki_laki perempuan tidak_tahu",
    "perp_age_band": "di_bawah_12 12_17 dewasa tidak_tahu",
    "tonight_place": "rumah_sendiri keluarga tetangga rumah_aman rs belum_ada",
    "level_override": "rasa_takut_penyintas penilaian_petugas informasi_baru",
    "escort": "kader keluarga_aman petugas_uptd tidak_mau",
    "transport_need": YN,
    "level": "darurat tinggi sedang rendah",
}
SEVERAL: dict[str, str] = {
    "told_before": "belum polisi rs_puskesmas uptd sekolah tokoh_agama keluarga lain",
    "disability_support": "tidak bahasa_isyarat pendengaran penglihatan mobilitas",
    "violence_types": "fisik psikis seksual eksploitasi tppo penelantaran lainnya",
    "consent_services": "uptd kesehatan polisi hukum psikolog rumah_aman dinsos sekolah lpsk",
    "needs": "aman berobat didengar hukum tempat_tinggal uang_makan sekolah_anak info_saja",
    "safety_plan": "kode_darurat tas_siap tempat_tuju kontak anak ponsel_aman pulang_ditemani",
}
CHECKLISTS: dict[str, str] = {
    "IPV5": "ipv_1 ipv_2 ipv_3 ipv_4 ipv_5 ipv_a ipv_b ipv_c ipv_d ipv_e",
    "ANAK": "anak_m1 anak_m2 anak_m3 anak_m4 anak_m5 anak_m6 anak_o1 anak_o2 anak_o3 anak_o4 "
    "anak_o5 anak_o6 anak_k1 anak_k2 anak_k3 anak_k4 anak_k5",
}
WHO = (
    "suaminya|mantan suaminya|pacarnya|ayah tirinya|pamannya|kakaknya|tetangganya|gurunya|"
    "majikannya|mertuanya|teman sekolahnya|orang yang dikenal lewat media sosial|atasannya"
).split("|")
SUBJECT = "Ia|Penyintas|Ibu itu|Anak itu|Korban|Perempuan itu|Remaja itu|Dia".split("|")
DEED = (
    "dipukul oleh|ditampar oleh|diancam oleh|dimarahi terus oleh|didorong sampai jatuh oleh|"
    "dikunci di kamar oleh|dilarang keluar rumah oleh|tidak diberi uang belanja oleh|"
    "dipaksa berhubungan oleh|disentuh tanpa izin oleh|difoto tanpa izin oleh|dijambak oleh|"
    "dicekik oleh|ditendang oleh|dihina di depan anak oleh|diusir dari rumah oleh|"
    "dipaksa bekerja oleh|ditinggalkan tanpa nafkah oleh|diikuti sepulang kerja oleh"
).split("|")
WHEN = (
    "tadi malam|tadi pagi|kemarin sore|dua hari yang lalu|sejak minggu lalu|sejak bulan puasa|"
    "setiap kali pulang mabuk|hampir setiap hari|sudah lebih dari satu tahun|waktu hamil|"
    "sejak kehilangan pekerjaan|sesudah bertengkar soal uang|ketika anak-anak sudah tidur"
).split("|")
PLACE = (
    "di rumah|di kamar|di dapur|di jalan dekat pasar|di sekolah|di tempat kerja|di rumah kontrakan|"
    "di rumah orang tua|di kebun|di depan warung|lewat pesan WhatsApp|lewat telepon|di asrama"
).split("|")
FEEL = (
    "takut pulang|masih gemetar dan menangis|tidak bisa tidur|sering pusing dan tidak mau makan|"
    "malu bercerita kepada keluarga|khawatir anaknya ikut dipukul|takut suaminya tahu ia melapor|"
    "belum berani ke kantor polisi|ingin berpisah tetapi tidak punya uang|merasa tidak ada jalan|"
    "ingin dibantu berobat dulu|minta ditemani kader perempuan|ingin anaknya tetap sekolah"
).split("|")
AFTER = (
    "Ada luka memar di tangan dan wajah.|Lengan kirinya bengkak dan sakit bila digerakkan.|"
    "Tidak ada luka yang terlihat.|Kepalanya sakit sejak kejadian itu.|Perutnya sakit dan mual.|"
    "Anak-anak melihat kejadian itu.|Tetangga mendengar teriakan lalu datang menolong.|"
    "Telepon genggamnya diambil dan kata sandinya diganti.|Surat nikah dan KTP disimpan terlapor.|"
    "Sekarang ia ada di rumah ibunya.|Malam ini ia menginap di rumah saudara perempuan.|"
    "Ia belum tahu akan tidur di mana malam ini.|Terlapor bilang akan membawa anak pergi.|"
    "Terlapor mengancam dengan pisau.|Terlapor minta maaf lalu mengulangi lagi.|"
    "Ia sudah pernah bercerita kepada ketua RT tetapi disuruh sabar.|"
    "Ia minta jangan ada yang datang ke rumahnya.|Ia hanya bisa dihubungi siang hari."
).split("|")
SAFE_CONTACT = (
    "lewat kader posyandu, jangan telepon langsung|telepon adik perempuannya sesudah jam sembilan|"
    "WhatsApp ke nomor tetangga, tulis soal jadwal posyandu|jangan dihubungi, ia datang sendiri|"
    "bertemu di puskesmas hari Selasa pagi|lewat guru BK di sekolah|nomor kakaknya 08"
).split("|")
ADDRESS = (
    "rumah bibi di belakang masjid, gang kedua sebelah kiri|kontrakan cat hijau dekat pos ronda|"
    "Jalan Melati RT 02 RW 05 dekat sekolah dasar|di rumah neneknya di seberang lapangan|"
    "kos-kosan dua lantai di samping bengkel"
).split("|")
NAMES = (
    "Siti Aminah|Nur Hasanah|Dewi Lestari|Rina Wulandari|Fitri Handayani|Sri Wahyuni|Yuni Astuti|"
    "Maria Goreti|Ayu Permata|Ani|Wati|Budi Santoso|Agus Setiawan|Rahmat Hidayat|Joko|Hendra"
).split("|")
REASON = (
    "Sudah ditelepon, akan bertemu besok pagi di kantor UPTD PPA.|Penyintas sudah diantar ke rumah "
    "sakit dan didampingi petugas.|Nomor kontak tidak aktif, mohon dicek lagi.|Bukan wilayah kota "
    "ini, mohon diteruskan ke UPTD kabupaten.|Data usia belum ada, mohon dilengkapi.|Pendampingan "
    "psikolog dijadwalkan minggu depan.|Rumah aman tersedia mulai malam ini.|Sudah diterima, "
    "manajer kasus akan menghubungi dalam 24 jam."
).split("|")


class Draw:
    """A small deterministic generator (64-bit linear congruence, high bits used)."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        """A whole number in 0..limit-1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self._state >> 33) % limit

    def one(self, choices: list[str]) -> str:
        """One of some words; the first ones more often, as in life."""
        return choices[min(self.below(len(choices)), self.below(len(choices)))]

    def some(self, choices: list[str], most: int) -> list[str]:
        """A few different words, in the order of the list."""
        picked = {self.one(choices) for _ in range(1 + self.below(most))}
        return [word for word in choices if word in picked]


def story(draw: Draw, sentences: int) -> str:
    """A short invented account."""
    parts: list[str] = []
    for _ in range(sentences):
        kind = draw.below(4)
        if kind == 0:
            parts.append(draw.one(AFTER))
        elif kind == 1:
            parts.append(f"{draw.one(SUBJECT)} {draw.one(FEEL)}.")
        elif kind == 2:
            parts.append(f"{draw.one(SUBJECT)} {draw.one(DEED)} {draw.one(WHO)} {draw.one(WHEN)}.")
        else:
            parts.append(
                f"Kejadiannya {draw.one(WHEN)} {draw.one(PLACE)}. {draw.one(SUBJECT)} "
                f"{draw.one(DEED)} {draw.one(WHO)}."
            )
    return " ".join(parts)


def _intake(draw: Draw) -> dict[str, Value]:
    said: dict[str, Value] = {}
    for name, words in CHOICES.items():
        if draw.below(8):
            said[name] = draw.one(words.split())
    for name, words in SEVERAL.items():
        if draw.below(6):
            said[name] = draw.some(words.split(), 4)
    said["received_at"] = f"2026-{1 + draw.below(12):02}-{1 + draw.below(28):02}T"
    said["home_area_code"] = said["service_area_code"] = f"21.72.0{1 + draw.below(4)}.100"
    said["age_years"] = 4 + draw.below(60)
    said["dependants_at_home"] = draw.below(5)
    said["own_words"] = story(draw, 2 + draw.below(8))
    said["survivor_name"] = draw.one(NAMES)
    said["perp_name"] = draw.one(NAMES)
    said["reporter_name"] = draw.one(NAMES)
    said["safe_contact"] = draw.one(SAFE_CONTACT)
    said["address_note"] = draw.one(ADDRESS)
    said["withhold_from"] = draw.one(WHO)
    return said


def _danger(draw: Draw) -> dict[str, Value]:
    which = draw.one(list(CHECKLISTS))
    said: dict[str, Value] = {item: draw.one(YN.split()) for item in CHECKLISTS[which].split()}
    said |= {"checklist_id": which, "version": "1", "level": draw.one(CHOICES["level"].split())}
    said |= {f"why_{item}": "ya" for item in CHECKLISTS[which].split() if not draw.below(4)}
    return said


def samples(count: int, seed: int = 2172) -> Iterator[bytes]:
    """``count`` payload bodies, kinds mixed about as a working day mixes them."""
    draw = Draw(seed)
    for _ in range(count):
        kind = draw.below(10)
        if kind < 4:
            said = _intake(draw) | (_danger(draw) if draw.below(2) else {})
            yield encode_body(PayloadBody("referral", said))
        elif kind < 6:
            entry = Entry("danger", _danger(draw))
            yield encode_body(PayloadBody("danger", {"level": "tinggi"}, [entry]))
        elif kind < 7:
            yield encode_body(PayloadBody("case.open", _intake(draw)))
        elif kind < 8:
            note = Entry("note", {"text": story(draw, 1 + draw.below(3)), "at": 1795266000})
            yield encode_body(PayloadBody("note", {}, [note]))
        else:
            step = draw.one("accepted first_contact in_service completed returned".split())
            yield encode_body(
                PayloadBody("status", {"step": step, "reason": draw.one(REASON), "at": 1795266000})
            )


def train() -> bytes:
    """The dictionary's bytes. Depends on the samples and on the zstd release only."""
    trained = zstandard.train_dictionary(
        SIZE, list(samples(SAMPLES)), k=512, d=8, f=20, accel=1, dict_id=DICTIONARY_ID, level=19
    )
    return trained.as_bytes()


def main() -> int:
    """0 when the shipped file is what training gives (or was written)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the file")
    asked = parser.parse_args()
    made = train()
    if asked.write:
        TARGET.write_bytes(made)
        print(f"{TARGET.name}: {len(made)} bytes written")
        return 0
    same = TARGET.is_file() and TARGET.read_bytes() == made
    print(f"{TARGET.name}: {'the same' if same else 'differs from what training gives here'}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())

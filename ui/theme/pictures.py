"""Which drawing stands for a choice: kinds of violence, services, needs, places, channels."""

from __future__ import annotations

from collections.abc import Sequence

_DRAWN = {
    "fisik": "fist",
    "psikis": "head-bolt",
    "seksual": "hand",
    "eksploitasi": "coin-hand",
    "tppo": "suitcase",
    "penelantaran": "bowl-x",
    "uptd": "inbox",
    "kesehatan": "hospital",
    "polisi": "police",
    "hukum": "scales",
    "psikolog": "counsel",
    "rumah_aman": "house-heart",
    "dinsos": "users",
    "sekolah": "school",
    "tokoh_agama": "face-to-face",
    "lpsk": "danger",
    "aman": "danger",
    "berobat": "hospital",
    "didengar": "counsel",
    "tempat_tinggal": "home",
    "uang_makan": "money",
    "sekolah_anak": "school",
    "hapus_konten": "eye-off",
    "info_saja": "info",
    "rumah_sendiri": "home",
    "keluarga": "users",
    "tetangga": "face-to-face",
    "rs": "hospital",
    "belum_ada": "question",
    "rumah_tangga": "home",
    "tempat_kerja": "suitcase",
    "lembaga_kilat": "book",
    "fasilitas_umum": "pin",
    "daring": "globe",
}
_ALWAYS = {
    "lain": "speech",
    "lainnya": "speech",
    "tidak_ada": "cross",
    "tidak_tahu": "question",
    "tidak_dilihat": "eye-off",
}


def pictures(values: Sequence[str]) -> dict[str, str]:
    """Value -> drawing, when every value of the list has one; else none at all."""
    own = [value for value in values if value not in _ALWAYS]
    if len(own) < 3 or any(value not in _DRAWN for value in own):
        return {}
    drawn = _DRAWN | _ALWAYS
    return {value: drawn[value] for value in values}

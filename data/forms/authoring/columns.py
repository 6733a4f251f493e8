"""The columns of the template: their order, width, and the short note shown at each."""

from __future__ import annotations

from data.forms.authoring.book import SPOKEN, Book

LANGUAGES = ("Bahasa Indonesia (id)", "English (en)")
_ORDER = {
    "survey": (
        "type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint",
        "constraint_message", "calculation", "choice_filter", "appearance", "save_to", "image",
        "default", "repeat_count", "read_only", "parameters",
    ),
    "choices": ("list_name", "name", "label", "image", "retired"),
    "settings": ("form_title", "form_id", "version", "default_language"),
    "entities": ("dataset", "label", "entity_id", "create_if", "update_if"),
    "uji": ("kasus", "langkah", "pertanyaan", "nilai"),
}  # fmt: skip
WIDTHS = {
    "type": 22, "name": 20, "label": 38, "hint": 30, "guidance_hint": 34, "calculation": 40,
    "relevant": 26, "constraint": 24, "constraint_message": 26, "kasus": 34, "pertanyaan": 22,
    "form_title": 30, "default_language": 24, "nilai": 20, "required": 10, "list_name": 18,
    "version": 16, "entity_id": 18,
}  # fmt: skip
NOTES = {
    (
        "survey",
        "type",
    ): "Jenis pertanyaan. Pilih dari daftar. Sesudah select_one tulis nama daftar.",
    ("survey", "name"): "Nama pendek tanpa spasi. Jangan diganti bila formulir sudah dipakai.",
    ("choices", "list_name"): "Nama daftar, sama seperti di lembar survey.",
    ("choices", "name"): "Nama pilihan tanpa spasi. Jangan dihapus: isi kolom retired.",
    ("choices", "retired"): "Isi ya bila pilihan ini tidak ditawarkan lagi.",
    ("", "label"): "Teks yang dibaca petugas. Paling banyak 15 kata. Isi kedua bahasa.",
    ("", "hint"): "Bantuan singkat di bawah pertanyaan. Boleh kosong.",
    ("", "guidance_hint"): "Mengapa ini ditanyakan? Satu atau dua kalimat.",
    ("", "required"): "Isi yes bila wajib dijawab.",
    ("", "relevant"): "Kapan tampil, misalnya: ${aman} = 'tidak'. Kosong berarti selalu.",
    ("", "constraint"): "Syarat jawaban, misalnya: . >= 0 and . < 120",
    ("", "constraint_message"): "Kalimat bila syarat tidak dipenuhi.",
    ("", "calculation"): "Rumus untuk calculate. Skor: if(${x} = 'ya', 1, 0) + …",
    ("", "choice_filter"): "Saring pilihan, misalnya: retired != 'ya'",
    ("", "appearance"): "Tampilan. Kosong berarti biasa.",
    ("", "save_to"): "Nama kolom catatan kasus (fields.csv). Biasanya sama dengan name.",
    ("settings", "form_id"): "Nama formulir di aplikasi, misalnya ipv5.",
    ("settings", "version"): "Tanggal dan nomor, misalnya 2026112101. Naikkan setiap perubahan.",
    ("uji", "kasus"): "Nama kasus. Kosong berarti kasus di atasnya.",
    ("uji", "langkah"): "jawab = isi jawaban; harap = hasil yang diharapkan.",
    ("uji", "pertanyaan"): "Nama pertanyaan, atau level.",
    ("uji", "nilai"): "Nama pilihan atau angka. Untuk harap juga: tampil, tersembunyi.",
}


def columns_of(key: str, book: Book) -> list[str]:
    """The headers of a sheet: those of the standard in order, then what the book has beside."""
    sheet = book.sheets.get(key)
    own = list(sheet.letters) if sheet else []
    found: list[str] = []
    for column in _ORDER[key]:
        mine = [header for header in own if header.partition("::")[0] == column]
        spoken = column in SPOKEN and key != "entities"
        if mine or key != "entities":
            wanted = mine or ([f"{column}::{name}" for name in LANGUAGES] if spoken else [column])
            found.extend(wanted)
    found.extend(header for header in own if header not in found)
    return found or [column for column in _ORDER[key] if column in {"dataset", "label"}]

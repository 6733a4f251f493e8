"""Every reason a form is refused for: its code, and its sentence in English and Indonesian."""

from data.forms.errors import FormRefused

REASONS: dict[str, tuple[str, str, str]] = {
    # XML
    "not-xml": ("bad-xml", "this is no XML: {why}", "berkas ini bukan XML yang benar: {why}"),
    "doctype": (
        "bad-xml",
        "a document type or entity declaration",
        "deklarasi DOCTYPE atau ENTITY tidak boleh ada",
    ),
    "prefix": (
        "bad-xml",
        "the prefix {prefix} is not declared",
        "awalan {prefix} tidak dinyatakan",
    ),
    "no-element": ("bad-xml", "no element", "tidak ada elemen"),
    "bytes": ("too-big", "more than {limit} bytes", "lebih dari {limit} bita"),
    "elements": (
        "too-big",
        "too many elements, or too deeply nested",
        "terlalu banyak elemen, atau bersarang terlalu dalam",
    ),
    "tag": ("too-big", "a tag that is far too long", "ada satu tag yang terlalu panjang"),
    "namespaces": (
        "too-big",
        "too many namespaces declared",
        "terlalu banyak ruang nama dinyatakan",
    ),
    # the form as a whole
    "no-model": ("bad-xml", "no model or no body", "tidak ada model atau body"),
    "no-instance": ("bad-xml", "no primary instance", "tidak ada instance utama"),
    "no-form-id": ("bad-xml", "the form has no id", "formulir tidak punya id"),
    "rules": (
        "too-big",
        "more than {limit} signs of rules",
        "aturannya lebih dari {limit} tanda",
    ),
    "places": ("too-big", "more than {limit} places", "lebih dari {limit} tempat"),
    "nodes": ("too-big", "more than {limit} nodes", "catatannya lebih dari {limit} simpul"),
    "instances": (
        "too-big",
        "more than {limit} instances",
        "pengulangannya lebih dari {limit} kali",
    ),
    "choices": ("too-big", "more than {limit} choices", "pilihannya lebih dari {limit}"),
    "rows": ("too-big", "more than {limit} rows", "lebih dari {limit} baris"),
    "work": (
        "too-big",
        "a rule looks at too many nodes",
        "satu aturan harus memeriksa terlalu banyak simpul",
    ),
    "other-form": (
        "other-form",
        "the record is of another form",
        "catatan ini milik formulir lain",
    ),
    "other-version": (
        "other-form",
        "the newer version is of another form",
        "versi baru itu milik formulir lain",
    ),
    "root-repeat": (
        "unsupported",
        "the whole record as a repeat",
        "seluruh catatan tidak bisa menjadi pengulangan",
    ),
    "twice": (
        "unsupported",
        "stands twice and is no repeat",
        "ada dua kali padahal bukan pengulangan",
    ),
    "two-languages": (
        "bad-xml",
        "two translations {language}",
        "dua terjemahan {language}",
    ),
    # places
    "no-place": ("unknown-path", "the form has no {path}", "formulir tidak punya {path}"),
    "no-start": (
        "unknown-path",
        "{path} begins nowhere",
        "{path} tidak berawal di mana pun",
    ),
    "no-bind": ("unknown-path", "no bind {name}", "tidak ada bind {name}"),
    "no-list": (
        "unknown-path",
        "the form has no list {name}",
        "formulir tidak punya daftar {name}",
    ),
    "one-place": (
        "unknown-path",
        "a path to one place is needed",
        "perlu jalur ke satu tempat saja",
    ),
    "no-step": (
        "unknown-path",
        "the form has no {name} in {places}",
        "tidak ada {name} di dalam {places}",
    ),
    # body
    "recording": (
        "unsupported",
        "silent recording is refused for good",
        "merekam diam-diam selalu ditolak",
    ),
    "encrypted": (
        "unsupported",
        "a key to encrypt submissions: records here are encrypted already",
        "kunci untuk mengenkripsi kiriman: catatan di sini sudah terenkripsi",
    ),
    "event": ("unsupported", "event {name}", "peristiwa {name} tidak dikenal"),
    "event-repeat": (
        "unsupported",
        "odk-new-repeat outside a repeat",
        "odk-new-repeat di luar pengulangan",
    ),
    "event-question": (
        "unsupported",
        "xforms-value-changed outside a question",
        "xforms-value-changed di luar pertanyaan",
    ),
    "question-on-group": (
        "unsupported",
        "a question on a place that holds others",
        "pertanyaan di tempat yang berisi pertanyaan lain",
    ),
    "appearance": (
        "unsupported",
        "the appearance {name}",
        "tampilan (appearance) {name} tidak didukung",
    ),
    "no-value": (
        "bad-xml",
        "an itemset without a value",
        "daftar pilihan tanpa nilai",
    ),
    # lists
    "no-file": ("missing-file", "{name} is not attached", "berkas {name} tidak disertakan"),
    "not-geojson": (
        "bad-xml",
        "not a list of GeoJSON points",
        "bukan daftar titik GeoJSON",
    ),
    # rules
    "circle": (
        "cycle",
        "depends on itself: {circle}",
        "bergantung pada dirinya sendiri: {circle}",
    ),
    "unsettled": ("cycle", "never settles", "tidak pernah berhenti dihitung"),
    "unsettled-events": (
        "cycle",
        "events never settle",
        "peristiwa saling memicu tanpa henti",
    ),
    "long-rule": (
        "too-big",
        "an expression of more than {limit} signs",
        "rumus lebih dari {limit} tanda",
    ),
    "sign": (
        "bad-expression",
        "unexpected {sign} at {at} in: {text}",
        "tanda {sign} di posisi {at} tidak dimengerti: {text}",
    ),
    "unexpected": (
        "bad-expression",
        "unexpected {found} at {at} in: {text}",
        "{found} di posisi {at} tidak pada tempatnya: {text}",
    ),
    "expected": (
        "bad-expression",
        "expected {wanted} and found {found} at {at} in: {text}",
        "seharusnya {wanted}, ternyata {found}, di posisi {at}: {text}",
    ),
    "name-expected": (
        "bad-expression",
        "expected a name and found {found} at {at} in: {text}",
        "seharusnya sebuah nama, ternyata {found}, di posisi {at}: {text}",
    ),
    "chain": (
        "bad-expression",
        "too long a chain before {found} at {at} in: {text}",
        "rangkaian terlalu panjang sebelum {found} di posisi {at}: {text}",
    ),
    "depth": (
        "bad-expression",
        "nested too deeply: {found} at {at} in: {text}",
        "bersarang terlalu dalam: {found} di posisi {at}: {text}",
    ),
    "axis": (
        "bad-expression",
        "unsupported axis {found} at {at} in: {text}",
        "poros {found} di posisi {at} tidak didukung: {text}",
    ),
    "function": (
        "unknown-function",
        "{name}() is not a function forms may use in: {text}",
        "{name}() bukan fungsi untuk formulir: {text}",
    ),
    "arguments": (
        "bad-expression",
        "{name}() does not take {count} arguments in: {text}",
        "{name}() tidak menerima {count} argumen: {text}",
    ),
    "no-nodes": (
        "bad-expression",
        "{name}() gives no nodes in: {text}",
        "{name}() tidak menghasilkan simpul: {text}",
    ),
    "path-needed": (
        "bad-expression",
        "a path is needed in: {text}",
        "di sini perlu sebuah jalur: {text}",
    ),
    "one-path-needed": (
        "bad-expression",
        "a path to one place of the form is needed in: {text}",
        "di sini perlu jalur ke satu tempat: {text}",
    ),
    "not-around": (
        "bad-expression",
        "indexed-repeat(): a repeat not around the node in: {text}",
        "indexed-repeat(): pengulangan itu tidak memuat pertanyaannya: {text}",
    ),
    "no-line": (
        "bad-expression",
        "distance() is given something that is no line of places",
        "distance() diberi sesuatu yang bukan deretan titik",
    ),
    "digest": (
        "unsupported",
        "{name} is no algorithm digest() knows in: {text}",
        "{name} bukan algoritma yang dikenal digest(): {text}",
    ),
    "pattern": (
        "evil-pattern",
        "the pattern {pattern}: {why}; in: {text}",
        "pola {pattern} tidak bisa dijalankan ({why}): {text}",
    ),
}
PATTERNS: dict[str, str] = {
    "too long": "terlalu panjang",
    "too large": "terlalu besar",
    "a bracket too many": "kelebihan tanda kurung",
    "it ends too early": "berhenti terlalu cepat",
    "nested too deeply": "bersarang terlalu dalam",
    "a repetition of a repetition": "pengulangan dari pengulangan",
    "counts out of bounds": "jumlah di luar batas",
    "a repetition of nothing": "pengulangan tanpa isi",
    "look-around and named groups are not for forms": "look-around dan grup bernama tidak boleh",
    "a bracket is not closed": "tanda kurung tidak ditutup",
    "back references are not for forms": "rujukan balik tidak boleh",
    "a code without its digits": "kode tanpa angkanya",
    "an escape that is not known": "tanda \\ yang tidak dikenal",
    "a category is not closed": "kategori tidak ditutup",
    "a range the wrong way round": "rentang terbalik",
}
MAX_SHOWN = 300


def refusal(reason: str, where: str, line: int = 0, /, **facts: object) -> FormRefused:
    """The error to raise for a reason of `REASONS`, its facts filled in and cut to a length."""
    code, english, indonesian = REASONS[reason]
    shown = {name: _cut(str(fact)) for name, fact in facts.items()}
    words = dict(shown)
    if reason == "pattern":
        words["why"] = PATTERNS.get(str(facts["why"]), shown["why"])
    return FormRefused(code, where, english.format(**shown), indonesian.format(**words), line)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"

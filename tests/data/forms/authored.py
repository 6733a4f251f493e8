"""Forms for the tests of the author's desk: one without a fault, and ways to make spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from data.forms.authoring.book import Book
from data.forms.authoring.findings import Finding
from data.forms.authoring.linting import Judged, judge
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.recording import Declared

GOOD = """
| survey |
| | type | name | label::Bahasa Indonesia (id) | label::English (en) | guidance_hint::Bahasa Indonesia (id) | guidance_hint::English (en) | required | relevant | constraint | constraint_message::Bahasa Indonesia (id) | constraint_message::English (en) | calculation | choice_filter | appearance | save_to |
| | begin_group | a | Awal | Start | | | | | | | | | | | |
| | select_one yn | limits_explained | Batas dijelaskan? | Limits explained? | Ia berhak tahu. | A right to know. | yes | | | | | | | | |
| | select_one yn | aman | Aman saat ini? | Safe right now? | Keselamatan dulu. | Safety first. | yes | | | | | | | | aman |
| | text | nama | Siapa namanya? | What is the name? | Agar bisa ditemui. | To be found. | | ${aman} = 'ya' | string-length(.) < 40 | Terlalu panjang. | Too long. | | | | nama |
| | integer | umur | Berapa umurnya? | How old? | Untuk pilihan layanan. | For the right service. | | | | | | | | | umur |
| | select_one tempat | tempat | Di mana malam ini? | Where tonight? | Perlu tempat aman. | A safe place is needed. | | | | | | | retired != 'ya' | minimal | tempat |
| | end_group | | | | | | | | | | | | | | |
| | begin_repeat | anak | Anak | Child | | | | | | | | | | | |
| | select_one yn | sakit | Apakah disakiti? | Is the child hurt? | Anak perlu aman. | The child must be safe. | | | | | | | | | |
| | end_repeat | | | | | | | | | | | | | | |
| | calculate | skor | | | | | | | | | | if(${limits_explained} = 'tidak', 1, 0) + count(/contoh/anak[sakit = 'ya']) | | | |
| | calculate | answered | | | | | | | | | | if(${limits_explained} != '', 1, 0) + if(${aman} != '', 1, 0) | | | |
| | calculate | asked | | | | | | | | | | 2 | | | |
| | calculate | level | | | | | | | | | | if(${aman} = 'tidak', 'darurat', if(${skor} >= 1, 'tinggi', if(${answered} < ${asked}, 'belum_lengkap', 'rendah'))) | | | |
| choices |
| | list_name | name | label::Bahasa Indonesia (id) | label::English (en) | retired |
| | yn | ya | Ya | Yes | |
| | yn | tidak | Tidak | No | |
| | tempat | rumah | Rumah | Home | |
| | tempat | balai | Balai | Hall | ya |
| settings |
| | form_title | form_id | version | default_language |
| | Contoh | contoh | 2026112101 | Bahasa Indonesia (id) |
| entities |
| | dataset | label |
| | case | 'kasus' |
| uji |
| | kasus | langkah | pertanyaan | nilai |
| | bahaya | jawab | aman | tidak |
| | | harap | level | darurat |
| | | harap | nama | tersembunyi |
| | batas | jawab | limits_explained | tidak |
| | | jawab | aman | ya |
| | | harap | level | tinggi |
| | tenang | jawab | limits_explained | ya |
| | | jawab | aman | ya |
| | | harap | level | rendah |
| | mulai | harap | level | belum_lengkap |
"""  # noqa: E501

KNOWN = Declared(
    fields={
        "aman": {"name": "aman", "identity": "no", "type": "select1"},
        "nama": {"name": "nama", "identity": "seal", "type": "string"},
        "tempat": {"name": "tempat", "identity": "no", "type": "select1"},
        "umur": {"name": "umur", "identity": "quasi", "type": "int"},
    },
    relied={"aman": "1", "umur": "2"},
    faces=("contoh",),
    images=("home.svg",),
)


def changed(*swaps: tuple[str, str]) -> str:
    """The good form with texts swapped; each must stand in it."""
    text = GOOD
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def book(text: str) -> Book:
    """A form from its Markdown."""
    return read_markdown(text, "contoh")


def judged(text: str, older: str | None = None, known: Declared = KNOWN) -> Judged:
    """A form judged; `older` is the source of its older version."""
    old = judge(book(older), known).compiled.xml if older is not None else None
    return judge(book(text), known, old)


def codes(findings: Sequence[Finding]) -> set[str]:
    """The codes of findings."""
    return {finding.code for finding in findings}


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Workbook:
    """A spreadsheet of rows by sheet name."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Workbook) -> bytes:
    """The bytes of a spreadsheet."""
    content = BytesIO()
    made.save(content)
    return content.getvalue()

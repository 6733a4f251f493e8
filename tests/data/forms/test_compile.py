"""Tests of compiling spreadsheets: the same bytes every time, errors in words, forms that run."""

from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest

from data.forms.compile import compile_file, compile_markdown
from data.forms.errors import FormRefused
from data.forms.formdef import load_form
from tests.data.forms.small import fresh

TABLE = """
| survey |
| | type | name | label::Bahasa Indonesia (id) | label::English (en) | relevant | calculation |
| | begin_group | a | Bagian | Part | | |
| | text | nama | Nama | Name | | |
| | select_one yn | luka | Luka? | Hurt? | | |
| | note | n | Halo ${nama} | Hello ${nama} | ${luka} = 'ya' | |
| | end_group | | | | | |
| | begin_repeat | anak | Anak | Child | | |
| | text | nm | Nama anak | Child's name | | |
| | end_repeat | | | | | |
| | calculate | skor | | | | if(${luka} = 'ya', 1, 0) + count(${anak}) |
| choices |
| | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
| | yn | ya | Ya | Yes |
| | yn | tidak | Tidak | No |
| settings |
| | form_id | version | default_language |
| | coba | 1 | Bahasa Indonesia (id) |
"""


def test_a_table_compiles_to_the_same_bytes_every_time_and_runs() -> None:
    xml = compile_markdown(TABLE, "coba")
    assert xml == compile_markdown(TABLE, "coba")
    session = fresh(load_form(xml))
    session.answer("/coba/a/nama", "Sari")
    session.answer("/coba/a/luka", "ya")
    assert session.view("/coba/a/n").label.strip() == "Halo Sari"
    assert session.view("/coba/a/n").kind == "note"
    assert session.value("/coba/skor") == "2"
    session.set_language("English (en)")
    assert [choice.label for choice in session.view("/coba/a/luka").choices] == ["Yes", "No"]


def test_a_spreadsheet_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    book = import_module("openpyxl").Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in (("type", "name", "label"), ("text", "nama", "Nama")):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    wrongly_named = tmp_path / "laporan baru.md"
    wrongly_named.write_bytes(content.getvalue())
    form = load_form(compile_file(wrongly_named))
    assert [d.path for d in form.controls] == ["/laporan_baru/nama"]


@pytest.mark.parametrize("text", ["", "| survey |\n| | type | name |\n| | no_such | x |\n"])
def test_a_sheet_that_cannot_be_compiled_is_refused_in_words(text: str) -> None:
    with pytest.raises(FormRefused) as refused:
        compile_markdown(text, "coba")
    assert refused.value.code == "bad-sheet"
    assert refused.value.detail


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("| | text | a | A | | mutliline |", "unsupported"),
        ("| | text | a | A | spell(.) = 1 | |", "unknown-function"),
        ("| | text | a | A | . = (1 | |", "bad-expression"),
        ("| | audio | a | A | | printer |", "unsupported"),
    ],
)
def test_what_the_engine_will_not_run_is_refused_when_it_is_compiled(row: str, code: str) -> None:
    sheet = f"| survey |\n| | type | name | label | constraint | appearance |\n{row}\n"
    with pytest.raises(FormRefused) as refused:
        compile_markdown(sheet, "coba")
    assert refused.value.code in {code, "bad-sheet"}
    assert refused.value.where


def test_a_list_in_a_file_is_judged_when_the_form_is_loaded() -> None:
    row = "| | select_one_from_file desa.csv | a | A | | |"
    sheet = f"| survey |\n| | type | name | label | constraint | appearance |\n{row}\n"
    xml = compile_markdown(sheet, "coba")
    with pytest.raises(FormRefused) as refused:
        load_form(xml)
    assert refused.value.code == "missing-file"
    table = "name,label\n1,Satu\n"
    form = load_form(xml, {"jr://file-csv/desa.csv": table})
    assert [c.label for c in fresh(form).view("/coba/a").choices] == ["Satu"]

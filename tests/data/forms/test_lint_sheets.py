"""Files as offices save them: what is healed, what is told with its cell, what is refused."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.forms.authoring.assemble import assemble
from data.forms.authoring.book import Book
from data.forms.authoring.findings import Finding, Unreadable
from data.forms.authoring.reading import forms_in, read_book
from data.forms.authoring.xlsx import read_xlsx
from tests.data.forms.authored import GOOD, book, codes, judged, saved, workbook

HEADS = ("type", "name", "label::Bahasa Indonesia (id)", "label::English (en)", "relevant")
ROWS = (("select_one yn", "aman", "Aman?", "Safe?"), ("text", "nama", "Nama?", "Name?"))
CHOICES = (("list_name", "name", "label::Bahasa Indonesia (id)", "label::English (en)"),
           ("yn", "ya", "Ya", "Yes"), ("yn", "tidak", "Tidak", "No"))  # fmt: skip
SETTINGS = (("form_id", "version", "default_language"),
            ("coba", "2026112201", "Bahasa Indonesia (id)"))  # fmt: skip


def _made(*survey: tuple[object, ...]) -> Workbook:
    rows = survey or (HEADS, *ROWS)
    return workbook({"survey": rows, "choices": CHOICES, "settings": SETTINGS})


def _read(made: Workbook) -> Book:
    return read_xlsx(saved(made), "coba.xlsx")


def _told(made: Workbook, code: str) -> Finding:
    (found,) = (finding for finding in _read(made).findings if finding.code == code)
    return found


def test_a_plain_spreadsheet_is_read_without_a_word_and_compiles() -> None:
    read = _read(_made())
    assert read.findings == ()
    compiled = assemble(read)
    assert compiled.form is not None
    assert compiled.form.form_id == "coba"
    assert assemble(read).xml == compiled.xml


def test_capitals_titles_above_and_empty_rows_do_not_matter_and_rows_keep_their_number() -> None:
    rows: list[tuple[object, ...]] = [
        ("Formulir kota",),
        (),
        tuple(h.upper() if h == "type" else h for h in HEADS),
    ]
    rows += [(), ROWS[0], (), (), ("teks", "nama", "Nama?", "Name?")]
    made = workbook({" Survey": rows, "CHOICES ": CHOICES, "Settings": SETTINGS})
    read = _read(made)
    assert [row.number for row in read.rows("survey")] == [5, 8]
    (wrong,) = (f for f in assemble(read).findings if f.code == "type.unknown")
    assert wrong.place.said("id") == "lembar  Survey, baris 8, kolom A (type)"
    assert wrong.place.said("en") == "sheet  Survey, row 8, column A (type)"


def test_blanks_and_curly_quotes_of_expressions_are_healed_and_told() -> None:
    survey = (HEADS, ROWS[0], ("text ", "nama\u00a0", "Nama?", "Name?", "${aman}\u00a0= ‘ya’"))
    read = _read(_made(*survey))
    assert codes(read.findings) == {"cell.blanks", "cell.curly"}
    assert all(finding.severity == "note" for finding in read.findings)
    assert read.rows("survey")[1].cells["relevant"] == "${aman} = 'ya'"
    assert assemble(read).form is not None


def test_numbers_come_as_they_look_and_yes_as_yes() -> None:
    heads = (*HEADS, "required", "default")
    made = _made(heads, ("integer", "n", "Berapa?", "How many?", None, True, 1.0))
    made["settings"]["B2"] = 2026112201.0
    read = _read(made)
    assert read.rows("survey")[0].cells["required"] == "yes"
    assert read.rows("survey")[0].cells["default"] == "1"
    assert read.setting("version") == "2026112201"


@pytest.mark.parametrize(
    ("cell", "value", "code", "place"),
    [
        ("C2", '="Aman"&"?"', "cell.formula", "baris 2, kolom C (label::Bahasa Indonesia (id))"),
        ("B3", date(2026, 11, 22), "cell.date", "baris 3, kolom B (name)"),
        ("C3", "#REF!", "cell.broken", "baris 3, kolom C"),
        ("F2", "catatan", "column.nameless", "baris 1, kolom F"),
    ],
)
def test_what_cannot_be_healed_is_told_with_its_cell(
    cell: str, value: object, code: str, place: str
) -> None:
    made = _made()
    made["survey"][cell] = value
    assert place in _told(made, code).place.said("id")


def test_a_cell_merged_downwards_holds_for_all_its_rows() -> None:
    made = _made()
    made["choices"].merge_cells("A2:A3")
    read = _read(made)
    assert [row.cells["list_name"] for row in read.rows("choices")] == ["yn", "yn"]
    assert _told(made, "cell.merged-down").place.row == 3
    made["survey"].merge_cells("C2:D2")
    assert _told(made, "cell.merged-across").severity == "warning"


def test_hidden_misspelt_and_doubled_sheets_are_told() -> None:
    made = _made()
    made["choices"].sheet_state = "hidden"
    made.create_sheet("Catatan").append(("x",))
    made.create_sheet("pengaturan").append(("x",))
    assert {"sheet.hidden", "sheet.ignored", "sheet.misspelt"} <= codes(_read(made).findings)
    made.create_sheet("Survey ")["A1"] = "type"
    with pytest.raises(Unreadable) as refused:
        read_xlsx(saved(made), "coba.xlsx")
    assert refused.value.finding.code == "sheet.twice"


def test_a_header_that_stands_twice_is_an_error() -> None:
    assert _told(_made((*HEADS, "Name"), *ROWS), "column.twice").place.letter == "F"


def _zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "/"), data)
    return content.getvalue()


def _sheet_changed(change: Callable[[bytes], bytes]) -> bytes:
    """The plain spreadsheet with its first sheet's XML changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(_made()))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name.endswith("sheet1.xml") else data)
    return out.getvalue()


def _filled(rows: str) -> bytes:
    """The plain spreadsheet with other rows on its first sheet."""
    return _sheet_changed(
        lambda sheet: (
            sheet[: sheet.index(b"<sheetData>") + 11]
            + rows.encode()
            + sheet[sheet.index(b"</sheetData>") :]
        )
    )


def _laughing(sheet: bytes) -> bytes:
    """A sheet whose entities would grow to a hundred million letters."""
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE l [<!ENTITY a0 "ha">{grown}]>'.encode()
    row = b'<row r="9"><c r="A9" t="inlineStr"><is><t>&a8;</t></is></c></row></sheetData>'
    return doctype + sheet.replace(b"</sheetData>", row)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WRONG = {
    "file.locked": OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "file.old-excel": OLE + b"\0" * 600,
    "file.ods": _zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "file.bomb": _zipped(xl__workbook_xml=b"x", xl__a=b"\0" * 30_000_000),
    "file.damaged": b"PK\x03\x04" + b"\0" * 400,
    "file.not-a-form": _zipped(word__document=b"<w/>"),
    "file.big": b"PK\x03\x04" + b"\0" * 6_000_000,
    "file.huge": _filled(
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 150_000))
    ),
    "file.huge wide": _filled(
        "".join(f'<row r="{n}">{"<c><v>1</v></c>" * 60}</row>' for n in range(1, 5_000))
    ),
    "file.huge far": _filled('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "file.damaged entities": _sheet_changed(_laughing),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_or_dangerous_file_is_refused_in_words_within_a_second(
    code: str, tmp_path: Path
) -> None:
    path = tmp_path / "formulir.xlsx"
    path.write_bytes(WRONG[code])
    before = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read_book(path)
    assert refused.value.finding.code == code.split(" ")[0]
    assert time.process_time() - before < 1.0


def test_a_merge_over_the_whole_sheet_takes_no_time() -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    raw = _sheet_changed(lambda sheet: sheet.replace(b"</sheetData>", merge))
    assert "cell.merged-across" in codes(read_xlsx(raw, "coba.xlsx").findings)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"%PDF-1.7", "sekadar teks".encode("utf-16"), saved(Workbook())],
    ids=["empty", "binary", "pdf", "text", "empty workbook"],
)
def test_what_is_no_form_is_refused_in_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "apa.md"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        read_book(path)
    assert refused.value.finding.said("id") != refused.value.finding.said("en")


def test_a_damaged_sheet_inside_a_whole_package_is_refused_in_words() -> None:
    made = io.BytesIO(saved(_made()))
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    with pytest.raises(Unreadable) as refused:
        read_xlsx(out.getvalue(), "coba.xlsx")
    assert refused.value.finding.code == "file.damaged"


def _csv(rows: tuple[tuple[object, ...], ...], mark: str, first: str = "") -> str:
    lines = [mark.join(f'"{cell or ""}"' for cell in row) for row in rows]
    return first + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("mark", "letters"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252")]
)
def test_a_folder_of_csv_is_the_same_form_whatever_mark_and_letters(
    mark: str, letters: str, tmp_path: Path
) -> None:
    survey = (HEADS, ("select_one yn", "aman", "Aman – benar?", "Safe?"), ROWS[1])
    folder = tmp_path / "coba"
    folder.mkdir()
    for name, rows in (("coba-Survey", survey), ("choices", CHOICES), ("settings", SETTINGS)):
        (folder / f"{name}.csv").write_bytes(_csv(rows, mark).encode(letters))
    read = read_book(folder)
    assert read.rows("survey")[0].cells["label::Bahasa Indonesia (id)"] == "Aman – benar?"
    assert codes(read.findings) == ({"file.old-letters"} if letters == "cp1252" else set())
    assert assemble(read).form is not None
    assert read_book(folder / "coba-Survey.csv").rows("choices") == read.rows("choices")
    assert forms_in(tmp_path) == [folder]


def test_a_form_in_one_csv_keeps_its_line_numbers(tmp_path: Path) -> None:
    rows = [("survey", *HEADS), *(("", *row) for row in ROWS), ("choices", *CHOICES[0])]
    rows += [("", *row) for row in CHOICES[1:]] + [("settings", *SETTINGS[0]), ("", *SETTINGS[1])]
    path = tmp_path / "coba.csv"
    path.write_text(_csv(tuple(rows), ";"), encoding="utf-8")
    read = read_book(path)
    assert assemble(read).form is not None
    assert [row.number for row in read.rows("choices")] == [5, 6]
    assert read.place("choices", 5, "name").letter == "C"


def test_a_spreadsheet_and_its_markdown_give_the_same_bytes(tmp_path: Path) -> None:
    source = book(GOOD)
    sheets = {}
    for key, sheet in source.sheets.items():
        heads = tuple(sheet.letters)
        rows = [tuple(row.cells.get(head) for head in heads) for row in sheet.rows]
        sheets[key] = (heads, *rows)
    path = tmp_path / "contoh.xlsx"
    path.write_bytes(saved(workbook(sheets)))
    assert assemble(read_book(path)).xml == judged(GOOD).compiled.xml


def _hurt(rng: random.Random, raw: bytes) -> bytes:
    """A spreadsheet with a few bytes of the package or of one part changed, cut or taken out."""
    if rng.random() < 0.3:
        content = bytearray(raw)
        for _ in range(rng.randint(1, 20)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        return bytes(content)
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = rng.choice(sorted(parts))
    at = rng.randrange(len(parts[name]))
    parts[name] = rng.choice(
        (parts[name][:at], parts[name][:at] + b"<" + parts[name][at + 1 :],
         parts[name].replace(b'"1"', b'"-9"', 2), parts[name].replace(b"<row", b"<x", 1))
    )  # fmt: skip
    return _zipped(**parts)


@pytest.mark.parametrize("seed", range(40))
def test_a_spreadsheet_hurt_at_random_is_read_or_refused_in_words(seed: int) -> None:
    try:
        read = read_xlsx(_hurt(random.Random(seed), saved(_made())), "coba.xlsx")
    except Unreadable as refused:
        assert refused.finding.said("id")
    else:
        assert all(finding.said("en") for finding in assemble(read).findings)


SCRAPS = (
    "", "${aman}", "${", "'", "(", "sum(", "begin_group", "end_repeat", "select_one yn", "rank yn",
    "calculate", "-", "=1", "<b>", "]]>", "a b", "meta", "level", "true()", "${last-saved#aman}",
    "instance('yn')/root/item", "position(..)", "indexed-repeat(", "9" * 30, "x" * 300, "\u202e",
    "range", "start=1 end=5 step=1", "note", "hidden", "data", "contoh", "[", "*", "../..", ".",
    "if(", "and", "div", "#",
)  # fmt: skip


TYPED = st.tuples(st.integers(0, 60), st.integers(1, 15), st.sampled_from(SCRAPS))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 15), st.sampled_from(SCRAPS)), max_size=5)
)
def test_whatever_is_typed_over_a_cell_the_judgement_is_in_words(
    typed: list[tuple[int, int, str]],
) -> None:
    lines = GOOD.splitlines()
    for row, column, scrap in typed:
        cells = lines[row % len(lines)].split("|")
        if len(cells) > column + 1:
            cells[column] = f" {scrap} "
            lines[row % len(lines)] = "|".join(cells)
    try:
        told = judged("\n".join(lines))
    except Unreadable as refused:
        assert refused.finding.said("id")
        return
    assert all(finding.said("id") and finding.said("en") for finding in told.findings)
    assert told.fit or any(finding.severity == "error" for finding in told.findings)

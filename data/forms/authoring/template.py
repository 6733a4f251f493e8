"""The spreadsheet an officer fills in: protected headers, drop-downs, a note at every column.

The same writer makes the empty template and a shipped form as a spreadsheet to change.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.forms.authoring.book import KNOWN_SHEETS, Book
from data.forms.authoring.columns import NOTES, WIDTHS, columns_of
from data.forms.authoring.grid import column_letter
from data.forms.authoring.outline import ASKED, FILE_SELECTS, outline_of
from data.forms.compile import APPEARANCES

LAST_ROW = 1_000
_LISTS = "daftar"
_GUIDE = "petunjuk"
_FONT = "Calibri"
_GUIDE_WIDTH = 82
_INK, _PAPER, _SHADE, _LINE = "FF1F3D3A", "FFE3EFEC", "FFF3F0E6", "FFB9C7C4"
_FREE = Protection(locked=False)
_TYPES = (
    *sorted(ASKED - FILE_SELECTS - {"select_one", "select_multiple", "rank", "trigger", "photo"}),
    "calculate", "hidden", "begin_group", "end_group", "begin_repeat", "end_repeat",
)  # fmt: skip


def workbook_of(book: Book, guide: Sequence[str]) -> bytes:
    """An .xlsx of a form: its sheets, a guide sheet first, drop-downs as the form needs them.

    `guide` are lines of the guide sheet; a line that begins with ``#`` is a heading.
    """
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    _write_guide(first, guide)
    ranges = _write_lists(workbook, book)
    for key in KNOWN_SHEETS:
        if key == "external_choices":
            continue
        sheet = workbook.create_sheet(key)
        _write_sheet(sheet, key, book, ranges)
    workbook.move_sheet(_LISTS, offset=len(workbook.sheetnames))
    workbook[_LISTS].sheet_state = "hidden"
    workbook.active = 1
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == "survey"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_guide(sheet: Worksheet, guide: Sequence[str]) -> None:
    sheet.title = _GUIDE
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH + 2
    for number, line in enumerate(guide, 1):
        heading = line.startswith("#")
        cell = sheet.cell(number, 1, line.lstrip("# "))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=_FONT, bold=heading, size=14 if heading else 11, color=_INK)
        lines = max(1, -(-len(line) // _GUIDE_WIDTH))
        sheet.row_dimensions[number].height = 22 if heading else 15 * lines + 2
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    _on_paper(sheet, "portrait", pages=1)


def _write_lists(workbook: Workbook, book: Book) -> Mapping[str, str]:
    """The words of the drop-downs on a hidden sheet; gives the range of each by column."""
    sheet = workbook.create_sheet(_LISTS)
    lists = sorted(outline_of(book).lists)
    selects = [f"{kind} {name}" for name in lists for kind in ("select_one", "select_multiple")]
    columns = {
        "type": [*selects, *_TYPES],
        "appearance": sorted(APPEARANCES),
        "required": ["yes"],
        "retired": ["ya"],
        "langkah": ["jawab", "harap", "tambah"],
    }
    ranges = {}
    for at, (column, words) in enumerate(columns.items(), 1):
        for number, word in enumerate(words, 1):
            sheet.cell(number, at, word)
        letter = column_letter(at)
        ranges[column] = f"{_LISTS}!${letter}$1:${letter}${len(words)}"
    ranges["pertanyaan"] = f"survey!$B$2:$B${LAST_ROW}"
    sheet.protection.sheet = True
    return ranges


def _write_sheet(sheet: Worksheet, key: str, book: Book, ranges: Mapping[str, str]) -> None:
    headers = columns_of(key, book)
    thin = Side(style="thin", color=_LINE)
    for at, header in enumerate(headers, 1):
        letter = column_letter(at)
        cell = sheet.cell(1, at, header)
        cell.font = Font(name=_FONT, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_PAPER)
        cell.border = Border(bottom=thin)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.protection = Protection(locked=True)
        head = header.partition("::")[0]
        dimension = sheet.column_dimensions[letter]
        dimension.width = WIDTHS.get(head, 16)
        dimension.protection = _FREE
        dimension.number_format = "@"
        _guard(sheet, letter, head, key, ranges)
    rest = sheet.column_dimensions[column_letter(len(headers) + 1)]
    rest.min, rest.max = len(headers) + 1, 16_384
    rest.width, rest.protection = 9, _FREE
    for number, row in enumerate(book.rows(key), 2):
        for at, header in enumerate(headers, 1):
            cell = sheet.cell(number, at)
            cell.number_format = "@"
            cell.protection = _FREE
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if header in row.cells:
                cell.value = row.cells[header]
                cell.data_type = "s"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "C2" if key == "survey" else "A2"
    if key == "survey":
        shade = PatternFill("solid", bgColor=_SHADE)
        rule = FormulaRule(formula=['LEFT($A2,5)="begin"'], fill=shade)
        last = column_letter(len(headers))
        sheet.conditional_formatting.add(f"A2:{last}{LAST_ROW}", rule)
    _protect(sheet)
    _on_paper(sheet, "landscape", pages=0)


def _on_paper(sheet: Worksheet, orientation: str, *, pages: int) -> None:
    """A4, all columns on one page; `pages` 0 lets the rows run on."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _guard(sheet: Worksheet, letter: str, head: str, key: str, ranges: Mapping[str, str]) -> None:
    """A drop-down where words are known, and what belongs in the column, shown at the cell."""
    listed = ranges.get(head) if head != "type" or key == "survey" else None
    guard = DataValidation(
        type="list" if listed else None, formula1=listed, allow_blank=True, showErrorMessage=False
    )
    note = NOTES.get((key, head)) or NOTES.get(("", head))
    if note:
        guard.promptTitle, guard.prompt = head[:32], note[:255]
        guard.showInputMessage = True
    if listed or note:
        sheet.add_data_validation(guard)
        guard.add(f"{letter}2:{letter}{LAST_ROW}")


def _protect(sheet: Worksheet) -> None:
    """Headers are locked, without a password; rows may come, go and be sorted."""
    guard = sheet.protection
    guard.sheet = True
    for name in ("insertRows", "deleteRows", "formatCells", "formatRows", "formatColumns", "sort"):
        setattr(guard, name, False)

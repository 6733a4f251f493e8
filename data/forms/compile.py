"""The only door to pyxform: spreadsheets and their Markdown tables become compiled forms.

Needs the extra `authoring`; no laptop of a responder has it. The same source gives the same bytes
on every run, and every compiled form is read back by the engine before it is handed out.
"""

import re
from pathlib import Path

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from data.forms.errors import FormRefused
from data.forms.formdef import load_form

APPEARANCES = frozenset(
    {"minimal", "autocomplete", "likert", "field-list", "multiline", "quick", "columns", "numbers"}
)
_SIGNATURES = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}


def compile_markdown(text: str, form_name: str) -> bytes:
    """An XLSForm written as Markdown tables, compiled to XForm bytes.

    `form_name` is the name of the record's root element; the form's id is what its settings say
    (`data` where they say nothing). Raises `FormRefused` (`bad-sheet`) with pyxform's own words
    about sheet and row, or as `load_form` does for what the engine will not run.
    """
    return _compiled(text.encode(), ".md", form_name)


def compile_file(path: Path | str, form_name: str | None = None) -> bytes:
    """A spreadsheet (.xlsx, .xls) or Markdown file, compiled to XForm bytes.

    What the file is, is told by its first bytes, not by its name. The form's name is the file's,
    without its ending, unless given. Raises `FormRefused` (`bad-sheet`).
    """
    source = Path(path)
    content = source.read_bytes()
    kind = _SIGNATURES.get(content[:4], ".md")
    name = form_name or re.sub(r"[^A-Za-z0-9_]+", "_", source.stem)
    return _compiled(content, kind, name)


def _read_back(xml: bytes) -> None:
    """The engine's own judgement, and that no appearance is misspelt or beyond our windows.

    Attached lists are not here yet: whether they are there is judged when the form is loaded.
    """
    try:
        form = load_form(xml)
    except FormRefused as refused:
        if refused.code == "missing-file":
            return
        raise
    for control in form.controls.values():
        unknown = set(control.appearance.split()) - APPEARANCES
        if unknown:
            found = " ".join(sorted(unknown))
            raise FormRefused("unsupported", control.defn.path, f"the appearance {found}")


def _compiled(content: bytes, kind: str, name: str) -> bytes:
    warnings: list[str] = []
    try:
        result = convert(
            xlsform=content,
            file_type=kind,
            form_name=name,
            warnings=warnings,
            validate=False,
            pretty_print=True,
        )
    except PyXFormError as error:
        raise FormRefused("bad-sheet", name, " ".join(str(error).split())) from None
    text: str = result.xform
    xml = text.rstrip("\n").encode() + b"\n"
    _read_back(xml)
    return xml

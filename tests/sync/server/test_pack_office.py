"""A spreadsheet that went through a real office program still is the form it was.

Where LibreOffice is not installed the same path runs on a file another program library wrote, and
one line says so.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.content.pack import read
from data.content.reader import built_form
from data.forms.formdef import load_form
from sync.server.__main__ import main
from tests.sync.server.test_pack_cli import MADE, pack, reword

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def through_an_office(path: Path, folder: Path, kind: str) -> Path:
    """The file as LibreOffice saves it (`kind` xlsx or csv); without it, as openpyxl does."""
    folder.mkdir()
    if SOFFICE is None:
        book = load_workbook(path)
        book.save(folder / path.name)
        return folder / path.name
    profile = (folder / "profile").as_uri()
    done = subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(path)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    made = folder / f"{path.stem}.{kind.partition(':')[0]}"
    assert made.is_file(), done.stderr
    return made


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> None:
    """Says in a line when the office program is not here."""
    if SOFFICE is None:
        with capsys.disabled():
            print("\nLibreOffice is not installed: its round trip was not run, openpyxl's was.")


@pytest.mark.usefixtures("told")
def test_a_form_saved_by_an_office_program_is_the_same_form(tmp_path: Path) -> None:
    path, out = tmp_path / "ipv5.xlsx", tmp_path / "a.pack"
    assert pack("template", "--from", "ipv5", path) == 0
    saved = through_an_office(path, tmp_path / "kembali", "xlsx")
    assert pack("build", saved, "--out", out, "--seq", 1, *MADE) == 0
    assert read(out.read_bytes()).files["built/ipv5.xml"] == built_form("ipv5")


@pytest.mark.usefixtures("told")
def test_a_change_made_in_an_office_program_is_signed_and_verifies(tmp_path: Path) -> None:
    path, out, keys = tmp_path / "ipv5.xlsx", tmp_path / "a.pack", tmp_path / "keys"
    assert pack("template", "--from", "ipv5", path) == 0
    reword(path)
    saved = through_an_office(path, tmp_path / "kembali", "xlsx")
    assert pack("build", saved, "--out", out, "--seq", 1, *MADE) == 0
    assert main(["ceremony", "--out", str(keys)]) == 0
    assert pack("sign", out, "--keys", keys, "--as", "Sari", "--role", "pembuat") == 0
    assert pack("sign", out, "--keys", keys, "--as", "Budi", "--role", "pengesah") == 0
    assert pack("verify", out, "--public", keys / "public.bundle") == 0
    form = load_form(read(out.read_bytes()).files["built/ipv5.xml"])
    assert form.version == "2029010101"


@pytest.mark.usefixtures("told")
def test_the_template_keeps_its_drop_downs_and_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    assert pack("template", path) == 0
    saved = through_an_office(path, tmp_path / "kembali", "xlsx")
    assert pack("lint", saved) == 0
    assert pack("test", saved) == 0
    survey = load_workbook(saved)["survey"]
    guards = [guard for guard in survey.data_validations.dataValidation if guard.type == "list"]
    assert any("A2" in str(guard.sqref) for guard in guards)
    assert survey.protection.sheet
    assert survey["A1"].protection.locked
    assert not survey["A2"].protection.locked

"""`responder-city pack` as an officer types it: from the template to a published, signed pack."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.content.pack import read
from data.content.reader import built_form
from data.content.source import BUILT_IN
from sync.server.__main__ import main
from sync.server.keyfiles import ADMIN, PACK, PUBLIC, SECRETS
from sync.server.pack_words import WORDS
from tests.house.tree import ROOT

ORDERS = ("build", "lint", "test", "sign", "verify", "show", "template", "manual", "publish")
MADE = ("--city", "2172", "--made", "1795000000")


def pack(*words: object) -> int:
    """One pack command."""
    return main(["pack", *map(str, words)])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The shipped partner checklist as a spreadsheet."""
    path = tmp_path / "ipv5.xlsx"
    assert pack("template", "--from", "ipv5", path) == 0
    return path


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A ceremony that was held."""
    path = tmp_path / "keys"
    assert main(["ceremony", "--out", str(path)]) == 0
    return path


def change(path: Path, sheet: str, old: str, new: str) -> int:
    """Type over every cell of a sheet that is exactly `old`; how many there were."""
    book = load_workbook(path)
    found = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == old]
    for cell in found:
        cell.value = new
    book.save(path)
    return len(found)


def version_of(path: Path) -> str:
    """What the settings sheet says."""
    return str(load_workbook(path)["settings"]["C2"].value)


def reword(path: Path) -> None:
    """A change of wording as an officer makes it, with a new version."""
    assert change(path, "survey", "Keselamatan", "Keselamatan sekarang") == 1
    assert change(path, "settings", version_of(path), "2029010101") == 1


@pytest.mark.parametrize("order", ["", *ORDERS])
def test_help_speaks_both_languages(order: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        pack(*([order] if order else []), "--help")
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    for sentence in WORDS[order or "about"]:
        assert sentence in shown


def test_every_sentence_stands_in_two_languages() -> None:
    same = {"file"}
    assert [key for key, (one, other) in WORDS.items() if one == other and key not in same] == []


def test_the_template_is_clean_and_becomes_a_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "formulir.xlsx"
    assert pack("template", path) == 0
    capsys.readouterr()
    assert pack("lint", path) == 0
    told = capsys.readouterr().out
    assert "[form.unknown]" in told
    assert "0 kesalahan, 1 hal" in told
    assert pack("test", path, "--lang", "en") == 0
    assert "Cases of uji: 5 of 5 passed." in capsys.readouterr().out
    assert pack("build", path, "--out", tmp_path / "a.pack", "--seq", 1, *MADE) == 0
    assert sorted(read((tmp_path / "a.pack").read_bytes()).files) == ["built/contoh.xml"]


def test_nothing_is_written_over(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sheet.read_bytes()
    assert pack("template", sheet) == 2
    assert pack("build", sheet, "--out", sheet, "--seq", 1, *MADE) == 2
    assert sheet.read_bytes() == before
    assert "tidak ditimpa" in capsys.readouterr().err


def test_a_shipped_form_comes_back_from_its_spreadsheet_byte_for_byte(
    sheet: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.pack"
    assert pack("build", sheet, "--out", out, "--seq", 1, *MADE) == 0
    assert read(out.read_bytes()).files["built/ipv5.xml"] == built_form("ipv5")


def test_the_same_sources_give_the_same_pack(sheet: Path, tmp_path: Path) -> None:
    reword(sheet)
    for name in ("a.pack", "b.pack"):
        assert pack("build", sheet, "--out", tmp_path / name, "--seq", 1, *MADE) == 0
    assert (tmp_path / "a.pack").read_bytes() == (tmp_path / "b.pack").read_bytes()


def test_a_change_goes_from_the_spreadsheet_to_the_city(
    sheet: Path, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(sheet)
    out, db = tmp_path / "kota-1.pack", f"sqlite:///{tmp_path / 'city.sqlite'}"
    assert pack("build", sheet, "--out", out, "--seq", 1, "--name", "Uji coba", *MADE) == 0
    public = keys / PUBLIC
    assert pack("verify", out, "--public", public) == 1
    assert "pack sign --role pembuat" in capsys.readouterr().err
    maker, approver = ("sign", out, "--keys", keys), ("sign", out, "--keys", keys)
    assert pack(*maker, "--as", "Sari", "--role", "pembuat") == 0
    assert "Masih perlu tanda tangan pengesah" in capsys.readouterr().out
    assert pack("verify", out, "--public", public) == 1
    assert "pack sign --role pengesah" in capsys.readouterr().err
    assert pack(*approver, "--as", " sari ", "--role", "pengesah") == 1
    assert "Dua orang berbeda" in capsys.readouterr().err
    assert pack(*approver, "--as", "Budi", "--role", "pengesah") == 0
    assert pack("verify", out, "--public", public) == 0
    assert "dibuat Sari, disahkan Budi" in capsys.readouterr().out
    words = ("--db", db, "--public", str(public), "--secrets", str(keys / SECRETS))
    assert main(["init", *words]) == 0
    assert pack("publish", out, "--db", db) == 0
    assert pack("publish", out, "--db", db, "--lang", "en") == 0
    assert "Nothing has changed" in capsys.readouterr().out
    assert pack("show", out) == 0
    shown = capsys.readouterr().out
    assert "formulir ipv5, versi 2029010101: berubah dari bawaan" in shown
    assert "tanda tangan pengesah: Budi" in shown


def test_the_key_of_another_city_does_not_count(sheet: Path, keys: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "a.pack", tmp_path / "other"
    assert main(["ceremony", "--out", str(other)]) == 0
    assert pack("build", sheet, "--out", out, "--seq", 1, *MADE) == 0
    assert pack("sign", out, "--keys", other, "--as", "Sari", "--role", "pembuat") == 0
    assert pack("sign", out, "--keys", keys, "--as", "Budi", "--role", "pengesah") == 0
    assert pack("verify", out, "--public", keys / PUBLIC) == 1


def test_each_role_signs_with_a_key_of_its_own(sheet: Path, keys: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pack"
    assert pack("build", sheet, "--out", out, "--seq", 1, *MADE) == 0
    (keys / ADMIN).rename(tmp_path / ADMIN)
    assert pack("sign", out, "--keys", keys, "--as", "Budi", "--role", "pengesah") == 2
    assert pack("sign", out, "--keys", tmp_path, "--as", "Budi", "--role", "pengesah") == 0
    assert not (tmp_path / PACK).exists()


def test_a_form_with_an_error_becomes_no_pack(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert change(sheet, "survey", "Keselamatan", "Keselamatan sekarang") == 1
    out = tmp_path / "a.pack"
    assert pack("build", sheet, "--out", out, "--seq", 1, *MADE) == 1
    told = capsys.readouterr().out
    assert "SALAH lembar settings, baris 2, kolom C (version)" in told
    assert "[version.rise]" in told
    assert "Paket tidak dibuat" in told
    assert not out.exists()


def test_a_checklist_without_its_cases_becomes_no_pack(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(sheet)
    del book["uji"]
    book.save(sheet)
    assert pack("test", sheet) == 1
    assert "[trial.none]" in capsys.readouterr().out
    assert pack("build", sheet, "--out", tmp_path / "a.pack", "--seq", 1, *MADE) == 1


def test_a_failing_case_says_expected_and_got(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert change(sheet, "uji", "darurat", "rendah") > 0
    assert pack("test", sheet) == 1
    told = capsys.readouterr().out
    assert "level diharap “rendah”, ternyata “darurat”" in told
    assert "lembar uji, baris" in told


def test_the_next_pack_carries_the_earlier_one_and_rises(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "1.pack", tmp_path / "2.pack"
    reword(sheet)
    assert pack("build", sheet, "--out", first, "--seq", 1, *MADE) == 0
    own = tmp_path / "contoh.xlsx"
    assert pack("template", own) == 0
    words = ("build", own, "--against", first, "--out", second, *MADE)
    assert pack(*words, "--seq", 1) == 2
    assert "--seq 1 tidak lebih tinggi" in capsys.readouterr().err
    assert pack(*words, "--seq", 2) == 0
    assert sorted(read(second.read_bytes()).files) == ["built/contoh.xml", "built/ipv5.xml"]
    assert change(sheet, "survey", "Keselamatan sekarang", "Keselamatan") == 1
    assert pack("lint", sheet, "--against", first) == 1
    assert "2029010101 tidak lebih tinggi dari 2029010101" in capsys.readouterr().out


def test_tables_of_a_folder_are_read_as_saved_and_checked(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "paket"
    folder.mkdir()
    sheet.rename(folder / "ipv5.xlsx")
    table = folder / "pathway.csv"
    first = next(csv.DictReader(io.StringIO(BUILT_IN.read("pathway.csv").decode(), newline="")))

    def save(condition: str) -> None:
        cells = {**first, "condition": condition, "never_id": "", "never_en": ""}
        lines = f"{';'.join(cells)}\n{';'.join(cells.values()).replace('; ', ', ')}\n"
        table.write_bytes(lines.encode("utf-8-sig"))

    save("safe_nou = tidak")
    (folder / "catatan.txt").write_text("x", encoding="utf-8")
    assert pack("lint", folder) == 1
    told = capsys.readouterr().out
    assert "pathway.csv, baris 2, kolom condition" in told
    assert "[pack.ignored]" in told
    save("safe_now = tidak")
    out = tmp_path / "a.pack"
    assert pack("build", folder, "--out", out, "--seq", 1, *MADE) == 0
    assert read(out.read_bytes()).files["pathway.csv"].startswith(b"id,title_id,title_en,condition")
    table.write_text("id;condition\n1;always\n", encoding="utf-8")
    assert pack("lint", folder) == 1
    assert "[table.columns]" in capsys.readouterr().out


@pytest.mark.parametrize("order", ["show", "sign", "verify", "publish"])
def test_a_file_that_is_no_pack_is_refused_in_words(
    order: str, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.pack"
    more = {
        "sign": ("--keys", keys, "--as", "Sari", "--role", "pembuat"),
        "verify": ("--public", keys / PUBLIC),
        "publish": ("--db", f"sqlite:///{tmp_path / 'city.sqlite'}"),
    }.get(order, ())
    assert pack(order, path, *more) == 2
    path.write_bytes(b"PSKPACK1 bukan")
    if order == "publish":
        words = ("--public", str(keys / PUBLIC), "--secrets", str(keys / SECRETS))
        assert main(["init", "--db", str(more[1]), *words]) == 0
    assert pack(order, path, *more) == 1
    assert "bukan paket" in capsys.readouterr().err


def test_a_server_without_the_authoring_part_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyxform'] = None\n"
        "from sync.server.__main__ import main\n"
        "sys.exit(main(['pack', *sys.argv[1:]]))"
    )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    done = run("lint", str(tmp_path))
    assert done.returncode == 2
    assert "satu-pintu[authoring]" in done.stderr
    assert run("manual").stdout.startswith("# Mengubah formulir")


def test_serving_a_city_loads_no_spreadsheet_reader() -> None:
    code = "import sys, json, sync.server.__main__; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"pyxform", "openpyxl", "data.forms.authoring"} & set(json.loads(done.stdout))


def test_pages_of_the_guide_are_checked_before_they_travel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "paket"
    (folder / "guide" / "id").mkdir(parents=True)
    name = next(name for name in BUILT_IN.names("guide/id") if name.endswith(".md"))
    page = folder / "guide" / "id" / name
    page.write_bytes(BUILT_IN.read(f"guide/id/{name}"))
    assert pack("lint", folder) == 0
    capsys.readouterr()
    page.write_text("# Judul\n\n" + "kata " * 40 + ".\n", encoding="utf-8")
    assert pack("lint", folder) == 1
    assert f"berkas guide/id/{name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("column", "word", "code"),
    [
        ("condition", "safe_now = tidak or", "pathway.grammar"),
        ("condition", "umur = 3", "pathway.unknown"),
        ("condition", "safe_now = mungkin", "pathway.answer"),
        ("steps", "terbang:segera", "table.word"),
        ("steps", "telepon_110:kapan", "table.word"),
        ("services", "polisi_999", "table.word"),
        ("deadline", "besok", "table.word"),
        ("actors", "siapa_saja", "table.word"),
        ("never_en", "One; Two; Three; Four; Five; Six", "table.never"),
    ],
)
def test_a_row_of_the_decision_table_must_be_one_the_app_can_read(
    column: str, word: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "paket"
    folder.mkdir()
    rows = list(csv.DictReader(io.StringIO(BUILT_IN.read("pathway.csv").decode(), newline="")))
    with (folder / "pathway.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert pack("lint", folder) == 0
    rows[3][column] = word
    with (folder / "pathway.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    capsys.readouterr()
    assert pack("lint", folder) == 1
    told = capsys.readouterr().out
    assert f"berkas pathway.csv, baris 5, kolom {column}" in told
    assert f"[{code}]" in told


def test_a_form_the_list_names_must_be_there_and_a_type_must_be_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "paket"
    folder.mkdir()
    for name in ("forms.csv", "fields.csv"):
        (folder / name).write_bytes(BUILT_IN.read(name))
    assert pack("lint", folder) == 0
    forms = (folder / "forms.csv").read_text(encoding="utf-8")
    (folder / "forms.csv").write_text(forms.replace("\nipv5,", "\nipv6,"), encoding="utf-8")
    fields = (folder / "fields.csv").read_text(encoding="utf-8").splitlines()
    fields[1] = fields[1].rpartition(",")[0] + ",angka"
    (folder / "fields.csv").write_text("\n".join(fields), encoding="utf-8")
    capsys.readouterr()
    assert pack("lint", folder) == 1
    told = capsys.readouterr().out
    for code in ("table.no-form", "table.vanished", "table.type", "table.changed"):
        assert f"[{code}]" in told

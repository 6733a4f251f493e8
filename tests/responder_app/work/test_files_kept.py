"""Files that come back after a loss, go with an erased letter, and leave the app at the desk."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from data.model.problems import Code, Refusal
from data.ops.blob import sealed_size
from data.ops.header import OWN
from data.store.store import Store
from responder_app.work import case_files, road
from responder_app.work.case_files import FileState
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.files_at_hand import (
    PHOTO,
    at_desk,
    files,
    letters,
    lose_chunks,
    note_evidence,
)
from tests.responder_app.work.paper_chunks import PaperChunks
from tests.responder_app.work.test_attach import stored


def test_a_lost_mailbag_gets_the_very_same_chunks_again(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)

    def laid(store: Store) -> list[bytes]:
        faces = store.mailbag.blobs_waiting()
        return [store.mailbag.chunk(one.blob, i) or b"" for one in faces for i in range(one.chunks)]

    before = town.cadre.do(laid)
    lose_chunks(town.cadre)
    assert town.cadre.do(laid) == []
    town.cadre.w(road.look)
    after = town.cadre.do(laid)
    assert after == before
    assert hashlib.sha256(b"".join(after)).digest() == letters(town.cadre, rec)[-1].head.att[0][0]


def test_a_restored_vault_asks_for_the_bodies_of_its_files_by_itself(
    town: Town, tmp_path: Path
) -> None:
    cadre, city = town.cadre, PaperChunks()
    rec = cadre.record_case()
    cadre.stop()
    old = tmp_path / "copy"
    old.mkdir()
    for path in cadre.home.glob("vault-*"):
        shutil.copy2(path, old / path.name)
    cadre.start()
    cadre.come_in()
    note_evidence(town, rec, tmp_path)
    cadre.judge(rec)
    cadre.refer(rec)
    city.take(cadre)
    town.mail()
    lose_chunks(cadre)
    cadre.stop()
    for path in cadre.home.glob("vault-*"):
        path.unlink()
    for path in old.iterdir():
        shutil.copy2(path, cadre.home / path.name)
    cadre.start()
    assert cadre.come_in().new_writer == "laid"
    town.mail()
    town.mail()
    (missing,) = files(cadre, rec)
    assert (missing.state, missing.here) == (FileState.COMING, False)
    assert city.give(cadre) == sealed_size(len(PHOTO))[1]
    cadre.w(road.look)
    assert city.take(cadre) == 0
    (healed,) = files(cadre, rec)
    assert (healed.here, healed.state) == (True, FileState.AT_CITY)
    assert cadre.w(case_files.look_at, rec, healed.sha256) == PHOTO
    assert len(cadre.do(stored)) == 1


def test_an_erased_letter_takes_its_file_with_it_at_both_ends(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    note_evidence(town, rec, tmp_path)
    city = PaperChunks()
    city.take(town.cadre)
    town.mail()
    (there,) = at_desk(town).files
    town.desk.w(case_files.ask, rec, there.sha256)
    city.give(town.desk)
    town.desk.w(road.look)
    assert len(town.desk.do(stored)) == len(town.cadre.do(stored)) == 1
    town.city.gone += [op.opid for op in letters(town.cadre, rec) if op.head.att]
    town.mail()
    for laptop in (town.cadre, town.desk):
        assert laptop.do(stored) == []
        assert files(laptop, rec) == ()


def test_a_file_stays_while_another_letter_of_the_case_still_carries_it(
    town: Town, tmp_path: Path
) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    town.city.gone += [
        op.opid for op in letters(town.cadre, rec) if op.head.att and op.head.aud == OWN
    ]
    town.mail()
    assert len(town.cadre.do(stored)) == 1
    assert [one.to_desk for one in files(town.cadre, rec)] == [True]


def test_only_the_desk_saves_a_copy_and_that_is_written_down(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    note_evidence(town, rec, tmp_path)
    city = PaperChunks()
    city.take(town.cadre)
    town.mail()
    (there,) = at_desk(town).files
    place = tmp_path / "stick"
    place.mkdir()
    with pytest.raises(Refusal) as refused:
        town.cadre.w(case_files.save_copy, rec, there.sha256, str(place), None)
    assert refused.value.code is Code.NOT_YOUR_CASE
    with pytest.raises(Refusal) as refused:
        town.desk.w(case_files.save_copy, rec, there.sha256, str(place), None)
    assert refused.value.code is Code.FILE_GONE
    assert not list(place.iterdir())
    town.desk.w(case_files.ask, rec, there.sha256)
    city.give(town.desk)
    town.desk.w(road.look)
    names = [
        town.desk.w(case_files.save_copy, rec, there.sha256, str(place), clean)
        for clean in (None, lambda: b"made anew")
    ]
    short = there.sha256.hex()[:8]
    assert names == [f"bukti-{short}.jpg", f"bukti-{short}-2.jpg"]
    assert [(place / name).read_bytes() for name in names] == [PHOTO, b"made anew"]

    def acts(store: Store) -> list[str]:
        return [entry.act for entry in store.vault.audit.page()]

    assert town.desk.do(acts)[-2:] == ["export", "export"]
    with pytest.raises(Refusal) as refused:
        town.desk.w(case_files.save_copy, rec, there.sha256, str(tmp_path / "no"), None)
    assert refused.value.code is Code.FILE_NOT_SAVED


def test_nothing_of_a_file_stands_open_in_the_mailbag(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    marked = b"\xff\xd8\xff\xe1KENARI-EXIF-GPS" * 500
    note_evidence(town, rec, tmp_path, marked)
    (face,) = town.cadre.do(stored)
    clear = [b"KENARI-EXIF-GPS", face.name.encode(), face.sha256, face.sha256.hex().encode()]

    def dump(store: Store) -> bytes:
        drawer = store.mailbag._drawer
        names = drawer.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        rows = [row for (name,) in names for row in drawer.rows(f"SELECT * FROM {name}")]
        return b"\n".join(
            one if isinstance(one, bytes) else str(one).encode() for row in rows for one in row
        )

    held = town.cadre.do(dump)
    assert len(held) > len(marked)
    assert not [one for one in clear if one in held]


def test_files_that_are_safe_at_the_city_are_not_laid_again(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    town.city.safe = True
    town.mail()
    lose_chunks(town.cadre)
    town.cadre.w(road.look)

    def laid(store: Store) -> int:
        return len(store.mailbag.blobs_laid())

    assert town.cadre.do(laid) == 0
    (op,) = [one for one in letters(town.cadre, rec) if one.head.att]

    def lacks(store: Store) -> None:
        store.mailbag.note_blob_needs([(op.head.att[0][0], [(0, 1)])], town.cadre.clock())

    town.cadre.do(lacks)
    town.cadre.w(road.look)
    assert town.cadre.do(laid) == 1

"""Files of finished forms: sealed with their letters, laid in chunks, fetched at a desk."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from data.model.problems import Code, Refusal
from data.ops.blob import sealed_size
from data.ops.header import DESK, OWN
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.store.store import Store
from responder_app.work import attach, begin, case_files, cases, desk, filling, fold_case, road
from responder_app.work.case_files import CaseFile, FileState
from responder_app.work.desk import DeskView
from responder_app.work.drafts import OpenDraft
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_chunks import PaperChunks
from tests.responder_app.work.test_answered import bodies
from tests.responder_app.work.test_attach import EVIDENCE, file_of, stored

PHOTO = b"\xff\xd8\xff\xe0" + os.urandom(40_000)


def note_evidence(town: Town, rec: bytes, tmp_path: Path, content: bytes = PHOTO) -> None:
    """The evidence form with a picture, finished."""
    opened: OpenDraft = town.cadre.w(begin.start, "evidence", rec, {})
    session = filling.session_of(opened, town.cadre.world, "id")
    filling.put_in(session, EVIDENCE)
    taken = town.cadre.w(attach.take, opened.id, file_of(tmp_path, content), "image", {})
    ref = next(view.ref for view in session.questions() if view.kind == "media")
    session.answer(ref, taken.name)
    town.cadre.finish_session(opened, session)


def letters(laptop: Laptop, rec: bytes) -> list[Op]:
    """Every letter of a case."""

    def read(store: Store) -> list[Op]:
        return [Op.parse(row.raw) for row in store.vault.ops.of_case(rec)]

    found: list[Op] = laptop.do(read)
    return found


def carrying(laptop: Laptop, rec: bytes) -> list[tuple[str, str]]:
    """(kind, audience) of the letters that carry a file."""
    return [(op.kind, op.head.aud) for op in letters(laptop, rec) if op.head.att]


def lose_chunks(laptop: Laptop) -> None:
    """The mailbag holds no attachment any more: lost, or all of them safe at the city."""

    def lose(store: Store) -> None:
        for table in ("blob", "blob_chunk", "blob_need", "blob_had"):
            store.mailbag._drawer.run(f"DELETE FROM {table}")

    laptop.do(lose)


def files(laptop: Laptop, rec: bytes) -> tuple[CaseFile, ...]:
    """The files of a case, as its page shows them."""
    shown: tuple[CaseFile, ...] = laptop.w(cases.open_case, rec).files
    return shown


def at_desk(town: Town) -> DeskView:
    """The one referral at the desk."""
    (line,) = town.desk.w(desk.incoming).lines
    view: DeskView = town.desk.w(desk.open_referral, line.opid)
    return view


def test_before_a_referral_a_file_goes_with_the_letter_to_oneself(
    town: Town, tmp_path: Path
) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    (op,) = [one for one in letters(town.cadre, rec) if one.head.att]
    ((_blob, size, count),) = op.head.att
    assert (op.head.aud, (size, count)) == (OWN, sealed_size(len(PHOTO)))
    (shown,) = files(town.cadre, rec)
    assert (shown.state, shown.done, shown.to_desk) == (FileState.WAITS, 0, False)
    assert (shown.mime, shown.size, shown.of) == ("image/jpeg", len(PHOTO), "foto_luka")


def test_a_referral_that_consent_allows_carries_the_file_to_the_desk(
    town: Town, tmp_path: Path
) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    assert carrying(town.cadre, rec) == [("d", OWN), ("r", DESK)]
    assert [one.to_desk for one in files(town.cadre, rec)] == [True]
    city = PaperChunks()
    city.take(town.cadre)
    town.mail()
    (there,) = at_desk(town).files
    assert (there.state, there.here, there.mine) == (FileState.AWAY, False, False)
    town.desk.w(case_files.ask, rec, there.sha256)
    assert [one.state for one in at_desk(town).files] == [FileState.COMING]
    city.give(town.desk, 1)
    (some,) = at_desk(town).files
    assert 0 < some.done < some.total
    city.give(town.desk)
    town.desk.w(road.look)
    (here,) = at_desk(town).files
    assert (here.state, here.here) == (FileState.HERE, True)
    assert town.desk.w(case_files.look_at, rec, here.sha256) == PHOTO


def test_evidence_after_a_referral_goes_to_the_desk_at_once(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    note_evidence(town, rec, tmp_path)
    assert carrying(town.cadre, rec) == [("d", DESK)]


def test_without_her_word_a_file_stays_with_its_author(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case(safe_now="tidak", consent_services="kesehatan")
    note_evidence(town, rec, tmp_path)
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    note_evidence(town, rec, tmp_path, PHOTO + b"another")
    assert carrying(town.cadre, rec) == [("d", OWN), ("d", OWN)]
    assert [one.to_desk for one in files(town.cadre, rec)] == [False, False]
    town.mail()
    assert at_desk(town).files == ()


def test_no_letter_to_the_desk_names_a_file_the_desk_may_not_have(
    town: Town, tmp_path: Path
) -> None:
    rec = town.cadre.record_case(safe_now="tidak", consent_services="kesehatan")
    note_evidence(town, rec, tmp_path)
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    note_evidence(town, rec, tmp_path, PHOTO + b"another")
    told = [body for aud, body in town.cadre.w(bodies, rec) if aud == DESK and body is not None]
    assert told
    sums = {hashlib.sha256(one).hexdigest() for one in (PHOTO, PHOTO + b"another")}
    assert not [digest for digest in sums for body in told if digest in repr(body)]


def test_going_up_is_told_in_bytes_and_comes_to_its_end(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    city = PaperChunks()
    assert city.take(town.cadre, 1) == 1
    (half,) = files(town.cadre, rec)
    assert half.state is FileState.GOING
    assert 0 < half.done < half.total
    city.take(town.cadre)
    assert [one.state for one in files(town.cadre, rec)] == [FileState.AT_CITY]


def test_the_same_file_is_told_once_to_one_reader(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    note_evidence(town, rec, tmp_path)
    assert carrying(town.cadre, rec) == [("d", OWN)]
    assert len(files(town.cadre, rec)) == 1


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


@pytest.mark.parametrize("what", ["changed", "another"])
def test_what_is_not_the_named_file_is_never_shown(town: Town, tmp_path: Path, what: str) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    city = PaperChunks()
    city.take(town.cadre)
    town.mail()
    (there,) = at_desk(town).files
    town.desk.w(case_files.ask, rec, there.sha256)
    for shelf in city.chunks.values():
        shelf[0] = os.urandom(len(shelf[0])) if what == "another" else bytes(len(shelf[0]))
    for _try in range(3):
        city.give(town.desk)
        town.desk.w(road.look)
    (shown,) = at_desk(town).files
    assert (shown.state, shown.here) == (FileState.DIFFERS, False)


def test_seventeen_files_go_in_two_letters_and_all_arrive(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case()
    for number in range(17):
        note_evidence(town, rec, tmp_path, PHOTO[:200] + bytes([number]))
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    to_desk = [op for op in letters(town.cadre, rec) if op.head.aud == DESK and op.head.att]
    assert [(op.kind, len(op.head.att)) for op in to_desk] == [("r", 16), ("d", 1)]
    town.mail()
    assert len(at_desk(town).files) == 17


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
        town.cadre.w(case_files.save_copy, rec, there.sha256, str(place), b"")
    assert refused.value.code is Code.NOT_YOUR_CASE
    with pytest.raises(Refusal) as refused:
        town.desk.w(case_files.save_copy, rec, there.sha256, str(place), b"")
    assert refused.value.code is Code.FILE_GONE
    assert not list(place.iterdir())
    town.desk.w(case_files.ask, rec, there.sha256)
    city.give(town.desk)
    town.desk.w(road.look)
    names = [
        town.desk.w(case_files.save_copy, rec, there.sha256, str(place), clean)
        for clean in (b"", b"made anew")
    ]
    short = there.sha256.hex()[:8]
    assert names == [f"bukti-{short}.jpg", f"bukti-{short}-2.jpg"]
    assert [(place / name).read_bytes() for name in names] == [PHOTO, b"made anew"]

    def acts(store: Store) -> list[str]:
        return [entry.act for entry in store.vault.audit.page()]

    assert town.desk.do(acts)[-2:] == ["export", "export"]
    with pytest.raises(Refusal) as refused:
        town.desk.w(case_files.save_copy, rec, there.sha256, str(tmp_path / "no"), b"")
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


def test_a_picture_taken_in_good_faith_is_not_told_once_it_may_not_be(
    town: Town, tmp_path: Path
) -> None:
    rec = town.cadre.record_case()
    note_evidence(town, rec, tmp_path)
    child = {"under_18": "ya", "guardian_safe": "ibu", "consent_giver": "anak_saja"}
    correct(town, rec, {"age_years": "12", "violence_types": "seksual", **child})
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    assert carrying(town.cadre, rec) == [("d", OWN)]


def correct(town: Town, rec: bytes, answers: dict[str, str]) -> None:
    """What the case says, put right by a letter."""

    def write_it(store: Store, world: World) -> None:
        me = load(store)
        state = state_of(store, world, me, rec)
        body = PayloadBody("correction", dict(answers))
        with store.transaction():
            write(store, world, me, [Letter("d", rec, body, deps=state.heads, lam=state.lam)])
            fold_case.refresh(store, world, me, [rec])

    town.cadre.w(write_it)


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

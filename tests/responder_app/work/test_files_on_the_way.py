"""Files of finished forms: sealed with their letters, laid in chunks, fetched at a desk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from data.ops.blob import sealed_size
from data.ops.header import DESK, OWN
from data.ops.payload import PayloadBody
from data.store.store import Store
from responder_app.work import case_files, fold_case, road
from responder_app.work.case_files import FileState
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.files_at_hand import (
    PHOTO,
    at_desk,
    carrying,
    files,
    letters,
    note_evidence,
)
from tests.responder_app.work.paper_chunks import PaperChunks
from tests.responder_app.work.test_answered import bodies


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

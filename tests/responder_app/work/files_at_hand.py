"""Evidence with a picture, the letters that carry it, and what the pages show of it."""

from __future__ import annotations

import os
from pathlib import Path

from data.ops.op import Op
from data.store.store import Store
from responder_app.work import attach, begin, cases, desk, filling
from responder_app.work.case_files import CaseFile
from responder_app.work.desk import DeskView
from responder_app.work.drafts import OpenDraft
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.test_attach import EVIDENCE, file_of

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

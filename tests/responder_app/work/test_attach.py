"""Files of a form: judged by their bytes, never a picture of a child, gone with the draft."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from data.model.problems import Code, Refusal
from data.store.store import Store
from data.store.tables.attachments import Attachment
from responder_app.work import answered, attach, begin, drafts, filling, finish
from responder_app.work.drafts import OpenDraft
from responder_app.work.identity import load
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
EVIDENCE = {
    "ev_consent": "ya",
    "ev_type": "foto_luka",
    "ev_holder": "penyintas",
    "ev_desc": "Memar di lengan",
    "ev_time": "2026-11-20T08:00:00.000+07:00",
    "ev_sexual": "tidak",
    "ev_moved": "tidak",
}


def stored(store: Store) -> list[Attachment]:
    """Every file in the vault."""
    rows = store.vault.drawer.rows("SELECT name FROM attachment ORDER BY name")
    found = [store.vault.attachments.get(row[0]) for row in rows]
    return [one for one in found if one is not None]


def body(store: Store, name: str) -> bytes | None:
    """The bytes of one."""
    return store.vault.attachments.body(name)


def file_of(tmp_path: Path, content: bytes, name: str = "Foto Melur.jpg") -> str:
    """A file as a person has it."""
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


@pytest.fixture
def opened(town: Town) -> OpenDraft:
    """An evidence form for an adult's case."""
    rec = town.cadre.record_case()
    draft: OpenDraft = town.cadre.w(begin.start, "evidence", rec, {})
    return draft


def take(town: Town, opened: OpenDraft, path: str, media: str = "image", **answers: str) -> str:
    """The name under which a file was taken."""
    taken = town.cadre.w(attach.take, opened.id, path, media, answers)
    return str(taken.name)


def test_a_picture_is_kept_unchanged_under_a_name_of_chance(
    town: Town, opened: OpenDraft, tmp_path: Path
) -> None:
    name = take(town, opened, file_of(tmp_path, JPEG))
    (face,) = town.cadre.do(stored)
    assert (face.mime, face.size, face.rec) == ("image/jpeg", len(JPEG), opened.rec)
    assert face.sha256 == hashlib.sha256(JPEG).digest()
    assert town.cadre.do(body, name) == JPEG
    assert "melur" not in name.lower()
    assert len(name) == len("0123456789abcdef.jpg")


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"\x89PNG\r\n\x1a\n rest", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7 rest", "application/pdf"),
        (b"OggS\x00\x02 vorbis", "audio/ogg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"ID3\x04 mp3", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A rest", "audio/mp4"),
        (b"#!AMR\n", "audio/amr"),
        (b"\x00\x00\x00\x18ftypmp42 a film", None),
        (b"MZ\x90 a program.jpg", None),
        (b"<html>", None),
        (b"PK\x03\x04", None),
        (b"OggS\x00\x02 theora", None),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, mime: str | None) -> None:
    found = attach.kind_of(content)
    assert (found[0] if found else None) == mime


def test_what_a_file_is_called_does_not_matter(
    town: Town, opened: OpenDraft, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        take(town, opened, file_of(tmp_path, b"MZ a program", "gambar.jpg"))
    assert refused.value.code is Code.FILE_KIND_REFUSED
    with pytest.raises(Refusal) as refused:
        take(town, opened, file_of(tmp_path, b"%PDF-1.7", "gambar.jpg"), "image")
    assert refused.value.code is Code.FILE_KIND_REFUSED
    assert town.cadre.do(stored) == []


def test_five_megabytes_are_taken_and_one_byte_more_is_not(
    town: Town, opened: OpenDraft, tmp_path: Path
) -> None:
    whole = JPEG + bytes(attach.MOST_BYTES - len(JPEG))
    assert take(town, opened, file_of(tmp_path, whole))
    with pytest.raises(Refusal) as refused:
        take(town, opened, file_of(tmp_path, whole + b"x"))
    assert refused.value.code is Code.FILE_TOO_BIG


def test_what_cannot_be_read_is_said_and_never_waited_for(
    town: Town, opened: OpenDraft, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    for path in (str(tmp_path / "none.jpg"), str(tmp_path), str(pipe), file_of(tmp_path, b"")):
        with pytest.raises(Refusal) as refused:
            take(town, opened, path)
        assert refused.value.code is Code.FILE_UNREADABLE


@pytest.mark.parametrize(
    "answers",
    [
        {"child_content": "ya"},
        {"child_content": "tidak_tahu"},
        {"ev_sexual": "ya"},
        {"under_18": "ya", "age_years": "9", "violence_types": "seksual"},
        {"age_years": "15", "entry_type": "konten_daring"},
    ],
)
def test_no_picture_of_a_child_or_of_sexual_content_is_kept(
    town: Town, opened: OpenDraft, tmp_path: Path, answers: dict[str, str]
) -> None:
    with pytest.raises(Refusal) as refused:
        take(town, opened, file_of(tmp_path, JPEG), "image", **answers)
    assert refused.value.code is Code.FILE_OF_A_CHILD
    assert town.cadre.do(stored) == []


def test_what_the_case_knows_forbids_it_too(town: Town, tmp_path: Path) -> None:
    rec = town.cadre.record_case(
        age_years="12",
        under_18="ya",
        guardian_safe="ibu",
        violence_types="seksual",
        sexual_window="lebih_120j",
        consent_giver="anak_saja",
    )
    opened = town.cadre.w(begin.start, "evidence", rec, {})
    with pytest.raises(Refusal) as refused:
        take(town, opened, file_of(tmp_path, b"%PDF-1.7"), "file")
    assert refused.value.code is Code.FILE_OF_A_CHILD
    assert take(town, opened, file_of(tmp_path, b"OggS\x00\x02 vorbis"), "audio")


def test_a_finished_form_keeps_its_file_and_its_fingerprint(
    town: Town, opened: OpenDraft, tmp_path: Path
) -> None:
    session = filling.session_of(opened, town.cadre.world, "id")
    filling.put_in(session, EVIDENCE)
    unused = take(town, opened, file_of(tmp_path, JPEG + b"first"))
    name = take(town, opened, file_of(tmp_path, JPEG))
    ref = next(view.ref for view in session.questions() if view.kind == "media")
    session.answer(ref, name)
    town.cadre.finish_session(opened, session)
    (face,) = town.cadre.do(stored)
    assert (face.name, face.draft) == (name, None)
    assert unused != name

    def told(store: Store, world: World) -> list[str]:
        state = state_of(store, world, load(store), opened.rec)
        form = next(one for one in answered.forms_of(state) if one.kind == "evidence")
        files = form.entry["files"]
        return files if isinstance(files, list) else []

    assert town.cadre.w(told) == [f"{name} {hashlib.sha256(JPEG).hexdigest()} {len(JPEG)}"]
    town.cadre.do(attach.clear, name)
    assert len(town.cadre.do(stored)) == 1


def test_files_go_with_an_erased_draft(town: Town, opened: OpenDraft, tmp_path: Path) -> None:
    take(town, opened, file_of(tmp_path, JPEG))
    session = filling.session_of(opened, town.cadre.world, "id")
    filling.put_in(session, {"ev_consent": "tidak"})
    done = town.cadre.finish_session(opened, session)
    assert done.next == "case"
    assert town.cadre.do(stored) == []
    assert town.cadre.do(drafts.begun) == ()


def test_a_no_erases_the_files_as_well(town: Town, tmp_path: Path) -> None:
    opened = town.cadre.w(begin.start, "content_report", None, {})
    take(town, opened, file_of(tmp_path, JPEG))
    assert town.cadre.w(finish.erase_refused, opened.id) == 1
    assert town.cadre.do(stored) == []

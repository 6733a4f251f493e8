"""Files of a form: judged by what they are, not by their name; kept inside the vault, unchanged.

What is taken: pictures (JPEG, PNG, WebP), sound, PDF, up to 5 MB (domain.md 2.10). Where a child
and sexual or online harm are spoken of, no picture and no paper is taken at all: holding such an
image is a crime (domain.md 1.1), so there the address, a description and the time stand instead.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.store.store import Store
from data.store.tables.attachments import Attachment
from responder_app.rules import facts
from responder_app.work import drafts
from responder_app.work.identity import load
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World

MOST_BYTES = 5 * 1024 * 1024
# Questions that ask it outright: anything but a plain no forbids the file.
_SAID = ("child_content", "ev_sexual")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken: ``name`` is the answer of its question. ``size`` in bytes."""

    name: str
    mime: str
    size: int


def take(
    store: Store, world: World, draft_id: bytes, path: str, media: str, answers: Mapping[str, str]
) -> Taken:
    """Take a file into the vault for an open draft. ``media``: image, audio or file.

    Raises ``Refusal``: FILE_UNREADABLE, FILE_TOO_BIG, FILE_KIND_REFUSED, FILE_OF_A_CHILD.
    """
    draft = drafts.of(store, draft_id)
    body = _read(path)
    kind = kind_of(body)
    if kind is None or (media in ("image", "audio") and not kind[0].startswith(f"{media}/")):
        raise Refusal(Code.FILE_KIND_REFUSED)
    mime, suffix = kind
    if not mime.startswith("audio/") and never_kept(_known(store, world, draft.rec, answers)):
        raise Refusal(Code.FILE_OF_A_CHILD)
    name = f"{world.random(8).hex()}.{suffix}"
    face = Attachment(
        id=world.random(16),
        rec=draft.rec,
        draft=draft.id,
        name=name,
        mime=mime,
        size=len(body),
        sha256=hashlib.sha256(body).digest(),
        added_at=world.now(),
    )
    with store.transaction():
        store.vault.attachments.add(face, body)
    return Taken(name, mime, len(body))


def look(store: Store, name: str) -> Taken | None:
    """A file that was taken before, to show it again."""
    face = store.vault.attachments.get(name)
    if face is None:
        return None
    return Taken(face.name, face.mime, face.size)


def body_of(store: Store, name: str) -> bytes:
    """The bytes of a file of a form, for the child that looks at pictures; empty: there is none."""
    return store.vault.attachments.body(name) or b""


def clear(store: Store, name: str) -> None:
    """Erase the file of an unfinished form; of a finished one it stays."""
    face = store.vault.attachments.get(name)
    if face is not None and face.draft is not None:
        with store.transaction():
            store.vault.attachments.delete(name)


def never_kept(answers: Mapping[str, str]) -> bool:
    """Whether pictures must not be kept here: a child, and sexual or online harm."""
    known = facts.draw(facts.together(answers), Level.RENDAH)
    if any(answers.get(name, "tidak") not in ("", "tidak") for name in _SAID):
        return True
    return known["child"] == "ya" and "ya" in (known["sexual"], known["online"])


def kept_wrongly(store: Store, names: Collection[str], answers: Mapping[str, str]) -> bool:
    """Whether one of these files must not be there under the answers as they are now."""
    faces = [store.vault.attachments.get(name) for name in names]
    pictures = any(one is not None and not one.mime.startswith("audio/") for one in faces)
    return pictures and never_kept(answers)


def _known(store: Store, world: World, rec: bytes, answers: Mapping[str, str]) -> Mapping[str, str]:
    if not store.vault.ops.of_case(rec):
        return answers
    return {**answers_of(state_of(store, world, load(store), rec)), **answers}


def _read(path: str) -> bytes:
    """At most one byte more than is allowed; never waits for a pipe or a device."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise Refusal(Code.FILE_UNREADABLE) from error
    try:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            raise Refusal(Code.FILE_UNREADABLE)
        if about.st_size > MOST_BYTES:
            raise Refusal(Code.FILE_TOO_BIG)
        with os.fdopen(number, "rb", closefd=False) as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refusal(Code.FILE_UNREADABLE) from error
    finally:
        os.close(number)
    if len(body) > MOST_BYTES:
        raise Refusal(Code.FILE_TOO_BIG)
    if not body:
        raise Refusal(Code.FILE_UNREADABLE)
    return body


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda body: body.startswith(beginnings)


def _riff(word: bytes) -> Callable[[bytes], bool]:
    return lambda body: body[:4] == b"RIFF" and body[8:12] == word


# What a file is, by its first bytes; videos and everything else are not taken.
_KINDS: tuple[tuple[str, str, Callable[[bytes], bool]], ...] = (
    ("image/jpeg", "jpg", _starts(b"\xff\xd8\xff")),
    ("image/png", "png", _starts(b"\x89PNG\r\n\x1a\n")),
    ("image/webp", "webp", _riff(b"WEBP")),
    ("application/pdf", "pdf", _starts(b"%PDF-")),
    ("audio/ogg", "ogg", lambda body: body[:4] == b"OggS" and b"theora" not in body[:256]),
    ("audio/wav", "wav", _riff(b"WAVE")),
    ("audio/mpeg", "mp3", _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ("audio/mp4", "m4a", lambda body: body[4:12] in (b"ftypM4A ", b"ftypM4B ")),
    ("audio/amr", "amr", _starts(b"#!AMR")),
)


def kind_of(body: bytes) -> tuple[str, str] | None:
    """Media type and suffix of a file by its content; None for anything that is not taken."""
    return next(((mime, suffix) for mime, suffix, is_it in _KINDS if is_it(body)), None)

"""A finished form as an entry of a letter: which form, which one it replaces, what else it says.

    form, version   the form it was answered on
    sha             the first 16 hex digits of the form's SHA-256
    instance        16 hex digits, where one form stands in several letters (a part that only its
                    author may read, the telling again in a referral); elsewhere its letter names it
    supersedes      the instance it corrects; absent where it corrects none
    files           "stored name, SHA-256 in hex, bytes" of every file that is one of its answers
    again, told_at  true where a letter tells it again to somebody who lacked it, and when it was
                    first told (Unix s)
    a.<name>        an answer that is no field of the case; of a repeat ``a.<group>[1]/<name>``
Fields of the case stand in the same letter's ``set``. Nothing is said twice: a letter is small.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.ops.payload import Entry, Value

ANSWER = "a."
FORM, VERSION, SHA = "form", "version", "sha"
INSTANCE, SUPERSEDES, UNPLACED, FILES = "instance", "supersedes", "unplaced", "files"
AGAIN, TOLD_AT = "again", "told_at"
SHA_DIGITS = INSTANCE_DIGITS = 16


def named_by(opid: bytes, index: int) -> str:
    """The instance of a form that stands in one letter alone: its letter's, and its place."""
    name = opid.hex()[:INSTANCE_DIGITS]
    return f"{name}.{index}" if index else name


def answers_in(data: Mapping[str, Value]) -> dict[str, str]:
    """The answers an entry carries, by question."""
    return {
        name.removeprefix(ANSWER): value
        for name, value in data.items()
        if name.startswith(ANSWER) and isinstance(value, str)
    }


def named_in(data: Mapping[str, Value]) -> list[str]:
    """What an entry tells of its files, a line each."""
    lines = data.get(FILES)
    return lines if isinstance(lines, list) else []


def with_answers(data: Mapping[str, Value], answers: Mapping[str, str]) -> dict[str, Value]:
    """An entry's data with these answers in place of its own."""
    bare = {name: value for name, value in data.items() if not name.startswith(ANSWER)}
    return {**bare, **{f"{ANSWER}{name}": value for name, value in answers.items()}}


def is_answered(entry: Entry) -> bool:
    """Whether an entry is a finished form (and not a note, a service or a raise)."""
    return VERSION in entry.d


def alone(entry: Entry) -> Entry:
    """A finished form that stands in this letter only: the letter is its name."""
    return Entry(entry.k, {name: value for name, value in entry.d.items() if name != INSTANCE})


def told_again(data: Mapping[str, Value], instance: str) -> dict[str, Value]:
    """The same for another reader: without its answers and what only its author needs."""
    own = (SHA, UNPLACED)
    bare = {name: value for name, value in data.items() if name not in own}
    return with_answers({**bare, INSTANCE: instance}, {})

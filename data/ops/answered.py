"""A finished form as an entry of a letter: which form, which one it replaces, what else it says.

    form, version, sha   the form it was answered on; sha is the form's SHA-256 in hex
    instance             the answered form's own number (32 hex digits), for ever
    supersedes           the instance it corrects; absent where it corrects none
    again                "ya": told once more for another reader; the first telling counts
    a.<name>             an answer that is no field of the case; of a repeat ``a.<group>[1]/<name>``
Fields of the case stand in the same letter's ``set``.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.ops.payload import Entry, Value

ANSWER = "a."
FORM, VERSION, SHA = "form", "version", "sha"
INSTANCE, SUPERSEDES, AGAIN = "instance", "supersedes", "again"


def answers_in(data: Mapping[str, Value]) -> dict[str, str]:
    """The answers an entry carries, by question."""
    return {
        name.removeprefix(ANSWER): value
        for name, value in data.items()
        if name.startswith(ANSWER) and isinstance(value, str)
    }


def with_answers(data: Mapping[str, Value], answers: Mapping[str, str]) -> dict[str, Value]:
    """An entry's data with these answers in place of its own."""
    bare = {name: value for name, value in data.items() if not name.startswith(ANSWER)}
    return {**bare, **{f"{ANSWER}{name}": value for name, value in answers.items()}}


def is_answered(entry: Entry) -> bool:
    """Whether an entry is a finished form (and not a note, a service or a raise)."""
    return INSTANCE in entry.d


def told_again(data: Mapping[str, Value]) -> dict[str, Value]:
    """The same for another reader: without its answers and without the form's checksum."""
    bare = {name: value for name, value in data.items() if name not in (SHA, "unplaced")}
    return with_answers({**bare, AGAIN: "ya"}, {})

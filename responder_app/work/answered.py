"""The answered forms of a case, drawn from its letters: never changed, at most superseded.

Letters of before this format name no instance; theirs is made from what they do name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from data.ops import answered as told
from data.ops.fold import CaseState, EntryState
from data.ops.payload import Value
from data.store.store import Store
from data.store.tables.answered import AnsweredRow
from responder_app.work.reading import text_of

# Kinds of entries that are finished forms; kinds of forms.csv, all of them.
KINDS = frozenset(
    "intake quick consultation checklist followup closing report evidence activity".split()
)
# Each of these stands for itself: a second one does not speak of the same thing.
_ALONE = frozenset({"evidence", "activity"})


@dataclass(frozen=True, slots=True)
class AnsweredForm:
    """One finished form. ``at`` Unix s; ``by`` the author's 16 bytes, ``role`` theirs.

    ``sha``: the first 16 hex digits of the form's SHA-256, empty where the letter does not say.
    ``supersedes``: the instance it corrects; ``superseded``: another one corrects it. ``newest``:
    nothing newer of the same form. ``answers``: what it said, by question; ``entry``: its entry as
    written, with the answers of all its parts.
    """

    instance: str
    form: str
    kind: str
    version: str
    at: int
    by: bytes
    role: str
    sha: str = ""
    supersedes: str = ""
    superseded: bool = False
    newest: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    entry: Mapping[str, Value] = field(default_factory=dict)

    @property
    def stands_alone(self) -> bool:
        """Whether its answers are its own and no fields of the case."""
        return self.kind in _ALONE


def forms_of(state: CaseState) -> tuple[AnsweredForm, ...]:
    """Every answered form of a folded case, oldest first, corrected ones too."""
    return _told_by(state.entries, {referral.opid for referral in state.referrals})


def _told_by(entries: Iterable[EntryState], again: Collection[bytes]) -> tuple[AnsweredForm, ...]:
    """The same from entries in the agreed order. Parts of one form are joined by its instance.

    ``again``: letters that tell again what was told (referrals).
    """
    parts: dict[str, list[EntryState]] = {}
    for entry in entries:
        if entry.kind in KINDS and entry.struck is None:
            parts.setdefault(instance_of(entry), []).append(entry)
    forms = [_joined(instance, found, again) for instance, found in parts.items()]
    corrected = {form.supersedes for form in forms if form.supersedes}
    last = {form.form: form.instance for form in forms}
    return tuple(
        replace(
            form,
            superseded=form.instance in corrected,
            newest=form.instance not in corrected
            and (form.stands_alone or last[form.form] == form.instance),
        )
        for form in forms
    )


def newest_of(state: CaseState, form_id: str) -> AnsweredForm | None:
    """The answered form of that id which counts now."""
    return next((one for one in forms_of(state) if one.form == form_id and one.newest), None)


def instance_of(entry: EntryState) -> str:
    """The number of the answered form an entry is, or is a part of."""
    found = entry.data.get(told.INSTANCE)
    if isinstance(found, str) and found:
        return found
    if entry.kind == "checklist" and told.SHA not in entry.data:
        # Letters of before: an old referral told the same result again, without a name.
        words = [text_of(entry.data.get(name)) for name in (told.FORM, told.VERSION, "level")]
        return "/".join([*words, text_of(entry.data.get("why"))])
    return told.named_by(entry.opid, entry.index)


def _joined(instance: str, entries: list[EntryState], again: Collection[bytes]) -> AnsweredForm:
    """One form from its parts: what only its author reads, what the desk reads, what was told
    again. The telling that was first speaks for time and author."""
    whole = [
        one for one in entries if one.opid not in again and one.data.get(told.AGAIN) is not True
    ]
    own = whole or entries[:1]
    first = own[0]
    answers: dict[str, str] = {}
    for entry in whole:
        answers |= {name: text_of(value) for name, value in entry.beside.items()}
    answers |= _inside(own)
    form = text_of(first.data.get(told.FORM)) or first.kind
    return AnsweredForm(
        instance=instance,
        form=form,
        kind=first.kind,
        version=text_of(first.data.get(told.VERSION)),
        at=first.said_at,
        by=first.by,
        role=first.role,
        sha=text_of(first.data.get(told.SHA)),
        supersedes=text_of(first.data.get(told.SUPERSEDES)),
        answers={name: value for name, value in answers.items() if value},
        entry={**told.with_answers(first.data, _inside(own)), **_files(own)},
    )


def _files(entries: Iterable[EntryState]) -> dict[str, Value]:
    """The files of all parts: each tells of those its reader may have."""
    lines = sorted({line for entry in entries for line in told.named_in(entry.data)})
    return {told.FILES: lines} if lines else {}


def _inside(entries: Iterable[EntryState]) -> dict[str, str]:
    inside: dict[str, str] = {}
    for entry in entries:
        inside |= told.answers_in(entry.data)
    return inside


def keep(store: Store, state: CaseState) -> None:
    """Put a case's answered forms into the cache, in place of what was there."""
    store.vault.answered.put_case(state.rec, [_row(state.rec, form) for form in forms_of(state)])


def _row(rec: bytes, form: AnsweredForm) -> AnsweredRow:
    return AnsweredRow(
        rec=rec,
        instance=form.instance,
        form=form.form,
        kind=form.kind,
        version=form.version,
        sha=_bytes(form.sha),
        by=form.by,
        at=form.at,
        supersedes=form.supersedes,
        superseded=form.superseded,
        body=msgspec.json.encode(dict(form.answers) if form.stands_alone else {}),
    )


def _bytes(sha: str) -> bytes:
    try:
        return bytes.fromhex(sha)
    except ValueError:
        return b""

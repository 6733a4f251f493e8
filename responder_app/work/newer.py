"""What a later program wrote: told from its letters' outside, kept whole, never hidden.

Of a newer letter version only the fixed prefix reads (kind, writer); of a newer form everything
does that this program has names for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from data.model.problems import Refusal
from data.ops.header import NO_CASE, BadOp
from data.ops.op import Op
from data.store.store import Store
from data.store.tables.ops import OpRow
from responder_app.work import pack

# Letters that no form stands behind, with the highest version this program reads.
LETTERS: Final = {
    "referral": 1,
    "status": 1,
    "ticket": 1,
    "user.key": 1,
    "pintu": 1,
    "files": 1,
    "grant": 1,
    "handover": 1,
    "choice": 1,
}


def form_is_newer(fv: str) -> bool:
    """Whether ``fv`` ("form/version") names a form or version that this program does not have."""
    name, _, version = fv.partition("/")
    if not fv:
        return False
    if name in LETTERS:
        return not version.isdigit() or int(version) > LETTERS[name]
    try:
        known = pack.form(name).version
    except Refusal:
        return True
    return (len(version), version) > (len(known), known)


def any_form_is_newer(rows: Iterable[OpRow]) -> bool:
    """Whether any of these letters was written with a newer form."""
    return any(form_is_newer(fv_of(row)) for row in rows)


def fv_of(row: OpRow) -> str:
    """Form and version on a letter's outside; empty where this program cannot read it."""
    try:
        return Op.parse(row.raw).head.fv
    except BadOp:
        return ""


def letters(store: Store) -> list[OpRow]:
    """Letters of a version that is not known here, as they came."""
    return [row for row in store.vault.ops.of_case(NO_CASE) if is_newer(row)]


def is_newer(row: OpRow) -> bool:
    """Whether this letter's version is not known here."""
    return not Op.parse(row.raw).known

"""What this program writes itself is never called newer than it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from responder_app import work
from responder_app.work import cases, newer
from tests.responder_app.work.near_town import NearTown
from tests.responder_app.work.test_share import shared

NAMED = re.compile(r"[a-z][a-z.]*/[0-9]+")


def test_every_kind_of_letter_this_program_writes_is_known_to_it() -> None:
    named = set()
    for path in Path(work.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.keyword) or node.arg != "fv":
                continue
            if isinstance(node.value, ast.Constant) and NAMED.fullmatch(str(node.value.value)):
                named.add(str(node.value.value))
    assert {"referral/1", "grant/1", "handover/1", "choice/1", "files/1"} <= named
    assert [fv for fv in sorted(named) if newer.form_is_newer(fv)] == []


def test_a_later_version_of_such_a_letter_is_newer() -> None:
    assert newer.form_is_newer("grant/2") and newer.form_is_newer("vote/1")
    assert not newer.form_is_newer("")


def test_a_shared_case_asks_nobody_to_update(near: NearTown) -> None:
    rec = near.ani.record_case()
    shared(near, rec)
    assert not near.ani.w(cases.open_case, rec).newer
    assert not near.budi.w(cases.open_case, rec).newer

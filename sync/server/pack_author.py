"""Pack commands of the authoring desk: lint, test, build, template. Needs the extra `authoring`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.content import pack as packs_of_content
from data.content import reader
from data.content.pack import Manifest, Pack
from data.content.source import BUILT_IN, Content, Layered
from data.forms import trial
from data.forms.authoring.findings import Finding, Place, Unreadable, has_errors, in_order
from data.forms.authoring.linting import Judged, judge
from data.forms.authoring.markdown import read_markdown
from data.forms.authoring.reading import read_book
from data.forms.authoring.template import workbook_of
from sync.server.pack_cli import manual_text, read_file, tell
from sync.server.pack_console import Order, Told
from sync.server.pack_sources import Sources, gather
from sync.server.pack_tables import check_tables, declared
from sync.server.pack_words import say

_TRIED = ("trial.", "level.low")


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: the sources, the content they will stand in, the forms judged.

    `loose` are findings that belong to no form: tables, files left out, files that cannot be read.
    """

    sources: Sources
    content: Content
    older: Pack | None
    judged: tuple[tuple[Path, Judged], ...]
    loose: tuple[Finding, ...]

    @property
    def findings(self) -> list[Finding]:
        """All findings, of forms and of the rest."""
        return [*self.loose, *(f for _, judged in self.judged for f in judged.findings)]


def lay_out(asked: argparse.Namespace) -> Desk:
    """Read and judge everything that was named. Raises `Told` where there is nothing at all."""
    older = packs_of_content.read(read_file(asked.against)) if asked.against else None
    below = older.content() if older else BUILT_IN
    sources = gather(asked.sources)
    if not sources.forms and not sources.tables:
        raise Told("nothing")
    # A table that cannot be read as one is told of; the forms are judged by the one below.
    sound = not has_errors(sources.findings)
    content = Layered(sources.tables, below) if sound else below
    known = declared(content)
    judged: list[tuple[Path, Judged]] = []
    loose = [*sources.findings]
    homes: dict[str, str] = {}
    for path in sources.forms:
        try:
            book = read_book(path)
        except Unreadable as error:
            loose.append(_named(error.finding, path))
            continue
        form_id = book.setting("form_id")
        one = judge(book, known, _older(below, form_id))
        judged.append((path, one))
        if form_id and form_id in homes:
            facts = {"id": form_id, "name": path.name, "other": homes[form_id]}
            loose.append(Finding("pack.twice", Place(path.name), facts))
        homes.setdefault(form_id, path.name)
    built = {f"built/{_id(one)}.xml": one.compiled.xml for _, one in judged if one.compiled.xml}
    if sound:
        loose.extend(check_tables(sources.tables, Layered(built, content), below))
    return Desk(sources, content, older, tuple(judged), tuple(loose))


def lint(asked: argparse.Namespace) -> int:
    """Say everything that is wrong or worth noting; 1 if something is wrong."""
    desk = lay_out(asked)
    _report(asked, desk)
    return 1 if has_errors(desk.findings) else 0


def test(asked: argparse.Namespace) -> int:
    """Run the cases of every form; 1 if one fails or a level is not covered."""
    desk = lay_out(asked)
    failed = any(finding.severity == "error" for finding in desk.loose)
    _say_findings(asked, desk.loose)
    for path, judged in desk.judged:
        _say_form(asked, path, judged)
        if judged.compiled.form is None:
            _say_findings(asked, judged.findings)
            failed = True
            continue
        failed |= not _say_cases(asked, judged)
    return 1 if failed else 0


def build(asked: argparse.Namespace) -> int:
    """Lint and try everything, then write the pack; 1 and nothing written where it is not fit."""
    if asked.out.exists():
        raise Told("exists", path=asked.out)
    desk = lay_out(asked)
    _report(asked, desk)
    if has_errors(desk.findings):
        tell(asked, "not-built")
        return 1
    carried = dict(desk.older.files) if desk.older else {}
    if desk.older and asked.seq <= desk.older.manifest.seq:
        raise Told("seq-rises", seq=asked.seq, old=desk.older.manifest.seq)
    own = {f"built/{_id(one)}.xml": one.compiled.xml for _, one in desk.judged}
    files = {**carried, **desk.sources.tables, **own}
    manifest = Manifest(
        city=asked.city,
        seq=asked.seq,
        name=asked.name or f"{asked.city:04}-{asked.seq}",
        made=asked.made or int(time.time()),
        app_min=asked.app_min,
        demo=asked.demo,
    )
    raw = packs_of_content.make(manifest, files)
    _write_new(asked.out, raw)
    if desk.older:
        kept = len(set(carried) - set(own) - set(desk.sources.tables))
        tell(asked, "carried", count=kept, seq=desk.older.manifest.seq)
    forms = sum(1 for path in files if path.startswith("built/"))
    shown = packs_of_content.read(raw).digest.hex()[:8]
    tell(asked, "built", seq=asked.seq, path=asked.out, forms=forms, files=len(files), hash=shown)
    tell(asked, "built.next")
    return 0


def template(asked: argparse.Namespace) -> int:
    """Write the template, or a shipped form, as a spreadsheet."""
    if asked.source:
        try:
            source = reader.form_source(asked.source)
        except KeyError:
            known = ", ".join(reader.form_ids())
            raise Told("no-form", id=asked.source, known=known) from None
        name = asked.source
    else:
        source, name = manual_text("templat.md"), "contoh"
    content = workbook_of(read_markdown(source, name), _guide_lines())
    _write_new(asked.out, content)
    tell(asked, "wrote", path=asked.out)
    return 0


def _guide_lines() -> list[str]:
    """The manual as lines of the guide sheet: no marks, tables as sentences."""
    found = []
    for line in manual_text("formulir.md").splitlines():
        plain = line.replace("**", "").replace("`", "").strip()
        if plain.startswith("|"):
            may, never = (part.strip() for part in plain.strip("|").split("|", 1))
            if may.startswith(("---", "Boleh")):
                continue
            plain = f"Boleh: {may[0].lower()}{may[1:]}. Jangan: {never[0].lower()}{never[1:]}."
        found.append(plain)
    return found


def _older(content: Content, form_id: str) -> bytes | None:
    try:
        return content.read(f"built/{form_id}.xml")
    except KeyError:
        return None


def _id(judged: Judged) -> str:
    return judged.compiled.book.setting("form_id")


def _named(finding: Finding, path: Path) -> Finding:
    """A finding about a whole file, with the file's name as its place."""
    return finding if finding.place.sheet else Finding(finding.code, Place(), finding.facts)


def _write_new(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Told("exists", path=path) from None
    except OSError:
        raise Told("cannot-write", path=path) from None


def _report(asked: argparse.Namespace, desk: Desk) -> None:
    _say_findings(asked, desk.loose)
    for path, judged in desk.judged:
        _say_form(asked, path, judged)
        _say_findings(asked, judged.findings)
    told = desk.findings
    if not any(finding.severity != "note" for finding in told):
        tell(asked, "clean")
        return
    errors = sum(1 for finding in told if finding.severity == "error")
    warnings = sum(1 for finding in told if finding.severity == "warning")
    tell(asked, "count", errors=errors, warnings=warnings)


def _say_form(asked: argparse.Namespace, path: Path, judged: Judged) -> None:
    book = judged.compiled.book
    count = sum(1 for _ in judged.compiled.outline.questions())
    version = book.setting("version") or "-"
    tell(asked, "form", name=path.name, id=_id(judged) or "-", version=version, count=count)


def _say_findings(asked: argparse.Namespace, findings: Iterable[Finding]) -> None:
    for finding in in_order(findings):
        mark = say(finding.severity, asked.lang)
        place = finding.place.said(asked.lang)
        where = f"{place}: " if place else ""
        sentence = finding.said(asked.lang)
        sys.stdout.write(f"  {mark} {where}{sentence} [{finding.code}]\n")


def _say_cases(asked: argparse.Namespace, judged: Judged) -> bool:
    outcomes = judged.outcomes
    for outcome in outcomes:
        key = "case.passed" if outcome.passed else "case.failed"
        tell(asked, key, name=outcome.case.name or "-")
    if outcomes:
        passed = sum(1 for outcome in outcomes if outcome.passed)
        tell(asked, "cases", passed=passed, all=len(outcomes))
    elif not judged.levels:
        tell(asked, "no-cases")
    if judged.levels:
        missing = trial.uncovered(outcomes, judged.levels)
        proven = ", ".join(level for level in judged.levels if level not in missing) or "-"
        tell(asked, "levels", proven=proven, missing=", ".join(missing) or "-")
    tried = [finding for finding in judged.findings if finding.code.startswith(_TRIED)]
    _say_findings(asked, tried)
    return not tried


ORDERS: dict[str, Order] = {"lint": lint, "test": test, "build": build, "template": template}

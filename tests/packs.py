"""Packs for tests: small ones, signed by a test city's own keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.content import reader
from data.content.pack import APPROVER, MAKER, Manifest, make, with_signature
from data.content.source import BUILT_IN
from data.forms.compile import compile_markdown
from sync.server.keyfiles import ADMIN, PACK, read_key

MADE = 1_795_266_000


@dataclass(frozen=True)
class Signers:
    """The two seeds that sign packs."""

    pack: bytes
    admin: bytes

    @staticmethod
    def of(keys: Path) -> Signers:
        """Those a ceremony left in a folder."""
        return Signers(read_key(keys / PACK, PACK), read_key(keys / ADMIN, ADMIN))


def some_files(word: str = "satu") -> dict[str, bytes]:
    """A small but true content: the built-in services, and a page of the guide."""
    return {
        "services.csv": BUILT_IN.read("services.csv"),
        "guide/id/uji.md": f"# Uji\n\nHalaman {word}.\n".encode(),
    }


def unsigned(
    seq: int,
    files: Mapping[str, bytes] | None = None,
    *,
    city: int = 2172,
    demo: bool = False,
    name: str = "Paket uji",
    app_min: str = "0.1",
) -> bytes:
    """A pack nobody has signed."""
    manifest = Manifest(city=city, seq=seq, name=name, made=MADE, app_min=app_min, demo=demo)
    return make(manifest, files or some_files())


def sign_both(raw: bytes, signers: Signers) -> bytes:
    """Signed by its maker and by who approves it."""
    once = with_signature(raw, MAKER, "Rani", MADE + 60, signers.pack)
    return with_signature(once, APPROVER, "Budi", MADE + 120, signers.admin)


def signed(
    signers: Signers,
    seq: int,
    files: Mapping[str, bytes] | None = None,
    *,
    city: int = 2172,
    demo: bool = False,
    name: str = "Paket uji",
    app_min: str = "0.1",
) -> bytes:
    """A pack a laptop of this city takes."""
    raw = unsigned(seq, files, city=city, demo=demo, name=name, app_min=app_min)
    return sign_both(raw, signers)


def form_source(
    form_id: str,
    version: str,
    *,
    drop: Iterable[str] = (),
    after: Mapping[str, Mapping[str, str]] | None = None,
    words: Mapping[str, str] | None = None,
) -> str:
    """The built-in table of a form, changed as a city would change it.

    ``drop``: names of questions taken out; ``after``: question -> cells of a new row behind it;
    ``words``: text -> other text.
    """
    source = reader.form_source(form_id)
    for old, new in (words or {}).items():
        assert old in source, old
        source = source.replace(old, new)
    lines: list[str] = []
    head: list[str] = []
    sheet = ""
    for line in source.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("| |"):
            sheet, head = cells[0], []
        elif not head:
            head = cells
        elif sheet == "settings" and "version" in head:
            cells[head.index("version")] = version
            line = f"| {' | '.join(cells)} |"
        elif sheet == "survey" and cells[head.index("name")] in drop:
            continue
        lines.append(line)
        if sheet == "survey" and head and cells is not head:
            added = (after or {}).get(cells[head.index("name")])
            if added is not None:
                lines.append(f"| {' | '.join(added.get(name, '') for name in head)} |")
    return "\n".join(lines) + "\n"


def changed_form(
    form_id: str,
    version: str,
    *,
    drop: Iterable[str] = (),
    after: Mapping[str, Mapping[str, str]] | None = None,
    words: Mapping[str, str] | None = None,
) -> bytes:
    """The same, compiled."""
    source = form_source(form_id, version, drop=drop, after=after, words=words)
    return compile_markdown(source, form_id)

"""The root of the city: `responder-city ceremony`, `init`, `serve`, `pack` and the others."""

from __future__ import annotations

import sys

from sync.server import pack_console
from sync.server.console import build_parser, run

_AUTHORS_NEED = frozenset({"pyxform", "openpyxl"})


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 2 when it says why not."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["pack"]:
        return _pack(words[1:])
    return run(build_parser().parse_args(words))


def _pack(words: list[str]) -> int:
    """A command about packs; what reads spreadsheets is loaded only by those that need it."""
    asked = pack_console.parse(words)
    if asked.order in pack_console.AUTHORING:
        try:
            from sync.server.pack_author import ORDERS
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _AUTHORS_NEED:
                raise
            return pack_console.lacking(asked)
    else:
        from sync.server.pack_cli import ORDERS
    return pack_console.run(ORDERS[asked.order], asked)


if __name__ == "__main__":
    sys.exit(main())

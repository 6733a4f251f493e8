"""The root of the city: `responder-city ceremony`, `init`, `serve` and the others."""

from __future__ import annotations

import sys

from sync.server.console import build_parser, run


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 2 when it says why not."""
    return run(build_parser().parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())

"""``python -m responder_app``: the app; ``courier`` the courier; ``demo`` the demo."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for; gives the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["courier"]:
        from responder_app import courier

        return courier.main(arguments[1:])
    if arguments[:1] == ["demo"]:
        from responder_app import demo

        return demo.main(arguments[1:])
    asked = _parser().parse_args(arguments)
    from responder_app import assembly

    return assembly.run(assembly.Asked(asked.home, asked.lang, asked.script, asked.successor_of))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="responder_app", description="Perintah lain / other commands: courier, demo."
    )
    parser.add_argument("--home", type=Path, help="folder laptop ini / this laptop's folder")
    parser.add_argument("--lang", choices=("id", "en"), help="bahasa / language")
    parser.add_argument("--script", type=Path, help="hanya untuk peragaan / for a demo only")
    parser.add_argument("--successor-of", type=int, default=0, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())

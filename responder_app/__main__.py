"""``python -m responder_app``: the app; ``courier``, ``demo``; ``picture``: a child of it."""

from __future__ import annotations

import argparse
import builtins
import gc
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
    if arguments[:1] == ["picture"]:
        from responder_app import picture

        return picture.main(arguments[1:])
    asked = _parser().parse_args(arguments)
    _lean_imports()
    from responder_app import assembly

    return assembly.run(assembly.Asked(asked.home, asked.lang, asked.script, asked.successor_of))


def _lean_imports() -> None:
    """Let the first window come sooner; nothing behaves differently.

    Qt for Python puts a hook on every import that reads the source of each module imported after
    it, for a switch of naming styles (``__feature__``) that nobody here uses: 20 ms and 4 MB until
    the door, so it is taken off again. The collector of cycles rests until the root wakes it.
    """
    gc.disable()
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401 - only for the hook it leaves behind

    builtins.__import__ = plain


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

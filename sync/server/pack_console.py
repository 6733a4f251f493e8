"""`responder-city pack`: what may be typed, and one sentence for whatever goes wrong."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from sqlalchemy.exc import SQLAlchemyError

from data.content.pack import APPROVER, MAKER, PackRefused
from data.ops.directory import DirectoryProblem
from sync.server import texts
from sync.server.city import CityProblem
from sync.server.keyfiles import BadKeyFile
from sync.server.pack_words import WORDS, Language, say
from sync.server.store.engine import BadAddress
from sync.server.store.migrate import WrongShape

# These need pyxform and openpyxl (the extra `authoring`); the others run on a bare server.
AUTHORING = frozenset({"build", "lint", "test", "template"})
Order = Callable[[argparse.Namespace], int]


class Told(Exception):
    """A command ends here; `key` names the sentence that says why and what to do."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def _both(key: str) -> str:
    return f"{say(key, 'id')} / {say(key, 'en')}".replace("%", "%%")


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) < 2**31):
        raise argparse.ArgumentTypeError(_both("bad-number"))
    return int(typed)


def _city(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        raise argparse.ArgumentTypeError(_both("bad-city"))
    return int(typed)


def parse(words: list[str]) -> argparse.Namespace:
    """What was asked. Ends the program with status 2 and a usage line for anything else."""
    parser = _Parser(prog="responder-city pack", description=_both("about"))
    orders = parser.add_subparsers(dest="order", required=True, metavar="PERINTAH/COMMAND")

    def order(name: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = orders.add_parser(
            name, help=_both(name), description=_both(name)
        )
        made.add_argument("--lang", choices=["id", "en"], default="id", help=_both("opt.lang"))
        return made

    build, lint, test = order("build"), order("lint"), order("test")
    for each in (build, lint, test):
        each.add_argument("sources", nargs="+", type=Path, help=_both("opt.sources"))
        each.add_argument("--against", type=Path, help=_both("opt.against"))
    build.add_argument("--out", required=True, type=Path, help=_both("opt.out"))
    build.add_argument("--city", required=True, type=_city, help=_both("opt.city"))
    build.add_argument("--seq", required=True, type=_number, help=_both("opt.seq"))
    build.add_argument("--name", default="", help=_both("opt.name"))
    build.add_argument("--app-min", default="0.1", help=_both("opt.app-min"))
    build.add_argument("--demo", action="store_true", help=_both("opt.demo"))
    build.add_argument("--made", type=_number, help=_both("opt.made"))

    sign = order("sign")
    sign.add_argument("pack", type=Path, help=_both("opt.pack"))
    sign.add_argument("--keys", required=True, type=Path, help=_both("opt.keys"))
    sign.add_argument("--as", required=True, dest="name", help=_both("opt.as"))
    sign.add_argument("--role", required=True, choices=[MAKER, APPROVER], help=_both("opt.role"))

    verify = order("verify")
    verify.add_argument("pack", type=Path, help=_both("opt.pack"))
    verify.add_argument("--public", required=True, type=Path, help=_both("opt.public"))

    order("show").add_argument("pack", type=Path, help=_both("opt.pack"))

    template = order("template")
    template.add_argument("out", type=Path, help=_both("opt.out"))
    template.add_argument("--from", dest="source", help=_both("opt.from"))

    order("manual")

    publish = order("publish")
    publish.add_argument("pack", type=Path, help=_both("opt.pack"))
    publish.add_argument("--db", required=True, help=_both("opt.db"))
    return parser.parse_args(words)


def lacking(asked: argparse.Namespace) -> int:
    """The extra `authoring` is not installed."""
    return _wrong(say("needs-authoring", asked.lang))


def run(order: Order, asked: argparse.Namespace) -> int:
    """0 when the command did what it says, 1 when it says no, 2 when it could not do its work."""
    language: Language = asked.lang
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A window that cannot show a letter of a form shows a question mark for it.
        sys.stdout.reconfigure(errors="replace")
    try:
        status = order(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has read enough; what was to be written is written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Told as told:
        return _wrong(say(told.key, language, **told.facts))
    except PackRefused as refused:
        key = f"refused.{refused.code}"
        known = key if key in WORDS else "refused.form"
        _wrong(say(known, language, detail=refused.detail or "-"))
        return 1
    except BadKeyFile as error:
        return _wrong(texts.say(f"err.{error.code}", language, path=error.path))
    except (BadAddress, WrongShape) as error:
        return _wrong(texts.say(f"err.db.{error.code}", language))
    except CityProblem as error:
        return _wrong(texts.say(f"err.city.{error.code}", language))
    except DirectoryProblem:
        return _wrong(texts.say("err.city.directory", language))
    except SQLAlchemyError:
        return _wrong(texts.say("err.db.away", language))
    return status


def _wrong(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2

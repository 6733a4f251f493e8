"""The city's command line: what may be typed, what is checked, the sentences for what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from data.model.people import Role
from data.ops.certs import CertProblem
from data.ops.directory import DirectoryProblem
from sync.protocol.stick import StickProblem
from sync.server import commands, new_keys, stick_cli, upkeep
from sync.server import laptops as laptop_list
from sync.server.backup import BackupProblem
from sync.server.city import CityProblem
from sync.server.keyfiles import BadKeyFile
from sync.server.serving import CannotListen, is_loopback
from sync.server.store.engine import BadAddress
from sync.server.store.migrate import WrongShape
from sync.server.texts import both, say


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints name the option and what to do, and end with status 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"responder-city: {message}\n")


def _help(key: str) -> str:
    return f"{say(key, 'id')} / {say(key, 'en')}".replace("%", "%%")


def _checked(key: str, fits: Callable[[str], bool]) -> Callable[[str], str]:
    def check(typed: str) -> str:
        if not fits(typed):
            raise argparse.ArgumentTypeError(_help(key))
        return typed

    return check


def _is_digits(typed: str, count: int) -> bool:
    return len(typed) == count and typed.isascii() and typed.isdigit()


def _is_url(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    if "|" in typed or any(ch.isspace() for ch in typed) or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def _at_least_one(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= 100_000):
        raise argparse.ArgumentTypeError(_help("err.days"))
    return int(typed)


_city_code = _checked("err.city-code", lambda typed: _is_digits(typed, 4))
_letters = _checked(
    "err.letters", lambda typed: len(typed) == 2 and typed.isascii() and typed.isalpha()
)
_name = _checked("err.name", lambda typed: 1 <= len(typed.strip()) <= 60)
_display = _checked("err.display", lambda typed: 1 <= len(typed.strip()) <= 60)
_area = _checked("err.area", lambda typed: _is_digits(typed, 10))
_url = _checked("err.url", _is_url)


def build_parser() -> argparse.ArgumentParser:
    """Every command and option, with help in both languages."""
    parser = _Parser(
        prog="responder-city",
        description=both("cli.about"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    orders = parser.add_subparsers(dest="order", required=True, metavar="PERINTAH/COMMAND")

    def order(name: str, run: Callable[[argparse.Namespace], object]) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = orders.add_parser(
            name,
            help=_help(f"cli.{name}"),
            description=both(f"cli.{name}"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    ceremony = order("ceremony", commands.ceremony)
    ceremony.add_argument("--out", required=True, help=_help("opt.out"))
    ceremony.add_argument("--demo", action="store_true", help=_help("opt.demo"))
    ceremony.add_argument("--city", type=_city_code, default="2172", help=_help("opt.city"))
    ceremony.add_argument("--letters", type=_letters, default="TP", help=_help("opt.letters"))
    ceremony.add_argument("--name", type=_name, default="Tanjungpinang", help=_help("opt.name"))
    ceremony.add_argument(
        "--url", type=_url, default="http://127.0.0.1:8172", help=_help("opt.url")
    )

    init = order("init", commands.init)
    init.add_argument("--db", required=True, help=_help("opt.db"))
    init.add_argument("--public", required=True, help=_help("opt.public"))
    init.add_argument("--secrets", required=True, help=_help("opt.secrets"))

    serve = order("serve", commands.serve_city)
    serve.add_argument("--db", required=True, help=_help("opt.db"))
    serve.add_argument("--port", type=int, default=8172, help=_help("opt.port"))
    serve.add_argument("--host", default="127.0.0.1", help=_help("opt.host"))
    serve.add_argument("--port-file", help=_help("opt.port-file"))
    serve.add_argument("--secrets", help=_help("opt.secrets"))
    serve.add_argument("--trusted-proxy", help=_help("opt.proxy"))
    serve.add_argument("--disk", help=_help("opt.disk"))

    code = order("enrol-code", commands.enrol_code)
    code.add_argument("--keys", help=_help("opt.keys"))
    code.add_argument("--role", choices=[role.value for role in Role], help=_help("opt.role"))
    code.add_argument("--area", type=_area, help=_help("opt.area"))
    code.add_argument("--display", type=_display, help=_help("opt.display"))
    code.add_argument("--url", type=_url, help=_help("opt.url"))
    code.add_argument("--hours", type=_at_least_one, default=72, help=_help("opt.hours"))
    code.add_argument("--out", help=_help("opt.voucher"))
    code.add_argument("--load", nargs="?", const=True, metavar="FILE", help=_help("opt.load"))
    code.add_argument("--db", help=_help("opt.db"))

    backup = order("backup", commands.back_up_city)
    backup.add_argument("--db", required=True, help=_help("opt.db"))
    backup.add_argument("--out", required=True, help=_help("opt.out"))
    backup.add_argument("--keep", type=_at_least_one, default=35, help=_help("opt.keep"))

    restored = order("restored", upkeep.restored)
    restored.add_argument("--db", required=True, help=_help("opt.db"))

    confirm = order("confirm", upkeep.confirm)
    confirm.add_argument("--db", required=True, help=_help("opt.db"))
    confirm.add_argument("--yes", action="store_true", help=_help("opt.yes"))

    check = order("check", upkeep.check)
    check.add_argument("--db", required=True, help=_help("opt.db"))
    check.add_argument("--disk", help=_help("opt.disk"))

    laptops = order("laptops", laptop_list.laptops)
    laptops.add_argument("--db", required=True, help=_help("opt.db"))
    laptops.add_argument("--silent", type=_at_least_one, metavar="DAYS", help=_help("opt.silent"))
    laptops.add_argument("--trust", metavar="CODE", help=_help("opt.trust"))
    laptops.add_argument("--json", action="store_true", help=_help("opt.json"))

    keys = order("new-keys", new_keys.new_keys)
    keys.add_argument("--db", required=True, help=_help("opt.db"))
    keys.add_argument(
        "--paper", action="append", required=True, metavar="FILE", help=_help("opt.paper")
    )
    keys.add_argument("--out", required=True, metavar="FILE", help=_help("opt.new-secrets"))

    demo = order("demo", commands.demo)
    demo.add_argument("--dir", required=True, help=_help("opt.dir"))
    demo.add_argument("--port", type=int, default=0, help=_help("opt.port"))
    demo.add_argument("--db", help=_help("opt.db"))

    taken = order("stick", stick_cli.stick_taken)
    taken.add_argument("dir", metavar="DIR", help=_help("opt.stick"))
    taken.add_argument("--db", required=True, help=_help("opt.db"))
    taken.add_argument("--secrets", help=_help("opt.secrets"))
    taken.add_argument("--json", action="store_true", help=_help("opt.json"))

    key = order("stick-key", stick_cli.stick_key)
    key.add_argument("--keys", required=True, help=_help("opt.keys"))
    key.add_argument("--out", help=_help("opt.stick-key"))

    counts = order("counts", commands.counts)
    counts.add_argument("--db", required=True, help=_help("opt.db"))
    # Its own commands and options are read in pack_console; here it is only listed.
    orders.add_parser("pack", help=_help("cli.pack"), add_help=False)
    return parser


def run(asked: argparse.Namespace) -> int:
    """Run the chosen command and turn what goes wrong into one sentence a language.

    1 where a command ran and says no (``confirm``), 2 where it could not do its work; ``check``
    says 1 for either.
    """
    status = _run(asked)
    return min(status, 1) if asked.order == "check" else status


def _run(asked: argparse.Namespace) -> int:
    try:
        found = asked.run(asked)
    except BadKeyFile as error:
        return _wrong(f"err.{error.code}", path=error.path)
    except (BadAddress, WrongShape) as error:
        return _wrong(f"err.db.{error.code}")
    except CityProblem as error:
        return _wrong(f"err.city.{error.code}")
    except DirectoryProblem:
        return _wrong("err.city.directory")
    except CertProblem:
        return _wrong("err.voucher")
    except CannotListen as error:
        return _wrong("err.demo" if error.code == "demo" else "err.port", port=asked.port)
    except BackupProblem as error:
        return _wrong(f"err.backup.{error.code}")
    except StickProblem as error:
        return _wrong("err.stick", word=error.code)
    except commands.OptionsMissing:
        return _wrong("err.enrol-needs")
    except SQLAlchemyError:
        return _wrong("err.db.away")
    return 1 if found is False else 0


def _wrong(key: str, **facts: object) -> int:
    sys.stderr.write(both(key, **facts) + "\n")
    return 2

"""Set up, run and test Satu Pintu with a Python and this checkout. Standard library only.

    python3 packaging/dev.py run       sets up once, then opens the demo: app, city, couriers
    python3 packaging/dev.py test      sets up once, then runs all checks, tests (--all: campaigns)
    python3 packaging/dev.py setup     only sets up

The environment is ``.venv`` beside this folder, or where RESPONDER_VENV says. On Debian and Ubuntu,
as root, missing system packages are installed; otherwise the one line to type is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"app": ROOT / "packaging/locks/app.txt", "dev": ROOT / "packaging/locks/dev.txt"}
GLIB = ("libglib2.0-0", "libglib2.0-0t64")  # the second is its name on Debian 13, Ubuntu 24.04
QT_PACKAGES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libdbus-1-3",
    "libgssapi-krb5-2",
    "fonts-dejavu-core",
)
SCREEN_PACKAGES = (
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)


class Stop(Exception):
    """A sentence for the person at the terminal; the program ends with status 1."""


def say(text: str) -> None:
    """One line to the terminal, at once."""
    print(text, flush=True)


def venv_dir() -> Path:
    """Where the environment lies."""
    return Path(os.environ.get("RESPONDER_VENV") or ROOT / ".venv").resolve()


def venv_python() -> Path:
    """The environment's interpreter."""
    scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return venv_dir() / scripts


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> int:
    """Run a command in the checkout and give back its exit status."""
    return subprocess.run(  # noqa: S603 - our own commands only
        [str(part) for part in command],
        cwd=ROOT,
        env=None if env is None else dict(env),
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        check=False,
    ).returncode


# --- system packages -----------------------------------------------------------------------------


def is_root() -> bool:
    """Whether we may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def installed(package: str) -> bool:
    """Whether dpkg knows the package as installed."""
    found = subprocess.run(  # noqa: S603
        ["dpkg-query", "-W", "-f=${Status}", package],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return "install ok installed" in found.stdout


def missing_packages(wanted: Sequence[str]) -> list[str]:
    """Those of ``wanted`` (glib's two names count as one) that are not installed."""
    missing = [name for name in wanted if not installed(name)]
    if not any(installed(name) for name in GLIB):
        missing.append(GLIB[0])
    return missing


def apt_install(packages: Sequence[str]) -> bool:
    """Install with apt-get; the package lists are fetched when the first try fails."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if run(command, env=env, quiet=True) == 0:
        return True
    run(["apt-get", "update", "-q"], env=env, quiet=True)
    if run(command, env=env, quiet=True) == 0:
        return True
    renamed = [GLIB[1] if name == GLIB[0] else name for name in command]
    return renamed != command and run(renamed, env=env) == 0


def has_apt() -> bool:
    """Whether this is a Debian-like system."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None


def ensure_system() -> None:
    """venv module and the libraries Qt needs; on Debian as root they are installed."""
    try:
        import ensurepip  # noqa: F401 - asked only whether it is there

        has_venv = True
    except ImportError:
        has_venv = False
    if not has_apt():
        if not has_venv:
            raise Stop("This Python has no 'ensurepip'. Install the venv package of your system.")
        return
    wanted = [*QT_PACKAGES, *SCREEN_PACKAGES] if os.environ.get("DISPLAY") else [*QT_PACKAGES]
    missing = missing_packages(wanted)
    if not has_venv:
        missing.append("python3-venv")
    if not missing:
        return
    if is_root():
        say("Installing system packages: " + " ".join(missing))
        if not apt_install(missing) and not has_venv:
            raise Stop("apt-get could not install: " + " ".join(missing))
    elif not has_venv:
        raise Stop("Please type once:\n  sudo apt-get install -y " + " ".join(missing))


def ensure_postgres() -> None:
    """PostgreSQL's server binaries for the tests; where they cannot be had, the tests say so."""
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or not (has_apt() and is_root()):
        return
    say("Installing PostgreSQL for the tests.")
    if not apt_install(["postgresql"]):
        say("PostgreSQL could not be installed: its leg of the tests will say that it did not run.")


def ensure_age() -> None:
    """The stock age tool, with which a test opens a stick's file; without it that test fails."""
    if shutil.which("age") or not (has_apt() and is_root()):
        return
    say("Installing age for the tests.")
    if not apt_install(["age"]):
        say("age could not be installed: the test that opens a stick with it will fail.")


# --- the environment -----------------------------------------------------------------------------


def fingerprint(lock: Path) -> str:
    """What an installed environment is made from: the lock, the interpreter, the machine."""
    body = lock.read_bytes() + sys.version.encode() + platform.machine().encode()
    return hashlib.sha256(body).hexdigest()


def ensure_venv(kind: str) -> None:
    """Make the environment and install the hashed lock ``kind`` once; 'dev' holds all of 'app'."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is told so, in words
        raise Stop("Satu Pintu needs Python 3.11 or newer; this is " + platform.python_version())
    stamps = {name: venv_dir() / f".lock-{name}" for name in LOCKS}
    fresh = {
        name: stamp.is_file() and stamp.read_text() == fingerprint(LOCKS[name])
        for name, stamp in stamps.items()
    }
    if venv_python().is_file() and (fresh[kind] or fresh["dev"]):
        return
    ensure_system()
    if not venv_python().is_file() or run([venv_python(), "-m", "pip", "--version"], quiet=True):
        say("Making the environment in " + str(venv_dir()))
        if run([sys.executable, "-m", "venv", "--clear", venv_dir()]) != 0:
            raise Stop("The environment could not be made. Is the disk full?")
    say("Installing the locked packages (once; a few minutes on a slow line).")
    pip = [str(venv_python()), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if run([*pip, "--only-binary=:all:", "--require-hashes", "-r", str(LOCKS[kind])]) != 0:
        raise Stop("The packages could not be installed. Nothing else was changed; try again.")
    stamps[kind].write_text(fingerprint(LOCKS[kind]))


def qt_loads() -> bool:
    """Whether the window library loads on this machine."""
    return run([venv_python(), "-c", "import PySide6.QtWidgets"], quiet=True) == 0


def check_qt() -> None:
    """Qt must load; if not, say which packages to install."""
    if not qt_loads():
        names = " ".join([*QT_PACKAGES, GLIB[0]])
        raise Stop("Qt cannot load its libraries. Please type:\n  sudo apt-get install -y " + names)


# --- the three commands --------------------------------------------------------------------------


def has_screen() -> bool:
    """Whether a window can be shown."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def command_setup() -> int:
    """Prepare everything for run and test."""
    ensure_venv("dev")
    check_qt()
    say("Ready. Next: python3 packaging/dev.py run")
    return 0


def command_run() -> int:
    """Open the demo, or play it offscreen where there is no screen."""
    ensure_venv("app")
    check_qt()
    if has_screen():
        return run([venv_python(), "-m", "responder_app", "demo", "--live"])
    out = ROOT / "build" / time.strftime("demo-%Y%m%d-%H%M%S")
    say("There is no screen here: the main job is played through the same windows, offscreen.")
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    status = run([venv_python(), "-m", "responder_app", "demo", "--out", out], env=env)
    if status == 0:
        say(f"Screenshots: {out / 'shots'}\nResult: {out / 'result.json'}")
    return status


def shared_folder() -> Path | None:
    """The reference pages beside the checkout, where tests find other people's forms."""
    named = os.environ.get("RESPONDER_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if folder.is_dir() else None


def command_test(everything: bool) -> int:
    """Every check and test; each leg says how it ended."""
    ensure_venv("dev")
    check_qt()
    ensure_postgres()
    ensure_age()
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
    env["PATH"] = str(venv_python().parent) + os.pathsep + env.get("PATH", "")
    if everything:
        env["RESPONDER_ALL"] = "1"
    python = venv_python()
    legs: list[tuple[str, list[str | Path]]] = [
        ("style", [python, "-m", "ruff", "check", "."]),
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("types", [python, "-m", "mypy", "."]),
        ("import contracts", [venv_python().parent / "lint-imports", "--no-logo"]),
        ("tests", [python, "-m", "pytest", "-n", "2", "--dist", "worksteal"]),
    ]
    shared = shared_folder()
    conformance = shared / "forms-conformance" if shared else None
    if conformance and conformance.is_dir():
        runner: list[str | Path] = [python, "-m", "tests.conformance"]
        legs.append(("conformance", [*runner, conformance, "--features", "phase1"]))
    else:
        say("leg conformance: did not run, the conformance folder is not here")
    failed = []
    for name, command in legs:
        began = time.monotonic()
        status = run(command, env=env)
        word = "passed" if status == 0 else f"FAILED (status {status})"
        say(f"leg {name}: {word}, {time.monotonic() - began:.0f} s")
        if status != 0:
            failed.append(name)
    say("All legs passed." if not failed else "Failed: " + ", ".join(failed))
    return 1 if failed else 0


def main() -> int:
    """Parse the command and do it."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description="Set up, run and test Satu Pintu from a checkout."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="set up once, then open the demo app with a demo city")
    test = commands.add_parser("test", help="set up once, then run all checks and tests")
    test.add_argument("--all", action="store_true", help="also the long campaigns")
    commands.add_parser("setup", help="only prepare")
    chosen = parser.parse_args()
    try:
        if chosen.command == "setup":
            return command_setup()
        if chosen.command == "run":
            return command_run()
        return command_test(bool(chosen.all))
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

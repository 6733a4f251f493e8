"""The courier's process: carries the mailbag while nobody is logged in. No window, no vault.

Start: settings, file mode, log, one-instance lock, device key, mailbag, loop. Stop: SIGTERM, an
errand ``stop``, or a mailbag that cannot be used. Whatever ends it, kill -9 included, costs at
most the frame that was on the wire: every step it takes is one durable transaction.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import IO

from data.model.problems import Fault
from data.store import steps
from data.store.device import DeviceKeys
from data.store.mailbag import Mailbag, open_mailbag
from responder_app.logs import LogCode, event, open_log
from responder_app.settings import VERSION, AppSettings, settings_for
from sync.client.ground import Ground
from sync.client.loop import CourierLoop, Rhythm, is_fatal

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ENDED, UNUSABLE, PASS_FAILED = 0, 1, 2
_GRACE = 0.8
_PATIENCE = 1.0


def main(argv: Sequence[str] | None = None) -> int:
    """Serve one home's mailbag until told to stop; gives the exit status."""
    arguments = _parse(argv)
    settings = settings_for(
        arguments.home, interval=arguments.interval, plain=arguments.allow_plain_http
    )
    os.umask(0o077)
    settings.home.mkdir(parents=True, exist_ok=True)
    open_log(settings.log)
    with settings.courier_lock.open("a+b") as lock:
        if not _take(lock):
            event(LogCode.COURIER_RUNS_ALREADY)
            return ENDED
        _write_pid(settings.courier_pid)
        steps.arm(settings.home)
        try:
            return _serve(settings, once=arguments.once)
        finally:
            event(LogCode.COURIER_ENDED)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="responder_app courier",
        description="Kurir: membawa surat dari laptop ini ke kota dan kembali. / "
        "The courier: carries this laptop's letters to the city and back.",
    )
    parser.add_argument("--home", type=Path, help="folder laptop ini / this laptop's folder")
    parser.add_argument(
        "--once", action="store_true", help="satu kali jalan saja / one pass, then end"
    )
    parser.add_argument(
        "--interval",
        type=float,
        default=900.0,
        metavar="S",
        help="detik di antara dua kali jalan / seconds between passes with nothing new",
    )
    parser.add_argument(
        "--allow-plain-http",
        action="store_true",
        help="hanya untuk jaringan uji / for test networks only",
    )
    return parser.parse_args(argv)


def _take(lock: IO[bytes]) -> bool:
    """Hold the lock for as long as the file stays open; the system frees it when we die."""
    try:
        if sys.platform == "win32":
            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write_pid(path: Path) -> None:
    fresh = path.with_suffix(".pid-new")
    fresh.write_text(f"{os.getpid()}\n", encoding="ascii")
    fresh.replace(path)


def _serve(settings: AppSettings, *, once: bool) -> int:
    try:
        device = DeviceKeys.load_or_create(settings.home)
        bag = open_mailbag(settings.home, device)
    except Fault as fault:
        event(LogCode.COURIER_TROUBLE, bug=fault)
        return UNUSABLE
    try:
        return _run(settings, device, bag, once=once)
    finally:
        bag.close()


def _run(settings: AppSettings, device: DeviceKeys, bag: Mailbag, *, once: bool) -> int:
    ground = Ground(
        bag=bag,
        device=device,
        now=lambda: int(time.time()),
        random=os.urandom,
        app=VERSION,
        demo=settings.demo,
    )
    rhythm = Rhythm(
        between=random.uniform,
        note=event,
        interval=settings.interval,
        allow_plain=settings.allow_plain_http,
    )
    loop = CourierLoop(ground, rhythm)
    _end_on_signal(loop)
    event(LogCode.COURIER_STARTED)
    if once:
        return _patiently(loop, once=True)
    return _patiently(loop, once=False)


def _patiently(loop: CourierLoop, *, once: bool) -> int:
    """Run the loop; a mailbag that is busy or a full disk is waited out, our own bug too."""
    while True:
        try:
            if once:
                return ENDED if loop.once() else PASS_FAILED
            loop.run()
        except Fault as fault:
            event(LogCode.COURIER_TROUBLE, bug=fault)
            if is_fatal(fault):
                return UNUSABLE
            time.sleep(_PATIENCE)
        except Exception as bug:  # the courier's edge: said, waited, tried again
            event(LogCode.COURIER_BUG, bug=bug)
            if once:
                return PASS_FAILED
            time.sleep(_PATIENCE)
        else:
            return ENDED


def _end_on_signal(loop: CourierLoop) -> None:
    """SIGTERM and SIGINT end the loop within a second, also out of a blocked socket."""

    def end(number: int, frame: FrameType | None) -> None:
        loop.stop()
        watchdog = threading.Timer(_GRACE, os._exit, (ENDED,))
        watchdog.daemon = True
        watchdog.start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)

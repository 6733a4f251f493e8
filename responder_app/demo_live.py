"""The live demo: a city on loopback, a cadre who is enrolled already, windows for a person to try.

Both people are enrolled once, offscreen, through the same welcome page; then the cadre's window
opens. The desk's opens from the button on the banner. When the last window has closed, couriers
and city are ended by their ids.
"""

from __future__ import annotations

import subprocess
import sys
import time

from responder_app.demo_city import DemoCity
from responder_app.demo_folder import DemoFolder, pid_in
from responder_app.demo_play import end_process, enrol_only, is_alive

QUIET_SECONDS = 2.5  # no window for so long: the last one has closed (a lock takes less)


def run(folder: DemoFolder, lang: str) -> int:
    """Open the demo and stay until its last window closed; the exit status."""
    folder.open(fresh=False)
    city = DemoCity.prepare(folder.city)
    print(f"Demo: {folder.root}", flush=True)
    try:
        city.start()
        trouble = enrol_only(folder, city, lang)
        if trouble:
            print(f"The demo could not be prepared: {trouble}", file=sys.stderr)
            return 1
        window = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "responder_app", "--home", str(folder.cadre), "--lang", lang],
            stdin=subprocess.DEVNULL,
            close_fds=True,
        )
        _until_closed(folder, window)
    except KeyboardInterrupt:
        return 0
    finally:
        for _person, home in folder.homes:
            end_process(pid_in(home / "app.pid"))
            end_process(pid_in(home / "courier.pid"))
        city.stop()
    return 0


def _until_closed(folder: DemoFolder, window: subprocess.Popen[bytes]) -> None:
    quiet_since: float | None = None
    while True:
        open_now = window.poll() is None or any(
            is_alive(pid_in(home / "app.pid")) for _person, home in folder.homes
        )
        if open_now:
            quiet_since = None
        elif quiet_since is None:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > QUIET_SECONDS:
            return
        time.sleep(0.2)

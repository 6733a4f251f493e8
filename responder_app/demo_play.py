"""A scripted demo: start everything, wait for both scripts, ask the ticket page, judge.

Scripts and answers lie in a private folder outside DIR that is removed at the end: what a person
typed stands in no file under DIR except inside screenshots.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from responder_app import demo_lookup
from responder_app.demo_answers import Answers
from responder_app.demo_city import DemoCity
from responder_app.demo_folder import ICONS, PASSPHRASES, DemoFolder, pid_in
from responder_app.demo_result import write_result

PLAY_SECONDS = float(os.environ.get("RESPONDER_DEMO_SECONDS", "600"))
END_SECONDS = 10.0


@dataclass(slots=True)
class Play:
    """One run: the folder, the private folder of the scripts, and the processes we started."""

    folder: DemoFolder
    private: Path
    lang: str
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def report(self, person: str) -> dict[str, Any]:
        """What a script last told: chapter, done, failed, facts."""
        try:
            found: dict[str, Any] = json.loads(
                (self.private / f"{person}.report.json").read_text(encoding="utf-8")
            )
        except (OSError, json.JSONDecodeError):
            return {}
        return found

    def start_laptop(
        self, person: str, code_line: str, answers: Mapping[str, Any], *, only: str = ""
    ) -> None:
        """Start one app, driven by its script; it starts its courier itself.

        ``only``: a chapter after which the script is at its end.
        """
        script = self.private / f"{person}.json"
        script.write_text(
            json.dumps(
                {
                    "person": person,
                    "code_line": code_line,
                    "icon": ICONS[person],
                    "passphrase": PASSPHRASES[person],
                    "answers": answers,
                    "only": only,
                    "shots": str(self.folder.shots),
                    "report": str(self.private / f"{person}.report.json"),
                    "position": str(self.private / f"{person}.position.json"),
                }
            ),
            encoding="utf-8",
        )
        with (self.private / f"{person}.stderr").open("ab") as said:
            self.started.append(self._window(person, script, said))

    def _window(self, person: str, script: Path, said: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [
                sys.executable,
                "-m",
                "responder_app",
                "--home",
                str(self.folder.home(person)),
                "--lang",
                self.lang,
                "--script",
                str(script),
            ],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            close_fds=True,
        )

    def wait(self, people: Sequence[str]) -> str:
        """Wait for the scripts of these people; empty when they are done, else why not."""
        end = time.monotonic() + PLAY_SECONDS
        while time.monotonic() < end:
            reports = {person: self.report(person) for person in people}
            for person, report in reports.items():
                if report.get("failed"):
                    return f"{person}: {report['failed']}"
            if all(report.get("done") for report in reports.values()):
                return ""
            if all(process.poll() is not None for process in self.started) and not any(
                is_alive(pid_in(home / "app.pid")) for _person, home in self.folder.homes
            ):
                return f"both windows ended before the case was home {self._last_words()}"
            time.sleep(0.1)
        chapters = {who: self.report(who).get("chapter") for who, _home in self.folder.homes}
        return f"not done after {PLAY_SECONDS:.0f} s (chapters {chapters})"

    def _last_words(self) -> str:
        """The kind of the last error each window printed, never its text."""
        kinds = []
        for path in sorted(self.private.glob("*.stderr")):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            kinds += [line.split(":")[0][:80] for line in lines[-1:]]
        return f"({'; '.join(kinds)})" if kinds else ""

    def end(self) -> None:
        """End windows and couriers by the ids they wrote, and wait for what we started."""
        for _person, home in self.folder.homes:
            for name in ("app.pid", "courier.pid"):
                end_process(pid_in(home / name))
        for process in self.started:
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def run(folder: DemoFolder, answers: Answers, db: str | None, lang: str) -> int:
    """Play the main job; returns the exit status. May raise ``CityFailed``, ``FolderInUse``."""
    began = time.monotonic()
    folder.open(fresh=True)
    folder.shots.mkdir()
    private = Path(tempfile.mkdtemp(prefix="satu-pintu-"))
    play = Play(folder, private, lang)
    city = DemoCity.prepare(folder.city, db)
    try:
        city.start()
        play.start_laptop("cadre", city.code_line("cadre"), answers.as_json())
        play.start_laptop("desk", city.code_line("desk"), {})
        trouble = play.wait(("cadre", "desk"))
        facts = {person: play.report(person).get("facts", {}) for person, _h in folder.homes}
        page = demo_lookup.ticket_page(city.url, facts["cadre"])
        play.end()
        good = write_result(folder, city, facts, page, time.monotonic() - began)
    finally:
        play.end()
        city.stop()
        shutil.rmtree(private, ignore_errors=True)
    if trouble:
        print(f"The demo stopped: {trouble}", file=sys.stderr)
        return 1
    print(f"{folder.result}")
    return 0 if good else 1


def enrol_only(folder: DemoFolder, city: DemoCity, lang: str) -> str:
    """Enrol whoever of the two has no vault yet, through the welcome page; why not, or empty."""
    missing = [person for person, home in folder.homes if not any(home.glob("vault-*.db"))]
    if not missing:
        return ""
    folder.shots.mkdir(exist_ok=True)
    private = Path(tempfile.mkdtemp(prefix="satu-pintu-"))
    play = Play(folder, private, lang)
    try:
        for person in missing:
            play.start_laptop(person, city.code_line(person), {}, only="enrol")
        return play.wait(missing)
    finally:
        play.end()
        shutil.rmtree(folder.shots, ignore_errors=True)
        shutil.rmtree(private, ignore_errors=True)


def end_process(pid: int | None) -> None:
    """Ask a process to end, and make sure of it after a while. Nothing happens for a dead one."""
    if not is_alive(pid) or pid is None:
        return
    _signal(pid, 15)
    end = time.monotonic() + END_SECONDS
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    if is_alive(pid):
        _signal(pid, 9)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        return


def is_alive(pid: int | None) -> bool:
    """Whether a process runs (an ended child that nobody waited for yet does not count)."""
    if pid is None:
        return False
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        try:
            return stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2][1] != "Z"
        except (OSError, IndexError):
            return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True

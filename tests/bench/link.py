"""A hundred cases over a bad link, beside the plain ways and the peers (goals 3 to 7, 9 and 13).

The line is an emulator of our own (``link_air.py``) between two network namespaces: it needs Linux
and root, and elsewhere every row says that it was not measured. City and courier are processes of
their own, over plain HTTP, as are all others; the time counted is the client's, from its first
step. The peers run where node and their modules are (``--peers FOLDER/node_modules``).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import link_blobs
from tests.bench.link_air import EDGE, G3, Cuts, Link, Profile
from tests.bench.link_runs import Grounds, Told
from tests.bench.link_space import why_not
from tests.bench.peer_runs import NAMES, Peers
from tests.bench.row import Row, absolute, unmeasured
from tests.bench.sync_cases import CaseMaker
from tests.sync.client.real_city import RealCity

Run = Callable[[Profile, int, Cuts | None], Told]
CUT = 20.0
FRAME = 16 * 1024
GOALS = {
    "edge": ("3", 20.0, {"PouchDB": 0.32, "RxDB": 0.39}),
    "3g": ("4", 4.0, {"PouchDB": 0.33, "RxDB": 0.45}),
}


def say(text: str) -> None:
    """Progress goes to stderr: the rows come at the end."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _ways(grounds: Grounds) -> dict[str, Run]:
    """Every way of sending that can run here, ours first."""
    ways: dict[str, Run] = {
        "ours": grounds.ours,
        "naive POST": lambda profile, seed, cuts: grounds.plain("each", profile, seed, cuts),
        "one packed body": lambda profile, seed, cuts: grounds.plain("body", profile, seed, cuts),
    }
    for short, name in NAMES.items():
        if grounds.peers.has(short):

            def by_peer(profile: Profile, seed: int, cuts: Cuts | None, short: str = short) -> Told:
                return grounds.peer(short, profile, seed, cuts)

            ways[name] = by_peer
    return ways


def case_rows(grounds: Grounds, profile: Profile, seed: int) -> list[Row]:
    """Goals 3 or 4, 6, 7 and 9: whole, and with one cut of 20 s."""
    plain: dict[str, Told] = {}
    broken: dict[str, Told] = {}
    for name, run in _ways(grounds).items():
        plain[name] = run(profile, seed, None)
        say(f"{profile.name} {name}: {plain[name]}")
        broken[name] = run(profile, seed, Cuts(at=profile.cut_at, lasting=CUT))
        say(f"{profile.name} {name}, cut: {broken[name]}")
    mine, cut = plain["ours"], broken["ours"]
    number, most, ratios = GOALS[profile.name]
    what, other = f"{profile.name}, {grounds.cases} cases", [n for n in plain if n != "ours"]
    rows = [absolute(number, f"{what}: seconds", mine.seconds, "s", f"<= {most:.0f}",
                     mine.seconds <= most)]  # fmt: skip
    for name in [*other, *(n for n in NAMES.values() if n not in other)]:
        metric, allowed = f"{what}: seconds; baseline {name}", ratios.get(name)
        goal = "-" if allowed is None else f"<= {allowed} x"
        if name not in plain:
            rows.append(unmeasured(number, metric, goal, "its modules are not here"))
            continue
        base, ratio = plain[name].seconds, mine.seconds / plain[name].seconds
        met = None if allowed is None else ratio <= allowed
        rows.append(Row(number, metric, mine.seconds, "s", base, ratio, goal, met))
    later = cut.seconds - mine.seconds
    rows.append(absolute("6", f"{what}: a cut of {CUT:.0f} s costs", later, "s", "<= 25",
                         later <= 25))  # fmt: skip
    for name in other:
        theirs = broken[name].seconds - plain[name].seconds
        rows.append(Row("6", f"{what}: seconds a cut costs; baseline {name}", later, "s", theirs,
                        later / theirs if theirs > 0 else None, "-", None))  # fmt: skip
    for name in other:
        rows.append(
            Row(
                f"{profile.name}-cut", f"{what}: seconds with a cut; baseline {name}", cut.seconds,
                "s", broken[name].seconds, cut.seconds / broken[name].seconds, "-", None,
            )
        )  # fmt: skip
    twice = max(0, cut.app_up - mine.app_up)
    rows.append(absolute("7", f"{what}: bytes sent twice after a cut", twice, "B",
                         f"<= {FRAME}", twice <= FRAME))  # fmt: skip
    for name in other:
        theirs = max(0, broken[name].app_up - plain[name].app_up)
        rows.append(Row("7", f"{what}: bytes sent twice; baseline {name}", twice, "B", theirs,
                        twice / theirs if theirs else None, "-", None))  # fmt: skip
    for name in other:
        them, gone = plain[name], broken[name]
        for id, mine_now, its, when in (
            ("app-up", mine.app_up, them.app_up, ""),
            ("ip-up", mine.ip_up, them.ip_up, ""),
            ("ip-up", cut.ip_up, gone.ip_up, " with a cut"),
        ):
            rows.append(Row(f"{profile.name}-{id}", f"{what}: bytes up{when}; baseline {name}",
                            mine_now, "B", its, mine_now / its, "-", None))  # fmt: skip
    rows.append(absolute("9", f"{what}: round trips", mine.exchanges, "", "1",
                         mine.exchanges == 1))  # fmt: skip
    for name in other:
        rows.append(Row("9", f"{what}: requests; baseline {name}", mine.requests, "",
                        plain[name].requests, mine.requests / plain[name].requests, "-", None)
                    )  # fmt: skip
    rows.append(Row("9", f"{what}: requests with a cut", cut.requests, "", None, None, "-", None))
    for id, ours, theirs in (
        ("lost", mine.lost + cut.lost, broken["naive POST"].lost),
        ("doubled", mine.doubled + cut.doubled, broken["naive POST"].doubled),
    ):
        rows.append(Row("8", f"{what}: {id}; baseline naive POST", ours, "", theirs, None, "0",
                        ours == 0))  # fmt: skip
    return rows


def urgent_rows(grounds: Grounds, profile: Profile, seed: int, runs: int) -> list[Row]:
    """Goal 5: from a cold start, one urgent referral before a queue of a hundred."""
    sender, maker, took = grounds.sender(), CaseMaker(seed + 100), []
    try:
        for run in range(runs):
            waiting = sender.laptop.waiting()
            sender.lay_cases(maker, max(0, grounds.cases - waiting))
            op = sender.write_at_door()
            sender.laptop.lay(sender.person, [op])
            grounds.link.set(profile, seed + run)
            took.append(float(grounds.courier(sender, op.opid)["seconds"]))
            say(f"{profile.name} urgent: {took[-1]:.2f} s")
    finally:
        sender.laptop.close()
    middle = statistics.median(took)
    late = sorted(took)[min(len(took) - 1, round(0.95 * (len(took) - 1)))]
    what = f"{profile.name}, urgent referral before {grounds.cases} cases, cold start, {runs} runs"
    return [
        absolute("5", f"{what}: median", middle, "s", "<= 4", middle <= 4),
        absolute("5", f"{what}: p95", late, "s", "<= 6", late <= 6),
    ]


def rows(
    cases: int = 100,
    profile: str | None = None,
    seed: int = 1,
    runs: int = 5,
    peers: str | None = None,
) -> list[Row]:
    """The rows of one profile, or of both."""
    reason = why_not()
    if reason is not None:
        say(f"The link was not measured: {reason}.")
        return [unmeasured(number, "bad link", "-", reason) for number in "3 4 5 6 7 13".split()]
    chosen = [one for one in (EDGE, G3) if profile in (None, one.name)]
    with tempfile.TemporaryDirectory() as place, Link() as link:
        found: list[Row] = []

        def measure() -> None:
            """Inside the city's namespace."""
            city = RealCity(Path(place) / "city", listens="0.0.0.0", demo=False)
            city.found()
            city.start()
            modules = Peers(None if peers is None else Path(peers).resolve())
            grounds = Grounds(link, city, Path(place), modules, cases)
            try:
                for one in chosen:
                    found.extend(case_rows(grounds, one, seed))
                    found.extend(urgent_rows(grounds, one, seed, runs))
                if G3 in chosen:
                    found.extend(link_blobs.rows(grounds, seed))
            finally:
                city.stop()

        link.city.call(measure)
        return found

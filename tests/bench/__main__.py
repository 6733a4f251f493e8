"""``python -m tests.bench start|forms|windows|store|sync|link [--json]``: a benchmark, its rows."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import sys

from tests.bench.row import Row

WISHES: dict[str, tuple[str, ...]] = {
    "start": (),
    "forms": (),
    "windows": (),
    "store": (),
    "sync": ("cases", "url", "demo", "many", "peers"),
    "link": ("cases", "profile", "seed", "runs", "peers"),
}


def table(rows: list[Row]) -> str:
    """The rows as aligned text."""
    lines = [("id", "metric", "value", "unit", "baseline", "ratio", "goal", "met")]
    for row in rows:
        lines.append(
            (
                row.id,
                row.metric,
                "-" if row.value is None else f"{row.value:.4g}",
                row.unit,
                "-" if row.baseline is None else f"{row.baseline:.4g}",
                "-" if row.ratio is None else f"{row.ratio:.2f}",
                row.goal,
                {True: "met", False: "NOT met", None: "-"}[row.met],
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(8)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("what", choices=["start", "forms", "windows", "store", "sync", "link"])
    parser.add_argument("--json", action="store_true", help="rows as JSON")
    parser.add_argument("--cases", type=int, default=100, help="sync, link: how many cases (100)")
    parser.add_argument("--url", help="sync: a server or proxy already running at this address")
    parser.add_argument("--demo", help="sync: the demo city's folder whose codes enrol at --url")
    parser.add_argument("--peers", help="sync, link: a node_modules folder with the peers in it")
    parser.add_argument("--many", default="1000,10000", help="sync: sizes to grow to (1000,10000)")
    parser.add_argument("--profile", choices=["edge", "3g"], help="link: only this line (both)")
    parser.add_argument("--seed", type=int, default=1, help="link: of the line's losses (1)")
    parser.add_argument("--runs", type=int, default=5, help="link: urgent referrals (5)")
    chosen = parser.parse_args()
    bench = importlib.import_module(f"tests.bench.{chosen.what}")  # only the one that is asked for
    rows: list[Row] = bench.rows(**{name: getattr(chosen, name) for name in WISHES[chosen.what]})
    if chosen.json:
        print(json.dumps([dataclasses.asdict(row) for row in rows], indent=1))
    else:
        print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())

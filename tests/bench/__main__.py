"""``python -m tests.bench start|forms|windows|store|sync [--json]``: one benchmark, its rows."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import sys

from tests.bench.row import Row


def table(rows: list[Row]) -> str:
    """The rows as aligned text."""
    lines = [("id", "metric", "value", "unit", "baseline", "ratio", "goal", "met")]
    for row in rows:
        lines.append(
            (
                row.id,
                row.metric,
                f"{row.value:.4g}",
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
    parser.add_argument("what", choices=["start", "forms", "windows", "store", "sync"])
    parser.add_argument("--json", action="store_true", help="rows as JSON")
    parser.add_argument("--cases", type=int, default=100, help="sync: how many cases (100)")
    parser.add_argument("--url", help="sync: a server or proxy already running at this address")
    parser.add_argument("--demo", help="sync: the demo city's folder whose codes enrol at --url")
    chosen = parser.parse_args()
    bench = importlib.import_module(f"tests.bench.{chosen.what}")  # only the one that is asked for
    wishes = {"cases": chosen.cases, "url": chosen.url, "demo": chosen.demo}
    rows: list[Row] = bench.rows(**wishes) if chosen.what == "sync" else bench.rows()
    if chosen.json:
        print(json.dumps([dataclasses.asdict(row) for row in rows], indent=1))
    else:
        print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())

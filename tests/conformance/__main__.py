"""The command: play a folder of scenarios, print what failed and how many passed."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.conformance.scenario import Outcome, outcomes

PHASE_1 = frozenset(
    """calculate repeat typed do:roundtrip do:add_repeat do:remove_repeat secondary-instance itemset
    choice-filter readonly itext relevant output required preload position constraint
    do:set_language selected dates current() sum-count if-coalesce load-error
    nested-repeat""".split()
)


def main(arguments: list[str]) -> int:
    """Exit status 0 if no selected scenario failed, 1 if one did, 2 if there is none to play."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--features", default="all", help="all, or a name N with DIR/N.json")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"{options.folder} is no folder", file=sys.stderr)
        return 2
    try:
        chosen = None if options.features == "all" else features(options.folder, options.features)
    except (OSError, ValueError, TypeError):
        print(f"there is no list of features {options.features}.json", file=sys.stderr)
        return 2
    played = list(outcomes(options.folder))
    selected = [one for one in played if chosen is None or set(one.features) <= chosen]
    failed = [one for one in selected if not one.passed]
    if options.json:
        _as_json(selected, played)
    else:
        _as_text(failed, selected, played)
    if not selected:
        return 2
    return 1 if failed else 0


def features(folder: Path, name: str) -> frozenset[str]:
    """The feature names of a phase: those in the folder, else the house's own first phase."""
    path = folder / f"{name}.json"
    if not path.is_file() and name == "phase1":
        return PHASE_1
    return frozenset(json.loads(path.read_text("utf-8")))


def _as_json(selected: list[Outcome], played: list[Outcome]) -> None:
    document = {
        "passed": sum(one.passed for one in selected),
        "failed": sum(not one.passed for one in selected),
        "all_passed": sum(one.passed for one in played),
        "all_failed": sum(not one.passed for one in played),
        "scenarios": [
            {
                "id": one.id,
                "title": one.title,
                "passed": one.passed,
                "misses": [asdict(miss) for miss in one.misses],
            }
            for one in selected
        ],
    }
    print(json.dumps(document, ensure_ascii=False, indent=1))


def _as_text(failed: list[Outcome], selected: list[Outcome], played: list[Outcome]) -> None:
    for one in failed:
        print(f"FAILED {one.id}: {one.title}")
        for miss in one.misses:
            place = f"  step {miss.step} {miss.do} {miss.ref} {miss.fact}:"
            print(f"{place} expected {miss.expected!r}, got {miss.got!r}")
    print(f"{len(selected) - len(failed)} passed, {len(failed)} failed")
    if len(selected) != len(played):
        good = sum(one.passed for one in played)
        print(f"all features: {good} passed, {len(played) - good} failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

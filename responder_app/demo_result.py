"""What a scripted demo found, written as ``result.json``; says whether the case came home once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.model.road import RoadState
from data.store.device import DeviceKeys
from data.store.mailbag import open_mailbag
from responder_app.demo_city import DemoCity
from responder_app.demo_folder import DemoFolder

ROAD = ("di_laptop", "terkirim", "diterima_uptd")


def write_result(
    folder: DemoFolder,
    city: DemoCity,
    facts: Mapping[str, Mapping[str, Any]],
    page: str,
    seconds: float,
) -> bool:
    """Write the file; True only if the case arrived exactly once and its answer came home."""
    cadre = facts.get("cadre", {})
    laid = {opid for told in facts.values() for opid in told.get("opids", ())}
    counts = city.counts()
    stored = set(counts["opids"])
    up, down, requests = _traffic(folder)
    lost = len(laid - stored)
    duplicated = counts["rows"] - counts["distinct"]
    states = cadre.get("states", [])
    result = {
        "ticket": cadre.get("ticket", ""),
        "level": cadre.get("level", ""),
        "reasons": cadre.get("reasons", []),
        "services": cadre.get("services", []),
        "states": states,
        "ticket_page": page,
        "ops_client": len(laid),
        "ops_server": counts["rows"],
        "lost": lost,
        "duplicated": duplicated,
        "bytes_up": up,
        "bytes_down": down,
        "requests": requests,
        "city_db": _city_db(folder, city),
        "vaults": _vaults(folder),
        "seconds": round(seconds, 1),
    }
    folder.result.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    came_home = tuple(entry["state"] for entry in states) == ROAD
    return came_home and bool(page) and bool(laid) and lost == 0 and duplicated == 0


def read_road(home: Path) -> RoadState | None:
    """The last word of the courier of one laptop, or None where it never said one."""
    if not (home / "mailbag.db").exists():
        return None
    mailbag = open_mailbag(home, DeviceKeys.load_or_create(home))
    try:
        return mailbag.road_state()
    finally:
        mailbag.close()


def _traffic(folder: DemoFolder) -> tuple[int, int, int]:
    """Bytes up, bytes down and requests of both couriers, by their own count."""
    up = down = requests = 0
    for _person, home in folder.homes:
        road = read_road(home)
        if road is not None:
            up += road.sent_bytes
            down += road.received_bytes
            requests += road.requests
    return up, down, requests


def _city_db(folder: DemoFolder, city: DemoCity) -> str:
    """The embedded file beside the result, or the database's address without its password."""
    if city.embedded is not None:
        return _relative(folder, city.embedded)
    scheme, _, rest = city.db.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _vaults(folder: DemoFolder) -> list[str]:
    found = [path for _person, home in folder.homes for path in home.glob("vault-*.db")]
    return sorted(_relative(folder, path) for path in found)


def _relative(folder: DemoFolder, path: Path) -> str:
    return path.resolve().relative_to(folder.root).as_posix()

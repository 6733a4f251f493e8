"""The files of a city's keys: what is public, what the server needs, what stays with the admin.

``public.bundle`` may be seen by everybody. ``server.secrets`` lies on the server, outside its
database and its backups. Everything else the ceremony made never touches the server.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PUBLIC = "public.bundle"
SECRETS = "server.secrets"
ADMIN = "admin.key"
DESK = "desk.key"
PACK = "pack.key"
_PUBLIC_FORMAT = "satu-pintu public 1"
_SECRETS_FORMAT = "satu-pintu server secrets 1"
_KEY_FORMAT = "satu-pintu key 1"


class BadKeyFile(ValueError):
    """A key file is missing or is not what it should be. ``path`` names it; ``code`` says why.

    Codes: missing, form, exists.
    """

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(code)
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class PublicBundle:
    """What everybody may know of a city: where it answers and its signed directory."""

    url: str
    root_id: bytes
    directory: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ServerSecrets:
    """The two seeds a running city needs (32 bytes each)."""

    server: bytes = field(repr=False)
    transit: bytes = field(repr=False)


def write_new(path: Path, text: str, *, private: bool) -> None:
    """Write a file that must not exist yet; private ones are readable by their owner only.

    Raises ``BadKeyFile('exists')``: a key is never written over.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(path, flags, 0o600 if private else 0o644)
    except FileExistsError as error:
        raise BadKeyFile("exists", path) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path, form: str) -> Mapping[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadKeyFile("missing", path) from error
    except (OSError, ValueError) as error:
        raise BadKeyFile("form", path) from error
    if not isinstance(found, dict) or found.get("format") != form:
        raise BadKeyFile("form", path)
    return found


def _bytes(found: Mapping[str, object], name: str, size: int, path: Path) -> bytes:
    try:
        value = bytes.fromhex(str(found.get(name, "")))
    except ValueError as error:
        raise BadKeyFile("form", path) from error
    if len(value) != size:
        raise BadKeyFile("form", path)
    return value


def write_public(path: Path, bundle: PublicBundle) -> None:
    """Write ``public.bundle``. Raises ``BadKeyFile``."""
    found = {
        "format": _PUBLIC_FORMAT,
        "url": bundle.url,
        "root_id": bundle.root_id.hex(),
        "directory": [doc.hex() for doc in bundle.directory],
    }
    write_new(path, json.dumps(found, indent=1) + "\n", private=False)


def read_public(path: Path) -> PublicBundle:
    """Read ``public.bundle``; nothing in it is verified here. Raises ``BadKeyFile``."""
    found = _read(path, _PUBLIC_FORMAT)
    docs = found.get("directory")
    if not isinstance(docs, list):
        raise BadKeyFile("form", path)
    try:
        directory = tuple(bytes.fromhex(str(doc)) for doc in docs)
    except ValueError as error:
        raise BadKeyFile("form", path) from error
    return PublicBundle(str(found.get("url", "")), _bytes(found, "root_id", 16, path), directory)


def write_secrets(path: Path, secrets: ServerSecrets) -> None:
    """Write ``server.secrets``. Raises ``BadKeyFile``."""
    found = {
        "format": _SECRETS_FORMAT,
        "server": secrets.server.hex(),
        "transit": secrets.transit.hex(),
    }
    write_new(path, json.dumps(found, indent=1) + "\n", private=True)


def read_secrets(path: Path) -> ServerSecrets:
    """Read ``server.secrets``. Raises ``BadKeyFile``."""
    found = _read(path, _SECRETS_FORMAT)
    return ServerSecrets(_bytes(found, "server", 32, path), _bytes(found, "transit", 32, path))


def write_key(path: Path, name: str, seed: bytes) -> None:
    """Write one private key of the ceremony. Raises ``BadKeyFile``."""
    found = {"format": _KEY_FORMAT, "name": name, "seed": seed.hex()}
    write_new(path, json.dumps(found, indent=1) + "\n", private=True)


def read_key(path: Path, name: str) -> bytes:
    """The 32-byte seed of one private key. Raises ``BadKeyFile``."""
    found = _read(path, _KEY_FORMAT)
    if found.get("name") != name:
        raise BadKeyFile("form", path)
    return _bytes(found, "seed", 32, path)

"""Where content comes from: the files shipped with the program, or a pack laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Protocol


class Content(Protocol):
    """Files by path, such as ``pathway.csv`` or ``guide/id/01-tugas.md``."""

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ``KeyError`` where there is none."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files right inside a folder, sorted; empty where there is none."""
        ...

    def __hash__(self) -> int:
        """Content never changes: what was read from it may be kept by it."""
        ...


class BuiltIn:
    """The files shipped with the program; trusted as a part of it."""

    def __init__(self) -> None:
        self._root = resources.files("data.content")

    def read(self, path: str) -> bytes:
        """The bytes of a shipped file. Raises ``KeyError``."""
        found = self._at(path)
        if not found.is_file():
            raise KeyError(path)
        return found.read_bytes()

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the shipped files in a folder, sorted."""
        found = self._at(folder)
        if not found.is_dir():
            return ()
        return tuple(sorted(each.name for each in found.iterdir() if each.is_file()))

    def _at(self, path: str) -> Traversable:
        parts = path.split("/")
        if any(part in ("", ".", "..") for part in parts):
            raise KeyError(path)
        return self._root.joinpath(*parts)


class Layered:
    """Files of a pack laid over other content: what the pack has is taken from there."""

    def __init__(self, files: Mapping[str, bytes], below: Content) -> None:
        self._files = files
        self._below = below

    def read(self, path: str) -> bytes:
        """The pack's file, else the one below. Raises ``KeyError``."""
        found = self._files.get(path)
        return self._below.read(path) if found is None else found

    def names(self, folder: str) -> tuple[str, ...]:
        """Names in both, each once, sorted."""
        start = f"{folder}/"
        own = {
            path.removeprefix(start)
            for path in self._files
            if path.startswith(start) and "/" not in path.removeprefix(start)
        }
        return tuple(sorted(own.union(self._below.names(folder))))


BUILT_IN: Content = BuiltIn()

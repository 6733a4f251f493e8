"""Functions on text: joining, cutting, comparing, patterns, digests, ids, texts of the form."""

import base64
import binascii
import hashlib
import math
from collections.abc import Callable

from data.forms.xpath.context import Context, Value
from data.forms.xpath.pattern import matches
from data.forms.xpath.values import to_string

MAX_UUID = 10_000
MAX_MADE = 100_000
HASHES = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def _texts(values: tuple[Value, ...]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(node.string() for node in value)
        else:
            found.append(to_string(value))
    return found


def _string(c: Context, value: Value | None = None) -> Value:
    return _here(c) if value is None else to_string(value)


def _here(c: Context) -> str:
    return c.node.string()


def _concat(_: Context, *values: Value) -> Value:
    return _bounded(_texts(values), "")


def _join(_: Context, separator: str, *values: Value) -> Value:
    return _bounded(_texts(values), separator)


def _bounded(texts: list[str], separator: str) -> str:
    """The texts joined, cut at a length no honest form comes near: doubling must end somewhere."""
    if sum(map(len, texts)) + len(texts) * len(separator) <= MAX_MADE:
        return separator.join(texts)
    made, room = [], MAX_MADE
    for text in texts:
        made.append(text[:room])
        room -= len(text) + len(separator)
        if room <= 0:
            break
    return separator.join(made)[:MAX_MADE]


def _substr(_: Context, text: str, start: float, end: float | None = None) -> Value:
    """`substr(text, start, end)`: from 0, end excluded, negative numbers count from the end."""
    last = None if end is None or end != end else _whole(end)
    return text[_whole(start) : last]


def _substring(_: Context, text: str, start: float, length: float | None = None) -> Value:
    """XPath 1.0: from 1, rounded, NaN takes nothing."""
    begin = _round(start)
    end = float("inf") if length is None else begin + _round(length)
    return "".join(sign for at, sign in enumerate(text, 1) if begin <= at < end)


def _round(number: float) -> float:
    return number if number != number or math.isinf(number) else float(math.floor(number + 0.5))


def _before(_: Context, text: str, mark: str) -> Value:
    return text.partition(mark)[0] if mark and mark in text else ""


def _after(_: Context, text: str, mark: str) -> Value:
    return text[text.index(mark) + len(mark) :] if mark in text else ""


def _translate(_: Context, text: str, old: str, new: str) -> Value:
    table: dict[int, str | None] = {}
    for at, sign in enumerate(old):
        table.setdefault(ord(sign), new[at] if at < len(new) else None)
    return text.translate(table)


def _length(c: Context, text: str | None = None) -> Value:
    return float(len(_here(c) if text is None else text))


def _normalize(c: Context, text: str | None = None) -> Value:
    return " ".join((_here(c) if text is None else text).split())


def _digest(_: Context, text: str, algorithm: str, encoding: str = "base64") -> Value:
    """The digest in base64 or hex; empty for an algorithm or encoding that is not known."""
    if algorithm not in HASHES or encoding not in {"base64", "hex"}:
        return ""
    raw = hashlib.new(HASHES[algorithm], text.encode(), usedforsecurity=False).digest()
    return raw.hex() if encoding == "hex" else base64.b64encode(raw).decode()


def _base64_decode(_: Context, text: str) -> Value:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _uuid(c: Context, length: float | None = None) -> Value:
    """A fresh id, or (`length`) so many signs of fresh ids."""
    if length is None:
        return c.world.fresh_id()
    wanted = min(_whole(length), MAX_UUID)
    made = ""
    while len(made) < wanted:
        made += c.world.fresh_id() or "0"
    return made[:wanted]


def _whole(number: float) -> int:
    """A number cut to a whole one; zero for what is no number."""
    return int(max(-1e9, min(1e9, number))) if number == number else 0


def _itext(c: Context, text_id: str) -> Value:
    c.world.reads.add(c.world.tongue)
    return c.world.long_text(text_id, c.current)


def _choice_name(c: Context, value: str, path: str) -> Value:
    c.world.reads.add(c.world.tongue)
    return c.world.choice_name(value, path.strip(), c.current)


FUNCTIONS: dict[str, tuple[str, Callable[..., Value]]] = {
    "string": ("v?", _string),
    "concat": ("v*", _concat),
    "join": ("s v*", _join),
    "substr": ("s n n?", _substr),
    "substring": ("s n n?", _substring),
    "substring-before": ("s s", _before),
    "substring-after": ("s s", _after),
    "translate": ("s s s", _translate),
    "string-length": ("s?", _length),
    "normalize-space": ("s?", _normalize),
    "contains": ("s s", lambda _, text, part: part in text),
    "starts-with": ("s s", lambda _, text, part: text.startswith(part)),
    "ends-with": ("s s", lambda _, text, part: text.endswith(part)),
    "regex": ("s s", lambda _, text, pattern: matches(pattern, text)),
    "upper-case": ("s", lambda _, text: text.upper()),
    "lower-case": ("s", lambda _, text: text.lower()),
    "digest": ("s s s?", _digest),
    "base64-decode": ("s", _base64_decode),
    "uuid": ("n?", _uuid),
    "jr:itext": ("s", _itext),
    "jr:choice-name": ("s s", _choice_name),
}

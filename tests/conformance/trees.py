"""Two records compared as XML trees: `*` expected stands for anything that is there."""

from collections.abc import Iterator
from xml.etree import ElementTree

Difference = tuple[str, object, object]


def differences(expected: bytes, got: bytes) -> Iterator[Difference]:
    """Every (place, expected, got) that differs: names, order, attributes, text of leaves."""
    yield from _compare(ElementTree.fromstring(expected), ElementTree.fromstring(got), "")


def _compare(
    wanted: ElementTree.Element, found: ElementTree.Element, above: str
) -> Iterator[Difference]:
    place = f"{above}/{wanted.tag}"
    if wanted.tag != found.tag:
        yield place, wanted.tag, found.tag
        return
    for name in sorted(set(wanted.attrib) | set(found.attrib)):
        mine, theirs = wanted.attrib.get(name), found.attrib.get(name)
        if mine != theirs and not (mine == "*" and theirs is not None):
            yield f"{place}/@{name}", mine, theirs
    if len(wanted) == 0 and len(found) == 0:
        mine, theirs = (wanted.text or "").strip(), (found.text or "").strip()
        if mine not in {theirs, "*"}:
            yield place, mine, theirs
        return
    mine_tags, their_tags = [kid.tag for kid in wanted], [kid.tag for kid in found]
    if mine_tags != their_tags:
        yield place, mine_tags, their_tags
        return
    for mine_kid, their_kid in zip(wanted, found, strict=True):
        yield from _compare(mine_kid, their_kid, place)

"""The functions forms may call, by name: how many arguments of what kind, and what they do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from data.forms.xpath import dating, geo, listing, numeric, texting
from data.forms.xpath.context import Closure, Context, Value
from data.forms.xpath.making import Making, Places
from data.forms.xpath.pattern import check
from data.forms.xpath.patternread import BadPattern
from data.forms.xpath.tree import Call, Expression, Literal

_PLAIN: dict[str, tuple[str, Callable[..., Value]]] = {
    **texting.FUNCTIONS,
    **numeric.FUNCTIONS,
    **dating.FUNCTIONS,
    **listing.FUNCTIONS,
    **geo.FUNCTIONS,
}


@dataclass(frozen=True, slots=True)
class _Signature:
    kinds: tuple[str, ...]
    least: int
    repeats: bool


def _signature(text: str) -> _Signature:
    """`s n?` is a string and perhaps a number, `v*` any number of values, at least none."""
    kinds, least, repeats = [], 0, False
    for part in text.split():
        kinds.append(part[0])
        if part.endswith("*"):
            repeats = True
        elif not part.endswith("?"):
            least += 1
    return _Signature(tuple(kinds), least, repeats)


_SIGNATURES = {name: _signature(text) for name, (text, _) in _PLAIN.items()}


def names() -> frozenset[str]:
    """Every function a form may call."""
    return frozenset(_PLAIN) | frozenset(listing.SPECIAL) | frozenset({"if", "coalesce", "once"})


def compile_call(making: Making, tree: Call, here: Places) -> Closure:
    """A closure for one call. Refuses a function that is not here, or wrong arguments."""
    name = tree.name
    if name in listing.SPECIAL:
        return listing.SPECIAL[name](making, tree, here)
    if name == "if":
        return _if(making, tree, here)
    if name == "coalesce":
        return _coalesce(making, tree, here)
    if name == "once":
        return _once(making, tree, here)
    if name not in _PLAIN:
        raise making.refuse("function", name=name)
    signature = _SIGNATURES[name]
    count = len(tree.arguments)
    if count < signature.least or (count > len(signature.kinds) and not signature.repeats):
        raise making.refuse("arguments", name=name, count=count)
    kinds = list(signature.kinds)
    kinds += [kinds[-1]] * (count - len(kinds)) if kinds else []
    if name in {"regex", "digest"} and isinstance(tree.arguments[1], Literal):
        _check_word(making, name, tree.arguments[1].value)
    arguments = [
        _argument(making, kind, argument, here)
        for kind, argument in zip(kinds, tree.arguments, strict=False)
    ]
    return _apply(_PLAIN[name][1], arguments)


def _check_word(making: Making, name: str, word: str) -> None:
    """What is written in the form is checked at load; what comes from answers finds nothing."""
    if name == "digest":
        if word not in texting.HASHES:
            raise making.refuse("digest", name=word)
        return
    try:
        check(word)
    except BadPattern as error:
        raise making.refuse("pattern", pattern=word, why=error) from None


def _argument(
    making: Making, kind: str, tree: Expression, here: Places
) -> Callable[[Context], Any]:
    if kind == "s":
        return making.text(tree, here)
    if kind == "n":
        return making.number(tree, here)
    if kind == "b":
        return making.boolean(tree, here)
    return making.value(tree, here)


def _apply(function: Callable[..., Value], arguments: list[Callable[[Context], Any]]) -> Closure:
    if not arguments:
        return function
    if len(arguments) == 1:
        only = arguments[0]
        return lambda c: function(c, only(c))
    if len(arguments) == 2:
        first, second = arguments
        return lambda c: function(c, first(c), second(c))
    return lambda c: function(c, *[argument(c) for argument in arguments])


def _if(making: Making, tree: Call, here: Places) -> Closure:
    if len(tree.arguments) != 3:
        raise making.refuse("arguments", name="if", count=len(tree.arguments))
    test = making.boolean(tree.arguments[0], here)
    yes = making.value(tree.arguments[1], here)
    no = making.value(tree.arguments[2], here)
    return lambda c: yes(c) if test(c) else no(c)


def _coalesce(making: Making, tree: Call, here: Places) -> Closure:
    if len(tree.arguments) < 2:
        raise making.refuse("arguments", name="coalesce", count=len(tree.arguments))
    parts = [making.text(argument, here) for argument in tree.arguments]

    def first_answered(c: Context) -> Value:
        for part in parts:
            if text := part(c):
                return text
        return ""

    return first_answered


def _once(making: Making, tree: Call, here: Places) -> Closure:
    """The value the place already has; only while it is empty, the argument's."""
    if len(tree.arguments) != 1:
        raise making.refuse("arguments", name="once", count=len(tree.arguments))
    inner = making.value(tree.arguments[0], here)
    return lambda c: c.current.raw or inner(c)

"""The tree of an expression: what the parser makes and the compiler reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A string as written, without its quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus sign before an expression."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two expressions and the operator between them."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: axis, node test (a name, `*`, `node()`, `text()`), predicates."""

    axis: str
    test: str
    predicates: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (`absolute`), from `base` filtered by `predicates`, or from here."""

    absolute: bool
    base: "Expression | None"
    predicates: tuple["Expression", ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A number compiled elsewhere, evaluated at the rule's own place wherever it stands."""

    run: Callable[[Any], float]


Expression = Ready | Number | Literal | Negation | Binary | Call | Path

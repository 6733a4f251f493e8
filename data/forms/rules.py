"""Rules of a form: compiled expressions, what a bind says about a place, texts with outputs."""

from collections.abc import Callable
from dataclasses import dataclass

from data.forms.nodedef import NodeDef
from data.forms.xpath.context import Context, Value


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled expression.

    `reads` are the places it looks at; `crossing` those it looks at only in other instances of
    the repeat it stands in (last month's row), which may therefore be its own. `constant` is the
    answer when nothing can change it.
    """

    text: str
    run: Callable[[Context], Value]
    reads: frozenset[NodeDef]
    crossing: frozenset[NodeDef]
    constant: Value | None


@dataclass(frozen=True, slots=True)
class Text:
    """A label, hint or message: an itext by its id, else a rule, else `parts` written in place.

    `parts` are strings and rules (outputs) in order.
    """

    parts: tuple[str | Rule, ...] = ()
    rule: Rule | None = None
    text_id: str = ""


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Bind:
    """What the form says about one place. Messages are texts or rules that give a text.

    `longest` is the most letters its constraint allows, where that is plainly written.
    """

    type: str = "string"
    relevant: Rule | None = None
    required: Rule | None = None
    readonly: Rule | None = None
    constraint: Rule | None = None
    calculate: Rule | None = None
    constraint_message: Text | None = None
    required_message: Text | None = None
    preload: str = ""
    preload_params: str = ""
    save_to: str = ""
    longest: str = ""


NO_BIND = Bind()

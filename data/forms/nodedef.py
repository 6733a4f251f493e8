"""The places of a form's record: one `NodeDef` an element or attribute."""

from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class NodeDef:
    """One place of the record: an element or (`is_attribute`) an attribute.

    Filled while the form loads, never changed after. `path` is absolute and without positions;
    `repeats` are the repeats on the way, the outermost first, itself included. `named` are the
    children by local name.
    """

    index: int
    local: str
    ns: str
    prefix: str
    parent: "NodeDef | None"
    path: str
    is_attribute: bool = False
    is_repeat: bool = False
    default: str = ""
    slot: int = 0
    children: "list[NodeDef]" = field(default_factory=list)
    attributes: "list[NodeDef]" = field(default_factory=list)
    repeats: tuple["NodeDef", ...] = ()
    named: "dict[str, list[NodeDef]]" = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name as the form writes it, prefix included, `@` before an attribute."""
        bare = f"{self.prefix}:{self.local}" if self.prefix else self.local
        return f"@{bare}" if self.is_attribute else bare

    @property
    def is_leaf(self) -> bool:
        """Whether it can hold a value: no element below it."""
        return not self.children

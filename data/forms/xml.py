"""Strict XML: bytes to a small tree and back; DTDs, entities, huge and deep input refused."""

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from data.forms.refusals import refusal

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 100
MAX_ELEMENTS = 400_000
MAX_PREFIXES = 1_000
MAX_TAG = 256 * 1024  # bytes of one tag or comment; longer ones cost expat seconds
XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JR = "http://openrosa.org/javarosa"
ODK = "http://www.opendatakit.org/xforms"
ORX = "http://openrosa.org/xforms"
ENTITIES = "http://www.opendatakit.org/xforms/entities"
_XML_NS = "http://www.w3.org/XML/1998/namespace"


class Element:
    """One element as read: name, namespace, attributes as written, and mixed content in order.

    `attributes` are keyed as written (`jr:template`); `namespaces` are the prefixes in force here.
    """

    __slots__ = ("attributes", "content", "line", "local", "namespaces", "ns", "prefix")

    def __init__(
        self,
        qname: str,
        attributes: dict[str, str],
        namespaces: Mapping[str, str],
        line: int,
    ) -> None:
        prefix, colon, local = qname.rpartition(":")
        self.prefix = prefix if colon else ""
        self.local = local
        self.ns = namespaces.get(self.prefix, "")
        self.attributes = attributes
        self.namespaces = namespaces
        self.content: list[Element | str] = []
        self.line = line

    @property
    def qname(self) -> str:
        """The name as written, prefix included."""
        return f"{self.prefix}:{self.local}" if self.prefix else self.local

    def elements(self) -> Iterator["Element"]:
        """The child elements, in order."""
        for item in self.content:
            if isinstance(item, Element):
                yield item

    def first(self, local: str) -> "Element | None":
        """The first child element of that local name."""
        for item in self.content:
            if isinstance(item, Element) and item.local == local:
                return item
        return None

    def text(self) -> str:
        """The text directly inside, child elements left out."""
        return "".join(item for item in self.content if isinstance(item, str))

    def full_text(self) -> str:
        """The text inside, that of child elements included, in order."""
        parts = [i if isinstance(i, str) else i.full_text() for i in self.content]
        return "".join(parts)

    def get(self, local: str, ns: str = "") -> str | None:
        """An attribute by local name and namespace (an unprefixed one has none)."""
        if not ns:
            return self.attributes.get(local)
        for name, value in self.attributes.items():
            prefix, colon, rest = name.rpartition(":")
            if colon and rest == local and self.namespaces.get(prefix) == ns:
                return value
        return None


class _Builder:
    def __init__(self, where: str) -> None:
        self.where = where
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.count = 0
        self.prefixes = 0

    def _doctype(self, *_: object) -> None:
        raise refusal("doctype", self.where, self.parser.CurrentLineNumber)

    def _start(self, qname: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS or len(self.stack) >= MAX_DEPTH:
            raise refusal("elements", self.where, self.parser.CurrentLineNumber)
        above = self.stack[-1].namespaces if self.stack else {"xml": _XML_NS}
        declared = {
            name[6:]: value for name, value in attributes.items() if name.startswith("xmlns:")
        }
        if "xmlns" in attributes:
            declared[""] = attributes["xmlns"]
        self.prefixes += len(declared)
        if self.prefixes > MAX_PREFIXES:
            raise refusal("namespaces", self.where, self.parser.CurrentLineNumber)
        namespaces = {**above, **declared} if declared else above
        element = Element(qname, attributes, namespaces, self.parser.CurrentLineNumber)
        if element.prefix and element.prefix not in namespaces:
            raise refusal("prefix", self.where, element.line, prefix=element.prefix)
        if self.stack:
            self.stack[-1].content.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def _end(self, _: str) -> None:
        self.stack.pop()

    def _text(self, text: str) -> None:
        if self.stack:
            self.stack[-1].content.append(text)


def parse(xml: bytes, where: str = "form") -> Element:
    """Read one document. Raises `FormRefused` (`bad-xml`, `too-big`) on anything doubtful."""
    if len(xml) > MAX_BYTES:
        raise refusal("bytes", where, limit=MAX_BYTES)
    builder = _Builder(where)
    try:
        for at in range(0, len(xml), MAX_TAG):
            builder.parser.Parse(xml[at : at + MAX_TAG], False)
            if min(at + MAX_TAG, len(xml)) - max(0, builder.parser.CurrentByteIndex) > 2 * MAX_TAG:
                raise refusal("tag", where, builder.parser.CurrentLineNumber)
        builder.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:
        raise refusal("not-xml", where, getattr(error, "lineno", 0), why=error) from None
    if builder.root is None:
        raise refusal("no-element", where)
    return builder.root


def escape(text: str, *, quoted: bool = False) -> str:
    """Text made safe for XML content, or (`quoted`) for an attribute in double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("\r", "&#13;")
    if quoted:
        text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return text

"""Small forms and sessions for the tests of the form language: written here, no one else's."""

import itertools
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from data.forms.formdef import FormDef, load_form
from data.forms.session import FormSession

WIB = timezone(timedelta(hours=7), "WIB")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=WIB)
NAMESPACES = (
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" '
    'xmlns:odk="http://www.opendatakit.org/xforms" '
    'xmlns:entities="http://www.opendatakit.org/xforms/entities"'
)


def form_xml(nodes: str, model: str = "", body: str = "") -> bytes:
    """A form whose record is `<data id="t">` with these nodes."""
    return (
        f"<h:html {NAMESPACES}><h:head><h:title>T</h:title><model>"
        f'<instance><data id="t" version="1">{nodes}</data></instance>{model}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


def bind(path: str, **rules: str) -> str:
    """A bind; `type_` is the type, names with two underscores stand for a colon."""
    written = "".join(
        f' {name.rstrip("_").replace("__", ":")}="{value.replace("<", "&lt;")}"'
        for name, value in rules.items()
    )
    return f'<bind nodeset="{path}"{written}/>'


def asked(path: str, inside: str = "") -> str:
    """An input control."""
    return f'<input ref="{path}"><label>{path}</label>{inside}</input>'


def begin(
    nodes: str,
    model: str = "",
    body: str = "",
    attachments: Mapping[str, str] | None = None,
    device: Mapping[str, str] | None = None,
) -> FormSession:
    """A new record of such a form, at noon on a fixed day, with counted ids."""
    form = load_form(form_xml(nodes, model, body), attachments)
    return fresh(form, device)


def fresh(form: FormDef, device: Mapping[str, str] | None = None) -> FormSession:
    """A new record of a loaded form."""
    numbers = itertools.count(1)
    return FormSession.new(form, lambda: NOON, lambda: f"id-{next(numbers)}", device)


def again(session: FormSession, xml: bytes | None = None) -> FormSession:
    """The record written as a draft and read back."""
    numbers = itertools.count(1000)
    draft = session.to_xml() if xml is None else xml
    return FormSession.restore(session.form, draft, lambda: NOON, lambda: f"id-{next(numbers)}")


def facts(session: FormSession) -> dict[str, object]:
    """Everything that can be seen of every node of a record."""
    found: dict[str, object] = {}
    for node in session.record.root.below():
        view = session.view(node.ref())
        found[node.ref()] = (view.value, view.relevant, view.required, view.readonly, view)
    return found


def calculated(expression: str, nodes: str = "", model: str = "") -> str:
    """The stored value of a calculation beside `nodes`."""
    escaped = expression.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    session = begin(f"<x/>{nodes}", f'<bind nodeset="/data/x" calculate="{escaped}"/>{model}')
    return session.value("/data/x")


YES_NO = (
    '<instance id="yn"><root><item><name>yes</name><label>Ya</label></item>'
    "<item><name>no</name><label>Tidak</label></item></root></instance>"
)


def chosen(path: str, kind: str = "select1", filtered: str = "", name: str = "yn") -> str:
    """A choice from a fixed list, named and labelled by `name` and `label`."""
    return (
        f'<{kind} ref="{path}"><label>{path}</label><itemset nodeset="instance('
        f'\'{name}\')/root/item{filtered}"><value ref="name"/>'
        f'<label ref="label"/></itemset></{kind}>'
    )

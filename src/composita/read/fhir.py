"""FHIR as plain dictionaries, from JSON and XML alike; nothing is assumed about their shape.

Whatever stands in a file, `nodes` gives dictionaries and `words` gives text, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree
from lxml.etree import QName
from lxml.etree import _Element as Element

from composita.errors import UnreadableDocument
from composita.read import armour

Node = dict[str, Any]

_FHIR = "{http://hl7.org/fhir}"
_DIV = "{http://www.w3.org/1999/xhtml}div"


def resource(data: bytes, where: str) -> Node:
    """The resource in a file, with `resourceType` as in JSON; a narrative's `div` is a string."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    found = _from_xml(data, where) if start == b"<" else _from_json(data, where)
    if not words(found, "resourceType"):
        raise UnreadableDocument(where, "not FHIR: it names no type of resource")
    return found


def nodes(node: Node, *path: str) -> list[Node]:
    """The dictionaries at the end of a path, through lists and single values."""
    found: list[Any] = [node]
    for name in path:
        found = [value for at in found if isinstance(at, dict) for value in _many(at.get(name))]
    return [value for value in found if isinstance(value, dict)]


def words(node: Node, *path: str) -> str:
    """The first text at the end of a path, white space folded; "" where there is none."""
    *way, last = path
    values = [value for at in nodes(node, *way) for value in _many(at.get(last))]
    return next((" ".join(value.split()) for value in values if isinstance(value, str)), "")


def resources(bundle: Node, type: str) -> list[Node]:
    """The entries of a Bundle of one type of resource."""
    entries = nodes(bundle, "entry", "resource")
    return [entry for entry in entries if words(entry, "resourceType") == type]


def all_resources(root: Node) -> Iterator[Node]:
    """The resource and all that it holds, however they are wrapped."""
    waiting: list[Any] = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if words(value, "resourceType"):
                yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _from_json(data: bytes, where: str) -> Node:
    try:
        found = msgspec.json.decode(armour.text(data, where))
    except (msgspec.DecodeError, RecursionError) as error:
        why = f"not well-formed JSON ({error}): it may be cut off; fetch it again"
        raise UnreadableDocument(where, why) from None
    if isinstance(found, list):
        found = {"resourceType": "Bundle", "entry": [{"resource": one} for one in found]}
    return found if isinstance(found, dict) else {}


def _from_xml(data: bytes, where: str) -> Node:
    root = armour.xml(data, where)
    return _resource(root) if root.tag.startswith(_FHIR) else {}


def _resource(element: Element) -> Node:
    return {"resourceType": QName(element).localname, **_fields(element)}


def _fields(element: Element) -> Node:
    """A child's name → all its values, in order; attributes are fields too."""
    fields: Node = {str(name): value for name, value in element.attrib.items()}
    for child in element:
        fields.setdefault(QName(child).localname, []).append(_value(child))
    return fields


def _value(element: Element) -> Any:
    if element.tag == _DIV:
        return etree.tostring(element, encoding="unicode", with_tail=False)
    if element.tag in (f"{_FHIR}resource", f"{_FHIR}contained") and len(element):
        return _resource(element[0])
    return _fields(element) if len(element) else element.get("value")

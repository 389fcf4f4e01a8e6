"""The narrative of FHIR, a piece of XHTML → the text and tables of a section."""

from __future__ import annotations

import html
import re

from lxml.etree import QName
from lxml.etree import _Element as Element

from composita.read import armour
from composita.read.blocks import V3, Laid, text_and_tables

# XHTML's blocks by the names that SPL has for them; table elements are called the same.
_LIKE_SPL = {
    "p": "paragraph", "div": "paragraph", "h1": "paragraph", "h2": "paragraph", "h3": "paragraph",
    "h4": "paragraph", "h5": "paragraph", "h6": "paragraph", "ul": "list", "ol": "list",
    "li": "item",
}  # fmt: skip

_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)\w{2,31};")


def narrative(div: str, where: str) -> Laid:
    """What is in a `div`; `UnreadableDocument` where it is not well-formed."""
    if not div.strip():
        return Laid("", ())
    known = _NAMED.sub(lambda named: html.unescape(named.group()), div)
    root = armour.xml(known.encode(), where)
    _as_spl(root)
    return text_and_tables(root)


def _as_spl(element: Element) -> None:
    for inner in element.iter():
        name = QName(inner).localname
        inner.tag = V3 + _LIKE_SPL.get(name, name)

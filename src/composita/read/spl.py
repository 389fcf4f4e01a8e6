"""SPL: the labels of DailyMed, HL7 v3 XML → one Document each, old and new format alike.

A section's id is its LOINC code; one that is unclassified is numbered inside the section around
it ("34068-7.2"), and a code that comes again is counted ("34068-7_2"). The summary at the head
of a new-format label, which repeats its sections, is kept apart as "….highlights".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import QName
from lxml.etree import _Element as Element

from composita.errors import UnreadableDocument
from composita.facts import Document, Product, Section
from composita.read.armour import iso_date, xml
from composita.read.blocks import FIELD, SECTION, V3, laid_out, marked, one_line
from composita.read.cards import address, section_kind
from composita.read.language import language_of
from composita.read.products import products_of, words_of
from composita.read.refused import refuse
from composita.read.struck import told

SOURCE = "us-spl"

_UNCLASSIFIED = "42229-5"
_HIGHLIGHTS = "highlights"  # in place of a code
_LOINC = re.compile(r"\d{1,7}-\d")
_BODY = f"{V3}component/{V3}structuredBody"
_SECTIONS = f"{V3}component/{V3}section"
_MARKETED = f".//{V3}approval/{V3}code"
_LABELER = f"author/{V3}assignedEntity/{V3}representedOrganization/{V3}name"


def recognises(head: bytes, name: str) -> bool:
    """Any XML: formats with XML of their own are asked first, and `read` says what is wrong."""
    return name.lower().endswith(".xml") or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read(data: bytes, where: str) -> Iterator[Document]:
    """The label in an SPL file."""
    root = _label(data, where)
    set_id = _value(root, "setId", "root").lower()
    if not set_id:
        raise UnreadableDocument(where, "it names no set id, so its editions cannot be told apart")
    products = _products(root)
    if not products:
        raise UnreadableDocument(where, "it names no active ingredient: not a medicine's label")
    words, struck = marked(root, where)
    sections = tuple(_sections(words))
    yield Document(
        source=SOURCE,
        set_id=set_id,
        title=_title(root, products),
        products=products,
        sections=sections,
        version=_value(root, "versionNumber", "value"),
        date=iso_date(_value(root, "effectiveTime", "value")),
        language=language_of(
            _value(root, "languageCode", "code"), " ".join(s.text for s in sections)
        ),
        labeler=words_of(root, _LABELER),
        url=address(SOURCE, set_id),
        problems=(*_problems(root, products, sections), *told(struck)),
    )


def _label(data: bytes, where: str) -> Element:
    root = xml(data, where)
    refuse("loinc", [_value(root, "code", "code")], where)
    refuse("root", [QName(root).localname], where)
    if root.tag != f"{V3}document":
        name = QName(root)
        namespace = name.namespace or "no namespace"
        why = f"XML, but not an SPL label: its root is <{name.localname}> of {namespace}"
        raise UnreadableDocument(where, why)
    refuse("marketing", (code.get("code", "") for code in root.iterfind(_MARKETED)), where)
    return root


def _products(root: Element) -> tuple[Product, ...]:
    every = (p for section in root.iterfind(f"{_BODY}/{_SECTIONS}") for p in products_of(section))
    return tuple(dict.fromkeys(every))


def _title(root: Element, products: tuple[Product, ...]) -> str:
    """The brands: a new-format label's printed title is a sentence about its highlights."""
    names = ", ".join(dict.fromkeys(product.name for product in products if product.name))
    return names or words_of(root, "title")


def _value(element: Element, child: str, attribute: str) -> str:
    found = element.find(V3 + child)
    return "" if found is None else found.get(attribute, "").strip()


def _problems(
    root: Element, products: tuple[Product, ...], sections: tuple[Section, ...]
) -> Iterator[str]:
    if not any(section.text for section in sections):
        yield "it holds no text"
    if not iso_date(_value(root, "effectiveTime", "value")):
        yield "it gives no effective date"
    for ingredient in dict.fromkeys(i for product in products for i in product.ingredients):
        if ingredient.unii is None and not any(moiety.unii for moiety in ingredient.moieties):
            yield f"its ingredient {ingredient.name} has no UNII"


def _sections(marks: str) -> Iterator[Section]:
    ids, around = _Ids(), [Section("", "", "")]
    for section in marks.split(SECTION)[1:]:
        depth, code, title, words = section.split(FIELD, 3)
        del around[int(depth) + 1 :]
        around.append(_section(code, one_line(title), words, around[-1], ids))
        yield around[-1]


def _section(code: str, title: str, words: str, parent: Section, ids: _Ids) -> Section:
    id = ids.next(code, parent.id)
    text, tables = laid_out(words)
    if code == _HIGHLIGHTS:
        return Section(id, "highlights", title, text, "", parent.id, tables)
    kind = section_kind(code, title, around=parent.kind)
    return Section(id, kind, title, text, code, parent.id, tables)


class _Ids:
    """The ids of one label's sections, in reading order."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, code: str, parent: str) -> str:
        if code == _HIGHLIGHTS:
            return self._counted(f"{parent}.{code}")
        if code != _UNCLASSIFIED and _LOINC.fullmatch(code):
            return self._counted(code)
        around = parent or _UNCLASSIFIED
        self._seen[f"{around}."] += 1
        return f"{around}.{self._seen[f'{around}.']}"

    def _counted(self, id: str) -> str:
        self._seen[id] += 1
        return id if self._seen[id] == 1 else f"{id}_{self._seen[id]}"

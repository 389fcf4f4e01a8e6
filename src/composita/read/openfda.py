"""openFDA drug labels: an API answer, one record or a bulk part, streamed record by record.

A record's fields are its sections, named as openFDA names them. What it is about is what its
own `openfda` block says, or its product data where there is none; where that is not certain the
Document has no products.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import IO, Any

from composita.errors import LeftOut, UnreadableDocument
from composita.facts import Document, Ingredient, Product, Section
from composita.read.armour import iso_date, xml
from composita.read.blocks import Laid, text_and_tables
from composita.read.cards import address, section_kind, section_kinds
from composita.read.language import language_of
from composita.read.product_data import product_of
from composita.read.raised import settled
from composita.read.records import records
from composita.read.refused import refuse
from composita.read.struck import told

SOURCE = "us-openfda"

# Between the substances that a generic name lists. "A, B" may be one name turned round, and
# "OINTMENT, 0.05%" is none: commas count where they part three.
_JOINED = re.compile(r"\s+(?:and|with)\s+|\s*[+;]\s*|(?<=[a-z)])\s*/\s*(?=[a-z])", re.IGNORECASE)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?(?=\D)", re.IGNORECASE)

_MOST_STRANGE = 1_000  # records of one file; a whole answer of openFDA has as many records

_NUMBER = re.compile(r"(\d{1,2}) ")
_MOST_LEFT_OUT = 2  # numbers that a label may skip between two headings
_TABLE = "_table"
_PRODUCT_DATA = "spl_product_data_elements"
_TEXT = '<text xmlns="urn:hl7-org:v3">{}</text>'


def recognises(head: bytes, name: str) -> bool:
    """Any JSON: formats with JSON of their own are asked first, and `read` says what is wrong."""
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return opening in (b"{", b"[") or name.lower().endswith(".json")


def read(file: IO[bytes], where: str) -> Iterator[Document | UnreadableDocument]:
    """The labels in an open file, then an `UnreadableDocument` for each record that is none.

    Where the file is broken, the records before that place are given, then it is raised. A file
    with too many records that are no labels is another list: of these nothing but that is told.
    """
    strange: list[UnreadableDocument] = []
    broken = yield from _labels(file, where, strange)
    if len(strange) > _MOST_STRANGE:
        why = f"more than {_MOST_STRANGE:,} of its records are no openFDA label records"
        first = str(strange[0]).removeprefix(f"{where}, ")
        raise UnreadableDocument(where, f"{why} ({first}): not read further")
    yield from strange
    if broken:
        raise broken


def _labels(
    file: IO[bytes], where: str, strange: list[UnreadableDocument]
) -> Generator[Document | UnreadableDocument, None, UnreadableDocument | None]:
    """The labels, and what is left out; returns why the file could not be read to its end.

    Records that are no labels go to `strange`, and it ends where these are too many.
    """
    found = 0
    try:
        for found, record in enumerate(records(file, where), 1):
            try:
                yield _document(record, f"{where}, record {found}")
            except LeftOut as left_out:
                yield left_out
            except UnreadableDocument as unreadable:
                strange.append(unreadable)
            if len(strange) > _MOST_STRANGE:
                break
    except UnreadableDocument as broken:
        return broken
    return (
        None if found else UnreadableDocument(where, "JSON, but it holds no openFDA label record")
    )


def _document(record: Any, where: str) -> Document:
    block = _block(record, where)
    refuse("field", record, where)
    set_id = (_text(record, "set_id") or _first(block, "spl_set_id")).lower()
    if not set_id:
        raise UnreadableDocument(where, "it has no set_id, so nobody can tell which label it is")
    sections, unread = _sections(record, where)
    if not sections and not unread:
        raise UnreadableDocument(where, "it holds no section of a label")
    products, doubt = _products(block, " ".join(_texts(record, _PRODUCT_DATA)))
    return Document(
        source=SOURCE,
        set_id=set_id,
        title=_title(block, products) or set_id,
        products=products,
        sections=sections,
        version=_text(record, "version"),
        date=iso_date(_text(record, "effective_time")),
        language=language_of("", " ".join(s.text for s in sections)),
        labeler=_first(block, "manufacturer_name"),
        url=address(SOURCE, set_id),
        problems=(*doubt, *unread),
    )


def _block(record: Any, where: str) -> dict[str, Any]:
    block = record.get("openfda", {}) if isinstance(record, dict) else None
    if not isinstance(block, dict):
        raise UnreadableDocument(where, "not an openFDA label record")
    return block


def _title(block: dict[str, Any], products: tuple[Product, ...]) -> str:
    names = _texts(block, "brand_name") or _texts(block, "generic_name")
    return ", ".join(names or (product.name for product in products))


def _products(block: dict[str, Any], data: str) -> tuple[tuple[Product, ...], tuple[str, ...]]:
    """The one product of a record, or none and why.

    openFDA looks the UNIIs up by name, in no certain order: only one name and one code pair up.
    It describes the first product of a label alone, so a kit may list a single substance.
    """
    names, uniis = _texts(block, "substance_name"), _texts(block, "unii")
    generic = _texts(block, "generic_name")
    if not names:
        return _by_product_data(data)
    if (most := max(map(_listed_in, generic), default=1)) > len(names):
        named = f"“{'; '.join(generic)}” names {most} substances, its openfda block {len(names)}"
        return (), (f"{named}: which ones the text is about is not certain",)
    unii = uniis[0] if len(names) == len(uniis) == 1 else None
    ingredients = tuple(Ingredient(name, unii) for name in names)
    codes = _texts(block, "product_ndc")
    brand = ", ".join(_texts(block, "brand_name"))
    code = codes[0] if len(codes) == 1 else ""
    return (Product(brand, ingredients, routes=_texts(block, "route"), code=code),), ()


def _by_product_data(data: str) -> tuple[tuple[Product, ...], tuple[str, ...]]:
    """What a record without a block of its own is about, where its product data leave no doubt."""
    if product := product_of(data):
        return (product,), ()
    why = "its openfda block names no substance, and its product data not one for certain"
    return (), (f"{why}: it is about none here",)


def _listed_in(generic: str) -> int:
    """How many substances a generic name seems to list."""
    commas = _LISTED.split(generic)
    parts = commas if len(commas) > 2 else [generic]
    return sum(len(_JOINED.split(part)) for part in parts)


def _sections(record: dict[str, Any], where: str) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The record's sections in its own order, and what of it could not be read."""
    sections, problems, struck = [], list[str](), 0
    for field, value in record.items():
        words = " ".join(_strings(value)) if isinstance(value, list) else ""
        if not words.strip():
            continue
        try:
            laid = _laid(field, words, where)
        except UnreadableDocument:
            problems.append(f"the tables in {field} are not well-formed")
            continue
        sections.append(_section(field, words, laid))
        struck += laid.struck
    return tuple(sections), (*problems, *told(struck))


def section(field: str, words: str, where: str) -> Section:
    """One field as a section; `UnreadableDocument` where it holds tables that are broken."""
    return _section(field, words, _laid(field, words, where))


def _laid(field: str, words: str, where: str) -> Laid:
    if not field.endswith(_TABLE):
        return Laid(settled(lines_of(words)), ())
    return text_and_tables(xml(_TEXT.format(words).encode(), where), where)


def _section(field: str, words: str, laid: Laid) -> Section:
    base = field.removesuffix(_TABLE)
    code: str = section_kinds()["openfda"].get(base, "")
    kind = section_kind(code, words)
    title = base.replace("_", " ").capitalize()
    if field == base:
        return Section(field, kind, title, laid.text, code)
    return Section(field, kind, f"{title}: tables", laid.text, code, base, laid.tables)


def lines_of(words: str) -> str:
    """openFDA's one long line, broken before its list items and numbered headings."""
    line = " ".join(words.split()).replace(" • ", "\n• ")
    number = _NUMBER.match(line)
    return line if number is None else _broken_before_headings(line, int(number[1]))


def _broken_before_headings(line: str, number: int) -> str:
    """Breaks before "5.1 Heading", "5.2 Heading" … of section 5: each comes after the last."""
    last = 0

    def broken(found: re.Match[str]) -> str:
        nonlocal last
        if not last < int(found[2]) <= last + _MOST_LEFT_OUT:
            return found[0]
        last = int(found[2])
        return "\n" + found[1]

    return re.sub(rf" ({number}\.(\d{{1,2}}) (?=[A-Z]))", broken, line)


def _texts(holder: dict[str, Any], key: str) -> tuple[str, ...]:
    value = holder.get(key)
    return tuple(dict.fromkeys(_strings(value))) if isinstance(value, list) else ()


def _strings(values: list[Any]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str) and value.strip())


def _first(holder: dict[str, Any], key: str) -> str:
    return next(iter(_texts(holder, key)), "")


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key, "")
    return value.strip() if isinstance(value, str) else ""

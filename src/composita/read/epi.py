"""FHIR ePI: a document Bundle, JSON or XML → one Document; a collection of them → one for each.

`Bundle.timestamp` dates the copy and `Composition.date` its making, so neither is the date of
the leaflet's words, and `Document.date` stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from composita.errors import UnreadableDocument
from composita.facts import Document, Product, Section
from composita.read.cards import address, section_kinds
from composita.read.epi_products import product_name, products_of
from composita.read.fhir import Node, all_resources, nodes, resource, resources, words
from composita.read.language import language_of
from composita.read.qrd import divided, number_of
from composita.read.refused import refuse
from composita.read.struck import told
from composita.read.xhtml import narrative

SOURCE = "epi"
_SOURCES = {"urn:composita:leaflet": "eu-leaflets"}  # by the system of the Bundle's identifier

# Where a Bundle says which country it is for.
_MARKETS = (
    ("RegulatedAuthorization", "region", "coding", "code"),
    ("MedicinalProductDefinition", "marketingStatus", "country", "coding", "code"),
    ("MedicinalProductDefinition", "name", "usage", "country", "coding", "code"),
    ("MedicinalProductDefinition", "name", "countryLanguage", "country", "coding", "code"),
)

_REGION = re.compile(r"[a-z]{2,3}-([A-Z]{2})")  # as in "pt-BR"

_LEAFLET = "100000155538"  # the EMA's code for a package leaflet
_LOINC = "http://loinc.org"
_DEEPEST = 20  # sections in sections; labels have up to five
_IS_FHIR = re.compile(
    rb'"resourceType"\s*:|<[\w:]+\s[^>]*xmlns(?::\w+)?\s*=\s*["\']http://hl7\.org/fhir["\']'
)


def recognises(head: bytes, _name: str) -> bool:
    """A FHIR resource of any type, JSON or XML, whatever the file is called."""
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return opening in (b"{", b"[", b"<") and bool(_IS_FHIR.search(head))


def read(data: bytes, where: str) -> Iterator[Document]:
    """The documents in a Bundle, in its order."""
    root = resource(data, where)
    _refuse_records(root, where)
    bundles = list(_documents(root))
    if not bundles:
        what = words(root, "resourceType")
        why = f"FHIR, but a {what}: a document is a Bundle with a Composition in it"
        raise UnreadableDocument(where, why)
    for bundle in bundles:
        yield _document(bundle, where)


def _refuse_records(root: Node, where: str) -> None:
    """Refuses what holds a person's data, whichever resource wraps it."""
    every = list(all_resources(root))
    compositions = [one for one in every if words(one, "resourceType") == "Composition"]
    codes = (words(c, "code") for one in compositions for c in nodes(one, "type", "coding"))
    refuse("loinc", codes, where)
    subjects = [subject for one in compositions for subject in nodes(one, "subject")]
    told = (
        part for s in subjects for part in (words(s, "type"), *words(s, "reference").split("/"))
    )
    refuse("resource", (*(words(one, "resourceType") for one in every), *told), where)


def _documents(bundle: Node, depth: int = 0) -> Iterator[Node]:
    """The Bundles that hold a Composition, at any depth."""
    inner = nodes(bundle, "entry", "resource")
    if words(bundle, "resourceType") != "Bundle" or depth > _DEEPEST:
        return
    if any(words(entry, "resourceType") == "Composition" for entry in inner):
        yield bundle
    for entry in inner:
        yield from _documents(entry, depth + 1)


def _document(bundle: Node, where: str) -> Document:
    composition = resources(bundle, "Composition")[0]
    leaflet = _Leaflet(composition, product_name(bundle), where)
    sections = tuple(leaflet.sections())
    source = _SOURCES.get(words(bundle, "identifier", "system"), SOURCE)
    set_id, version = _identity(bundle, where)
    language, wrong = _language(bundle, composition, sections)
    products = products_of(bundle, sections) if language == "en" else ()
    return Document(
        source=source,
        set_id=set_id,
        title=_plain(words(composition, "title")) or product_name(bundle),
        products=products,
        sections=sections,
        version=version or words(composition, "version"),
        retrieved=words(bundle, "timestamp")[:10],
        language=language,
        market=_market(bundle),
        url=address(source, set_id),
        problems=(*_problems(sections, products, language, wrong), *told(leaflet.struck)),
    )


def _identity(bundle: Node, where: str) -> tuple[str, str]:
    """Set id and version: an identifier "pregabalin@baf4cf" has both."""
    identifier = words(bundle, "identifier", "value") or words(bundle, "id")
    set_id, _, version = identifier.removeprefix("urn:uuid:").partition("@")
    if not set_id:
        raise UnreadableDocument(where, "the Bundle has no identifier that would name the document")
    return set_id, version


def _language(bundle: Node, composition: Node, sections: Sequence[Section]) -> tuple[str, bool]:
    """The language as a code, and whether the document gives a wrong one ("und": not known)."""
    given = words(composition, "language") or words(bundle, "language")
    language = language_of(given, " ".join(section.text for section in sections))
    return language, bool(given) and language == "und"


def _market(bundle: Node) -> str:
    """The country that it was authorised for, as the document codes it; "" where it does not."""
    for type, *way in _MARKETS:
        for one in resources(bundle, type):
            if code := words(one, *way):
                return code.upper()
    region = _REGION.fullmatch(words(resources(bundle, "Composition")[0], "language"))
    return region[1] if region else ""


def _problems(
    sections: Sequence[Section], products: Sequence[Product], language: str, wrong: bool
) -> Iterator[str]:
    if wrong:
        yield "it says that it is English, but does not read as English"
    if not any(section.text for section in sections):
        yield "it holds no text"
    elif language == "en" and not products:
        yield "its text does not say plainly what the active substance is"


def _plain(title: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", title).split())


class _Leaflet:
    """Walks the sections of one Composition, gives each its id and kind, and counts what is struck
    out in them."""

    def __init__(self, composition: Node, product: str, where: str) -> None:
        self._composition = composition
        self._is_leaflet = _is_leaflet(composition)
        self._names = _names_of(product)
        self._where = where
        self._seen: set[str] = set()
        self.struck = 0

    def sections(self) -> Iterator[Section]:
        for position, section in enumerate(nodes(self._composition, "section"), 1):
            yield from self._section(section, position, parent="", kind="", depth=0)

    def _section(
        self, node: Node, position: int, parent: str, kind: str, depth: int
    ) -> Iterator[Section]:
        if depth > _DEEPEST:
            raise UnreadableDocument(self._where, f"sections nest deeper than {_DEEPEST} levels")
        title = _plain(words(node, "title") or words(node, "code", "coding", "display"))
        id = self._id(node, title, position, parent)
        laid = narrative(words(node, "text", "div"), f"{self._where}, section {title!r}")
        self.struck += laid.struck
        section = Section(
            id, self._kind(node, title) or kind, title, laid.text, _loinc(node), parent, laid.tables
        )
        yield from divided(section, self._names) if self._is_leaflet else (section,)
        for number, child in enumerate(nodes(node, "section"), 1):
            yield from self._section(child, number, id, section.kind, depth + 1)

    def _id(self, node: Node, title: str, position: int, parent: str) -> str:
        """The file's own id; else the number before the title; else where it stands."""
        number = "" if parent else number_of(title)
        id = words(node, "id") or number or f"{parent or 's'}.{position}"
        while id in self._seen:
            id += "_"
        self._seen.add(id)
        return id

    def _kind(self, node: Node, title: str) -> str:
        kinds = section_kinds()
        for code in (words(coding, "code") for coding in nodes(node, "code", "coding")):
            if kind := kinds["loinc"].get(code) or kinds["spor"].get(code):
                return str(kind)
        return str(kinds["ema"].get(number_of(title), "")) if self._is_leaflet else ""


def _is_leaflet(composition: Node) -> bool:
    """Whether its sections are numbered as a package leaflet's are, not as those of an SmPC."""
    types = nodes(composition, "type", "coding")
    called = [words(composition, "type", "text"), *(words(type, "display") for type in types)]
    coded = [words(type, "code") for type in types]
    return _LEAFLET in coded or any("leaflet" in words.lower() for words in called)


def _loinc(node: Node) -> str:
    codings = nodes(node, "code", "coding")
    return next((words(c, "code") for c in codings if words(c, "system") == _LOINC), "")


def _names_of(product: str) -> tuple[str, ...]:
    """What a leaflet may call its medicine in a heading."""
    return (*filter(None, (product, *product.split()[:1])), "this medicine", "the vaccine")

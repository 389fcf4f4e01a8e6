"""Substances and classes that a label says it interacts with, as a set for each label.

The gold is the NLM corpus of cardiovascular labels (2014): `<set id>.txt` holds a label's text,
`<set id>.xml` its sentences with marked names and pairs of names. A label's gold set is every
name on either side of a pair marked `ddi="true"`, but for the label's own medicine: "labelDrug",
and names that hold the brand or one of the generic names of the XML. Names are compared in our
spelling: a substance by its UNII, a class by its name in `classes.toml`, any other name by its
words. One name in several spellings counts once; a name with two partners in it counts as both.
The people who marked passed over examples ("azole antifungals, e.g. …"): what we find only as an
example is left out of the first row too. Nothing is learned from the gold but which names of
classes exist (see `classes.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from composita.extract import interactions
from composita.extract.partners import known, mentions
from composita.extract.text import fold
from composita.facts import Document, Ingredient, Interaction, Product, Section
from composita.score import Row


def score(gold: Path) -> Iterator[Row]:
    """Two rows for the labels in `nlm-cv-ddi-2014`: without examples, and with them."""
    task = "substances and classes a label interacts with (set)"
    how = "rules; the class names were counted on these labels among others"
    yield _row(gold, task, f"{how}; examples left out", examples=False, reach="0.75")
    yield _row(gold, f"{task}, with examples", how, examples=True)


def _row(gold: Path, task: str, how: str, examples: bool, reach: str = "") -> Row:
    right = found = marked = 0
    for wanted, told in labels(gold / "nlm-cv-ddi-2014", examples):
        right += len(wanted & told)
        found += len(told)
        marked += len(wanted)
    return Row(task, "nlm-cv-ddi-2014", right, found, marked, reach=reach, how=how)


def labels(folder: Path, examples: bool = False) -> Iterator[tuple[set[str], set[str]]]:
    """For each label: the names that people marked, and those that we found."""
    for path in sorted(folder.glob("*.xml")):
        label = etree.fromstring(path.read_bytes())
        text = path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")
        yield _wanted(label), _told(_document(path.stem, label, text), examples)


def _wanted(label: Element) -> set[str]:
    names = {e.get("id"): e.get("text", "") for e in label.iter("entity") if e.get("text")}
    paired = {pair.get(side) for pair in label.iter("pair") if pair.get("ddi") == "true"
              for side in ("e1", "e2")}  # fmt: skip
    own = _own_words(label)
    marked = (fold(names.get(id, "")) for id in paired)
    return {key for name in marked if name and not _is_own(name, own) for key in _keys(name)}


def _own_words(label: Element) -> set[str]:
    """The label's brand, and the generic names in it."""
    words = {fold(label.find("labelDrug").get("name", "")).split(" ")[0]}  # type: ignore[union-attr]
    for generic in label.findall("generic"):
        name = generic.get("name", "")
        words |= {mention.partner.name for mention in mentions(name)} | {fold(name)}
    return words - {""}


def _is_own(name: str, own: set[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", name) for word in own)


def _keys(name: str) -> set[str]:
    if partner := known(name):
        return {partner.unii or partner.name}
    inside = {mention.partner.unii or mention.partner.name for mention in mentions(name)}
    return inside or {name}


def _told(document: Document, examples: bool) -> set[str]:
    told = set()
    for fact in interactions.extract(document):
        section = document.section(fact.passage.section)
        assert section
        assert isinstance(fact.value, Interaction)
        if examples or not interactions.is_example(section.text, fact.passage.start):
            told |= _keys(fact.value.other)
    return told


def _document(set_id: str, label: Element, text: str) -> Document:
    """The text cut at its headings, about the medicines that the XML names."""
    names = [generic.get("name", "") for generic in label.findall("generic")]
    brand = label.find("labelDrug").get("name", "")  # type: ignore[union-attr]
    products = (Product(brand, tuple(Ingredient(name) for name in names)),)
    return Document("gold", set_id, brand, products, tuple(_sections(text)))


def _sections(text: str) -> Iterator[Section]:
    """The text cut at the headings that tell what follows; the rest are lines of it."""
    kind, lines = "other", list[str]()
    for number, line in enumerate(_MARKUP.sub("• ", text).splitlines()):
        words = " ".join(line.split())
        if heading := _HEADING.fullmatch(words):
            yield Section(f"{number}", kind, kind, "\n".join(lines))
            kind, lines = heading.lastgroup or "other", []
        elif words.strip("• "):
            lines.append(words)
    yield Section("end", kind, kind, "\n".join(lines))


_MARKUP = re.compile(r"</?(?:item|list)>")
_HEADING = re.compile(
    r"""(?:\d+(?:\.\d+)?\s+)?(?:
      (?P<contraindications>contraindications?)
    | (?P<interactions>(?:drug/)?(?:drug|laboratory\stest)[\s/]+(?:drug\s)?interactions?.{0,30}
      |interactions?\swith\sother.{0,40})
    | (?P<warnings>warnings?|precautions?|warnings\sand\sprecautions|general(?:\sprecautions)?
      |carcinogenesis.*|pregnancy|laboratory\stests|information\sfor\spatients)
    | (?P<boxed_warning>boxed\swarning|warning:\s.*)
    | (?P<other>description|indications.*|dosage.*|clinical\spharmacology|adverse\sreactions
      |overdosage|use\sin\sspecific\spopulations|how\ssupplied)
    )(?:\ssection)?\s*:?""",
    re.VERBOSE | re.IGNORECASE,
)

"""Makes `extract/lexicons/reactions.tsv` from ../shared/data; a person runs it and reads the diff.

    python scripts/reaction_lexicon.py ../shared/data

Words come from HPO and MeSH names, from the side effects marked in the TAC 2017 labels, from the
lists of EU leaflets and from the tables of complete US labels. Only words that occur in our
documents are kept, so no vocabulary is copied whole.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from composita.extract.text import lexicon_file
from composita.extract.tokens import Phrases, tokens
from composita.extract.vocabulary import bag, plain
from composita.extract.wording import fold_words
from composita.facts import Document, Section
from composita.read import open_documents

HERE = Path(__file__).parent
OUT = HERE.parent / "src/composita/extract/lexicons/reactions.tsv"
KINDS = ("adverse_reactions", "warnings", "boxed_warning", "patient_information")
LABELS = (
    "us-openfda-2026", "us-openfda-text-25", "us-spl-xml", "eu-ema-leaflets-2024", "sg-leaflets",
)  # fmt: skip
MARKED = "tac"
US = (MARKED, "us-spl", "us-openfda")
FILTERS = tomllib.loads((HERE / "reaction_lexicon.toml").read_text())

HEADER = """\
# Words for side effects that occur in our documents, folded (see extract/wording.py), and the term
# each stands for. Made by scripts/reaction_lexicon.py; do not edit by hand.
# Sources: hpo = Human Phenotype Ontology 2025-01-16; mesh = MeSH 2015; gold = marked in TAC 2017
# labels; eu = in the lists of at least three EMA leaflets; spl = in tables of US labels;
# own = lay.toml. Words that only the TAC 2017 labels have bear no source but gold, so that what is
# measured on those labels is what other labels will get. Codes are HPO's or MeSH's.
# words, term, code, everyday words, sources
"""


class Phenotype(NamedTuple):
    """An HPO term: its id, its exact names (its own first), and what lay people call it."""

    id: str
    names: list[str]
    lay: list[str]


class Found(NamedTuple):
    """Candidate words by source, and each as it is written."""

    sources: dict[str, set[str]]
    written: dict[str, Counter[str]]

    def add(self, words: str, source: str) -> None:
        folded = fold_words(words)
        if len(folded) > 2:
            self.sources[folded].add(source)
            self.written[folded][plain(words)] += 1


def main(data: Path) -> None:
    documents = [*marked_documents(data / "gold/tac2017-adr"), *label_documents(data / "labels")]
    phenotypes = list(read_hpo(data / "terms/hpo-2025/hp.obo.gz"))
    mesh = read_mesh(data / "terms/mesh-2015/terms.tsv")
    found = Found(defaultdict(set), defaultdict(Counter))
    for words, source in candidates(data, documents, phenotypes, mesh):
        found.add(words, source)
    seen = count(found, documents)
    concepts = merge(found, seen, phenotypes)
    write(rows(found, seen, concepts, phenotypes, mesh))


def candidates(
    data: Path, documents: list[Document], phenotypes: list[Phenotype], mesh: dict[str, str]
) -> Iterator[tuple[str, str]]:
    yield from ((name, "hpo") for phenotype in phenotypes for name in phenotype.names)
    yield from ((name, "mesh") for name in mesh if re.search(FILTERS["illness"], name.lower()))
    yield from ((words, "gold") for words in marked(data / "gold/tac2017-adr"))
    yield from ((words, "own") for term, row in own() for words in [term, *row.get("also", [])])
    yield from ((words, "eu") for words in leaflet_items(documents))
    yield from ((words, "spl") for words in table_rows(documents))


def own() -> Iterable[tuple[str, dict[str, list[str]]]]:
    return lexicon_file("lay").items()


def read_hpo(path: Path) -> Iterator[Phenotype]:
    """Phenotypic abnormalities with their exact synonyms."""
    text = gzip.decompress(path.read_bytes()).decode()
    blocks = [block for block in text.split("\n\n") if block.startswith("[Term]")]
    parents = {
        _field(block, "id"): re.findall(r"^is_a: (\S+)", block, re.MULTILINE) for block in blocks
    }
    for block in blocks:
        id = _field(block, "id")
        if _is_below(id, "HP:0000118", parents) and "is_obsolete: true" not in block:
            exact = re.findall(r'^synonym: "(.+?)" EXACT(.*)\[', block, re.MULTILINE)
            names = [_field(block, "name"), *(words for words, _ in exact)]
            yield Phenotype(id, names, [words for words, kind in exact if "layperson" in kind])


def _field(block: str, name: str) -> str:
    found = re.search(rf"^{name}: (.+)$", block, re.MULTILINE)
    return found[1] if found else ""


def _is_below(id: str, top: str, parents: dict[str, list[str]]) -> bool:
    return id == top or any(_is_below(parent, top, parents) for parent in parents.get(id, []))


def read_mesh(path: Path) -> dict[str, str]:
    """MeSH names and ids, "Anemia, Aplastic" as "Aplastic Anemia"."""
    lines = path.read_text().splitlines()[1:]
    pairs = (line.split("\t") for line in lines if line)
    return {" ".join(reversed(name.split(", "))): id for id, name in pairs}


def marked(folder: Path) -> Iterator[str]:
    for section in _marked_sections(folder):
        yield from (row[0] for row in section["adverse_events"])


def marked_documents(folder: Path) -> Iterator[Document]:
    for number, section in enumerate(_marked_sections(folder)):
        text = Section(str(number), "adverse_reactions", "", section["section_text"])
        yield Document(MARKED, section["label_id"], section["label_id"], sections=(text,))


def _marked_sections(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text())


def label_documents(labels: Path) -> Iterator[Document]:
    for folder in LABELS:
        documents = open_documents(labels / folder)
        yield from (document for document in documents if isinstance(document, Document))


def leaflet_items(documents: list[Document]) -> Iterator[str]:
    """Items of EU leaflets' lists of side effects that at least three leaflets have."""
    leaflets: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for document in documents:
        for words in _items(document) if document.source == "eu-leaflets" else ():
            folded = fold_words(words)
            leaflets[folded].add(document.id)
            written.setdefault(folded, words)
    return (written[f] for f, where in leaflets.items() if len(where) > 2 and is_complaint(f))


def _items(document: Document) -> Iterator[str]:
    for section in document.sections:
        if section.kind == "adverse_reactions":
            for line in re.findall(r"• ([^\n]+)", section.text):
                yield from re.split(r"[,;.:()]| or | and | and/or ", line)


def is_complaint(folded: str) -> bool:
    """Whether words cut from a list by its commas name a side effect by themselves."""
    words = folded.split()
    broken, elsewhere = set(FILTERS["broken"].split()), set(FILTERS["elsewhere"].split())
    return (
        1 < len(words) < 7
        and not {words[0], words[-1]} & broken
        and not set(words) & elsewhere
        and bool(set(words) & set(FILTERS["complaints"].split()))
        and words[-1] not in {"feeling", "severe", "sudden", "abnormal", "increased", "reduced"}
    )


def table_rows(documents: list[Document]) -> Iterator[str]:
    """What stands in front of numbers in the tables of at least two complete labels."""
    labels: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for section in document.sections:
            for row in (row for table in section.tables for row in table.rows):
                words = section.text[row[0].start : row[0].end]
                if section.kind == "adverse_reactions" and len(row) > 1:
                    labels[re.sub(r"[*†‡§¶#\d]+", "", words)].add(document.id)
    return (words for words, where in labels.items() if len(where) > 1 and _is_row(words))


def _is_row(words: str) -> bool:
    return "," not in words and bool(set(fold_words(words).split()) & _complaints())


def _complaints() -> set[str]:
    return set(FILTERS["complaints"].split())


class Seen(NamedTuple):
    """In how many documents, US labels and marked labels words occur, and how they are written."""

    documents: Counter[str]
    labels: Counter[str]
    marked: Counter[str]
    written: dict[str, Counter[str]]


def count(found: Found, documents: list[Document]) -> Seen:
    phrases = Phrases({words: words for words in found.sources})
    seen = Seen(Counter(), Counter(), Counter(), defaultdict(Counter))
    for document in documents:
        here = set()
        for section in (s for s in document.sections if s.kind in KINDS):
            words = tokens(section.text)
            for first, last, folded in phrases.find(words.normal):
                here.add(folded)
                if document.source != "sg-leaflets":
                    start, end = words.starts[first], words.end(last)
                    seen.written[folded][plain(section.text[start:end])] += 1
        seen.documents.update(here)
        seen.labels.update(here if document.source in US else ())
        seen.marked.update(here if document.source == MARKED else ())
    return seen


def merge(found: Found, seen: Seen, phenotypes: list[Phenotype]) -> dict[str, str]:
    """Each folded phrase → the one that stands for all that mean the same.

    Two terms of our own list stay apart, whatever else would join them.
    """
    roots: dict[str, str] = {}
    ours = {fold_words(term) for term, _ in own()}

    def root(words: str) -> str:
        while words != (above := roots.setdefault(words, words)):
            words = above
        return words

    for same in same_meanings(found, phenotypes):
        tops = list(dict.fromkeys(root(words) for words in same))
        top = next((words for words in tops if words in ours), tops[0] if tops else "")
        roots.update({words: top for words in tops if words not in ours})
    groups = defaultdict(list)
    for words in found.sources:
        groups[root(words)].append(words)
    return {w: _best(group, seen) for group in groups.values() for w in group}


def same_meanings(found: Found, phenotypes: list[Phenotype]) -> Iterator[list[str]]:
    """Groups of folded phrases that mean the same, our own list first."""
    apart = {fold_words(words) for term, row in own() for words in [term, *row.get("also", [])]}
    for term, row in own():
        yield [fold_words(words) for words in [term, *row.get("also", [])]]
    homes = _homes(phenotypes)
    for phenotype in phenotypes:
        names = [n for n in map(fold_words, phenotype.names) if homes.get(n) == phenotype.id]
        if names:
            yield [name for name in names if name not in apart] or names[:1]
    bags = defaultdict(list)
    for words in found.sources:
        bags[bag(words)].append(words)
    yield from bags.values()


def _homes(phenotypes: list[Phenotype]) -> dict[str, str]:
    """The phenotype that a name belongs to: the one it is the name of, or its only one."""
    owners = defaultdict(list)
    for phenotype in phenotypes:
        for name in dict.fromkeys(map(fold_words, phenotype.names)):
            owners[name].append(phenotype)
    own_name = {fold_words(p.names[0]): p.id for p in phenotypes}
    return {
        name: own_name.get(name) or (who[0].id if len(who) == 1 else "")
        for name, who in owners.items()
    }


def _best(group: list[str], seen: Seen) -> str:
    ours = {fold_words(term) for term, _ in own()}
    order = [(w in ours, seen.labels[w], seen.documents[w], w) for w in group]
    return max(order)[-1]


def rows(
    found: Found,
    seen: Seen,
    concepts: dict[str, str],
    phenotypes: list[Phenotype],
    mesh: dict[str, str],
) -> Iterator[tuple[str, str, str, str, str]]:
    codes, everyday = _codes(concepts, phenotypes, mesh), _everyday(concepts, phenotypes)
    refused = {fold_words(words) for words in FILTERS["not_reactions"]}
    wording = {best: _wording(best, found, seen) for best in set(concepts.values())}
    for words in sorted(found.sources):
        sources = found.sources[words]
        if seen.documents[words] == seen.marked[words] and "own" not in sources:
            sources = sources & {"gold"}
        if sources and words not in refused and (seen.documents[words] or "gold" in sources):
            best = concepts[words]
            lay = everyday.get(best, "") if words == best else ""
            yield words, wording[best], codes.get(best, ""), lay, " ".join(sorted(sources))


def _wording(best: str, found: Found, seen: Seen) -> str:
    reviewed = {fold_words(term): term for term, _ in own()}
    counts = seen.written.get(best) or found.written[best]
    return reviewed.get(best) or max(sorted(counts), key=counts.__getitem__)


def _codes(
    concepts: dict[str, str], phenotypes: list[Phenotype], mesh: dict[str, str]
) -> dict[str, str]:
    linked: dict[str, str] = {}
    homes = _homes(phenotypes)
    for name, id in mesh.items():
        if fold_words(name) in concepts:
            linked.setdefault(concepts[fold_words(name)], f"MESH:{id}")
    for name, id in sorted(homes.items()):
        if id and name in concepts:
            linked[concepts[name]] = id
    own_names = {fold_words(phenotype.names[0]): phenotype.id for phenotype in phenotypes}
    linked.update({concepts[name]: id for name, id in own_names.items() if name in concepts})
    linked.update({name: id for name, id in own_names.items() if concepts.get(name) == name})
    reviewed = {concepts[fold_words(term)]: row["code"] for term, row in own() if "code" in row}
    return linked | reviewed


def _everyday(concepts: dict[str, str], phenotypes: list[Phenotype]) -> dict[str, str]:
    found: dict[str, str] = {}
    for phenotype in phenotypes:
        best = concepts.get(fold_words(phenotype.names[0]))
        words = [lay for lay in map(plain, phenotype.lay) if fold_words(lay) != best]
        if best and words:
            found.setdefault(best, min(words, key=len))
    return found


def write(lines: Iterable[tuple[str, ...]]) -> None:
    OUT.write_text(HEADER + "".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

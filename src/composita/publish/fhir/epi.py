"""FHIR R5: a page as an electronic leaflet, a Composition in our order of sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from composita.facts import Monograph, Part, Sentence
from composita.publish.fhir.bundle import bundle, resources, urn
from composita.publish.fhir.coding import Resource, coding, concept, filled, identity, reference
from composita.publish.fhir.provenance import date, first_day
from composita.publish.sources import by_document, described

# Codes of LOINC for the sections of a label that hold what ours hold.
_LOINC = {
    "usage": "34067-9",
    "dosage": "34068-7",
    "side_effects": "34084-4",
    "how_it_works": "43679-0",
    "boxed_warnings": "34066-1",
    "contraindications": "34070-3",
    "interactions": "34073-7",
    "pregnancy": "42228-7",
    "breastfeeding": "77290-5",
    "warnings": "43685-7",
    "children": "34081-0",
    "older_people": "34082-8",
    "kidney": "88828-9",
    "liver": "88829-7",
    "overdose": "34088-5",
    "dependence": "42227-9",
    "storage": "44425-7",
}


def publish(monograph: Monograph) -> str:
    """A document: the page as narrative, and as the resources that its sections refer to."""
    found = resources(monograph)
    name = urn(f"{monograph.slug} {monograph.view} {monograph.data}")
    return bundle(
        "document",
        [_composition(monograph, found), *found],
        identifier={"system": "urn:ietf:rfc:3986", "value": name},
        timestamp=_instant(monograph.data),
    )


def _composition(monograph: Monograph, found: Iterable[Resource]) -> Resource:
    uses = {r["id"]: r for r in found if r["resourceType"] == "ClinicalUseDefinition"}
    medicines = (r for r in found if r["resourceType"] == "MedicationKnowledge")
    sections = (_section(part, uses) for part in monograph.parts)
    return filled(
        resourceType="Composition",
        id=identity(monograph.slug, monograph.view),
        language="en",
        status="final",
        type=concept("Medicine information, compiled from the documents cited"),
        subject=[reference(medicine) for medicine in medicines],
        date=date(monograph.data) or _instant(monograph.data),
        author=[{"display": "Composita"}],
        title=_plain(monograph.title),
        section=[*filter(None, sections), _sources(monograph)],
    )


def _section(part: Part, uses: dict[str, Resource]) -> Resource | None:
    """A part with those below it; None for one that has nothing to say in words."""
    below = [section for section in (_section(p, uses) for p in part.parts) if section]
    told = [*_told(part)]
    if not told and not below:
        return None
    cited = dict.fromkeys(id for sentence in part.sentences for id in sentence.statements)
    codes = [coding("http://loinc.org", _LOINC[part.key])] if part.key in _LOINC else []
    return filled(
        title=_plain(part.title),
        code=concept(part.key, *codes),
        text=_narrative(told),
        entry=[reference(uses[id]) for id in cited if id in uses],
        section=below,
    )


def _told(part: Part) -> Iterator[str]:
    if part.style == "list" and part.sentences:
        yield f"<ul>{''.join(f'<li>{_cited(s)}</li>' for s in part.sentences)}</ul>"
    elif part.sentences:
        between = "; " if part.style == "run" else " "
        yield f"<p>{between.join(map(_cited, part.sentences))}</p>"
    for text in filter(None, (part.silent, part.remark)):
        yield f"<p>{_words(text)}</p>"


def _cited(sentence: Sentence) -> str:
    notes = "".join(f" [{number}]" for number in sentence.notes)
    return f"{_words(sentence.text)}{notes}"


def _sources(monograph: Monograph) -> Resource:
    told = [f"<p>{_words(monograph.disclaimer)}</p>"]
    for notes in by_document(monograph.notes):
        places = "; ".join(f"[{n.number}] {_words(n.section)}".strip() for n in notes)
        told.append(f"<p>{_words(described(notes[0]))} {places}</p>")
    return {"title": "Sources", "code": concept("sources"), "text": _narrative(told)}


def _narrative(told: Iterable[str]) -> Resource:
    div = "".join(told)
    if not div:
        return {}
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">{div}</div>',
    }


def _words(text: str) -> str:
    """The text for XHTML."""
    return escape(_plain(text))


def _plain(text: str) -> str:
    """The text on one line, without signs that XML does not allow."""
    return re.sub(r"[^\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]+", " ", text).strip()


def _instant(data: str) -> str:
    """The first moment of the day, month or year of the data; of year 1 where that is unknown."""
    return f"{first_day(date(data) or '0001')}T00:00:00Z"

"""A page's FHIR resources one by one: each whole in itself, and the Bundle that a search gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from composita.facts import Recognised, Substance
from composita.library import Library
from composita.publish.fhir.bundle import resources
from composita.publish.fhir.coding import UNII, concept, identity, key

Resource = dict[str, Any]

NOTHING_SAID = "Nothing of this kind was read here. That does not mean that there is nothing."
_UNKNOWN = "Not recognised, or no source read here covers it."
_INSIDE = ("Group/", "DocumentReference/")  # what is read only as part of others


class Search(NamedTuple):
    """What was asked where: the address of the server and of the search, and which part."""

    base: str
    url: str
    most: int = 50
    offset: int = 0


def of_id(library: Library, id: str) -> tuple[Substance, ...]:
    """The substances whose UNIIs make the id of a medicine; none where one is not known."""
    found = [library.substance(unii) for unii in id.split("-")[:40]]
    substances = tuple(one for one in found if one)
    is_whole = len(substances) == len(found)
    return substances if is_whole and identity(*sorted(s.unii for s in substances)) == id else ()


def coded(library: Library, text: str) -> Iterator[tuple[Substance, ...]]:
    """For each "code" or "system|code" the substances that it means."""
    for token in text.split(","):
        system, _, code = token.strip().rpartition("|")
        yield library.coded(system or UNII, code)


def named(library: Library, name: str) -> Iterator[tuple[Substance, ...]]:
    """The substances that a name means, in one medicine."""
    yield tuple(one.substance for one in library.find(name).names if one.substance)


def why_not(library: Library, code: str, name: str) -> str:
    """Why nothing was found: never that nothing exists."""
    near = [n for one in library.find(name).names for n in one.near] if name and not code else []
    return f"{_UNKNOWN} Near names: {', '.join(near)}." if near else _UNKNOWN


def medicine(library: Library, substances: tuple[Substance, ...]) -> Resource | None:
    """The MedicationKnowledge of these; None where no page has one."""
    if not substances:
        return None
    wanted = identity(*sorted(substance.unii for substance in substances))
    return page(library, substances).get(f"MedicationKnowledge/{wanted}")


def page(library: Library, substances: tuple[Substance, ...]) -> dict[str, Resource]:
    """The resources of a page by "Type/id", those that it alone has put inside the others."""
    asked = tuple(Recognised(one.name, "exact", one, one.name) for one in substances)
    every = {key(r): r for r in resources(library.page(asked, "professional"))}
    return {name: whole(r, every) for name, r in every.items() if not name.startswith(_INSIDE)}


def whole(resource: Resource, every: dict[str, Resource]) -> Resource:
    """The resource with what nobody can read by itself contained in it."""
    inside: dict[str, Resource] = {}

    def kept(value: Any) -> Any:
        if isinstance(value, list):
            return [kept(one) for one in value]
        if not isinstance(value, dict):
            return value
        named = value.get("reference")
        if isinstance(named, str) and named.startswith(_INSIDE):
            inside[named] = every[named]
            return {**value, "reference": f"#{every[named]['id']}"}
        return {field: kept(one) for field, one in value.items()}

    made = kept(resource)
    return {**made, "contained": list(inside.values())} if inside else made


def bundle(search: Search, found: Sequence[Resource], unsaid: str) -> bytes:
    """A part of what was found, with links to this part and the next; `unsaid` says why nothing."""
    shown = found[search.offset : search.offset + search.most]
    entries = [
        {"fullUrl": f"{search.base}/{key(r)}", "resource": r, "search": {"mode": "match"}}
        for r in shown
    ]
    made = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found),
        "link": list(_links(search, len(found))),
        "entry": entries or [_outcome(unsaid or NOTHING_SAID)],
    }
    return msgspec.json.encode(made)


def _links(search: Search, total: int) -> Iterator[Resource]:
    yield {"relation": "self", "url": search.url}
    beyond = search.offset + search.most
    if beyond < total:
        parts = urlsplit(search.url)
        query = dict(parse_qsl(parts.query)) | {"_offset": str(beyond)}
        yield {"relation": "next", "url": urlunsplit(parts._replace(query=urlencode(query)))}


def _outcome(text: str) -> Resource:
    issue = {"severity": "warning", "code": "not-found", "details": concept(text)}
    outcome = {"resourceType": "OperationOutcome", "issue": [issue]}
    return {"resource": outcome, "search": {"mode": "outcome"}}

"""A page as one Bundle: the medicines, what is said of them, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from composita.facts import Monograph
from composita.publish.fhir.clinical_use import definition
from composita.publish.fhir.coding import Resource, each_once, filled, key
from composita.publish.fhir.knowledge import holds, knowledge, shell
from composita.publish.fhir.people import group
from composita.publish.fhir.provenance import provenance, source
from composita.publish.rendered import by_medicine, texts


def resources(monograph: Monograph) -> list[Resource]:
    """Every resource of a page: medicines first, then uses, people, provenances, documents."""
    said = texts(monograph)
    documents = {document.id: document for document in monograph.documents}
    medicines, uses, origins = [], [], []
    for substances, statements in by_medicine(monograph):
        medicine = shell(substances)
        own = {s.id: definition(s, medicine, said[s.id]) for s in statements}
        told = [use for use in own.values() if use]
        medicines.append(knowledge(medicine, statements, said, told))
        uses += told
        origins += [
            provenance(s, own[s.id] or medicine, documents)
            for s in statements
            if own[s.id] or holds(s)
        ]
    whole = (statement for statement in monograph.statements if not statement.partly)
    people = each_once(filter(None, map(group, whole)))
    return [*medicines, *uses, *people, *origins, *map(source, monograph.documents)]


def bundle(kind: str, contents: Iterable[Resource], **fields: Any) -> str:
    """The resources in a Bundle, as JSON, in which each refers to the others by their UUIDs."""
    entries = [{"fullUrl": urn(key(resource)), "resource": resource} for resource in contents]
    made = filled(resourceType="Bundle", **fields, type=kind, entry=entries)
    text = msgspec.json.encode(made).decode()
    return re.sub(r'"reference":"([^"]+)"', lambda to: f'"reference":"{urn(to[1])}"', text) + "\n"


@lru_cache(10_000)
def urn(key: str) -> str:
    """A UUID of our own making (version 8), the same for the same resource on every machine."""
    digits = blake2b(key.encode(), digest_size=16).hexdigest()
    version, variant = f"8{digits[13:16]}", f"8{digits[17:20]}"
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-{version}-{variant}-{digits[20:]}"

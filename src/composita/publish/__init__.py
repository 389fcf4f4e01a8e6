"""Publishers: a Monograph → text in a format. One file per format, siblings of one shape.

Each is a function `publish(monograph: Monograph) -> str`; what is on the page was decided before.
"""

from __future__ import annotations

from collections.abc import Callable

from composita.facts import Monograph
from composita.publish import data, fhir, html, jsonld, markdown, text
from composita.publish.fhir import epi

FORMATS: dict[str, Callable[[Monograph], str]] = {
    "text": text.publish,
    "md": markdown.publish,
    "html": html.publish,
    "json": data.publish,
    "jsonld": jsonld.publish,
    "fhir": fhir.publish,
    "epi": epi.publish,
}

"""For search engines: a page in the vocabulary of schema.org, as JSON-LD.

Only what a sentence of the page says, with statements behind it, is said here.
"""

from __future__ import annotations

import msgspec

from composita.facts import Document, Monograph
from composita.publish.jsonld.drug import drug
from composita.publish.jsonld.node import Node, named, node
from composita.publish.jsonld.therapy import conditions, therapy
from composita.publish.rendered import by_medicine, texts
from composita.publish.sources import web_address

__all__ = ["publish"]


def publish(monograph: Monograph, url: str = "") -> str:
    """The page, its medicines, what they are for, what they may do, and the documents cited.

    It can stand in a `script` element as it is. `url` is the page's own address, if it has one.
    """
    said = texts(monograph)
    graph = [_page(monograph, url)]
    for substances, statements in by_medicine(monograph):
        medicine = drug(substances, statements, said)
        graph += [medicine, *conditions(medicine, statements, said)]
        graph += therapy(medicine, statements, said)
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e") + "\n"


def _page(monograph: Monograph, url: str) -> Node:
    reader = {"patient": "Patient", "professional": "Clinician"}[monograph.view]
    return node(
        "MedicalWebPage",
        url=web_address(url),
        name=monograph.title,
        inLanguage="en",
        audience=node("MedicalAudience", audienceType=reader),
        about=[named([substance]) for substance in monograph.substances],
        citation=[_cited(document) for document in monograph.documents],
    )


def _cited(document: Document) -> Node:
    return node(
        "CreativeWork",
        name=document.title,
        url=web_address(document.url),
        version=document.version,
        datePublished=document.date,
        inLanguage=document.language,
        identifier=document.id,
    )

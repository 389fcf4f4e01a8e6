"""For search engines: a page in the vocabulary of schema.org, as JSON-LD.

Only what a sentence of the page says, with statements behind it, is said here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from composita.facts import Monograph, Note
from composita.publish.jsonld.drug import drug
from composita.publish.jsonld.node import Node, named, node
from composita.publish.jsonld.therapy import conditions, therapy
from composita.publish.rendered import by_medicine, texts
from composita.publish.sources import by_document, web_address

__all__ = ["page", "publish", "told"]


def publish(monograph: Monograph) -> str:
    """The page, its medicines, what they are for, what they may do, and the documents cited."""
    return page(monograph, "", [told(monograph)]) + "\n"


def page(monograph: Monograph, url: str, medicines: Iterable[str]) -> str:
    """The page at an address with what is told of its medicines; fit for a `script` element."""
    graph = ",".join(filter(None, [_text(_page(monograph, url)), *medicines]))
    return f'{{"@context":"https://schema.org","@graph":[{graph}]}}'


def told(monograph: Monograph, apart_from: Collection[str] = ()) -> str:
    """What a page tells of its medicines, but of those with these UNIIs: nodes, to set into pages.

    Of a product of several substances it tells in any case.
    """
    return ",".join(map(_text, _nodes(monograph, apart_from)))


def _nodes(monograph: Monograph, apart_from: Collection[str]) -> Iterator[Node]:
    said = texts(monograph)
    for substances, statements in by_medicine(monograph):
        if len(substances) > 1 or substances[0].unii not in apart_from:
            medicine = drug(substances, statements, said)
            yield from (medicine, *conditions(medicine, statements, said))
            yield from therapy(medicine, statements, said)


def _page(monograph: Monograph, url: str) -> Node:
    reader = {"patient": "Patient", "professional": "Clinician"}[monograph.view]
    return node(
        "MedicalWebPage",
        url=web_address(url),
        name=monograph.title,
        inLanguage="en",
        audience=node("MedicalAudience", audienceType=reader),
        about=[named([substance]) for substance in monograph.substances],
        citation=[_cited(notes) for notes in by_document(monograph.notes)],
    )


def _cited(notes: Sequence[Note]) -> Node:
    """A document of which the page cites some sections."""
    cited = notes[0]
    url, identifier = web_address(cited.url), cited.document
    return node(
        "CreativeWork", name=cited.title, url=url, version=cited.edition, identifier=identifier
    )


def _text(value: Node) -> str:
    """JSON without the signs that could end a script."""
    text = msgspec.json.encode(value).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

"""REST, under /v1: names, substances, monographs, checks, statements, sources.

A list of medicines travels in a body and never in an address, so that it stays out of logs.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from composita.facts import (
    Check,
    Document,
    Fact,
    Monograph,
    Patient,
    Source,
    Substance,
    Typed,
    View,
)
from composita.serve.holder import Holder, Served
from composita.store import Begun, Explained

_MOST_ON_A_PAGE = 200

Offset = Annotated[int, QueryParameter(ge=0, description="How many to leave out in front.")]
Limit = Annotated[
    int, QueryParameter(ge=1, le=_MOST_ON_A_PAGE, description="How many at the most.")
]
InView = FromQuery[View]
Name = Annotated[str, QueryParameter(min_length=1, max_length=500, description="A name as typed.")]


class Regimen(Struct, frozen=True, forbid_unknown_fields=True):
    """What a check is asked: items as a person would write them, and the person.

    With `view`, the answer holds the check as a page too.
    """

    items: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=30)]
    patient: Patient = Patient()
    view: View | None = None


class Typing(Struct, frozen=True, forbid_unknown_fields=True):
    """The beginning of a name. It travels in a body, so that no address shows it."""

    typed: Annotated[str, msgspec.Meta(max_length=100)]


class Checked(Struct, frozen=True):
    """The check, and the same as a page where that was asked for."""

    check: Check
    page: Monograph | None = None


class Explanation(Struct, frozen=True):
    """A fact behind a statement; `words` are its document's, where they may be shown."""

    fact: Fact
    document: Document
    words: str | None


class Listing(Struct, frozen=True):
    """A page of a longer list."""

    total: int
    offset: int
    names: tuple[str, ...]


@get("/find", summary="Which substances a text names, and how it was understood")
async def find(holder: Served, q: Name) -> Typed:
    return holder.library.find(q)


@post("/near", status_code=200, summary="Names that begin with what somebody is typing")
async def near(holder: Served, data: JSONBody[Typing]) -> tuple[Begun, ...]:
    return holder.library.begun(data.typed)


@get("/substances", summary="The names of the substances that sources cover, in the order of names")
async def substances(holder: Served, offset: Offset = 0, limit: Limit = 50) -> Listing:
    names = holder.library.covered()
    return Listing(len(names), offset, names[offset : offset + limit])


@get("/substances/{unii:str}", summary="One substance by its UNII")
async def substance(holder: Served, unii: FromPath[str]) -> Substance:
    found = holder.library.substance(unii)
    if found is None:
        raise NotFoundException("No substance that we know has this UNII")
    return found


@get("/monographs/{title:str}", summary="The page about a combination")
async def monograph(holder: Served, title: FromPath[str], view: InView = "patient") -> Monograph:
    return holder.library.monograph(title, view)


@post("/check", status_code=200, summary="What matters when these are taken together")
async def check(holder: Served, data: JSONBody[Regimen]) -> Checked:
    library = holder.library
    found = library.check(data.items, data.patient)
    page = library.checked(found, data.view) if data.view else None
    return Checked(found, page)


@get("/statements/{id:str}", summary="The facts behind a statement, with their passages")
async def statement(holder: Served, id: FromPath[str]) -> tuple[Explanation, ...]:
    found = holder.library.explain(id)
    if not found:
        raise NotFoundException("No statement has this id")
    sources = holder.library.sources
    return tuple(_explanation(one, sources[one.document.source]) for one in found)


def _explanation(one: Explained, source: Source) -> Explanation:
    """With the words of the passage where they are held and their publisher lets them be shown."""
    if one.text is None or not source.words:
        return Explanation(one.fact, one.document, None)
    return Explanation(
        one.fact, one.document, one.text[one.fact.passage.start : one.fact.passage.end]
    )


@get("/sources", summary="The sources, with licence and address")
async def sources(holder: Served) -> tuple[Source, ...]:
    return tuple(holder.library.sources.values())


def router(holder: Holder) -> Router:
    """The handlers; a GET is answered with 304 where the version of the data is the same."""

    async def unchanged(request: Request[Any, Any, Any]) -> Response[None] | None:
        if request.method == "GET" and request.headers.get("if-none-match") == _tag(holder):
            return Response(None, status_code=304, headers={"etag": _tag(holder)})
        return None

    async def tagged(response: Response[Any]) -> Response[Any]:
        response.headers.setdefault("etag", _tag(holder))
        return response

    return Router(
        "/v1",
        route_handlers=[find, near, substances, substance, monograph, check, statement, sources],
        before_request=unchanged,
        after_request=tagged,
        tags=["v1"],
    )


def _tag(holder: Holder) -> str:
    return f'W/"{holder.version}"'

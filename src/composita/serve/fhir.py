"""FHIR R5, under /fhir: medicines, what is said of them, where that stands, leaflets, a check."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath, JSONBody, QueryParameter

from composita.check import in_levels
from composita.compose import told
from composita.facts import Substance
from composita.library import Library
from composita.publish.fhir import check as published_check
from composita.publish.fhir import epi
from composita.serve import searches
from composita.serve.capability import OPERATION, capability
from composita.serve.holder import Served
from composita.serve.parameters import record
from composita.serve.searches import Resource, Search

JSON = "application/fhir+json"

Asking = Request[Any, Any, Any]
Count = Annotated[int, QueryParameter(name="_count", ge=1, le=200, description="The most.")]
Offset = Annotated[int, QueryParameter(name="_offset", ge=0, description="The first to leave out.")]
Coded = Annotated[str, QueryParameter(max_length=200, description="A code, or system|code.")]
Named = Annotated[str, QueryParameter(max_length=500, description="A name: INN, salt, brand.")]
Id = Annotated[str, QueryParameter(max_length=200, description="Type/id of a resource here.")]
Kind = Annotated[str, QueryParameter(max_length=40, description="A type of clinical use.")]


@get("/metadata", media_type=JSON, summary="What this server can do: a CapabilityStatement")
async def metadata(request: Asking, holder: Served) -> Resource:
    return capability(_base(request), holder.library.edition)


@get("/OperationDefinition/check", media_type=JSON, summary="What $check takes and gives")
async def operation(request: Asking) -> Resource:
    return {**OPERATION, "url": f"{_base(request)}/OperationDefinition/check"}


@get("/MedicationKnowledge", media_type=JSON, summary="Medicines by code or name")
async def medicines(
    request: Asking, holder: Served, code: Coded = "", name: Named = ""
) -> Response[bytes]:
    if not code and not name:
        raise ValidationException("Say which: `code` (a UNII, or system|code) or `name`")
    search = Search(_base(request), str(request.url))
    return await _answer(holder, partial(_medicines, search=search, code=code, name=name))


@get("/ClinicalUseDefinition", media_type=JSON, summary="What is said of a medicine")
async def uses(
    request: Asking,
    holder: Served,
    subject: Id,
    type: Kind = "",
    count: Count = 50,
    offset: Offset = 0,
) -> Response[bytes]:
    search = Search(_base(request), str(request.url), count, offset)
    return await _answer(holder, partial(_uses, search=search, subject=subject, kind=type))


@get("/Provenance", media_type=JSON, summary="Where what is said stands: document and characters")
async def origins(
    request: Asking, holder: Served, target: Id, count: Count = 50, offset: Offset = 0
) -> Response[bytes]:
    search = Search(_base(request), str(request.url), count, offset)
    return await _answer(holder, partial(_origins, search=search, target=target))


@get("/{kind:str}/{id:str}", media_type=JSON, summary="One resource; a Bundle by its title")
async def one(holder: Served, kind: FromPath[str], id: FromPath[str]) -> Response[bytes]:
    read = _READERS.get(kind)
    if read is None:
        raise NotFoundException(f"There are resources of {', '.join(_READERS)} here")
    return await _answer(holder, partial(read, id=id))


@post(
    ["/$check", "/MedicationKnowledge/$check"],
    status_code=200,
    media_type=JSON,
    summary="What matters when the medicines of Parameters or of a Bundle are taken together",
)
async def check(holder: Served, data: JSONBody[dict[str, Any]]) -> Response[bytes]:
    return await _answer(holder, partial(_check, data=data))


async def _answer(holder: Served, call: Callable[[Library], bytes]) -> Response[bytes]:
    return Response(await holder.aside(call), media_type=JSON)


def _medicines(library: Library, search: Search, code: str, name: str) -> bytes:
    """Those that a code or a name means; where there is none, why."""
    found = searches.coded(library, code) if code else searches.named(library, name)
    wanted = [medicine for group in found if (medicine := searches.medicine(library, group))]
    unsaid = "" if wanted else searches.why_not(library, code, name)
    return searches.bundle(search, wanted, unsaid)


def _uses(library: Library, search: Search, subject: str, kind: str) -> bytes:
    key = f"MedicationKnowledge/{subject.removeprefix('MedicationKnowledge/')}"
    found = [
        resource
        for resource in searches.page(library, _substances(library, key)).values()
        if resource["resourceType"] == "ClinicalUseDefinition"
        and resource["subject"][0]["reference"] == key
        and kind in ("", resource["type"])
    ]
    return searches.bundle(search, found, "" if found else searches.NOTHING_SAID)


def _origins(library: Library, search: Search, target: str) -> bytes:
    found = [
        resource
        for resource in searches.page(library, _substances(library, target)).values()
        if resource["resourceType"] == "Provenance" and resource["target"][0]["reference"] == target
    ]
    return searches.bundle(search, found, "" if found else searches.NOTHING_SAID)


def _substances(library: Library, key: str) -> tuple[Substance, ...]:
    """Whom the resource of this key is about."""
    kind, _, id = key.partition("/")
    of_medicine = kind == "MedicationKnowledge"
    found = searches.of_id(library, id) if of_medicine else library.about(id)
    if not found:
        raise NotFoundException(f"There is no {kind} of this id")
    return found


def _resource(library: Library, id: str, kind: str) -> bytes:
    key = f"{kind}/{id}"
    resource = searches.page(library, _substances(library, key)).get(key)
    if resource is None:
        raise NotFoundException(f"There is no {kind} of this id")
    return msgspec.json.encode(resource)


def _leaflet(library: Library, id: str) -> bytes:
    return epi.publish(library.monograph(id, "patient")).encode()


def _check(library: Library, data: dict[str, Any]) -> bytes:
    given = record(data, library)
    found = in_levels(library.check(given.items, given.patient))
    page = library.checked(found, "professional")
    return published_check.publish(found, told(found, page), page).encode()


_READERS: dict[str, Callable[..., bytes]] = {
    "MedicationKnowledge": partial(_resource, kind="MedicationKnowledge"),
    "ClinicalUseDefinition": partial(_resource, kind="ClinicalUseDefinition"),
    "Provenance": partial(_resource, kind="Provenance"),
    "Bundle": _leaflet,
}


def _base(request: Asking) -> str:
    return f"{str(request.base_url).rstrip('/')}/fhir"


def router() -> Router:
    handlers = [metadata, operation, medicines, uses, origins, one, check]
    return Router("/fhir", route_handlers=handlers, tags=["FHIR"])

"""The web pages: a regimen to check and the page of a combination, as the static site has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from gzip import decompress
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Request, Response, Router, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect
from markupsafe import Markup

from composita.errors import CompositaError, NotRecognised
from composita.facts import Monograph, Patient
from composita.library import MOST_ITEMS, Library
from composita.publish.chapters import chapter
from composita.publish.fragments import template_of
from composita.publish.html import Face, Frame, Link, asset, page
from composita.serve.compressed import accepts_gzip, packed
from composita.serve.holder import Holder, Served
from composita.serve.kept import is_of_the_reference
from composita.serve.visit import with_visit

_MARKS = (
    ("pregnant", "pregnant"),
    ("breastfeeding", "breastfeeding"),
    ("kidney", "kidney disease"),
    ("liver", "liver disease"),
    ("alcohol", "drinks alcohol"),
    ("driving", "drives or uses machines"),
)
_PERSON = ("age", "clearance", "conditions", "allergies", *(key for key, _ in _MARKS))
_ASSETS = {
    "style.css": "text/css",
    "regimen.css": "text/css",
    "page.js": "text/javascript",
    "regimen.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_KEPT = {"cache-control": "public, max-age=3600"}


@get(["/", "/index.html"], media_type=MediaType.HTML, include_in_schema=False)
async def start() -> str:
    return _form({})


@post("/check", media_type=MediaType.HTML, status_code=200, include_in_schema=False)
async def check(request: Request[Any, Any, Any], holder: Served) -> Response[str]:
    """The check as a page; with a mistake in the form, the form again and what to mend."""
    form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    try:
        made = await holder.aside(partial(_checked, form=form))
        return Response(made, media_type=MediaType.HTML)
    except (CompositaError, ValueError) as error:
        return Response(_form(form, str(error)), media_type=MediaType.HTML, status_code=400)


@get("/medicine/{title:str}", include_in_schema=False)
async def medicine(
    request: Request[Any, Any, Any], holder: Served, title: FromPath[str]
) -> Response[bytes]:
    """The page of a combination; those of the reference are made once."""
    accepted = request.headers.get("accept-encoding", "")
    try:
        return _sent(await page_of_the_reference(holder, title), accepted)
    except NotRecognised as unknown:
        return _sent(packed(_form({}, str(unknown)).encode()), accepted, 404)


async def page_of_the_reference(holder: Holder, title: str) -> bytes:
    """The page of a combination, compressed; it is kept where it is the same for everybody."""
    opened = holder.opened
    if kept := opened.pages.get(title):
        return kept
    made, is_common = await holder.aside(partial(_medicine, title=title))
    if is_common:
        opened.pages.keep(title, made)
    return made


def _medicine(library: Library, title: str) -> tuple[bytes, bool]:
    """The page, and whether it may be kept."""
    views = (library.monograph(title), library.monograph(title, "professional"))
    return packed(_page(*views).encode()), is_of_the_reference(library, title)


def _sent(page: bytes, accepted: str, status: int = 200) -> Response[bytes]:
    headers = {"vary": "accept-encoding"}
    if accepts_gzip(accepted):
        headers["content-encoding"] = "gzip"
    body = page if accepts_gzip(accepted) else decompress(page)
    return Response(body, media_type=MediaType.HTML, headers=headers, status_code=status)


@get("/find", include_in_schema=False)
async def found(request: Request[Any, Any, Any]) -> Redirect:
    """The page of what was typed into the search."""
    return Redirect(f"/medicine/{quote(request.query_params.get('q', ''), safe='')}")


@get("/{name:str}", include_in_schema=False)
async def shared(name: FromPath[str]) -> Response[str]:
    """A file that all pages share."""
    if name not in _ASSETS:
        raise NotFoundException("There is no such page")
    return Response(asset(name), media_type=_ASSETS[name], headers=_KEPT)


def _checked(library: Library, form: Mapping[str, str]) -> str:
    result = library.check([form.get("list", "")], _patient(form))
    page = with_visit(library.checked(result), result)
    return _page(page, library.checked(result, "professional"))


def _page(patient: Monograph, professional: Monograph) -> str:
    faces = [
        Face(one.view, [chapter(part, one.notes, one.view) for part in one.parts])
        for one in (patient, professional)
    ]
    return page(patient, faces, _frame())


def _form(form: Mapping[str, str], problem: str = "") -> str:
    return template_of("regimen.html").render(
        frame=_frame(),
        list=form.get("list", ""),
        person={key: form.get(key, "") for key in _PERSON},
        marks=_MARKS,
        most=MOST_ITEMS,
        problem=problem,
    )


def _frame() -> Frame:
    return Frame(
        style=Markup("".join(map(_STYLE.format, ("style", "regimen")))),
        root="/",
        links=(Link("Check a list", "index.html"),),
        scripts=Markup("".join(map(_SCRIPT.format, ("page", "regimen")))),
    )


_STYLE = '<link rel="stylesheet" href="/{}.css">'
_SCRIPT = '<script src="/{}.js" defer></script>'


def _patient(form: Mapping[str, str]) -> Patient:
    """The person of the form; ValueError where a number is none."""
    return Patient(
        age=_number(form, "age"),
        pregnant="pregnant" in form,
        breastfeeding="breastfeeding" in form,
        creatinine_clearance=_number(form, "clearance"),
        kidney_disease="kidney" in form,
        liver_disease="liver" in form,
        conditions=_several(form, "conditions"),
        alcohol="alcohol" in form,
        driving="driving" in form,
        allergies=_several(form, "allergies"),
    )


def _several(form: Mapping[str, str], key: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in form.get(key, "").split(","))))


def _number(form: Mapping[str, str], key: str) -> float | None:
    text = form.get(key, "").strip()
    try:
        return float(text) if text else None
    except ValueError:
        raise ValueError(f"The {key} must be a number") from None


def router() -> Router:
    return Router("/", route_handlers=[start, check, medicine, found, shared])

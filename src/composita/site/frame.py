"""What stands around every page: what machines read, the way around the site, report an error."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from markupsafe import Markup
from msgspec import Struct

from composita.publish.fragments import template_of
from composita.publish.html import Frame, Link

LINKS = (
    Link("A–Z", "index.html"),
    Link("Taken together", "check/index.html"),
    Link("Coverage", "coverage/index.html"),
)
SCRIPTS = ("page.js", "search/search.js")
TEXT = (Link("Search in the text", "text/index.html"),)
_LONGEST = 200  # characters of a title that a page shows


class Settings(Struct, frozen=True):
    """What all pages share.

    `base` is the public address of the site, "" where it is not known; `report` the address to
    which errors are reported, "" for none. `paths` has the page of each title, folded.
    """

    base: str = ""
    report: str = ""
    data: str = ""
    jekyll: bool = False
    fulltext: bool = False
    fhir: bool = False
    paths: dict[str, str] = {}
    site: str = "Composita"


def frame_of(
    path: str,
    title: str,
    settings: Settings,
    index: bool = True,
    notice: Markup = Markup(),  # noqa: B008
) -> Frame:
    """The frame of the page at a path; search engines keep it where `index` says so."""
    root, address = root_of(path), address_of(path, settings)
    head = template_of("head.html").render(
        title=shortened(title), address=address, site=settings.site, index=index
    )
    return Frame(
        style=Markup(f'<link rel="stylesheet" href="{root}style.css">'),
        root=root,
        site=settings.site,
        links=LINKS + TEXT if settings.fulltext else LINKS,
        head=Markup(head),
        notice=notice,
        scripts=Markup("").join(
            Markup(f'<script src="{root}{script}" defer></script>') for script in SCRIPTS
        ),
        report=_report(title, address, settings),
        indexed=index and settings.fulltext,
    )


def root_of(path: str) -> str:
    """The way from a page to the folder of the site."""
    return "../" * path.count("/")


def address_of(path: str, settings: Settings) -> str:
    """The public address of a page, "" where the site has none."""
    return f"{settings.base}/{quote(path)}.html" if settings.base else ""


def shortened(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"


def _report(title: str, address: str, settings: Settings) -> str:
    """An e-mail or an issue, with what the page is about filled in."""
    if not settings.report:
        return ""
    body = f"Page: {shortened(title)}\n{address}\nData of: {settings.data}\n\n{_ASK}\n"
    subject = "subject" if settings.report.startswith("mailto:") else "title"
    fields = {subject: f"Error on the page {shortened(title)}", "body": body}
    joint = "&" if "?" in settings.report else "?"
    return f"{settings.report}{joint}{urlencode(fields, quote_via=quote)}"


_ASK = "What is wrong, and how do you know?"

"""The chapters of a page in HTML: one for each medicine, then taking them together, questions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec.structs import replace

from composita.facts import Note, Part, View
from composita.publish.fragments import Fragment, inside, rendered
from composita.publish.summary import summary

Kind = Literal["medicine", "product", "combined", "questions"]


class Chapter(NamedTuple):
    """A part of a page, ready but for the numbers of its notes.

    `remark` is about this page only. `short` and `foremost` are for the summary of the page: what
    it is for and its boxed warnings; what matters most.
    """

    id: str
    title: str
    kind: Kind
    remark: str
    short: Fragment
    foremost: Fragment
    body: Fragment
    notes: tuple[Note, ...]


def chapter(part: Part, notes: tuple[Note, ...], view: View) -> Chapter:
    """A chapter from a part of a monograph, and the notes of that monograph."""
    id = part.key if view == "patient" else f"pro-{part.key}"
    told = summary(part)
    short = rendered("short.html", summary=told)
    foremost = rendered("foremost.html", summary=told)
    on_top = "" if part.style == "questions" else part.remark
    body = inside(replace(part, remark="") if on_top else part, id, view)
    return Chapter(id, part.title, _kind(part), on_top, short, foremost, body, notes)


_KINDS: dict[str, Kind] = {"product": "product", "combined": "combined", "matters": "combined"}


def _kind(part: Part) -> Kind:
    return "questions" if part.style == "questions" else _KINDS.get(part.key, "medicine")

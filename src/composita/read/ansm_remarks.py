"""The remark beside a level in the ANSM's thesaurus, taken apart into sub-cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from composita.read.ansm_sides import table

# general: no sub-case; everybody: said of all; rest: of who is left; limit: of a part, which the
# level holds for in less than all cases; told: a sub-case; unread: words that we cannot place.
Kind = Literal["general", "everybody", "rest", "limit", "told", "unread"]


class Piece(NamedTuple):
    """A sub-case in a remark: its level, its words, and where in the remark it ends."""

    level: str
    says: str
    kind: Kind
    end: int = 0


class _Line(NamedTuple):
    says: str
    is_item: bool
    leads: bool  # to the items below it
    end: int


def lines_of(remark: str) -> str:
    """A remark with a line for each sentence or item that was printed on lines of its own."""
    broken = re.sub(r":\s*-\s*(?=[a-zA-Z])", ":\n- ", remark.strip())
    starts = r"\n\s*(?=-|[A-ZÉÀ][a-zéèêàç'’]|\. )"
    return "\n".join(" ".join(line.split()) for line in re.split(starts, broken) if line.strip())


def pieces(level: str, remark: str) -> list[Piece]:
    """The sub-cases of a level; one general piece where its remark restricts nothing."""
    lines = list(_lines(remark))
    if not lines or (_is_advice(lines[0].says) and not any(line.is_item for line in lines)):
        return [Piece(level, "", "general", len(remark))]
    found = list(_told(level, lines))
    others = [piece for piece in found if piece.level != level or piece.kind == "limit"]
    if not found or len(others) == len(found) or any(p.kind == "limit" for p in found):
        found.append(Piece(level, "", "general", len(remark)))
    return found


def _lines(remark: str) -> Iterator[_Line]:
    for match in re.finditer(r"[^\n]+", remark):
        line = match[0]
        words = _bare(line)
        if words:
            yield _Line(words, line.lstrip(": ").startswith("-"), line.endswith(":"), match.end())


def _bare(words: str) -> str:
    """Words without the signs around them, and without brackets around them all."""
    bare = words.strip(" -:;,.•")
    return bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare


def _told(level: str, lines: Sequence[_Line]) -> Iterator[Piece]:
    lead, told, now = "", False, level
    for line in lines:
        label, says = _label(line.says)
        now = label or now
        if line.leads or not says:
            lead = says
        elif _is_advice(says):
            if lead and not told and _is_case(lead):
                yield _piece(now, lead, line.end)
                told = True
        elif line.is_item or _is_case(says):
            yield _piece(now, _led(lead, says), line.end)
            told = True
        elif not told:
            yield Piece(now, says, "unread", line.end)
            told = True


def _led(lead: str, says: str) -> str:
    """A sub-case below a lead: "avec" leads to items that have no such word of their own."""
    is_cue = " " not in lead and _is_case(says)
    return f"{lead} {says}".strip() if _is_case(lead) and not is_cue else says


def _piece(level: str, words: str, end: int) -> Piece:
    says = re.split(table("words")["then"], words, maxsplit=1, flags=re.IGNORECASE)[0]
    says = re.split(r"\.(?:\s|$)", says, maxsplit=1)[0]
    says = _bare(says)
    says = says[:1].lower() + says[1:]
    return Piece(level, says, _kind(says), end)


def _kind(says: str) -> Kind:
    kinds: tuple[Kind, ...] = ("everybody", "limit", "rest")
    said = (kind for kind in kinds if re.search(table("words")[kind], says, re.IGNORECASE))
    return next(said, "told")


def _label(words: str) -> tuple[str, str]:
    """The level that words begin with, and the words behind it."""
    match = _labels().match(words)
    if not match:
        return "", words
    return table("levels")[table("labels")[match[1].lower()]], words[match.end() :]


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(table('labels'))})\b[\s:]*", re.IGNORECASE)


def _is_advice(words: str) -> bool:
    return bool(_beginning("advice").match(words))


def _is_case(words: str) -> bool:
    return bool(_beginning("cases").match(words))


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('words')[kind])})", re.IGNORECASE)

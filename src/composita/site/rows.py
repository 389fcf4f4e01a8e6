"""The list of pages to make: on each line a title and, after a tab, the path of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from composita.compose.asking import slugged
from composita.errors import UnreadableDocument

_LONGEST = 120  # bytes of a folder's or file's name; most file systems take 255
_OURS = {
    "check",
    "coverage",
    "index",
    "pagefind",
    "search",
    "text",
}  # names that the site needs for itself


class Row(NamedTuple):
    """A page to make, at `path` without an ending.

    Where a title stands in the list twice, `instead` is the path of its page.
    """

    title: str
    path: str
    instead: str = ""


class Rows(NamedTuple):
    rows: tuple[Row, ...]
    problems: tuple[str, ...]


def read_rows(path: Path) -> Rows:
    """The rows of a list, each with a path of its own, and what was wrong with others."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UnreadableDocument(
            str(path), f"{error.strerror}; name the list with --list"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            str(path), f"not UTF-8 at byte {error.start}; save it so"
        ) from error
    problems: list[str] = []
    rows = tuple(_rows(lines, problems))
    if not rows:
        raise UnreadableDocument(str(path), "no title in it; write one on each line")
    return Rows(rows, tuple(problems))


def _rows(lines: Iterable[str], problems: list[str]) -> Iterator[Row]:
    pages: dict[str, str] = {}
    taken: set[str] = set()
    for number, line in enumerate(lines, 1):
        typed, _, given = line.partition("\t")
        title = " ".join(typed.split())
        if not title or (number == 1 and title == "title"):
            continue
        wanted = _path(title, given.strip())
        path = _free(wanted, taken)
        if path != wanted:
            problems.append(f"line {number}: {wanted} is taken; its page is {path}")
        taken.add(path.casefold())
        yield Row(title, path, pages.get(title, ""))
        pages.setdefault(title, path)


def _path(title: str, given: str) -> str:
    """The path that the list gives, as far as it can be a path; otherwise one from the title."""
    pieces = re.sub(r"\.(?:md|html)$", "", given).split("/") if given else [slugged(title)]
    names = [_short(piece if _is_plain(piece) else slugged(piece)) for piece in pieces if piece]
    if len(names) < 2 or names[0] in _OURS:
        first = title[:1].casefold()
        names.insert(0, first if re.fullmatch("[a-z0-9]", first) else "other")
    return "/".join(names)


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"[\w-][\w.+-]*", name) is not None


def _short(name: str) -> str:
    """The name where it is short enough, otherwise its beginning and a hash of all of it."""
    if len(name.encode()) <= _LONGEST:
        return name
    start = name.encode()[: _LONGEST - 13].decode(errors="ignore")
    return f"{start}-{blake2b(name.encode(), digest_size=6).hexdigest()}"


def _free(path: str, taken: set[str]) -> str:
    """The path, with a number where another page has it already."""
    name = path.rsplit("/", 1)[-1]
    free, number = (path, 2) if name not in _OURS else (f"{path}-1", 2)
    while free.casefold() in taken:
        free, number = f"{path}-{number}", number + 1
    return free

"""The index behind search as you type: small files by first letters, read when they are needed.

`search.js` beside this module reads them; both fold names and shorten paths in the same way.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files as packaged
from typing import NamedTuple

from composita.facts import Name, NameKind, Substance
from composita.site.frame import shortened
from composita.site.pages import Entry

FOLDER = "search"


class Findable(NamedTuple):
    """A page that can be looked for; its path is as seen from the site's first page.

    `substances` are all that it is about, or none where a name of the title is not recognised.
    """

    title: str
    path: str
    substances: tuple[Substance, ...]


class Row(NamedTuple):
    """A name that leads to a page. `kind` says how it names it: see `_KIND_ORDER`."""

    name: str
    kind: str
    page: Findable


# How a name names its page, as one letter: the title itself, another name, a salt, a brand.
_TITLE, _OTHER, _SALT, _BRAND = _KIND_ORDER = "tosb"
_KINDS: dict[NameKind, str] = {"salt": _SALT, "brand": _BRAND}

# Old and new, British and American ways to write one sound, as in store/spelling.py.
_REGULAR = (("ph", "f"), ("ae", "e"), ("oe", "e"), ("y", "i"), ("th", "t"))
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[a-z0-9]+")


def findable(
    entries: Iterable[Entry], substance: Callable[[str], Substance | None]
) -> Iterator[Findable]:
    """The pages of a site with their substances; `substance` knows these by their UNIIs."""
    known = cache(substance)
    for entry in entries:
        found = [known(name.unii) for name in entry.names if name.unii]
        whole = tuple(one for one in found if one and len(found) == len(entry.names))
        yield Findable(shortened(entry.row.title), f"{entry.row.path}.html", whole)


def files(pages: Iterable[Findable]) -> dict[str, str]:
    """The files by path: the search, its index, and one for each two letters of names.

    These are scripts, because a page that was opened from a disk may read nothing else. Each
    hands over two lists, as lines of fields divided by tabs: the names that begin with its
    letters, and the pages about several substances of which one does.
    """
    every = list(pages)
    names, together = _by_letters(_rows(every)), _combinations(every)
    letters = sorted(names.keys() | together.keys())
    return {
        f"{FOLDER}/search.js": packaged(__package__)
        .joinpath("search.js")
        .read_text(encoding="utf-8"),
        f"{FOLDER}/index.js": f'compositaSearch("{" ".join(letters)}");\n',
        **{f"{FOLDER}/{at}.js": _script(at, names[at], together[at]) for at in letters},
    }


@lru_cache(100_000)
def fold(name: str) -> str:
    """A name without case, accents, spaces and hyphens, regularly spelt."""
    plain = name.lower() if name.isascii() else unicodedata.normalize("NFKD", name.lower())
    key = _NO_LETTER.sub("", plain)
    for old, new in _REGULAR:
        key = key.replace(old, new)
    return key


def _rows(pages: list[Findable]) -> Iterator[Row]:
    """Each page about one thing by its title, and all by the names of what they are about."""
    about: dict[frozenset[str], Findable] = {}
    for page in sorted(pages, key=_has_its_own_name):
        about[frozenset(substance.unii for substance in page.substances)] = page
        if len(_components(page)) == 1:
            yield Row(page.title, _TITLE, page)
    substances = {s.unii: s for page in pages for s in page.substances}
    for substance in substances.values():
        for name in substance.names:
            if found := about.get(_named(name, substance)):
                yield Row(name.text, _KINDS.get(name.kind, _OTHER), found)


def _has_its_own_name(page: Findable) -> bool:
    """Whether a title is just the names of its substances, and not those of salts."""
    return fold(page.title) == fold("".join(substance.name for substance in page.substances))


def _named(name: Name, substance: Substance) -> frozenset[str]:
    """The substances that a name means: several, for the brand of a combination."""
    return frozenset(name.of.split("+") if "+" in name.of else [substance.unii])


def _by_letters(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by their first letters, each name of a page once, as what it names best."""
    best: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: (_KIND_ORDER.index(row.kind), row.name, row.page.path)):
        if key := fold(row.name):
            best.setdefault((key, row.page.path), row)
    letters: dict[str, list[Row]] = defaultdict(list)
    for (key, _), row in sorted(best.items()):
        letters[key[:2]].append(row)
    return letters


def _combinations(pages: Iterable[Findable]) -> dict[str, list[Findable]]:
    """The pages about several things by the first letters of each."""
    letters: dict[str, list[Findable]] = defaultdict(list)
    for page in sorted(pages):
        components = _components(page)
        for letter in sorted({key[:2] for key in components if key and components[1:]}):
            letters[letter].append(page)
    return letters


def _components(page: Findable) -> list[str]:
    return [fold(component) for component in page.title.split("+")]


def _script(letters: str, rows: Iterable[Row], pages: Iterable[Findable]) -> str:
    names = "\n".join(_line(row) for row in rows)
    titles = "\n".join(_fields(page.title, _short(page.title, page.path)) for page in pages)
    arguments = ",".join(json.dumps(text, ensure_ascii=False) for text in (letters, names, titles))
    return f"compositaSearch({arguments});\n"


def _line(row: Row) -> str:
    """Name, kind, path and title; a title is not repeated."""
    title = [] if row.name == row.page.title else [row.page.title]
    return _fields(row.name, row.kind, _short(row.page.title, row.page.path), *title)


@lru_cache(20_000)
def _short(title: str, path: str) -> str:
    """The path, with "~" for the words of an English title joined by hyphens."""
    whole = path.replace("~", "%7E")
    slug = "-".join(_WORD.findall(title.lower())) if title.isascii() else ""
    return whole.replace(slug, "~", 1) if slug else whole


def _fields(*fields: str) -> str:
    return "\t".join(" ".join(field.split()) for field in fields)

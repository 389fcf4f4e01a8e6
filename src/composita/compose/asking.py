"""What was asked for: the title that it makes, and what to say where a name is not recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from composita.compose.page import Page
from composita.compose.words import listed
from composita.facts import Item, Part, Recognised, Substance

_LONGEST = 60  # characters of a typed name that a page repeats


def substances(asked: Iterable[Recognised]) -> tuple[Substance, ...]:
    """The substances recognised, each once, in the order asked."""
    return tuple({a.substance.unii: a.substance for a in asked if a.substance}.values())


def items(asked: Iterable[Recognised]) -> tuple[Item, ...]:
    """What is taken: each substance once, and each name that is not recognised."""
    once = {name.substance.unii if name.substance else name.typed: name for name in asked}
    together = int(len(once) > 1)  # a page is about them as one product, too
    return tuple(Item(name.typed, (name,), together=together) for name in once.values())


def title(asked: Iterable[Recognised]) -> str:
    return " + ".join(dict.fromkeys(map(_name, asked)))


def slug(asked: Iterable[Recognised]) -> str:
    return "-".join(dict.fromkeys(slugged(_name(name)) for name in asked))


def slugged(name: str) -> str:
    """A name for addresses: letters and digits with hyphens between."""
    return "-".join(re.findall(r"\w+", name.casefold())) or "unnamed"


def _name(asked: Recognised) -> str:
    return asked.substance.name if asked.substance else _short(asked.typed)


def _short(typed: str) -> str:
    words = " ".join(typed.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def in_order(
    asked: Iterable[Recognised], medicines: Mapping[tuple[str, ...], Part], page: Page
) -> Iterator[Part]:
    """A part for each name, in the order asked; a substance that stands above is named only."""
    waiting = dict(medicines)
    for name in asked:
        if name.substance is None:
            yield _unrecognised(name, page)
        elif medicine := waiting.pop((name.substance.unii,), None):
            yield replace(medicine, remark=_remark(name, name.substance, page))
        else:
            yield _again(name, name.substance, page)


def _remark(name: Recognised, substance: Substance, page: Page) -> str:
    """How the typed name was read, where it is not simply the substance's own."""
    template = page.words["asked"].get(name.how, "")
    return template.format(typed=_short(name.typed), matched=name.matched, name=substance.name)


def _unrecognised(name: Recognised, page: Page) -> Part:
    """That nobody knows this name, or that several have it, with names to choose from."""
    say = page.words["asked"]
    silent = say[name.how].format(typed=_short(name.typed))
    alike = say[_NEAR.get(name.how, "near")]
    word = "and" if name.how == "uncertain" else "or"
    near = alike.format(names=listed(name.near, word)) if name.near else ""
    return Part(
        slugged(_name(name)), _name(name), silent=silent, silence="not recognised", remark=near
    )


_NEAR = {"group": "members", "uncertain": "meant"}


def unread(words: Iterable[str], page: Page) -> Iterator[Part]:
    """That words of what was typed were not understood: it stands first on a page."""
    said = [f"«{_short(each)}»" for each in words]
    if said:
        silent = page.words["asked"]["unread"].format(words=", ".join(said))
        title = page.words["asked"]["unread_title"]
        yield Part("not_read", title, silent=silent, silence="not recognised")


def _again(name: Recognised, substance: Substance, page: Page) -> Part:
    typed = _short(name.typed)
    text = page.words["asked"]["again"].format(typed=typed, name=substance.name)
    return Part(slugged(typed), typed, remark=text)

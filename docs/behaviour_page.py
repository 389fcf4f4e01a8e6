"""The examples of tests/behaviour/ as a page: what is taken, what sources say, what is answered."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from composita.read import sources

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "behaviour" / "examples"

_PLACES = ("from", "label", "section", "route", "text")
_LABEL = "us-spl"


def behaviour() -> str:
    """All themes, each with a table of its examples."""
    themes = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*"))
    ]
    count = sum(len(theme["example"]) for theme in themes)
    return _HEAD.format(count=count) + "\n".join(line for t in themes for line in _theme(t)) + "\n"


_HEAD = """# What a check answers

{count} examples with invented medicines, from `tests/behaviour/examples/`; each is a test. *What
sources say* holds all that any source says; nothing else is known about these medicines. An answer
has a line for each finding: our level, what it is, for which medicines, what can happen, what to
do, and by what a medicine is meant. Pairs without a finding are *silent* (sources cover both and
say nothing) or *unknown* (a name is not recognised, or no source covers it).

"""


def _theme(theme: dict[str, Any]) -> Iterator[str]:
    yield f"## {theme['theme']}\n\n{theme['about']}\n"
    yield "example | taken | what sources say | answer"
    yield "--- | --- | --- | ---"
    yield from (" | ".join(_row(example)) for example in theme["example"])
    yield ""


def _row(example: dict[str, Any]) -> Iterator[str]:
    because = example.get("because", "")
    yield f"**{example['title']}**" + (f"<br>{because}" if because else "")
    yield _lines((*example["taken"], *_told(example.get("person", {}))))
    brands = (f"{brand} holds {of}" for brand, of in example.get("brands", {}).items())
    says = (_said(who, one) for who, all in example["says"].items() for one in all)
    yield _lines((*brands, *says))
    read = (f"read as: {line}" for line in example.get("understood", ()))
    yield _lines((*read, *example["answer"])) or "no finding"


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(line.replace("|", "/") for line in lines)


def _told(person: dict[str, Any]) -> Iterator[str]:
    """ "*age 72*", "*pregnant*"."""
    for key, value in person.items():
        words = key.replace("_", " ")
        yield f"*{words}*" if value is True else f"*{words}: {_plain(value)}*"


def _said(who: str, one: dict[str, Any]) -> str:
    """ "**Alfamine**, US label: interaction Betaprol, action avoid"."""
    facts = {key: value for key, value in one.items() if key not in _PLACES}
    source = sources()[one.get("from", "drugcentral" if "class" in one else _LABEL)].short
    where = ", ".join(filter(None, (source, one.get("route", "").lower(), one.get("label", ""))))
    return f"**{who}** ({where}): {_words(facts) + _under(one) if facts else _text(one)}"


def _words(facts: dict[str, Any]) -> str:
    """ "interaction Betaprol, action avoid, boxed"."""
    named = ((key.replace("_", " "), value) for key, value in facts.items())
    return ", ".join(key if value is True else f"{key} {_plain(value)}" for key, value in named)


def _under(one: dict[str, Any]) -> str:
    section = one.get("section", "").replace("_", " ")
    return f", under {section}" if section else ""


def _text(one: dict[str, Any]) -> str:
    where = one["section"].replace("_", " ")
    return f"{where}, “{one['text']}”" if "text" in one else f"nothing we can read under {where}"


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

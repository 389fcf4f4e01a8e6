"""The examples of what a check answers: one TOML file for each theme, values in Python.

An example says what is taken, what invented sources say, and the whole answer. What a source says
is a table whose first key is the kind of fact; see `Saying` for the keys that say where it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from composita.facts import Patient, Value

EXAMPLES = Path(__file__).parent / "examples"

# The kind of fact by the key that an example writes it with, and the field that the key stands for.
KINDS = {
    "interaction": ("interaction", "other"),
    "contraindication": ("contraindication", "term"),
    "warning": ("warning", "topic"),
    "side_effect": ("reaction", "term"),
    "class": ("class", "name"),
    "enzyme": ("enzyme", "enzyme"),
    "maximum": ("dose", "low"),
    "special": ("special", "population"),
    "advice": ("advice", "topic"),
    "indication": ("indication", "condition"),
    "dose": ("dose", "low"),
    "listed": ("listed", "forms"),
}
# Where a kind of fact stands if the example does not say.
_SECTIONS = {
    "warning": "warnings",
    "side_effect": "adverse_reactions",
    "interaction": "interactions",
    "contraindication": "contraindications",
    "enzyme": "pharmacology",
    "maximum": "dosage",
    "indication": "indications",
    "class": "",
    "dose": "dosage",
    "listed": "",
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "interaction": {"what": "substance"},
    "contraindication": {"what": "substance"},
    "class": {"system": "EPC"},
    "maximum": {"unit": "mg", "per": "day", "phase": "maximum", "population": "adults"},
    "dose": {"unit": "mg", "per": "dose"},
    "listed": {"market": "US", "products": 1, "example": "Brand"},
}
_LISTS = {"class": "drugcentral", "listed": "us-drugsatfda"}


class Saying(NamedTuple):
    """What one document says: `source`, which `label` of the medicine, in a section of a kind.

    `route` and `form` are those of the label's product. `text` is an invented label's words, for
    the extractors; a saying with neither value nor text is a section in which nothing can be read.
    """

    source: str
    label: str
    section: str
    route: str = ""
    form: str = ""
    text: str = ""
    value: Value | None = None


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """What is taken by whom, what sources say of each, and the answer line by line.

    `together` are the places of what was typed as "A + B"; `brands` are names of products;
    `understood` is how the typed lines were read, where that
    is the point; `because` is why the answer is right, where the title does not say it.
    """

    title: str
    taken: tuple[str, ...]
    answer: tuple[str, ...]
    says: dict[str, tuple[dict[str, Any], ...]] = {}
    person: Patient = Patient()
    together: tuple[int, ...] = ()
    brands: dict[str, str] = {}
    understood: tuple[str, ...] = ()
    because: str = ""


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """Examples of one theme, with what they show together."""

    theme: str
    about: str
    example: tuple[Example, ...]


def themes() -> Iterator[Theme]:
    """Every theme, in the order of the files' names."""
    for path in sorted(EXAMPLES.glob("*.toml")):
        yield msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Theme)


def saying(written: dict[str, Any], medicine: str) -> Saying:
    """A table of an example, as a value and where it stands."""
    rest = dict(written)
    key = next((key for key in KINDS if key in rest), "")
    where = Saying(
        source=rest.pop("from", _LISTS.get(key, "us-spl")),
        label=rest.pop("label", medicine),
        section=rest.pop("section", None) or _section(key, rest),
        route=rest.pop("route", ""),
        form=rest.pop("form", ""),
        text=rest.pop("text", ""),
    )
    return where._replace(value=_value(key, rest)) if key else where


def _section(key: str, written: dict[str, Any]) -> str:
    if written.get("boxed") or written.get("group") == "boxed":
        return "boxed_warning"
    if key in ("special", "advice"):
        return str(written[key]).partition(" ")[0].replace("older", "older_people")
    return _SECTIONS[key]


def _value(key: str, rest: dict[str, Any]) -> Value:
    kind, field = KINDS[key]
    first = rest.pop(key)
    limits = {"high": first} if kind == "dose" else {}
    fields = {"type": kind, field: first, **limits, **_DEFAULTS.get(key, {}), **rest}
    value: Value = msgspec.convert(fields, Value)
    return value

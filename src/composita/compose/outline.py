"""The outline of a page: `outline.toml`, and headings that become parts."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct


class Heading(Struct, frozen=True, forbid_unknown_fields=True):
    """A section of the outline; see the head of `outline.toml` for its fields."""

    key: str
    title: str
    rule: str = ""
    topic: str = ""
    silent: str = ""
    limit: int = 0
    style: Literal["prose", "list", "run", "questions"] = "list"
    parts: tuple[Heading, ...] = ()


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question, and the key of the section that answers it."""

    key: str
    title: str


class Outline(Struct, frozen=True, forbid_unknown_fields=True):
    """The sections of a substance, of a combination, and the questions."""

    substance: tuple[Heading, ...]
    combination: tuple[Heading, ...]
    question: tuple[Question, ...]


@cache
def outline() -> Outline:
    """The parsed outline."""
    text = files(__package__).joinpath("outline.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Outline)

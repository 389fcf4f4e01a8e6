"""The tables of a store, as `schema.sql` describes them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def schema() -> str:
    """The statements that make the tables."""
    return files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")

"""The data files of the audit, which a pharmacist should review."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed contents of `<name>.toml` beside this file."""
    return tomllib.loads(
        files("composita.audit").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    )

"""How much a finding matters."""

from __future__ import annotations

from typing import Literal

# In falling order: see `check/severity.toml`.
Level = Literal["contraindicated", "serious", "caution", "note"]

"""For programs: the whole monograph as JSON, statements and passages included."""

from __future__ import annotations

import msgspec

from composita.facts import Monograph


def publish(monograph: Monograph) -> str:
    return msgspec.json.format(msgspec.json.encode(monograph), indent=2).decode() + "\n"

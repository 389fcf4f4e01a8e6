"""What is a UNII: a code of ten characters, under any of the addresses that documents give the
code system (`unii.toml`).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE = re.compile(r"(?:.*[/#:|]|UNII[ :_-]?)?([0-9A-Z]{10})")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?|^urn:oid:|^urn:")


class Address(Struct, frozen=True):
    """An address of the code system, and whether it is its registered one."""

    of: str
    reason: str
    registered: bool = False


def unii(system: str, code: str) -> str:
    """The UNII that a code in a system is; "" where it is none."""
    address = _SCHEME.sub("", system.strip().lower()).rstrip("/#")
    found = _CODE.fullmatch(code.strip().upper())
    if not found:
        return ""
    registered = any(one.registered and _is_under(address, one.of) for one in _addresses())
    return found[1] if registered or (_names(address) and has_check(found[1])) else ""


def has_check(code: str) -> bool:
    """Whether the last of ten characters is the sum of those before it, counted in base 36."""
    *values, check = map(_CHARACTERS.index, code)
    return sum(values) % len(_CHARACTERS) == check


def _names(address: str) -> bool:
    words = re.split(r"[^a-z0-9]+", address)
    return any(map(_words().__contains__, words)) or any(
        _is_under(address, one.of) for one in _addresses()
    )


def _is_under(address: str, of: str) -> bool:
    return re.match(re.escape(of) + r"(?:[/#?:]|$)", address) is not None


@cache
def _addresses() -> tuple[Address, ...]:
    return convert(_table()["address"], tuple[Address, ...])


@cache
def _words() -> frozenset[str]:
    return frozenset(convert(_table()["words"], dict[str, str]))


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(files("composita").joinpath("unii.toml").read_text(encoding="utf-8"))

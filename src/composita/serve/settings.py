"""What can be set for a service."""

from __future__ import annotations

from msgspec import Struct


class Settings(Struct, frozen=True):
    """`a_minute` is the most requests from one address, 0 for any number; `seconds` the longest
    that one may take, and `head_seconds` the longest that is waited for its head. `at_a_time` is
    the most connections of one address. A newer store is looked for every `swap_every` seconds.
    With `ahead`, pages are made before somebody asks for them.
    """

    a_minute: int = 600
    at_a_time: int = 64
    seconds: float = 20.0
    head_seconds: float = 10.0
    swap_every: float = 5.0
    ahead: bool = False

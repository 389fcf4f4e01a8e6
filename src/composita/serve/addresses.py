"""Addresses of those who ask: what counts as one, how often it is here, which are proxies."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from composita.errors import CompositaError

_LONGEST = 45  # characters of an address of IPv6; what a proxy tells may be anything


def plain(host: str) -> str:
    """The address; that of IPv4 where it comes mapped into IPv6."""
    read = _read(host) if ":" in host else None
    mapped = read.ipv4_mapped if isinstance(read, IPv6Address) else None
    return str(mapped) if mapped else host


def network(host: str) -> str:
    """What counts as one address: one of IPv4, or 64 bits of IPv6, which one household has."""
    host = plain(host)
    read = _read(host) if ":" in host else None
    return read.packed[:8].hex(":", 2) if read else host[:_LONGEST]


def _read(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


class Proxies:
    """The proxies that are believed when they say for whom they ask."""

    def __init__(self, told: str) -> None:
        """`told` is as in FORWARDED_ALLOW_IPS: addresses and networks with commas, or `*`."""
        every = "0.0.0.0/0,::/0" if told.strip() == "*" else told
        try:
            self._networks = [ip_network(one.strip()) for one in every.split(",") if one.strip()]
        except ValueError as error:
            raise CompositaError(
                f"FORWARDED_ALLOW_IPS: {error}; write 10.0.0.1,10.1.0.0/16"
            ) from error

    def __contains__(self, host: str) -> bool:
        read = _read(plain(host))
        return read is not None and any(read in one for one in self._networks)


class Crowd:
    """Who is here at a time, by network: so many of one, so many of all. A proxy has no network."""

    def __init__(self, of_one: int, of_all: int) -> None:
        self._of_one = of_one
        self._of_all = of_all
        self._all = 0
        self._here: Counter[str | None] = Counter()

    @property
    def is_thin(self) -> bool:
        return self._all * 4 < self._of_all

    def enters(self, one: str | None) -> bool:
        """Whether there is room for one more; who entered must leave."""
        is_many = one is not None and self._here[one] >= self._of_one
        if is_many or self._all >= self._of_all:
            return False
        self._all += 1
        self._here[one] += 1
        return True

    def leaves(self, one: str | None) -> None:
        self._all -= 1
        self._here[one] -= 1
        if not self._here[one]:
            del self._here[one]

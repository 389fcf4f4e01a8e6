"""Names as RxNorm and Indian listings print them, made from all names that we cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from printed import Printed, by_listings, by_rxnorm

from composita.facts import Substance
from composita.library import Library, open_library
from composita.parse import typed

Maker = Callable[[Sequence[Substance], int, int], Iterator[Printed]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = open_library(tmp_path_factory.mktemp("home"))
    yield opened
    opened.close()


@pytest.mark.parametrize(("make", "reach"), [(by_rxnorm, 0.99), (by_listings, 0.97)])
def test_printed_names_come_out_whole(library: Library, make: Maker, reach: float) -> None:
    """Each substance of the name and nothing else, and no word of it is left."""
    names = library._store.names  # noqa: SLF001
    covered = [found for name in library.covered() for found in names.known(name)]
    substances = [one.substance for one in covered if one.substance]
    printed = list(make(substances, 1_000, 20261130))
    whole = [_is_whole(one, library) for one in printed]
    assert sum(whole) / len(whole) >= reach


def _is_whole(printed: Printed, library: Library) -> bool:
    found = typed(printed.text, library._store.names)  # noqa: SLF001
    uniis = {name.substance.unii if name.substance else "" for name in found.names}
    return uniis == set(printed.uniis) and not found.unread

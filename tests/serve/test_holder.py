"""A newer store takes the place of the one that is served, and nobody is cut short."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from litestar.testing import TestClient

from composita.errors import BadStore
from composita.library import Library, open_library
from composita.serve.ahead import make_ahead
from composita.serve.app import application
from composita.serve.holder import Holder
from composita.serve.kept import Kept, is_of_the_reference
from composita.serve.settings import Settings


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    """A store of its own, which a test may replace."""
    path = tmp_path / "store.sqlite"
    path.write_bytes(open_library(folder).path.read_bytes())
    return path


def newer(store: Path, number: int) -> None:
    """Reads a document of one's own, as somebody beside the service would."""
    label = store.with_name(f"{number}.json")
    label.write_text(
        json.dumps(
            {
                "set_id": str(number),
                "openfda": {"substance_name": ["EXEMPLAMINE"], "unii": ["EXEMPLAM01"]},
                "indications_and_usage": ["Exemplamine is indicated for hay fever."],
            }
        )
    )
    with closing(Library(store)) as library:
        assert len(list(library.read(label))) == 1


def test_a_newer_store_is_taken_up(store: Path) -> None:
    """Once, when somebody has read a document in; the library then is another one, and the one
    before it was never written to."""

    async def story() -> None:
        holder = Holder(partial(Library, store))
        first = holder.library
        assert not await holder.refresh()
        newer(store, 1)
        assert not first.find("exemplamine").names[0].substance
        assert await holder.refresh()
        assert holder.library is not first
        assert holder.library.find("exemplamine").names[0].substance
        assert not await holder.refresh()
        await holder.stop()

    asyncio.run(story())


def test_a_copy_with_the_same_data_is_no_newer_store(store: Path) -> None:
    """What tells versions apart is what they hold, and no clock: ETags outlive a move."""

    async def story() -> None:
        holder = Holder(partial(Library, store))
        made = store.with_suffix(".new")
        made.write_bytes(store.read_bytes())
        os.utime(made, ns=(1_000, 1_000))
        made.replace(store)
        assert not await holder.refresh()
        await holder.stop()

    asyncio.run(story())


def test_what_is_being_made_keeps_its_library(store: Path) -> None:
    """The old library is closed when the last slow call is done with it, and not before."""

    async def story() -> str:
        holder, go = Holder(partial(Library, store)), threading.Event()

        def slow(library: Library) -> str:
            go.wait(10)
            return library.monograph("Pregabalin").title

        made = asyncio.create_task(holder.aside(slow))
        await asyncio.sleep(0)
        old = holder.library
        newer(store, 3)
        assert await holder.refresh()
        go.set()
        title = await made
        await holder.stop()
        with pytest.raises(Exception, match="closed"):
            old.best_covered(1)
        return title

    assert asyncio.run(story()) == "Pregabalin"


def test_a_bad_store_leaves_the_old_one(store: Path) -> None:
    """A newer store that cannot be opened is no reason to stop answering."""
    opened = [partial(Library, store)]

    def open_one() -> Library:
        return opened[-1]()

    def broken() -> Library:
        raise BadStore("damaged")

    async def story() -> None:
        holder = Holder(open_one)
        opened.append(broken)  # type: ignore[arg-type]
        assert not await holder.refresh()
        assert holder.library.find("pregabalin")
        await holder.stop()

    asyncio.run(story())


def test_readiness_tells_the_version_that_is_served(store: Path) -> None:
    """While a store is swapped it is the old one or the new one, and always one."""
    app = application(partial(Library, store), Settings(a_minute=0, swap_every=0.05))
    with TestClient(app) as client:
        first = client.get("/readyz").text
        newer(store, 4)
        told = {first}
        while len(told) < 2:
            answer = client.get("/readyz")
            assert answer.status_code == 200
            told.add(answer.text)
    assert len(told) == 2


def test_only_pages_of_the_reference_are_kept(folder: Path) -> None:
    """One medicine, or what is sold as one product; what one person may take is not kept."""
    library = open_library(folder)
    assert is_of_the_reference(library, "Pregabalin")
    assert not is_of_the_reference(library, "Pregabalin + Warfarin + Digoxin")
    assert not is_of_the_reference(library, "Nosuchmycin")


def test_kept_pages_have_a_bound() -> None:
    """The one that was asked for longest ago is forgotten first."""
    kept = Kept(most=1_000)
    for name in "abc":
        kept.keep(name, b"x" * 400)
        kept.get("a")
    assert [kept.get(name) is not None for name in "abc"] == [True, False, True]


def test_pages_are_made_before_somebody_asks(store: Path) -> None:
    """One after the other, also those of a newer store; however their titles are written."""

    async def story() -> None:
        holder = Holder(partial(Library, store))
        making = asyncio.create_task(make_ahead(holder))
        (first,) = holder.library.best_covered(1)
        while not holder.opened.pages.get(first):
            await asyncio.sleep(0.01)
        assert holder.opened.pages.get(f" {first.upper()}")
        newer(store, 5)
        assert await holder.refresh()
        while not holder.opened.pages.get(first):
            await asyncio.sleep(0.01)
        making.cancel()
        await holder.stop()

    asyncio.run(story())

"""The library that is being served; a newer one takes its place between two requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from litestar.di import NamedDependency

from composita.errors import CompositaError
from composita.library import Library


class Holder:
    """Holds the open library. All handlers run on one thread, so a swap cannot cut one short."""

    def __init__(self, open_one: Callable[[], Library], every: float = 5.0) -> None:
        self._open = open_one
        self._every = every
        self._watcher: asyncio.Task[None] | None = None
        self.library = open_one()

    async def start(self) -> None:
        """Begins to look for a newer store, every few seconds."""
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        if self._watcher:
            self._watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self._watcher
        self.library.close()

    async def refresh(self) -> bool:
        """Takes up a newer store, if there is one; what is wrong with it leaves the old one."""
        try:
            newer = await asyncio.to_thread(self._newer)
        except CompositaError:
            return False
        if newer is None:
            return False
        old, self.library = self.library, newer
        old.close()
        return True

    def _newer(self) -> Library | None:
        found = self._open()
        if found.version == self.library.version:
            found.close()
            return None
        return found

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            await self.refresh()


Served = NamedDependency[Holder]  # what a handler asks for by the name `holder`

"""The library that is being served; a newer one takes its place between two requests."""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import TypeVar

from litestar.di import NamedDependency

from composita.errors import CompositaError
from composita.library import Library
from composita.serve.kept import Kept

T = TypeVar("T")

_log = logging.getLogger("composita.serve")


class Opened:
    """An open library and its kept pages; it is closed when it was left and nobody uses it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.version = library.version
        self.pages = Kept()
        self._users = 1  # the holder itself
        self._lock = Lock()

    def enter(self) -> None:
        with self._lock:
            self._users += 1

    def leave(self) -> None:
        """Called from any thread."""
        with self._lock:
            self._users -= 1
            is_last = not self._users
        if is_last:
            self.library.close()


class Holder:
    """Holds the open library. What is quick runs on the one thread of the handlers, where no swap
    can cut it short; what is slow runs beside them.
    """

    def __init__(self, open_one: Callable[[], Library], every: float = 5.0) -> None:
        self._open = open_one
        self._every = every
        self._watcher: asyncio.Task[None] | None = None
        self._aside = ThreadPoolExecutor(1, "composita-aside")
        self._opener = ThreadPoolExecutor(1, "composita-open")
        self.opened = Opened(open_one())

    @property
    def library(self) -> Library:
        return self.opened.library

    @property
    def version(self) -> str:
        return self.opened.version

    async def aside(self, call: Callable[[Library], T]) -> T:
        """What a slow call makes of the library, which stays open until it is done."""
        opened = self.opened
        opened.enter()
        future = self._aside.submit(call, opened.library)
        future.add_done_callback(lambda _: opened.leave())  # even where nobody waits any more
        return await asyncio.wrap_future(future)

    async def start(self) -> None:
        """Begins to look for a newer store, every few seconds."""
        self._opener.submit(self.library.warm)
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Waits for what is being made, and closes."""
        if self._watcher:
            self._watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self._watcher
        for pool in (self._opener, self._aside):
            pool.shutdown(cancel_futures=True)
        self.opened.leave()

    async def refresh(self) -> bool:
        """Takes up a newer store, if there is one; what is wrong with it leaves the old one."""
        loop = asyncio.get_running_loop()
        try:
            newer = await loop.run_in_executor(self._opener, self._newer)
        except (CompositaError, OSError, sqlite3.Error) as error:
            _log.warning("A newer store cannot be opened: %s", type(error).__name__)
            return False
        if newer is None:
            return False
        old, self.opened = self.opened, newer
        old.leave()
        self._opener.submit(gc.collect)  # what the old one had in memory goes in circles
        return True

    def _newer(self) -> Opened | None:
        found = Opened(self._open())
        if found.version == self.version:
            found.leave()
            return None
        found.library.warm(like=self.library.loaded())
        return found

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            await self.refresh()


Served = NamedDependency[Holder]  # what a handler asks for by the name `holder`

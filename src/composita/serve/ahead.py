"""Pages that nobody has asked for yet are made ahead, little by little: the first who asks for one
need not wait for it.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from composita.errors import CompositaError
from composita.serve.holder import Holder
from composita.serve.web import page_of_the_reference

_REST = 1  # times as long as a page took: half of a worker's time goes into this
_AGAIN = 1.0  # seconds after which a newer store is looked for


async def make_ahead(holder: Holder) -> None:
    """Makes the pages of all covered medicines, and those of each newer store."""
    while True:
        opened = holder.opened
        for title in opened.library.best_covered(-1):
            if opened is holder.opened:
                await _made(holder, title)
        while opened is holder.opened:
            await asyncio.sleep(_AGAIN)


async def _made(holder: Holder, title: str) -> None:
    started = time.perf_counter()
    with suppress(CompositaError):
        await page_of_the_reference(holder, title)
    await asyncio.sleep(_REST * (time.perf_counter() - started))

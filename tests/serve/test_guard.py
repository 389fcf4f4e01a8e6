"""Limits: how often one address may ask."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from litestar.testing import TestClient

from composita.library import open_library
from composita.serve.app import application
from composita.serve.settings import Settings


def test_who_asks_too_often_is_asked_to_wait(folder: Path) -> None:
    """The third request of a minute is refused where two are allowed."""
    app = application(partial(open_library, folder), Settings(a_minute=2))
    with TestClient(app) as client:
        answers = [client.get("/v1/sources").status_code for _ in range(3)]
    assert answers == [200, 200, 429]

"""A service around the starter packs, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from composita.library import open_library
from composita.serve.app import application
from composita.serve.settings import Settings


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[TestClient[Litestar]]:
    app = application(partial(open_library, folder), Settings(a_minute=0))
    with TestClient(app, raise_server_exceptions=False) as one:
        yield one


Answer = dict[str, Any]

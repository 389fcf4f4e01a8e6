"""A service around the starter packs, asked without a network."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from litestar import Litestar
from litestar.testing import TestClient

from composita.library import open_library
from composita.serve.app import application
from composita.serve.run import server_config
from composita.serve.settings import Settings


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[TestClient[Litestar]]:
    app = application(partial(open_library, folder), Settings(a_minute=0))
    with TestClient(app, raise_server_exceptions=False) as one:
        yield one


@pytest.fixture(scope="session")
def serve(folder: Path) -> Iterator[Callable[[Settings], int]]:
    """Serves on this machine, with these settings: gives the port."""
    with ExitStack() as running:
        yield lambda settings: running.enter_context(_running(folder, settings))


@contextmanager
def _running(folder: Path, settings: Settings) -> Iterator[int]:
    config = server_config(partial(open_library, folder), settings)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(config)
        thread = threading.Thread(target=partial(server.run, [listening]))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()

"""Answers for assistants: each carries its citations and states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from composita.library import open_library
from composita.serve.mcp import server


@pytest.fixture(scope="module")
def library(folder: Path) -> Any:
    return open_library(folder)


def ask(library: Any, tool: str, **arguments: Any) -> Any:
    async def asked() -> Any:
        async with Client(server(library)) as client:
            return await client.call_tool(tool, arguments)

    answer = anyio.run(asked)
    assert not answer.is_error, answer
    return answer.structured_content


def test_a_check_says_unknown_where_it_must(library: Any) -> None:
    """A name that nobody knows is not covered, and never left out."""
    answer = ask(library, "check", items=["amitriptyline", "Nosuchmycin"])
    (pair,) = answer["pairs"]
    assert pair["answer"] == "unknown"
    assert pair["not_covered"] == ["Nosuchmycin"]


def test_every_sentence_of_a_finding_has_sources(library: Any) -> None:
    """In words, so that an assistant can repeat them."""
    answer = ask(library, "check", items=["amitriptyline", "pregabalin"])
    sentences = [s for finding in answer["findings"] for s in finding["sentences"]]
    assert sentences
    assert all(sentence["sources"] for sentence in sentences)


def test_a_page_and_a_statement_behind_it(library: Any) -> None:
    """An id from a page can be explained."""
    page = ask(library, "monograph", title="Pregabalin")
    ids = [
        id
        for part in page["parts"]
        for below in part["parts"]
        for sentence in below["sentences"]
        for id in sentence["statements"]
    ]
    assert ask(library, "explain", statement=ids[0])["result"][0]["document"]

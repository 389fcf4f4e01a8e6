"""Writes docs/made/: what can be told from the code and the packs is not written by hand.

Run it as `python docs/make.py`; tests/test_docs.py fails where a page is out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer.core
import typer.main
from behaviour_page import behaviour

from composita.cli import app
from composita.pack import starter_packs
from composita.read import sources

MADE = Path(__file__).parent / "made"


def pages() -> dict[str, str]:
    """Each made page's name and text."""
    return {"behaviour.md": behaviour(), "commands.md": commands(), "sources.md": source_cards()}


def commands() -> str:
    """Every command with its arguments and options."""
    return "# Commands\n\n" + "\n".join(_told(typer.main.get_command(app), "composita"))


def _told(command: Any, name: str) -> list[str]:
    if isinstance(command, typer.core.TyperGroup):
        inner = sorted(command.commands.items())
        return [line for word, each in inner for line in _told(each, f"{name} {word}")]
    told = [f"- `{', '.join(p.opts)}`: {getattr(p, 'help', '') or _MANY}" for p in command.params]
    return [f"## {name}", "", command.help, "", *told, ""]


_MANY = "one or more files or folders"


def source_cards() -> str:
    """Every source with its licence, and the packs that were made from them."""
    cards = [
        (f"[{card.name}]({card.address})", card.publisher, card.licence, card.pack)
        for card in sources().values()
    ]
    packs = [
        (m.name, m.edition, m.documents, m.facts, m.substances, len(m.problems))
        for m in (pack.manifest for pack in starter_packs())
    ]
    return "\n".join(
        [
            "# Sources and packs",
            *_table("source | publisher | licence | pack", cards),
            *_table("pack | edition | documents | facts | substances | problems", packs),
        ]
    )


def _table(head: str, rows: Iterable[Iterable[object]]) -> list[str]:
    lines = [" | ".join(f"{c:,}" if isinstance(c, int) else str(c) for c in row) for row in rows]
    return ["", head, " | ".join("-" * len(name) for name in head.split(" | ")), *lines, ""]


if __name__ == "__main__":
    MADE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (MADE / name).write_text(text, encoding="utf-8")

"""Writes docs/made/: what can be told from the code and the packs is not written by hand.

Run it as `python docs/make.py`; tests/test_docs.py fails where a page is out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer.main
from click import Context, Group

from composita.cli import app
from composita.pack import starter_packs
from composita.read import sources

MADE = Path(__file__).parent / "made"


def pages() -> dict[str, str]:
    """Each made page's name and text."""
    return {"commands.md": commands(), "sources.md": source_cards()}


def commands() -> str:
    """Every command with its help, as a person sees it at 80 columns."""
    group = typer.main.get_command(app)
    assert isinstance(group, Group)
    return "# Commands\n\n" + "\n".join(_helps(group, "composita"))


def _helps(group: Group, name: str) -> list[str]:
    texts = []
    for word, command in sorted(group.commands.items()):
        if isinstance(command, Group):
            texts += _helps(command, f"{name} {word}")
        else:
            context = Context(command, info_name=f"{name} {word}", terminal_width=80)
            usage = " ".join(command.collect_usage_pieces(context))
            texts.append(f"## {name} {word}\n\n`{name} {word} {usage}`\n\n{command.help}\n")
            texts += [_option(p.opts, getattr(p, "help", "")) for p in command.params]
            texts.append("")
    return texts


def _option(names: list[str], help_text: str | None) -> str:
    return f"- `{', '.join(names)}`: {help_text or 'one or more'}"


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

"""How good the facts are: score."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def score(
    gold: Annotated[Path, typer.Argument(help="The folder of gold sets.")],
    format: Annotated[Literal["text", "json"], typer.Option(help="As text or JSON.")] = "text",
) -> None:
    """Measures how good the facts are against gold that people marked."""
    from composita.score import card

    rows = list(card.card(gold))
    print(card.as_text(rows) if format == "text" else card.as_json(rows), end="")

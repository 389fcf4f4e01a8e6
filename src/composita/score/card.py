"""The scorecard: every scorer, and its rows as text or as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from composita.errors import CompositaError
from composita.score import (
    Row,
    audit,
    check,
    doses,
    indications,
    interactions,
    percentages,
    reactions,
    statements,
)

SCORERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "statements": statements.score,
    "reactions": reactions.score,
    "interactions": interactions.score,
    "indications": indications.score,
    "doses": doses.score,
    "audit": audit.score,
    "percentages": percentages.score,
    "check": check.score,
}


def card(gold: Path) -> Iterator[Row]:
    """Every row, scorer by scorer; `CompositaError` where the folder is not there."""
    if not gold.is_dir():
        raise CompositaError(f"{gold}: not there; name the folder of gold sets")
    try:
        for scorer in SCORERS.values():
            yield from scorer(gold)
    except OSError as error:
        why = f"{gold}: no folder of gold sets: {error.filename or gold}: {error.strerror}"
        raise CompositaError(why) from error


def as_text(rows: Iterable[Row]) -> str:
    """A Markdown table of the rows, which also reads well in a terminal."""
    lines = [
        "| task | gold | precision | recall | F1 | reach | published |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.task} | {row.gold_set}, {row.gold:,} | {_measures(row)} "
        f"| {row.reach} | {row.published} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _measures(row: Row) -> str:
    """Precision, recall and F1; a share of the gold alone where nothing else was claimed."""
    if not row.found:
        return f"– | {row.recall:.3f} | –"
    return f"{row.precision:.3f} | {row.recall:.3f} | {row.f1:.3f}"


def as_json(rows: Iterable[Row]) -> str:
    """The rows with their counts and measures, for programs."""
    told = [
        {**msgspec.to_builtins(row), "precision": row.precision, "recall": row.recall, "f1": row.f1}
        for row in rows
    ]
    return msgspec.json.format(msgspec.json.encode(told)).decode() + "\n"

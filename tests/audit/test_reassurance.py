"""Reassurance is a claim of its own: the rows of the data file are the first tests of it."""

from __future__ import annotations

from typing import Any

import pytest
from auditing import Auditing

from composita.audit.claim import Reassured
from composita.audit.tables import table

ROWS = table("reassurance")


def examples(*kinds: str) -> list[str]:
    rows: list[dict[str, Any]] = [row for kind in kinds for row in _rows(kind)]
    return [example for row in rows for example in row["examples"]]


def _rows(kind: str) -> list[dict[str, Any]]:
    return ROWS[kind] if isinstance(ROWS[kind], list) else [ROWS[kind]]


def reassured(audited: Auditing, text: str, title: str = "Exemplamine") -> list[Reassured]:
    found = audited(f"# {title}\n\n{text}\n").judged
    return [each.claim.value for each in found if isinstance(each.claim.value, Reassured)]


@pytest.mark.parametrize("sentence", examples("says", "innocent"))
def test_every_row_that_reassures_has_examples_that_do(audited: Auditing, sentence: str) -> None:
    """Each wording of the file is read as a reassurance."""
    assert reassured(audited, sentence)


@pytest.mark.parametrize("sentence", examples("undoes"))
def test_what_undoes_a_reassurance_leaves_none(audited: Auditing, sentence: str) -> None:
    """Denied, conditional, unknown or meant otherwise: nothing is reassured about."""
    assert reassured(audited, sentence) == []

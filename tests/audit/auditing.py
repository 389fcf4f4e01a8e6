"""What the tests of audits share: two invented substances, and small helpers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from composita.audit import Audited
from composita.audit.claim import Judged
from invented import substance

EXEMPLAMINE = substance("U1", "Exemplamine")
TESTOPROL = substance("U2", "Testoprol")
PLACEBOL = substance("U3", "Placebol")

Auditing = Callable[[str], Audited]


def judged(page: Audited, kind: str) -> Judged:
    """The only claim of a kind on a page."""
    (found,) = [each for each in page.judged if each.claim.kind == kind]
    return found


def page_path(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path

"""A source's term in everyday words, with the term itself in brackets where it differs."""

from __future__ import annotations

from composita.compose.page import Page
from composita.extract.vocabulary import lay


def plain(term: str, page: Page) -> str:
    """The term as this view shows it: "drowsiness (somnolence)" or "somnolence"."""
    everyday = lay(term) if page.view == "patient" else term
    if term.casefold() in everyday.casefold():
        return everyday
    return page.words["page"]["term"].format(lay=everyday, term=term)

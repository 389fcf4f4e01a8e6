"""The report as a site in a real browser: nobody is kept out, and nothing is asked of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from auditing import page_path

from browser import barriers
from composita.audit import audited
from composita.audit.reports import write
from composita.library import Library

PAGE = """# Exemplamine

### Usage

Used to treat hay fever in you and your family. There is no injectable form.

<img src="https://elsewhere.example/x.png" onerror="alert(1)">Ask your doctor.
"""


@pytest.fixture
def report(tmp_path: Path, library: Library) -> Path:
    """The folder of a report on one page."""
    (tmp_path / "pages").mkdir()
    page_path(tmp_path / "pages", "exemplamine.md", PAGE)
    with audited([tmp_path / "pages"], library, jobs=1) as found:
        write(found, "html", tmp_path / "report")
    return tmp_path / "report"


@pytest.mark.parametrize("width", [390, 1200])
def test_the_summary_leads_to_the_marked_sentence(chromium: Any, report: Path, width: int) -> None:
    """From the weightiest pages to the contradicted words; no barrier, no other host, no dialog."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto((report / "index.html").as_uri())
    assert barriers(page) == []
    page.get_by_role("link", name="Exemplamine").first.click()
    page.get_by_role("heading", name="Contradicted").wait_for()
    assert page.locator(".claim.contradicted mark").text_content() == "no injectable form"
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith("file:") for url in asked)
    page.close()

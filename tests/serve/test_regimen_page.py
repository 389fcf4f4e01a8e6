"""The list of medicines in a browser: type-ahead by keyboard, the check, the sheet to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from browser import barriers, visiting
from composita.serve.settings import Settings

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def address(serve: Callable[[Settings], int]) -> str:
    """The service on this machine."""
    return f"http://127.0.0.1:{serve(Settings(a_minute=0))}/"


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Opens pages; at the end, none has complained or asked another host."""
    with visiting(chromium, address, DESK) as opened:
        yield opened


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_a_list_is_typed_and_checked(visit: Any, viewport: dict[str, int]) -> None:
    """Names are offered and taken by keyboard; nothing stands in anybody's way on either page."""
    page = visit(viewport=viewport)
    for typed in ("preg", "amitr"):
        page.get_by_role("combobox").fill(typed)
        page.get_by_role("option").first.wait_for()
        assert barriers(page) == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert page.locator("#list").input_value() == "Pregabalin\nAmitriptyline\n"
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="For the next visit").first.wait_for()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_strength_stays_with_its_name(visit: Any) -> None:
    """What is typed behind the name is kept, whether the name is chosen or not."""
    page = visit()
    box = page.get_by_role("combobox")
    box.fill("pregab 75 mg bd")
    page.get_by_role("option").first.click()
    box.fill("my own tea")
    page.keyboard.press("Enter")
    assert page.locator("#list").input_value() == "Pregabalin 75 mg bd\nmy own tea\n"


def test_without_a_script_a_list_is_pasted(visit: Any) -> None:
    """The same answer, from a form alone."""
    page = visit(java_script_enabled=False)
    page.locator("#list").fill("T. Pregabalin 75 mg BD, Amitriptyline 10 mg HS")
    page.get_by_role("button", name="Check").click()
    assert page.locator("h1").text_content() == "Taken together: Pregabalin + Amitriptyline"


def test_the_first_sheet_is_the_summary(visit: Any) -> None:
    """Printed, it stands before everything else, by what sources say to do."""
    page = visit()
    page.locator("#list").fill("warfarin\nibuprofen\nNosuchmycin")
    page.get_by_role("button", name="Check").click()
    page.emulate_media(media="print")
    summary = page.locator("#visit").inner_text()
    assert "bleeding" in summary
    assert "Nosuchmycin: not recognised" in summary
    assert page.locator("#visit sup a").count()

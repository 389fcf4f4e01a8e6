"""The site in a real browser: phone and desk, light and dark, with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from browser import barriers, visiting
from composita.library import open_library

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

# Kinds of pages: the first page, a letter, coverage and its lists, the check, search in the text,
# one medicine, two, in part, not covered, a name with markup.
KINDS = (
    "index.html",
    "a/index.html",
    "coverage/index.html",
    "coverage/not.html",
    "coverage/partly.html",
    "check/index.html",
    "text/index.html",
    "a/amitriptyline.html",
    "a/amitriptyline-pregabalin.html",
    "m/metformin-nosuchmedicine.html",
    "n/nosuchmedicine.html",
    "s/script.html",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site, served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Opens pages; at the end, none has complained or asked another host."""
    with visiting(chromium, address, DESK) as opened:
        yield opened


@pytest.mark.parametrize("path", KINDS)
def test_nothing_serious_stands_in_anybodys_way(visit: Any, path: str) -> None:
    """By axe-core's rules, which are those of WCAG 2.2 AA as far as a program can tell."""
    page = visit(path, viewport=PHONE)
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page) == []


def test_the_professional_view_stands_in_nobodys_way(visit: Any) -> None:
    """It is hidden at first, so it is looked at by itself."""
    page = visit("a/amitriptyline-pregabalin.html")
    page.get_by_text("professionals", exact=True).click()
    assert barriers(page) == []


@pytest.mark.parametrize("path", KINDS)
def test_no_page_is_wider_than_its_window(visit: Any, path: str) -> None:
    """Nobody has to scroll sideways to read."""
    page = visit(path)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False])
def test_the_view_can_be_switched_without_script(visit: Any, script: bool) -> None:
    """By mouse and by keyboard; the words of the other view are hidden."""
    page = visit("a/amitriptyline-pregabalin.html", java_script_enabled=script)
    patient, professional = page.locator(".patient"), page.locator(".professional")
    assert (patient.is_visible(), professional.is_visible()) == (True, False)
    page.get_by_text("professionals", exact=True).click()
    assert (patient.is_visible(), professional.is_visible()) == (False, True)
    page.keyboard.press("ArrowLeft")
    assert (patient.is_visible(), professional.is_visible()) == (True, False)


def test_a_link_into_the_other_view_shows_it(visit: Any) -> None:
    """Somebody sent it, and it leads where it says."""
    page = visit("a/amitriptyline.html#pro-amitriptyline")
    assert page.locator(".professional").is_visible()


def test_the_keyboard_skips_to_the_text(visit: Any) -> None:
    """The first stop leads past the way around the site."""
    page = visit("a/amitriptyline.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_number_leads_to_its_source(visit: Any) -> None:
    """And the source stands out."""
    page = visit("a/amitriptyline.html")
    number = page.locator(".patient sup a").first
    number.click()
    assert page.locator(":target").get_attribute("id") == f"n{number.text_content()}"


def test_a_slip_of_the_finger_finds_the_page(visit: Any) -> None:
    """Search as you type, and the page is one key away."""
    page = visit("index.html", viewport=PHONE)
    page.get_by_role("combobox").fill("amitriptilin")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/amitriptyline.html")
    assert page.locator("h1").text_content() == "Amitriptyline"


def test_the_text_of_all_pages_can_be_searched(visit: Any) -> None:
    """Words of a page lead to it; the index is read in the browser."""
    page = visit("text/index.html")
    page.get_by_label("Words to look for").fill("seizures")
    page.locator("#found li").first.wait_for()
    assert "Amitriptyline" in page.locator("#found").inner_text()


REGIMENS = (
    ("Amitriptyline", "Pregabalin", "Tramadol"),
    ("Warfarin", "Aspirin"),
    ("Simvastatin", "Clarithromycin", "Warfarin", "Metformin"),
    ("Metformin", "Pregabalin"),
    ("Aspirin", "Clarithromycin", "Pregabalin", "Simvastatin", "Tramadol", "Warfarin", "Metformin"),
)


@pytest.mark.parametrize("regimen", REGIMENS)
def test_the_check_in_the_browser_finds_what_composita_check_finds(
    visit: Any, regimen: tuple[str, ...]
) -> None:
    """The same findings of the same levels for the same medicines, in the same order."""
    page = visit("check/index.html#" + ",".join(f"{n[0].lower()}/{n.lower()}" for n in regimen))
    page.locator("[data-result] table").wait_for()
    shown = page.locator("[data-result] section").all()
    library = open_library()
    found = library.check(regimen).findings
    library.close()
    assert [(s.get_attribute("data-level"), s.get_attribute("data-kind")) for s in shown] == [
        (finding.level, finding.kind) for finding in found
    ]
    for section, finding in zip(shown, found, strict=True):
        heading = section.locator("h3").inner_text()
        carrying = {i for p in finding.between if p.level == finding.level for i in p.items}
        assert {name for name in regimen if name in heading} == {regimen[i] for i in carrying}


def test_five_medicines_are_checked_and_nothing_is_sent(visit: Any) -> None:
    """Picked by typing, with the keyboard; the list stands in the address after "#" only."""
    page = visit("check/index.html", viewport=PHONE)
    for name in ("Warfarin", "Aspirin", "Tramadol", "Metformin", "Simvastatin"):
        page.get_by_label("Add a medicine").fill(name)
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator("[data-list] li", has_text=name).wait_for()
    page.locator(".matrix tbody tr").nth(4).wait_for()
    assert page.url.endswith(
        "check/index.html#w/warfarin,a/aspirin,t/tramadol,m/metformin,s/simvastatin"
    )
    assert barriers(page) == []
    page.get_by_role("button", name="Remove Aspirin").click()
    page.locator("[data-list] li", has_text="Aspirin").wait_for(state="detached")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_three_answers_of_a_check_differ(visit: Any) -> None:
    """Found, silent, and not known: a name that nobody has is never taken for harmless."""
    page = visit("check/index.html#m/metformin,p/pregabalin,n/nosuchmedicine")
    page.locator(".matrix").wait_for()
    marks = page.locator(".matrix tbody tr").nth(2).locator("td").all()
    assert [mark.get_attribute("data-level") for mark in marks] == ["unknown", "unknown", ""]
    assert "nosuchmedicine” is not recognised" in page.locator("[data-result]").inner_text()
    assert "Nobody has been asked" in page.locator("[data-answer=unknown]").inner_text()


LEAFLETS = ("a/amitriptyline.html", "a/amitriptyline-pregabalin.html", "a/five.html")


@pytest.mark.parametrize("path", LEAFLETS)
def test_a_leaflet_has_at_most_four_pages(visit: Any, path: str) -> None:
    """Printed on A4, without the way around the site and the switch."""
    page = visit(path)
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 <= printed.count(b"/Type /Page\n") <= 4
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".switch").is_visible()

"""Search as you type: what the index holds, and what a browser makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from composita.facts import Name, Substance
from composita.site.search import Findable, files, fold

BOTH = "EXEM000001+TEST000002"
EXEMPLAMINE = Substance(
    "EXEM000001",
    "Exemplamine",
    (
        Name("Exemplamine", "inn", "EXEM000001"),
        Name("Exemplaminum", "ban", "EXEM000001"),
        Name("Exemplamine hydrochloride", "salt", "EXEM00HCL1"),
        Name("Oldbrand", "brand", "EXEM000001"),
        Name("Bothol", "brand", BOTH),
    ),
)
TESTOPROL = Substance(
    "TEST000002",
    "Testoprol",
    (Name("Testoprol", "inn", "TEST000002"), Name("Bothol", "brand", BOTH)),
)
PHENYTESTIN = Substance("PHEN000003", "Phenytestin")

PAGES = (
    Findable("Exemplamine", "e/exemplamine.html", (EXEMPLAMINE,)),
    Findable("Exemplamine + Testoprol", "e/exemplamine-testoprol.html", (EXEMPLAMINE, TESTOPROL)),
    Findable("Testoprol", "t/testoprol.html", (TESTOPROL,)),
    Findable("Phenytestin", "p/phenytestin.html", (PHENYTESTIN,)),
    Findable("Nosuchmycin + Testoprol", "n/nosuchmycin-testoprol.html", ()),
    Findable("Ωmega", "o/wmega.html", ()),
    Findable("Vitamin X12", "v/odd~path.html", ()),
)


def shard(letters: str, pages: tuple[Findable, ...] = PAGES) -> list[str]:
    """The arguments of a file of the index."""
    text = files(pages)[f"search/{letters}.js"]
    arguments: list[str] = json.loads(f"[{text.removeprefix('compositaSearch(')[:-3]}]")
    return arguments


def test_names_stand_by_their_first_letters() -> None:
    """Titles, synonyms and salts, with the path and the title that they lead to."""
    assert shard("ex")[1].split("\n") == [
        "Exemplamine\tt\te/~.html",
        "Exemplamine hydrochloride\ts\te/~.html\tExemplamine",
        "Exemplaminum\to\te/~.html\tExemplamine",
    ]
    assert shard("ol")[1] == "Oldbrand\tb\te/~.html\tExemplamine"


def test_a_combinations_brand_leads_to_the_combination() -> None:
    """Not to one of its substances; and where there is no such page, nowhere."""
    assert shard("bo")[1] == "Bothol\tb\te/~.html\tExemplamine + Testoprol"
    assert "search/bo.js" not in files(PAGES[:1])


def test_a_page_about_several_stands_with_each_of_them() -> None:
    """By the names of its title, whether these are recognised or not."""
    assert shard("te")[2].split("\n") == [
        "Exemplamine + Testoprol\te/~.html",
        "Nosuchmycin + Testoprol\tn/~.html",
    ]
    assert shard("no")[2] == "Nosuchmycin + Testoprol\tn/~.html"


def test_a_page_named_by_its_substance_is_preferred() -> None:
    """Where two pages are about one substance, its names lead to the one that bears its name."""
    salt = Findable("Exemplamine Sulfate", "e/exemplamine-sulfate.html", (EXEMPLAMINE,))
    assert shard("ol", (*PAGES, salt)) == shard("ol", (salt, *PAGES)) == shard("ol")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Phenytestin", "fenitestin"),
        ("Éstradiol-17", "estradiol17"),
        ("Amoxycillin", "amoxicillin"),
        ("  É x ", "ex"),
        ("अमि", ""),
    ],
)
def test_names_are_folded(name: str, key: str) -> None:
    """Without case, accents, spaces and old spellings."""
    assert fold(name) == key


def test_two_builds_are_the_same_bytes() -> None:
    """The order of the list does not matter."""
    assert files(PAGES) == files(PAGES[::-1])


def test_files_are_small() -> None:
    """What is read before anything is typed is the search and its index."""
    made = files(PAGES)
    assert len(made["search/search.js"].encode()) + len(made["search/index.js"].encode()) < 16_000


def test_a_built_site_can_be_searched(site: Path) -> None:
    """Its pages by their names, brands and titles; a page that only leads on is not among them."""
    names = (site / "search" / "am.js").read_text(encoding="utf-8")
    assert r"Amitriptyline\tt\ta/~.html\n" in names
    assert "amitriptyline-again" not in names
    assert "Amitriptyline + Pregabalin" in (site / "search" / "pr.js").read_text(encoding="utf-8")
    brands = (site / "search" / "el.js").read_text(encoding="utf-8")
    assert r"Elavil\tb\ta/~.html\tAmitriptyline" in brands


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address, on the disk, of the first page of a site with these pages."""
    site = tmp_path_factory.mktemp("site")
    for path, text in files(PAGES).items():
        _write(site / path, text)
    for page in PAGES:
        _write(site / page.path, f"<title>{page.title}</title>")
    _write(site / "index.html", _FIRST)
    return (site / "index.html").as_uri()


@pytest.fixture
def search(chromium: Any, first: str) -> Iterator[Any]:
    """The first page in the browser; nothing may be written to its console."""
    errors: list[str] = []
    tab = chromium.new_page()
    tab.on("console", lambda message: errors.append(message.text))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(first)
    yield tab
    tab.close()
    assert errors == []


_FIRST = """<!doctype html><html lang="en"><title>First</title>
<div data-search="Find a medicine"><a href="a-z.html">All medicines</a></div>
<script src="search/search.js" defer></script>"""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found(tab: Any, typed: str) -> list[str]:
    """What the list shows for what is typed."""
    tab.get_by_role("combobox").fill(typed)
    tab.wait_for_function(
        "typed => document.querySelector('[role=status]').dataset.of === typed", arg=typed
    )
    return [" ".join(text.split()) for text in tab.get_by_role("option").all_inner_texts()]


SHOWN = {
    "exempl": ["Exemplamine", "Exemplamine + Testoprol"],
    "OLDBRAND": ["Exemplamine Oldbrand is a brand name of it"],
    "exemplaminum": ["Exemplamine also called Exemplaminum"],
    "exemplamine h": ["Exemplamine Exemplamine hydrochloride is a form of it"],
    "fenitest": ["Phenytestin"],
    "phenyt": ["Phenytestin"],
    "exmeplamine": ["Exemplamine looks like what you typed: Exemplamine"],
    "testopril": ["Testoprol looks like what you typed: Testoprol"],
    "testoprol and exemplamine": ["Exemplamine + Testoprol"],
    "oldbrand + testo": ["Exemplamine + Testoprol"],
    "testoprol exempl": ["Exemplamine + Testoprol"],
    "bothol": ["Exemplamine + Testoprol Bothol is a brand name of it"],
    "vitamin x1": ["Vitamin X12"],
    "vitamin x2": [],
    "zzz": [],
    "e": [],
    "<b>": [],
}


def test_what_is_found(search: Any) -> None:
    """Beginnings, brands, old spellings, slips of fingers, several names; numbers must be right."""
    assert {typed: found(search, typed) for typed in SHOWN} == SHOWN


def test_a_full_name_opens_its_page(search: Any) -> None:
    """Enter goes to the page of a name typed in full."""
    found(search, "Testoprol")
    search.keyboard.press("Enter")
    search.wait_for_function("document.title === 'Testoprol'")


def test_a_guess_is_chosen_before_it_opens(search: Any) -> None:
    """Names are alike: after an error Enter chooses, and only the second one opens."""
    found(search, "testopril")
    search.keyboard.press("Enter")
    assert search.title() == "First"
    assert search.get_by_role("option", selected=True).count() == 1
    search.keyboard.press("Enter")
    search.wait_for_function("document.title === 'Testoprol'")


def test_the_keyboard_moves_through_the_list(search: Any) -> None:
    """Down and up go round; Escape closes; screen readers hear where they are."""
    box = search.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    found(search, "exempl")
    assert box.get_attribute("aria-expanded") == "true"
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 0), ("ArrowUp", 1)):
        search.keyboard.press(key)
        chosen = search.get_by_role("option", selected=True)
        assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
        assert chosen.get_attribute("id") == f"search-0-{place}"
    search.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert search.get_by_role("option").count() == 0


def test_paths_are_whole_again(search: Any) -> None:
    """What was shortened in the index leads to the file itself."""
    found(search, "Vitamin X12")
    search.get_by_role("option").click()
    search.wait_for_function("document.title === 'Vitamin X12'")

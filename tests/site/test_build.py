"""A whole site from a list: every title has its page, and what is not known is said to be."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from composita.errors import CompositaError
from composita.facts import Source
from composita.library import quiet
from composita.pack import write_pack
from composita.site import Plan, Report, build, prove
from composita.site.folder import MANIFEST


def page(path: Path) -> Any:
    """A written page as a tree."""
    return html.document_fromstring(path.read_bytes())


def again(titles: Path, site: Path, **changes: Any) -> Report:
    """Builds the list into another folder."""
    return build(Plan(titles, site, **changes), quiet)


def test_a_site_proves_right(site: Path) -> None:
    """Every link leads to a file, every file is as it was written, no other host is asked."""
    read, problems = prove(site, quiet)
    assert problems == []
    assert read > 20


def test_a_page_stands_where_the_list_says(site: Path) -> None:
    """Both views in one page, and an address, a description and a title for machines."""
    tree = page(site / "a" / "amitriptyline-pregabalin.html")
    assert tree.findtext(".//h1") == "Amitriptyline + Pregabalin"
    assert len(tree.cssselect(".view")) == 2
    [canonical] = tree.cssselect("link[rel=canonical]")
    assert canonical.get("href") == "https://medicines.example/a/amitriptyline-pregabalin.html"
    assert not tree.cssselect("meta[name=robots]")


def test_a_first_view_is_light(site: Path) -> None:
    """All that the first view loads, as a host sends it, stays under 100 KB."""
    loaded = ("a/amitriptyline-pregabalin.html", "style.css", "page.js")
    assert sum(len(gzip.compress((site / name).read_bytes())) for name in loaded) < 100_000


def test_what_no_source_covers_is_short_and_says_so(site: Path) -> None:
    """It is kept from search engines, and makes no filler."""
    tree = page(site / "n" / "nosuchmedicine.html")
    assert tree.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert "no source read so far has this name" in tree.text_content()
    assert len(tree.text_content().split()) < 120


def test_a_page_that_is_covered_in_part_names_what_is_not(site: Path) -> None:
    """One medicine of two has sources: the page is kept, and says which has none."""
    tree = page(site / "m" / "metformin-nosuchmedicine.html")
    assert not tree.cssselect("meta[name=robots]")
    [notice] = tree.cssselect(".notice")
    assert "Nosuchmedicine: no source read so far has this name" in " ".join(
        notice.text_content().split()
    )


def test_near_names_lead_to_their_pages(site: Path) -> None:
    """A name that looks like one of the list's is a link to its page."""
    links = page(site / "a" / "amitriplinex.html").cssselect(".notice a")
    assert ("Amitriptyline", "../a/amitriptyline.html") in [
        (link.text, link.get("href")) for link in links
    ]


def test_a_title_that_stands_twice_leads_on(site: Path) -> None:
    """The second path has a page that goes to the first."""
    tree = page(site / "a" / "amitriptyline-again.html")
    assert tree.cssselect("a")[0].get("href") == "../a/amitriptyline.html"
    assert "url=../a/amitriptyline.html" in tree.cssselect("meta[http-equiv]")[0].get("content")


def test_markup_in_names_stays_text(site: Path) -> None:
    """On its page and on every list."""
    for path in site.rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8")
    assert page(site / "s" / "script.html").findtext(".//h1") == "<script>alert(1)</script>"


def test_other_scripts_and_endless_titles_have_pages(site: Path) -> None:
    """They cannot be recognised, and break nothing."""
    titles = {page(path).findtext(".//h1") for path in site.glob("*/*.html")}
    assert "अमित्रिप्टिलिन" in titles
    assert "x" * 199 + "…" in titles


def test_an_error_can_be_reported_with_what_the_page_is_about(site: Path) -> None:
    """The mail has the page's title, its address and the date of the data in it."""
    [link] = page(site / "a" / "amitriptyline.html").cssselect(".report a")
    assert link.get("href").startswith("mailto:errors@medicines.example?subject=Error%20on")
    assert "https%3A%2F%2Fmedicines.example%2Fa%2Famitriptyline.html" in link.get("href")


def test_coverage_is_listed_with_reasons(site: Path) -> None:
    """Every page of the list, and why a name is not covered."""
    data = json.loads((site / "coverage.json").read_text())
    states = {entry["title"]: entry["state"] for entry in data["pages"]}
    assert states["Amitriptyline"] == "covered"
    assert states["Metformin + Nosuchmedicine"] == "partly"
    assert states["Nosuchmedicine"] == "not"
    assert "not recognised" in (site / "coverage" / "not.html").read_text()


def test_search_engines_are_told_of_covered_pages_only(site: Path) -> None:
    """The sitemap is split, and leaves out what is not covered and what leads on."""
    [first] = etree.parse(site / "sitemap.xml").getroot()
    assert first[0].text == "https://medicines.example/sitemap-1.xml"
    listed = [url[0].text for url in etree.parse(site / "sitemap-1.xml").getroot()]
    names = {url.rsplit("/", 1)[1] for url in listed}
    assert {"amitriptyline.html", "metformin-nosuchmedicine.html"} <= names
    assert names.isdisjoint({"amitriptyline-again.html", "nosuchmedicine.html"})
    assert "Sitemap: https://medicines.example/sitemap.xml" in (site / "robots.txt").read_text()


def test_the_same_pages_in_markdown(site: Path) -> None:
    """At the paths of the list, with front matter, to drop into a Jekyll site."""
    text = (site.parent / "jekyll" / "a" / "amitriptyline-pregabalin.md").read_text()
    assert text.startswith("---\nlayout: minimal-medicine\ntitle: Amitriptyline + Pregabalin\n---")
    unknown = (site.parent / "jekyll" / "n" / "nosuchmedicine.md").read_text()
    assert "sitemap: false" in unknown


def test_two_builds_are_alike_to_the_byte(titles: Path, tmp_path: Path) -> None:
    """However many processes make them."""
    again(titles, tmp_path / "one", jobs=1, fulltext=True)
    again(titles, tmp_path / "two", jobs=2, fulltext=True)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*")]
    assert len(files) > 20
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_a_build_with_nothing_changed_does_nothing(titles: Path, tmp_path: Path) -> None:
    """Unless a file is gone."""
    assert not again(titles, tmp_path / "site").unchanged
    assert again(titles, tmp_path / "site").unchanged
    (tmp_path / "site" / "a" / "amitriptyline.html").unlink()
    assert not again(titles, tmp_path / "site").unchanged
    assert (tmp_path / "site" / "a" / "amitriptyline.html").exists()


def test_the_feed_tells_what_changed_between_two_builds(titles: Path, tmp_path: Path) -> None:
    """Nothing at first; then the pages that are new or differ."""
    again(titles, tmp_path / "site")
    atom = "{http://www.w3.org/2005/Atom}"
    assert not etree.parse(tmp_path / "site" / "changes.xml").getroot().findall(f"{atom}entry")
    longer = tmp_path / "longer.tsv"
    longer.write_text(titles.read_text(encoding="utf-8") + "\nOmeprazole\n", encoding="utf-8")
    again(longer, tmp_path / "site")
    entries = etree.parse(tmp_path / "site" / "changes.xml").getroot().findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == ["Omeprazole: new"]


def test_a_folder_of_other_people_is_left_alone(titles: Path, tmp_path: Path) -> None:
    """The build stops before it makes a page."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("precious")
    with pytest.raises(CompositaError, match="not ours"):
        again(titles, tmp_path / "home")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.unlink(), "No such file"),
        (
            lambda path: path.write_text('<a href="gone.html">x</a>'),
            "gone.html, which is not there",
        ),
        (lambda path: path.write_text('<a href="#n9">x</a>'), "#n9, which is not there"),
        (lambda path: path.write_text('<img src="https://x.example/i">'), "asks another host"),
        (lambda path: path.write_text('<p id="a"></p><p id="a">'), "has an id twice"),
    ],
)
def test_proving_finds_what_is_wrong(titles: Path, tmp_path: Path, harm: Any, said: str) -> None:
    """A file that is gone or changed, a link that leads nowhere, a host that is asked."""
    again(titles, tmp_path / "site")
    harm(tmp_path / "site" / "a" / "amitriptyline.html")
    problems = prove(tmp_path / "site", quiet)[1]
    assert any(said in problem for problem in problems)


def test_a_folder_without_a_site_cannot_be_proved(tmp_path: Path) -> None:
    """The error says what is missing."""
    with pytest.raises(CompositaError, match=MANIFEST):
        prove(tmp_path, quiet)


def test_a_pack_that_may_not_be_published_stops_the_build(
    titles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it is left out, or somebody who has the right allows it."""
    packs = tmp_path / "home" / "packs"
    card = Source(
        "private", "A list", "A publisher", "", "all rights reserved", False, "", "private",
        publishable=False,
    )  # fmt: skip
    write_pack(packs / "private", "private", "2026-01", [card], {})
    monkeypatch.setenv("COMPOSITA_HOME", str(packs.parent))
    with pytest.raises(CompositaError, match=r"pack private.*--without private.*--allow private"):
        again(titles, tmp_path / "site")
    assert not again(titles, tmp_path / "site", allow=("private",)).unchanged

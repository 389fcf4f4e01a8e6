"""A small site that the tests look at, and the list that it is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.library import quiet
from composita.site import Plan, build

TITLES = (
    "Amitriptyline + Pregabalin\ta/amitriptyline-pregabalin.md",
    "Amitriptyline\ta/amitriptyline.md",
    "",
    *("Aspirin", "Clarithromycin", "Pregabalin", "Simvastatin", "Tramadol", "Warfarin"),
    "Metformin",
    "Atorvastatin + Clarithromycin + Metformin + Tramadol + Warfarin\ta/five.md",
    "Amitriptyline + Amitriptyline",
    "Metformin + Nosuchmedicine\tm/metformin-nosuchmedicine.md",
    "Nosuchmedicine\tn/nosuchmedicine.md",
    "Amitriplinex\ta/amitriplinex.md",
    "Amitriptyline\ta/amitriptyline-again.md",
    "<script>alert(1)</script>\ts/script.md",
    "अमित्रिप्टिलिन",
    "x" * 10_000,
)


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of their own for the site's tests."""
    place = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COMPOSITA_HOME", str(place))
        yield place


@pytest.fixture(scope="session")
def titles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list."""
    path = tmp_path_factory.mktemp("list") / "titles.tsv"
    path.write_text("\n".join(("title\tpath", *TITLES)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def site(titles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site."""
    folder = tmp_path_factory.mktemp("built")
    plan = Plan(
        titles,
        folder / "site",
        folder / "jekyll",
        base="https://medicines.example",
        report="mailto:errors@medicines.example",
        fulltext=True,
    )
    build(plan, quiet)
    return folder / "site"

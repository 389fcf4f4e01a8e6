"""Pages made of chapters that other pages have too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree, html
from msgspec.structs import replace

from composita.library import Library, open_library
from composita.publish.chapters import chapter
from composita.publish.html import Face, alone, page
from composita.site.frame import Settings
from composita.site.medicines import Medicines
from composita.site.pages import made
from composita.site.rows import Row


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """The starter packs."""
    opened = open_library()
    yield opened
    opened.close()


def main(text: str) -> Any:
    """What stands between the frame, without the way to report an error."""
    tree = html.document_fromstring(text).find(".//main")
    return etree.tostring(tree, with_tail=False, encoding="unicode")


TITLES = (
    "Metformin",
    "Amitriptyline + Pregabalin",
    "Pregabalin + Amitriptyline",
    "Amitriptyline Hydrochloride + Metformin + Tramadol",
    "Ibuprofen + Famotidine",
)


def test_a_page_of_kept_chapters_is_the_page_composed_whole(library: Library) -> None:
    """To the byte, though its medicines were rendered once for all pages that have them."""
    medicines = Medicines(library)
    for title in TITLES * 2:
        whole = [library.monograph(title, view) for view in ("patient", "professional")]
        faces = [Face(m.view, [chapter(p, m.notes, m.view) for p in m.parts]) for m in whole]
        put_together = made(Row(title, "a/b"), library, medicines, Settings()).html
        assert main(put_together) == main(page(replace(whole[0], title=title), faces, alone()))

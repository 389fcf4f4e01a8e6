"""The files of an audit → pages. What cannot be read is named with the reason; the rest is read.

Nothing of a page is run, fetched or followed, and no link leads out of the folder that was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from composita.audit import html, markdown
from composita.audit.page import Page
from composita.errors import UnreadableDocument
from composita.read.language import reads_as_another

LARGEST = 2_000_000  # bytes, with scripts and styles
LONGEST = 100_000  # characters of text; the longest page about a medicine that we know has 20,000
_BINARY = "\x00"


class Found(NamedTuple):
    """A file to audit, and what reports call it."""

    path: Path
    name: str


def files(paths: list[Path]) -> Iterator[Found | UnreadableDocument]:
    """Every Markdown and HTML file in files and folders, by name."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        elif not path.exists():
            yield UnreadableDocument(str(path), "there is no such file or folder")
        elif not path.is_file():
            yield UnreadableDocument(str(path), "neither a file nor a folder, but a pipe or device")
        elif _reader(path.name) is None:
            yield UnreadableDocument(str(path), "neither Markdown (.md) nor HTML (.html)")
        else:
            yield Found(path, str(path))


def _folder(folder: Path) -> Iterator[Found | UnreadableDocument]:
    """A folder's pages; other files, such as pictures and style sheets, are passed over."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        name = str(path)
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield UnreadableDocument(name, "a link that leads out of the folder: not followed")
        elif path.is_file() and _reader(path.name):
            yield Found(path, name)


def read(found: Found) -> Page:
    """The page in a file; `UnreadableDocument` where there is none that can be audited."""
    reader = _reader(found.path.name)
    assert reader is not None  # `files` yields nothing else
    page = reader(text_of(found), found.name)
    words = " ".join(block.text.words for block in page.blocks)
    if not words.strip():
        raise UnreadableDocument(found.name, "an empty page")
    if len(words) > LONGEST:
        raise UnreadableDocument(found.name, "longer than any page about one medicine; divide it")
    if reads_as_another(words):
        raise UnreadableDocument(found.name, "not in English, the only language that is read")
    return page


def text_of(found: Found) -> str:
    """The text of a file, its line ends as "\\n"."""
    try:
        if found.path.stat().st_size > LARGEST:
            size = f"larger than {LARGEST // 1_000_000} MB"
            raise UnreadableDocument(found.name, f"{size}: no page of one medicine; divide it")
        text = found.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(found.name, "not a text in UTF-8; convert it") from error
    except OSError as error:
        raise UnreadableDocument(found.name, f"cannot be read: {error.strerror}") from error
    if _BINARY in text:
        raise UnreadableDocument(found.name, "a binary file, not a page")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reader(name: str) -> Callable[[str, str], Page] | None:
    return next((each.read for each in (markdown, html) if each.recognises(name)), None)

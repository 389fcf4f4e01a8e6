"""A written site, read again: is every file there as it was written, does every link lead on?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

from composita.errors import CompositaError
from composita.site.folder import MANIFEST, Manifest, hashed, manifest_of

Progress = Callable[[str, int], None]

_LINK = re.compile(r'(?:href|src)="([^"]*)"')
_LOADED = re.compile(r'<(?:script|img|iframe|source|link rel="(?:stylesheet|icon)")[^>]*="https?:')
_ID = re.compile(r'\bid="([^"]*)"')


def prove(place: Path, progress: Progress) -> tuple[int, list[str]]:
    """How many files were read, and what is wrong with them, in words."""
    manifest = manifest_of(place)
    if manifest is None or not manifest.files:
        raise CompositaError(f"{place / MANIFEST}: not there; build the site first")
    problems: list[str] = []
    for number, (path, expected) in enumerate(manifest.files.items(), 1):
        problems += _wrong(place, path, expected, manifest)
        if number % 100 == 0:
            progress("files read again", number)
    return len(manifest.files), problems


def _wrong(place: Path, path: str, expected: str, manifest: Manifest) -> Iterator[str]:
    try:
        content = (place / path).read_bytes()
    except OSError as error:
        yield f"{path}: {error.strerror}"
        return
    if hashed(content) != expected:
        yield f"{path}: was changed after it was written"
    if path.endswith(".html"):
        yield from _wrong_links(path, content.decode(), manifest)


def _wrong_links(path: str, text: str, manifest: Manifest) -> Iterator[str]:
    if loaded := _LOADED.search(text):
        yield f"{path}: asks another host: {loaded[0]}"
    ids = _ID.findall(text)
    if len(ids) != len(set(ids)):
        yield f"{path}: has an id twice"
    known = set(ids)
    for link in set(_LINK.findall(text)):
        target, _, fragment = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        if target and normpath(join(dirname(path), target)) not in manifest.files:
            yield f"{path}: a link leads to {target}, which is not there"
        if not target and fragment and fragment not in known:
            yield f"{path}: a link leads to #{fragment}, which is not there"

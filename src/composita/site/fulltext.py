"""Full-text search of a written site: pagefind makes the index, a page of ours searches in it.

Only what patients read on pages with sources is indexed; `data-pagefind-body` marks it.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

from composita.errors import CompositaError
from composita.publish.fragments import template_of
from composita.publish.html import asset
from composita.site.folder import Folder
from composita.site.frame import Settings, frame_of

PAGE = "text/index.html"

_PLAIN = ("--exclude-selectors", "sup")  # numbers of notes are no words

# What pagefind adds that our page does not use.
_SPARE = ("-ui.", "component", "highlight", "playground")


def require() -> None:
    """An error where pagefind is not installed."""
    if not find_spec("pagefind"):
        raise CompositaError(
            "full-text search needs the package pagefind: pip install 'composita[site]'; "
            "or build with --no-fulltext"
        )


def index(site: Folder, settings: Settings) -> None:
    """Adds the index of all pages written so far, and the page that searches in it."""
    frame = frame_of("text/index", "Search in the text", settings, index=False)
    page = template_of("text.html").render(frame=frame, title="Search in the text")
    site.write(PAGE, page.encode())
    site.write("text/text.js", asset("text.js").encode())
    command = [sys.executable, "-m", "pagefind", "--silent", *_PLAIN, "--site", str(site.place)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise CompositaError(f"pagefind: {done.stderr.strip() or done.stdout.strip()}")
    for path in sorted((site.place / "pagefind").rglob("*")):
        if any(word in path.name for word in _SPARE):
            path.unlink()
        elif path.is_file():
            site.adopt(str(path.relative_to(site.place)))

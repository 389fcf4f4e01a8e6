"""The build of a site, read from the top: gather all, check, then write all and change places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from statistics import median

import msgspec
from msgspec import Struct

from composita.errors import CompositaError
from composita.library import Library, open_library
from composita.publish.html import asset
from composita.site import checks, fulltext, lists, machines, search
from composita.site.folder import Folder, Manifest, is_whole, manifest_of, replaced
from composita.site.frame import Settings
from composita.site.pages import Entry
from composita.site.rows import Row, Rows, read_rows
from composita.site.workers import Work, Workers

Progress = Callable[[str, int], None]  # what is being done, and how many pages are done


class Plan(Struct, frozen=True):
    """What to build: a list, the folder, and how. `allow` names packs that may be published
    though their licence does not say so.
    """

    list: Path
    out: Path
    jekyll: Path | None = None
    base: str = ""
    report: str = ""
    without: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    fulltext: bool = False
    fhir: bool = False
    jobs: int = 1


class Report(Struct, frozen=True):
    """What came of it. `grade` is the median reading grade of the patient views."""

    pages: int
    states: dict[str, int]
    grade: float | None
    problems: tuple[str, ...]
    unchanged: bool = False


def build(plan: Plan, progress: Progress) -> Report:
    """Builds the site of a plan; does nothing where the last build was made from the same."""
    rows = read_rows(plan.list)
    if plan.fulltext:
        fulltext.require()
    library = open_library(without=plan.without, progress=progress)
    _refuse_unpublishable(library, plan)
    fingerprint, settings = _fingerprint(plan, library), _settings(plan, rows, library)
    library.close()
    if all(_is_made(place, fingerprint) for place in _places(plan)):
        return Report(len(rows.rows), {}, None, rows.problems, unchanged=True)
    before = manifest_of(plan.out) or Manifest("", {})
    with ExitStack() as stack:
        site, *jekyll = (stack.enter_context(replaced(p, fingerprint)) for p in _places(plan))
        work = Work(settings, plan.without, *(str(folder.place) for folder in (site, *jekyll)))
        workers = stack.enter_context(Workers(work, plan.jobs))
        entries = list(_pages(rows.rows, site, jekyll, workers, progress))
        pages = [entry for entry in entries if entry.state != "moved"]
        checks.write(site, pages, workers, settings)
        _write(pages, site, before, settings, plan)
        if plan.fulltext:
            progress("full-text search of", len(entries))
            fulltext.index(site, settings)
    return _report(entries, rows.problems)


def _refuse_unpublishable(library: Library, plan: Plan) -> None:
    names = sorted({pack.name for pack in library.unpublishable()} - set(plan.allow))
    if names:
        raise CompositaError(
            f"pack {names[0]}: its licence does not say that its facts may stand on a public site; "
            f"build with --without {names[0]}, or --allow {names[0]} where you have the right"
        )


def _places(plan: Plan) -> list[Path]:
    return [plan.out, plan.jekyll] if plan.jekyll else [plan.out]


def _is_made(place: Path, fingerprint: str) -> bool:
    manifest = manifest_of(place)
    return bool(manifest and manifest.fingerprint == fingerprint and is_whole(place, manifest))


def _settings(plan: Plan, rows: Rows, library: Library) -> Settings:
    paths = {row.title.casefold(): row.path for row in reversed(rows.rows) if not row.instead}
    return Settings(
        plan.base.rstrip("/"), plan.report, library.edition, bool(plan.jekyll), plan.fulltext,
        plan.fhir, paths,
    )  # fmt: skip


def _fingerprint(plan: Plan, library: Library) -> str:
    """Changes when the list, the store, the way to build, or our own code does."""
    seen = blake2b(digest_size=16)
    seen.update(
        msgspec.json.encode(
            (plan.base, plan.report, plan.fulltext, plan.fhir, plan.jekyll is not None)
        )
    )
    seen.update(plan.list.read_bytes())
    seen.update(library.version.encode())
    for path in sorted(Path(str(files("composita"))).rglob("*")):
        if path.suffix in {".py", ".toml", ".tsv", ".html", ".css", ".js", ".svg"}:
            seen.update(path.read_bytes())
    return seen.hexdigest()


def _pages(
    rows: Sequence[Row],
    site: Folder,
    jekyll: Sequence[Folder],
    workers: Workers,
    progress: Progress,
) -> Iterator[Entry]:
    """Writes the page of each row, in the order of the list."""
    done = 0
    for finished in workers.pages(rows):
        for entry, written, markdown in finished:
            site.files.update(written)
            for folder in jekyll if markdown else ():
                folder.files[f"{entry.row.path}.md"] = markdown
            yield entry
        done += len(finished)
        progress("pages", done)


def _write(
    pages: Sequence[Entry], site: Folder, before: Manifest, settings: Settings, plan: Plan
) -> None:
    """Writes what leads to the pages, for people and for machines."""
    made = (
        *lists.letters(pages, settings),
        *lists.coverage(pages, settings),
        *machines.files(pages, settings),
        ("changes.xml", machines.feed(pages, before.files, site.files, settings)),
        *((name, asset(name)) for name in ("icon.svg", "page.js", "style.css")),
        *_searched(pages, plan),
    )
    for path, text in made:
        if path in site.files:
            raise CompositaError(f"{path}: a page of the list stands where the site has its own")
        site.write(path, text.encode())
    site.write("coverage.json", lists.as_data(pages, settings))


def _searched(pages: Sequence[Entry], plan: Plan) -> Iterator[tuple[str, str]]:
    """The files of the search: path and text."""
    library = open_library(without=plan.without)
    yield from search.files(search.findable(pages, library.substance)).items()
    library.close()


def _report(entries: Sequence[Entry], problems: tuple[str, ...]) -> Report:
    grades = [entry.grade for entry in entries if entry.grade is not None]
    states = Counter[str](entry.state for entry in entries)
    return Report(len(entries), dict(states), median(grades) if grades else None, problems)

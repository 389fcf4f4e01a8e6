"""What the library is made of: read, sources."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from composita.cli.console import Without, echo, headline, opened, watched
from composita.cli.refused import Refused
from composita.errors import UnreadableDocument

if TYPE_CHECKING:
    from composita.library import Library, Progress
    from composita.own import Outcome


def read(paths: list[Path]) -> None:
    """Adds your own labels (SPL, openFDA, ePI, leaflets; files, folders or zips) to the store."""
    refused = Refused()
    good: list[Outcome] = []
    with opened() as library, _counting() as progress:
        for path in paths:
            for found in library.read(path, progress):
                if isinstance(found, UnreadableDocument):
                    refused.tell(found)
                else:
                    good.append(found)
                    _print_outcome(found)
    refused.tell_rest()
    print(_sum(good, refused.count))
    if refused.count:
        raise typer.Exit(2)


def _counting() -> AbstractContextManager[Progress]:
    """A line that counts; none where a person sees each outcome, which would begin behind it."""
    from composita.library import quiet

    return nullcontext(quiet) if sys.stdout.isatty() else watched()


def _print_outcome(found: Outcome) -> None:
    echo(f"{found.title}: {f'read, {found.why}' if found.why else _held(found)}.")
    if found.instead:
        echo(f"  It takes the place of the document of this name in the pack {found.instead}.")
    for problem in found.problems:
        echo(f"  {problem}.")


def _held(found: Outcome) -> str:
    return f"{_counted(found.facts, 'fact')} of {_counted(len(found.medicines), 'medicine')}"


def _sum(good: list[Outcome], bad: int) -> str:
    """All outcomes in one line."""
    facts = _counted(sum(found.facts for found in good), "fact")
    medicines = _counted(len({name for found in good for name in found.medicines}), "medicine")
    unused = sum(bool(found.why) for found in good)
    on_no_page = f"; {unused:,} on no page" if unused else ""
    return f"{len(good):,} read: {facts} of {medicines}{on_no_page}. {bad:,} not read."


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def sources(
    problems: Annotated[bool, typer.Option("--problems", help="List what was not read.")] = False,
    without: Without = [],  # noqa: B006
) -> None:
    """Lists the sources with licence, edition and counts."""
    with opened(without) as library:
        if problems:
            for pack, problem in library.problems():
                echo(f"{pack}: {problem}")
        else:
            _print_sources(library)


def _print_sources(library: Library) -> None:
    from composita.store import Counts

    counts = library.counts()
    for pack in library.packs():
        for source in pack.sources:
            has = counts.get(source.id, Counts())
            headline(source.name)
            echo(f"{source.publisher}. {source.licence}. Pack {pack.name}, edition {pack.edition}.")
            held = (
                f"{pack.substances:,} substances"
                if pack.substances
                else (f"{has.documents:,} documents, {has.facts:,} facts")
            )
            unused = f"; {has.unused:,} are about nothing recognised" if has.unused else ""
            echo(f"{held}{unused}.")
        if pack.problems:
            echo(f"{len(pack.problems)} problems: see composita sources --problems")

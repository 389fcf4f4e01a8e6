"""What to know first about a part of a page: what it is for, boxed warnings, what matters most."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from composita.facts import Part, Sentence

_USES = 3
_FOREMOST = 2


class Summary(NamedTuple):
    """Sentences that a part holds, picked out; `more` where it names more uses than these.

    `silent` says that nothing is known of it, or that nothing is said.
    """

    uses: tuple[Sentence, ...]
    more: bool
    boxed: tuple[Sentence, ...]
    foremost: tuple[Sentence, ...]
    silent: str


def summary(part: Part) -> Summary:
    """The summary of a medicine, or of medicines taken together."""
    uses = [*_under("usage", part)]
    forbidden = _under("contraindications", part)
    told = _under("each_other", part)
    return Summary(
        tuple(uses[:_USES]),
        len(uses) > _USES,
        tuple(_under("boxed_warnings", part)),
        tuple(islice(told, _FOREMOST)) or tuple(islice(forbidden, _FOREMOST)),
        part.silent or _silent("each_other", part),
    )


def _under(key: str, part: Part) -> Iterator[Sentence]:
    """The sentences under the headings of this key, in order."""
    for below in part.parts:
        yield from _all(below) if below.key == key else _under(key, below)


def _all(part: Part) -> Iterator[Sentence]:
    yield from part.sentences
    for below in part.parts:
        yield from _all(below)


def _silent(key: str, part: Part) -> str:
    """What a heading with nothing under it says instead."""
    silences = (below.silent for above in part.parts if above.key == key for below in above.parts)
    return next(filter(None, silences), "")

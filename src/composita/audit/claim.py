"""The words of an audit as frozen values: what a page says, and what came of checking it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from composita.facts import Passage, Value, kind_of

# "unsupported": what could say it was searched and does not; "not covered": nothing was there to be
# searched; "not checkable": no label could say it; "not read": we did not understand the page.
Verdict = Literal[
    "supported", "contradicted", "unsupported", "not covered", "not checkable", "not read"
]

# How sure a verdict is. exact: the same term, code or number; alike: the same by an everyday name,
# a class's member or a code that says as much; open: nothing was found that decides it.
Sure = Literal["exact", "alike", "open"]


class Route(Struct, frozen=True, tag="route", omit_defaults=True):
    """It is given by this route, or (`given` False) it is not, or no such form exists.

    `route` is one of `routes.toml`: "oral", "injection", "intravenous", "topical" …
    """

    route: str
    given: bool = True


class Sold(Struct, frozen=True, tag="sold", omit_defaults=True):
    """The combination is sold as one product, or (`together` False) it is not."""

    together: bool


# How far a reassurance goes: "flat", or taken back in part, or a permission only.
Force = Literal["flat", "hedged", "permission"]


class Reassured(Struct, frozen=True, tag="reassured", omit_defaults=True):
    """Nobody is harmed, nothing has to be done, it may be used: about a scope of `scopes.toml`.

    `other` is the medicine, condition or side effect where the scope is one of these; `part` are
    the words that narrow the scope: "third trimester". `dose` where it only denies that the dose
    is another one.
    """

    scope: str
    other: str = ""
    part: str = ""
    force: Force = "flat"
    dose: bool = False


class General(Struct, frozen=True, tag="general"):
    """Advice that no label could bear out or contradict, for instance to ask a doctor."""


class NotRead(Struct, frozen=True, tag="not read"):
    """A sentence that was not understood: it is counted, since it may say anything."""


Stated = Value | Route | Sold | Reassured | General | NotRead


class Claim(Struct, frozen=True, omit_defaults=True):
    """One thing that a page says. `start` and `end` are characters of the file.

    `sentence` is where its sentence stands, `section` the kind of section that it is in;
    `about` are UNIIs in the order of the title. `hedge` is the page's own word: "may".
    """

    value: Stated
    about: tuple[str, ...]
    start: int
    end: int
    sentence: tuple[int, int]
    line: int
    column: int
    section: str
    hedge: str = ""

    @property
    def kind(self) -> str:
        """The tag of the value; of advice and populations their topic."""
        topic = getattr(self.value, "topic", "") if kind(self.value) == "advice" else ""
        return topic or kind(self.value)


class Judged(Struct, frozen=True, omit_defaults=True):
    """A claim with its verdict. `reason` is a key of `words.toml`.

    `passages` say it, or the opposite; `statements` are the ids under which `composita explain`
    shows them. `searched` are the documents that could have said it, and `proposed` what the page
    could say instead of what is contradicted.
    """

    claim: Claim
    verdict: Verdict
    sure: Sure
    reason: str
    passages: tuple[Passage, ...] = ()
    statements: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    proposed: str = ""


def kind(value: Stated) -> str:
    """The tag of a value, for instance "dose" or "route"."""
    return kind_of(value)  # type: ignore[arg-type]

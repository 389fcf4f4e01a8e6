"""What a check answers, example by example; docs/made/behaviour.md shows them to people."""

from __future__ import annotations

import re

import pytest
from answer import lines, understood
from examples import Example, themes
from world import World

from composita.publish import FORMATS

EXAMPLES = [example for theme in themes() for example in theme.example]

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)


@every_example
def test_the_answer(example: Example) -> None:
    """The whole answer is what the example says: every finding, and every pair without one."""
    check = World(example).check()
    assert lines(check) == example.answer
    if example.understood:
        assert tuple(map(understood, check.items)) == example.understood


@every_example
def test_what_is_never_said(example: Example) -> None:
    """No page about an example, for whomever, says that something is safe or does not interact."""
    world = World(example)
    check = world.check()
    for view in ("patient", "professional"):
        page = world.page(check, view)
        for publish in FORMATS.values():
            assert not re.search(r"\bsafe\b|no interaction", publish(page), re.IGNORECASE)


def test_there_are_enough_examples() -> None:
    """Issue 4 asks for sixty at least, and each has a title of its own."""
    assert len({example.title for example in EXAMPLES}) == len(EXAMPLES) >= 60

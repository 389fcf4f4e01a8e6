"""How often, as a bar: where people would rather look than read."""

from __future__ import annotations

from composita.facts import Frequency, Part

_STEPS: tuple[Frequency, ...] = ("very rare", "rare", "uncommon", "common", "very common")

LEGEND = (
    "Bars: █ very rare, ██ rare, ███ uncommon, ████ common, █████ very common; "
    "▒ where some source says more often."
)


def bar(often: tuple[Frequency, Frequency]) -> str:
    """Full as far as the rarest that its sources say, shaded from there to the most common."""
    least, most = steps(often)
    return "█" * least + "▒" * (most - least)


def steps(often: tuple[Frequency, Frequency]) -> tuple[int, int]:
    """How many steps long the bar is at the least and at the most."""
    least, most = often
    return _STEPS.index(least) + 1, _STEPS.index(most) + 1


def draws(part: Part) -> bool:
    """Whether a list under this part has a bar."""
    here = part.style == "list" and any(sentence.often for sentence in part.sentences)
    return here or any(draws(below) for below in part.parts)

"""Side effects that medicines on a page share, and that their doses stay apart."""

from __future__ import annotations

from composita.compose.combination import Combination
from composita.compose.often import in_words
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.facts import Dose, Part, Sentence
from composita.store.reactions import Reaction

Shared = list[tuple[str, Reaction]]  # (name of a medicine, what is said of the effect for it)


def compose(heading: Heading, combination: Combination, page: Page) -> Part:
    by_effect: dict[str, Shared] = {}
    for subject in combination.subjects:
        for effect, reaction in subject.reactions.items():
            by_effect.setdefault(effect, []).append((subject.name, reaction))
    shared = sorted((who for who in by_effect.values() if len(who) > 1), key=_first)
    if not shared and all(subject.reactions for subject in combination.subjects):
        none = page.words["shared"]["none"]
        return Part(heading.key, heading.title, silent=none, silence="says nothing")
    shown = page.shown(heading, len(shared))
    sentences = [_sentence(who, page) for who in shared[:shown]]
    return page.part(heading, combination.product, sentences, hidden=len(shared) - shown)


def _first(shared: Shared) -> tuple[int, int, bool, int]:
    """Shared by most; most often for the one where it is rarest; boxed for any; best supported."""
    often = [reaction.most for _, reaction in shared]
    boxed = any("boxed" in r.groups for _, r in shared)
    return -len(shared), -min(often), not boxed, -min(r.support for _, r in shared)


def _sentence(shared: Shared, page: Page) -> Sentence:
    """ "drowsiness (somnolence): A very common, B common"."""
    say = page.words["shared"]
    often = [(name, in_words(reaction, page)) for name, reaction in shared]
    each = "; ".join(say["each"].format(name=n, often=o or say["unsaid"]) for n, o in often)
    effect = plain(shared[0][1].term, page)
    text = f"{effect}: {each}" if any(o for _, o in often) else effect
    return page.say(text, [said for _, reaction in shared for said in reaction.said])


def doses(heading: Heading, combination: Combination, page: Page) -> Part:
    """That no source gives doses for taking them together, unless one product holds them all."""
    silent = page.words["together"]["alone"]
    if combination.product.said(Dose) and not combination.check.not_read:
        silent = page.words["together"]["product"]
    return Part(heading.key, heading.title, silent=silent, silence="says nothing")

"""Why together, and what to watch: uses that they share, effects that the findings name."""

from __future__ import annotations

from composita.compose.combination import Combination
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import capital, listed
from composita.facts import Indication, Part, Sentence, Statement
from composita.store.reactions import everyday
from composita.store.said import Said


def why(heading: Heading, combination: Combination, page: Page) -> Part:
    """Conditions that sources name as a use of several, and those for which one is an add-on."""
    uses: dict[str, list[tuple[str, Said[Indication]]]] = {}
    for subject in combination.subjects:
        for said in subject.said(Indication):
            if not said.value.limitation:
                uses.setdefault(everyday(said.value.condition), []).append((subject.name, said))
    shared = [use for use in uses.values() if len({name for name, _ in use}) > 1]
    shared.sort(key=lambda use: -len({name for name, _ in use}))
    shown = page.shown(heading, len(shared))
    sentences = [_use(use, page) for use in shared[:shown]]
    return page.part(heading, combination.product, sentences, hidden=len(shared) - shown)


def _use(use: list[tuple[str, Said[Indication]]], page: Page) -> Sentence:
    say, condition = page.words["why"], capital(plain(use[0][1].value.condition, page))
    names = listed(dict.fromkeys(name for name, _ in use))
    added = listed(dict.fromkeys(n for n, said in use if said.value.role == "adjunct") or [""])
    text = say["indication"].format(condition=condition, names=names)
    if added:
        text += "; " + say["adjunct"].format(names=added)
    return page.say(text, [said for _, said in use])


def watch(heading: Heading, combination: Combination, page: Page) -> Part:
    """Each effect that a finding names, with whom it concerns and the statements behind it."""
    check = combination.check
    who: dict[str, dict[str, None]] = {}
    because: dict[str, list[Statement]] = {}
    for finding in check.findings:
        for effect in finding.effects:
            name = page.words["effect"].get(effect) or plain(effect, page)
            names = (check.items[place].name for place in finding.items)
            who.setdefault(name, {}).update(dict.fromkeys(names))
            because.setdefault(name, []).extend(ground.statement for ground in finding.grounds)
    text = page.words["watch"]["text"]
    sentences = [
        page.say(text.format(effect=capital(name), names=listed(names)), because[name])
        for name, names in who.items()
    ]
    shown = page.shown(heading, len(sentences))
    return page.part(heading, combination.product, sentences[:shown], hidden=len(sentences) - shown)

"""Is it sold as one product? What each register of products lists, and which have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from composita.compose.combination import Combination
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.words import counted, listed
from composita.facts import Check, Finding, Listed, Pair, Part, Sentence
from composita.store.said import Said


def compose(heading: Heading, combination: Combination, page: Page) -> Part:
    if combination.check.not_read:  # exactly these: nobody knows which, where words were not read
        return Part(heading.key, heading.title)
    said, say = combination.product.said(Listed), page.words["one_product"]
    without = listed(_without(said, page) or [""])
    sentences = (*(_sentence(one, page) for one in said), *_pairs(combination.check, page))
    if sentences:
        remark = say["also_asked" if said else "none"].format(registers=without)
        return Part(heading.key, heading.title, sentences, remark=remark if without else "")
    if without:
        silent = say["none"].format(registers=without)
        return Part(heading.key, heading.title, silent=silent, silence="says nothing")
    return Part(heading.key, heading.title, silent=say["no_register"], silence="not covered")


def _without(said: Sequence[Said[Listed]], page: Page) -> list[str]:
    """The registers that list no product with exactly these."""
    having = {page.documents[id].source for one in said for id in one.documents}
    registers = ((id, one) for id, one in page.sources.items() if one.kind == "register")
    return [source.name for id, source in registers if id not in having]


def _pairs(check: Check, page: Page) -> Iterator[Sentence]:
    """Of more than two, the pairs that are sold as one product."""
    if len(check.items) > 2:
        yield from (of_pair(pair, check, page) for pair in check.pairs if pair.listed)


def _sentence(said: Said[Listed], page: Page) -> Sentence:
    listing = said.value
    register = page.sources[page.documents[said.documents[0]].source].name
    text = page.words["one_product"]["listed"].format(
        register=register, count=counted(listing.products, "product"), example=listing.example
    )
    details = [*listing.forms, *listing.strengths] if page.view == "professional" else []
    return page.say(f"{text} ({'; '.join(details)})" if details else text, [said])


def of_pairs(finding: Finding, check: Check, page: Page) -> Iterator[Sentence]:
    """Beside a finding: which of the pairs that carry it registers list as one product."""
    carrying = {pair.items for pair in finding.between if pair.level == finding.level}
    for pair in check.pairs:
        if pair.items in carrying and pair.listed:
            yield of_pair(pair, check, page)


def of_pair(pair: Pair, check: Check, page: Page) -> Sentence:
    """ "A and B are sold as one product too, for instance Abra (a register, another register)"."""
    documents = (page.documents[id] for one in pair.listed for id in one.documents)
    registers = dict.fromkeys(page.sources[document.source].name for document in documents)
    examples = (one.value.example for one in pair.listed if isinstance(one.value, Listed))
    text = page.words["one_product"]["of_pair"].format(
        names=listed(check.items[place].name for place in pair.items),
        example=next(examples),
        registers="; ".join(registers),
    )
    return page.say(text, pair.listed)

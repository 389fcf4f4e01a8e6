"""Is it sold as one product? What each register of products lists, and which have none."""

from __future__ import annotations

from composita.compose.combination import Combination
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.words import counted, listed
from composita.facts import Listed, Part, Sentence
from composita.store.said import Said


def compose(heading: Heading, combination: Combination, page: Page) -> Part:
    if combination.check.not_read:  # exactly these: nobody knows which, where words were not read
        return Part(heading.key, heading.title)
    said = combination.product.said(Listed)
    having = {page.documents[id].source for one in said for id in one.documents}
    without = [
        source.name
        for id, source in page.sources.items()
        if source.kind == "register" and id not in having
    ]
    sentences = tuple(_sentence(one, page) for one in said)
    say = page.words["one_product"]
    if sentences:
        remark = say["also_asked"].format(registers=listed(without)) if without else ""
        return Part(heading.key, heading.title, sentences, remark=remark)
    if without:
        silent = say["none"].format(registers=listed(without))
        return Part(heading.key, heading.title, silent=silent, silence="says nothing")
    return Part(heading.key, heading.title, silent=say["no_register"], silence="not covered")


def _sentence(said: Said[Listed], page: Page) -> Sentence:
    listing = said.value
    register = page.sources[page.documents[said.documents[0]].source].name
    text = page.words["one_product"]["listed"].format(
        register=register, count=counted(listing.products, "product"), example=listing.example
    )
    details = [*listing.forms, *listing.strengths] if page.view == "professional" else []
    return page.say(f"{text} ({'; '.join(details)})" if details else text, [said])

"""A substance as the check in the browser reads it: what `check.Profile` holds, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from composita.check import Profile, severity
from composita.check.effects import Member, effects
from composita.check.membership import spelled, weak_way
from composita.check.pairs import meant_by
from composita.check.profile import Told
from composita.compose.findings import has, why
from composita.compose.interactions import advised
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import capital
from composita.extract.text import fold
from composita.facts import Class, Contraindication, EnzymeRole, Interaction, Level, Sentence
from composita.library import Library
from composita.publish.sources import described, web_address
from composita.store.said import Said


class Line(Struct, frozen=True, array_like=True):
    """A sentence and its notes, which are numbered within a file."""

    text: str
    notes: tuple[int, ...]


class Way(Struct, frozen=True, array_like=True):
    """Why a term means the substance, the highest level that this way allows ("" for any), and
    how directly a source speaks by it."""

    why: Line
    most: str
    direct: int


class Statement(Struct, frozen=True, array_like=True):
    """What is said of a term; `{b}` in the line is the other medicine's name.

    `effects` can happen; `outcomes` and `classes` are the effects that add up which it is about,
    by what can happen and by the class that it names.
    """

    line: Line
    level: Level
    effects: tuple[str, ...]
    outcomes: tuple[str, ...]
    classes: tuple[str, ...]


class Effect(Struct, frozen=True, array_like=True):
    """That it has an effect: how strongly we know (0 is the strongest), and what that counts."""

    place: int
    level: Level
    line: Line


class Shard(Struct, frozen=True):
    """A substance. `asked` names the sources that could speak of it together with others."""

    name: str
    called: dict[str, int]  # a term → the place of its way in `ways`, -1 for a name
    ways: tuple[Way, ...]
    told: dict[str, tuple[Statement, ...]]
    effects: dict[str, Effect]
    needs: tuple[tuple[str, str, Line], ...]  # enzyme, strength
    acts: tuple[tuple[tuple[str, ...], str, str, Line], ...]  # enzymes, role, strength
    classes: dict[str, Line]
    asked: tuple[str, ...]
    notes: tuple[tuple[str, str, str], ...]  # document, section, address


def shard(profile: Profile, library: Library, spoken_of: Collection[str]) -> Shard:
    """The shard of a profile. Only terms that some source speaks of matter."""
    page = Page("patient", library.sources, [profile.subject])
    called, ways = _called(profile, page, spoken_of)
    classes = [s for s in profile.subject.said(Class) if s.value.system == "EPC"]
    roles = profile.subject.said(EnzymeRole)
    name = profile.subject.name
    asked = sorted(library.sources[source].name for source in profile.by_source)
    return Shard(
        name=name,
        called=called,
        ways=ways,
        told={term: tuple(_told(profile, told, page)) for term, told in profile.told.items()},
        effects={key: _effect(profile, one, page) for key, one in profile.effects.items()},
        needs=tuple(_needs(roles, page)),
        acts=tuple(_acts(roles, page)),
        classes={one.value.name: _line(profile, one, page) for one in classes},
        asked=tuple(asked),
        notes=tuple((described(n), n.section, web_address(n.url)) for n in page.notes.all()),
    )


def _called(
    profile: Profile, page: Page, spoken_of: Collection[str]
) -> tuple[dict[str, int], tuple[Way, ...]]:
    places: dict[int, int] = {}
    ways: list[Way] = []
    called = {}
    for term in sorted(profile.called.keys() & spoken_of):
        because = profile.called[term].said
        if because and id(because) not in places:
            places[id(because)] = len(ways)
            text = why(profile.subject.name, profile.statement(because), page)
            most = weak_way(because.value)
            cap = severity.table("most")[most] if most else ""
            ways.append(Way(_sentence(page.say(text, [because])), cap, meant_by(because.value)))
        called[term] = places[id(because)] if because else -1
    return called, tuple(ways)


def _told(profile: Profile, told: Sequence[Told], page: Page) -> Iterator[Statement]:
    """What is said of one term: together what makes one sentence and concerns the same effects."""
    groups: dict[tuple[Any, ...], list[Told]] = {}
    for one in told:
        value = one.statement.value
        listed = value.level if isinstance(value, Interaction) else ""
        case = value.case if isinstance(value, Interaction) else ""
        groups.setdefault((listed, case, _outcomes(value)), []).append(one)
    for (listed, case, outcomes), alike in groups.items():
        level = severity.most_forceful(one.level for one in alike)
        text = _words(profile, alike, listed, case, page)
        yield Statement(
            _sentence(page.say(text, [one.statement for one in alike])),
            severity.at_most(level, "case") if case else level,
            _effects(alike, page),
            outcomes,
            _named(alike[0].statement.value),
        )


def _words(profile: Profile, told: Sequence[Told], listed: str, case: str, page: Page) -> str:
    """As `compose.findings` words it; `{b}` stands for the other medicine."""
    value: Any = told[0].statement.value
    name = profile.subject.name
    if listed:
        who = capital(page.who_says([told[0].statement]))
        text = page.words["pair"]["listed"].format(source=who, a=name, b="{b}", level=listed) + "."
    else:
        other = value.term if isinstance(value, Contraindication) else value.other
        text = advised(name, [one.statement for one in told], other, page)
    return text.rstrip(".") + page.words["pair"]["case"].format(case=case) + "." if case else text


def _effects(told: Iterable[Told], page: Page) -> tuple[str, ...]:
    terms = (e for one in told for e in getattr(one.statement.value, "effects", ()))
    return tuple(plain(term, page) for term in dict.fromkeys(terms))


def _outcomes(value: object) -> tuple[str, ...]:
    """The effects that a statement is about by what can happen."""
    said = set(value.effects) if isinstance(value, Interaction) else set()
    return tuple(key for key, effect in effects().items() if not said.isdisjoint(effect.outcomes))


def _named(value: object) -> tuple[str, ...]:
    """The effects that a statement is about by the class that it names."""
    named = value.term if isinstance(value, Contraindication) else getattr(value, "other", "")
    return tuple(
        key
        for key, effect in effects().items()
        if fold(named) in {fold(name) for name in (*effect.classes, *effect.named)}
    )


def _effect(profile: Profile, member: Member, page: Page) -> Effect:
    level = severity.table("adds_up")[member.strength]
    return Effect(member.place, level, _line(profile, member.said, page))


def _needs(roles: Iterable[Said[EnzymeRole]], page: Page) -> Iterator[tuple[str, str, Line]]:
    for said in roles:
        if said.value.role == "substrate":
            yield said.value.enzyme, said.value.strength, _sentence(page.say("", [said]))


def _acts(
    roles: Iterable[Said[EnzymeRole]], page: Page
) -> Iterator[tuple[tuple[str, ...], str, str, Line]]:
    for said in roles:
        if said.value.role != "substrate":
            line = _sentence(page.say("", [said]))
            yield spelled(said.value.enzyme), said.value.role, said.value.strength, line


def _line(profile: Profile, said: Said[Any], page: Page) -> Line:
    text = has(profile.subject.name, profile.statement(said), page)
    return _sentence(page.say(text, [said]))


def _sentence(sentence: Sentence) -> Line:
    return Line(sentence.text, sentence.notes)

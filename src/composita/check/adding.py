"""Adding up: one finding for all medicines that share an effect, whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from composita.check import severity
from composita.check.effects import Effect, Member, effects
from composita.check.pairs import Taken, actions, by_force, levels
from composita.check.same import apart
from composita.extract.text import fold
from composita.facts import Contraindication, Finding, Ground, Interaction, Level


def shared(takens: Sequence[Taken]) -> dict[str, list[tuple[Taken, Member]]]:
    """For each effect, the medicines of different substances and items that have it."""
    found: dict[str, list[tuple[Taken, Member]]] = {}
    for taken in takens:
        for key, member in taken.profile.effects.items():
            found.setdefault(key, []).append((taken, member))
    several = {key for key, having in found.items() if len(having) > 1 and _several(having)}
    return {key: found[key] for key in effects() if key in several} if several else {}


def _several(having: Sequence[tuple[Taken, Member]]) -> bool:
    """Whether two of them are of different items and substances."""
    return any(apart(a, b) for (a, _), (b, _) in combinations(having, 2))


def concerns(ground: Ground, having: dict[str, list[tuple[Taken, Member]]]) -> str:
    """The shared effect that a source's statement about a pair is about; "" where it is none."""
    return next((key for key, who in having.items() if _is_about(ground, effects()[key], who)), "")


def _is_about(ground: Ground, effect: Effect, who: Sequence[tuple[Taken, Member]]) -> bool:
    items = {taken.item for taken, _ in who}
    if ground.item not in items or ground.other not in items:
        return False
    value = ground.statement.value
    if isinstance(value, Interaction) and not set(value.effects).isdisjoint(effect.outcomes):
        return True
    classes = {fold(name) for name in (*effect.classes, *effect.named)}
    return bool(ground.means) and _named(value) in classes


def _named(value: object) -> str:
    if isinstance(value, Interaction):
        return fold(value.other)
    return fold(value.term) if isinstance(value, Contraindication) else ""


def finding(key: str, who: Sequence[tuple[Taken, Member]], told: Sequence[Ground]) -> Finding:
    """One finding about all who share the effect, with what sources say about them together."""
    has = [_ground(taken, member) for taken, member in who]
    level = severity.most_forceful((_level(who), *(ground.level for ground in told)))
    said = by_force(told)
    return Finding(
        kind="adds up",
        items=tuple(sorted({ground.item for ground in has})),
        level=level,
        grounds=(*said, *has),
        topic=key,
        effects=(key,),
        how="pharmacodynamic",
        actions=actions(said),
        levels=levels(said) if said else (level,),
    )


def _ground(taken: Taken, member: Member) -> Ground:
    level = severity.table("adds_up")[member.strength]
    return Ground(taken.item, taken.profile.statement(member.said), level)


def _level(who: Sequence[tuple[Taken, Member]]) -> Level:
    """What the second strongest medicine counts for: it takes two."""
    pairs = ((m, n) for (a, m), (b, n) in combinations(who, 2) if apart(a, b))
    weaker = (max(pair, key=lambda member: member.place) for pair in pairs)
    return severity.table("adds_up")[min(weaker, key=lambda member: member.place).strength]

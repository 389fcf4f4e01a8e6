"""How a medicine is taken, as far as the pieces beside its name say: how much, and how often.

What is not understood gives no daily amount: see `Taken.unread`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from composita.facts import Dose
from composita.parse.data import words
from composita.parse.tokens import Amount, Token

_EACH = ("", "{actuation}", "{dose}")  # the amount is that of each tablet or puff
_SPREAD = ("mL", "L", "g")  # the amount is that in a volume or a weight


class Taken(NamedTuple):
    """A dose, and the pieces that were not understood."""

    dose: Dose | None
    unread: tuple[Token, ...] = ()


def taken(pieces: Sequence[Token], parts: int, whole: bool) -> Taken:
    """What pieces say together of a medicine of so many `parts`; only the amount at a time where
    not the `whole` was read."""
    strengths = [piece for piece in pieces if piece.role == "strength" and _amounts(piece)]
    if not strengths:
        return Taken(None)
    if len(strengths) > 1:
        total = _over_the_day(pieces)
        return Taken(total) if total else Taken(None, tuple(strengths[1:]))
    amounts = _amounts(strengths[0])
    if len(amounts) > 1:
        return Taken(None, () if len(amounts) == parts else (strengths[0],))
    each = _at_a_time(amounts[0], pieces)
    often, unread = _often(pieces, amounts[0])
    if each is None:
        return Taken(None, unread)
    if unread:
        return Taken(Dose(each.low, each.high, each.unit, per="dose"), unread)
    return Taken(_dose(each, often if whole else _UNSAID, pieces))


class _Rate(NamedTuple):
    """How often: `times` a day on the days it is taken, which come every so many `hours`."""

    times: int | None = None
    hours: float | None = None
    total: float | None = None  # how many a day, where they differ over the day


_UNSAID = _Rate()


def _amounts(piece: Token) -> tuple[Amount, ...]:
    """The amounts of a substance: not sizes of packs, and not what a patch gives in an hour."""
    return tuple(
        amount
        for amount in piece.amounts
        if amount.unit in _units() and amount.of in (*_EACH, *_SPREAD, "d")
    )


@cache
def _units() -> frozenset[str]:
    return frozenset(words("amount")["units"])


def _at_a_time(amount: Amount, pieces: Sequence[Token]) -> Amount | None:
    """The amount at a time: that of a tablet, or of so many millilitres of a liquid."""
    if amount.of in _SPREAD:
        volumes = [
            a
            for p in pieces
            if not p.is_size
            for a in p.amounts
            if a.unit == amount.of and not a.of
        ]
        if len(volumes) != 1:
            return None
        low, high = (value / amount.size for value in (volumes[0].low, volumes[0].high))
        return amount._replace(low=amount.low * low, high=amount.high * high, of="")
    return amount


def _often(pieces: Sequence[Token], amount: Amount) -> tuple[_Rate, tuple[Token, ...]]:
    """How often, from all that is said of it; and the pieces, where they contradict each other."""
    said = [piece.often for piece in pieces if piece.often]
    if any(often.needed for often in said):
        return _UNSAID, ()
    times, hours = {o.times for o in said if o.times}, {o.hours for o in said if o.hours}
    moments = {often.moment for often in said if often.moment}
    counts = [often.counts for often in said if often.counts]
    several = times - {1} if _is_one_saying(pieces) or (times and len(moments) > 1) else times
    at_moments = _at_moments(pieces)
    each = [piece for piece in pieces if piece.each]
    apart = hours and (len(hours) > 1 or (times and min(hours) > _FEW_DAYS))
    if len(several) > 1 or apart or len(counts) > 1 or (counts and (several or hours or each)):
        return _UNSAID, tuple(piece for piece in pieces if piece.often or piece.each)
    if len(each) > 1 and not at_moments:
        return _UNSAID, tuple(piece for piece in pieces if piece.often or piece.each)
    if counts := counts or at_moments:
        return _by_counts(counts[0]), ()
    often = next(iter(several), None) or len(moments) or (1 if times or amount.of == "d" else None)
    return _Rate(often, next(iter(hours), None)), ()


_FEW_DAYS = 72  # hours: "twice daily on alternate days"; a day of the week is another dose


def _is_one_saying(pieces: Sequence[Token]) -> bool:
    """Whether all that is said of how often stands together: "twice daily every day"."""
    places = [place for place, piece in enumerate(pieces) if piece.often]
    return len(places) > 1 and places[-1] - places[0] == len(places) - 1


def _by_counts(counts: tuple[float, ...]) -> _Rate:
    """ "1-0-1" is one twice, "1-0-2" three a day."""
    if len(set(counts)) == 1:
        return _Rate(len(counts), None, sum(counts))
    return _Rate(None, None, sum(counts))


def _at_moments(pieces: Sequence[Token]) -> list[tuple[float, ...]]:
    """ "one in the morning and two at night": how many at each moment."""
    said = [piece for piece in pieces if piece.each or piece.often]
    counts, moments = said[::2], said[1::2]
    paired = len(counts) == len(moments) > 1 and all(p.often and p.often.moment for p in moments)
    found = tuple(piece.each[1] for piece in counts if piece.each)
    return [found] if paired and len(found) == len(counts) else []


def _dose(each: Amount, rate: _Rate, pieces: Sequence[Token]) -> Dose:
    if rate.total is not None:
        return _of_counts(each, rate, rate.total)
    low, high = _count(pieces)
    dose = Dose(each.low * low, each.high * high, each.unit, per="dose")
    times = (rate.times, rate.times) if rate.times else None
    if rate.hours is None:
        return replace(dose, times_a_day=times)
    if rate.times in (None, 1):
        return replace(dose, every_hours=(rate.hours, rate.hours))
    return replace(dose, times_a_day=times, case=f"every {rate.hours / 24:g} days")


def _of_counts(each: Amount, rate: _Rate, total: float) -> Dose:
    if rate.times:
        one = total / rate.times
        return Dose(
            each.low * one, each.high * one, each.unit, "dose", times_a_day=(rate.times, rate.times)
        )
    return Dose(each.low * total, each.high * total, each.unit, "day", times_a_day=(1, 1))


def _count(pieces: Sequence[Token]) -> tuple[float, float]:
    """Fewest and most at a time."""
    counts = [piece.each for piece in pieces if piece.each]
    return counts[0] if len(counts) == 1 else (1, 1)


def _over_the_day(pieces: Sequence[Token]) -> Dose | None:
    """ "5 mg in the morning and 10 mg at night": what comes together in a day, if that is clear."""
    said = [piece for piece in pieces if piece.role == "strength" or piece.often]
    amounts, moments = said[::2], said[1::2]
    if len(amounts) != len(moments) or not all(
        piece.often and piece.often.moment for piece in moments
    ):
        return None
    found = [amount for piece in amounts for amount in _amounts(piece) if not amount.of]
    if len(found) != len(amounts) or len({amount.unit for amount in found}) != 1:
        return None
    low, high = (sum(ends) for ends in zip(*((a.low, a.high) for a in found), strict=True))
    return Dose(low, high, found[0].unit, "day", times_a_day=(1, 1))

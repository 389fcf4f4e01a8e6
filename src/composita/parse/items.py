"""Drafts → items: the doses of a product's parts, whether a trade name is certain, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from composita.facts import Item, Recognised
from composita.parse.certain import checked
from composita.parse.data import Role, is_container, is_everyday, is_local
from composita.parse.drafts import Draft
from composita.parse.taken import taken
from composita.parse.tokens import Token
from composita.store.names import Names

_SHARED: tuple[Role, ...] = ("often", "form", "before", "aside", "count")
_TAKEN: tuple[Role, ...] = ("strength", "count", "often", "number", "before")
_MOST_AT_A_TIME = 4  # "500 mg 2 bd"


def items(text: str, drafts: Sequence[Draft], names: Names) -> Iterator[Item]:
    """An item for each medicine; those that are written as one product share a number."""
    for number, product in enumerate(_products(drafts), 1):
        _share(product)
        for draft in product:
            yield _item(text, draft, names, number if len(product) > 1 else 0)


def _products(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Drafts that are joined."""
    products: list[list[Draft]] = []
    for draft in drafts:
        if products and _are_one(products[-1][-1], draft):
            products[-1].append(draft)
        else:
            products.append([draft])
    return products


def _are_one(before: Draft, draft: Draft) -> bool:
    """Whether both are taken, and joined by a sign, or known names by "and".

    Not where the first is taken in its own way.
    """
    both_known = bool(before.names and draft.names)
    is_joined = draft.joined is not None and (draft.joined != "join" or both_known)
    return is_joined and before.is_taken and draft.is_taken and not before.has("often")


def _share(product: Sequence[Draft]) -> None:
    """What stands behind the last part is said of all: "A 5 mg + B 10 mg tablets twice a day"."""
    *others, last = product
    if others and not any(draft.has("strength") for draft in others):
        _divide(product)
    shared = [piece for piece in last.taken if piece.role in _SHARED]
    for draft in others:
        draft.taken += [piece for piece in shared if not draft.has(piece.role)]


def _divide(product: Sequence[Draft]) -> None:
    """ "A + B 5 mg + 10 mg" and "A/B 5/10 mg": one for each. Of a single one nobody knows whose."""
    last = product[-1]
    strengths = [piece for piece in last.taken if piece.role == "strength"]
    amounts = [piece._replace(amounts=(a,)) for piece in strengths for a in piece.amounts]
    last.taken = [piece for piece in last.taken if piece.role != "strength"]
    if len(amounts) == len(product):
        for draft, amount in zip(product, amounts, strict=True):
            draft.taken.insert(0, amount)
    else:
        last.unread += strengths


def _item(text: str, draft: Draft, names: Names, together: int) -> Item:
    pieces, spare = _counted(text, draft)
    pieces = _with_sizes(text, pieces, draft)
    spare += [piece for piece in pieces if piece.role == "strength" and not piece.amounts]
    said = taken(pieces, len(draft.names), whole=not draft.unread)
    left = (*draft.unread, *said.unread, *spare)
    return Item(
        typed=_typed(text, draft),
        recognised=checked(_recognised(text, draft, names), text, draft.taken, names),
        dose=said.dose if draft.is_taken else None,
        local=any(is_local(text[p.start : p.end]) for p in pieces if p.role == "form"),
        unread=tuple(_stretches(text, left)) if draft.is_taken else (),
        together=together,
    )


def _typed(text: str, draft: Draft) -> str:
    every = [*draft.place, *draft.signs]
    return text[min(piece.start for piece in every) : max(piece.end for piece in every)]


def _recognised(text: str, draft: Draft, names: Names) -> tuple[Recognised, ...]:
    """What the name came to, or near names where it is not known."""
    if not (draft.is_taken and draft.called):
        return (Recognised(_typed(text, draft), "none" if draft.is_taken else "not taken"),)
    if draft.names:
        return draft.names
    called = draft.called
    end = called[-1].end + _cut_off(text, called[-1].end)
    name = text[called[0].start : end]
    found = Recognised(name, "none") if is_everyday(name) else names.unknown(name)
    return (found if found.substance else replace(found, typed=_words_around(text, draft, end)),)


def _words_around(text: str, draft: Draft, end: int) -> str:
    """The name that is not known, with the words of no meaning of their own beside it."""
    start = min(draft.place[0].start, draft.called[0].start)
    forms = [p.end for p in draft.taken if p.role == "form" and not text[end : p.start].strip()]
    before = [piece for piece in draft.place if piece.start < end and piece.role in _TAKEN]
    start = before[-1].end if before else start
    return text[start : max([end, *forms])].strip()


def _cut_off(text: str, end: int) -> int:
    """One character more where a hyphen says that the rest of the name is missing."""
    return int(text[end : end + 1] in ("-", "–") and not text[end + 1 : end + 2].strip())


def _counted(text: str, draft: Draft) -> tuple[list[Token], list[Token]]:
    """The pieces with "2" of "2 bd" as a count; and numbers that nobody can say the meaning of.

    The first number is a strength without its unit where no strength stands: "Alfamine 75".
    """
    pieces, spare = list(draft.taken), []
    is_free = not draft.has("strength")
    for place, piece in enumerate(pieces):
        if piece.role != "number":
            continue
        follows = pieces[place + 1].often if place + 1 < len(pieces) else None
        number = _number(text[piece.start : piece.end])
        if follows and not is_free and 0 < number <= _MOST_AT_A_TIME:
            pieces[place] = piece._replace(role="count", each=(number, number))
        elif is_free:
            is_free = False
        else:
            spare.append(piece)
    return pieces, spare


def _with_sizes(text: str, pieces: Sequence[Token], draft: Draft) -> list[Token]:
    """The pieces, with those marked that tell how much a pen, a bottle or a pack holds."""
    named = draft.called[0].start if draft.called else 0
    after: list[Token | None] = [*pieces[1:], None][: len(pieces)]
    return [
        piece._replace(is_size=True)
        if piece.start < named or (next and _is_container(text, next))
        else piece
        for piece, next in zip(pieces, after, strict=True)
    ]


def _is_container(text: str, piece: Token) -> bool:
    return piece.role in ("form", "before") and is_container(text[piece.start : piece.end])


def _number(text: str) -> float:
    digits = text.split()[0].replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0


def _stretches(text: str, pieces: Iterable[Token]) -> Iterator[str]:
    """The words of pieces, those that only blanks and signs divide in one stretch."""
    stretch: list[Token] = []
    for piece in sorted(set(pieces), key=lambda piece: piece.start):
        if stretch and any(map(str.isalnum, text[stretch[-1].end : piece.start])):
            yield text[stretch[0].start : stretch[-1].end]
            stretch = []
        stretch.append(piece)
    if stretch:
        yield text[stretch[0].start : stretch[-1].end]

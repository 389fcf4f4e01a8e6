"""The table of pairs as lines of text: a sign for each pair, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator

from composita.facts import Matrix

_LONGEST = 30  # characters of a name: thirty columns of two characters must fit beside it


def grid(matrix: Matrix) -> Iterator[str]:
    """Numbered rows and columns; below the diagonal nothing is said twice."""
    names = [name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…" for name in matrix.names]
    width = max(map(len, names))
    size = len(names)
    yield " " * (width + 4) + "".join(f"{column:>3}" for column in range(1, size + 1))
    for row, name in enumerate(names):
        signs = (sign(matrix, row, column) for column in range(size))
        yield f"{row + 1:>2}  {name:<{width}}" + "".join(f"{one:>3}" for one in signs)
    yield legend(matrix)


def sign(matrix: Matrix, row: int, column: int) -> str:
    """The sign for a pair; a dot where the pair stands above the diagonal."""
    if row >= column:
        return "·"
    signs = {mark: shown for mark, shown, _ in matrix.legend}
    return signs[matrix.marks[row][column]]


def legend(matrix: Matrix) -> str:
    return "; ".join(f"{shown} {meaning}" for _, shown, meaning in matrix.legend)

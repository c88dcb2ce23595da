"""Cut long lists into numbered pages, each with a path of its own: ``actors``, ``actors/2`` ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.errors import NotFoundError
from kg.pages.visit import Visit

#: So many rows a page of a list has: two or three screens.
SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """Hold one page of a list: ``path`` is that of its first page."""

    path: str
    rows: Sequence[Row]
    number: int
    last: int
    count: int

    @property
    def first_row(self) -> int:
        """Return the number of the first row in the whole list, from 1."""
        return (self.number - 1) * SIZE + 1

    @property
    def last_row(self) -> int:
        """Return the number of the last row in the whole list."""
        return self.first_row + len(self.rows) - 1

    def path_of(self, number: int) -> str:
        """Return the path of a page of the list."""
        return self.path if number == 1 else f"{self.path}/{number}"

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the pages that are linked: the first, the last, and those about this one; 0 is a gap."""
        wanted = sorted({1, self.last, *range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)})
        return [
            number
            for before, number in zip([0, *wanted], wanted, strict=False)
            for number in ([0, number] if number - before > 1 else [number])
        ]


def cut(visit: Visit, rows: Sequence[Row], path: str) -> Cut[Row]:
    """Return the page of a list that a path asks for; NotFoundError behind the last one."""
    last = max(1, -(-len(rows) // SIZE))
    if visit.number > last:
        raise NotFoundError(f"the list {path!r} has no page {visit.number}; the last is {last}")
    return Cut(path, rows[(visit.number - 1) * SIZE : visit.number * SIZE], visit.number, last, len(rows))


def numbered(path: str, count: int) -> list[str]:
    """Return the paths of all pages of a list of so many rows."""
    return [path, *(f"{path}/{number}" for number in range(2, -(-count // SIZE) + 1))]

"""Join things into disjoint sets and read the sets back in a stable order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Partition(Generic[T]):
    """Hold disjoint sets of things (union-find); it lives as long as one grouping or linking takes."""

    def __init__(self, things: Iterable[T]) -> None:
        self._parent: dict[T, T] = {thing: thing for thing in things}

    def find(self, thing: T) -> T:
        """Return the thing that stands for the set of ``thing``."""
        root = thing
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[thing] != root:
            self._parent[thing], thing = root, self._parent[thing]
        return root

    def join(self, left: T, right: T) -> None:
        """Make the sets of two things one."""
        self._parent[self.find(right)] = self.find(left)

    def together(self, left: T, right: T) -> bool:
        """Tell whether two things are in one set."""
        return self.find(left) == self.find(right)

    def sets(self) -> list[list[T]]:
        """Return the sets, things and sets both in the order in which the things were given."""
        sets: dict[T, list[T]] = {}
        for thing in self._parent:
            sets.setdefault(self.find(thing), []).append(thing)
        return list(sets.values())

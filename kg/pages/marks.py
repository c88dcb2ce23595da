"""Cut a text into pieces where anything marked in it begins or ends, so that marks may lie in and across each other.

A piece has one link at most, that of the innermost mark with a link: HTML knows no link in a link. Every mark's beginning
is an anchor of its own, so that words can be pointed to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold what is marked: half-open characters, what it is (a CSS class), the link, its words for a reader, its number in a list."""

    start: int
    end: int
    kind: str
    href: str | None = None
    title: str = ""
    number: int | None = None

    @property
    def anchor(self) -> str:
        """Return the fragment (RFC 5147) of the marked characters."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold characters that the same marks cover: ``begins`` are the marks that begin here, each anchor once."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = field(default=())

    @property
    def link(self) -> Mark | None:
        """Return the innermost mark with a link."""
        return min((mark for mark in self.marks if mark.href), key=lambda mark: (mark.end - mark.start, mark.start), default=None)

    @property
    def classes(self) -> str:
        """Return the kinds of all marks that cover the piece, each once."""
        return " ".join(sorted({kind for mark in self.marks for kind in mark.kind.split()}))

    @property
    def anchors(self) -> list[str]:
        """Return the fragments of the marks that begin here."""
        return list(dict.fromkeys(mark.anchor for mark in self.begins))


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[list[Piece]]:
    """Yield the lines of a text that hold more than blanks, cut into pieces; every mark begins in one of them."""
    waiting: list[Mark] = []
    line: list[Piece] = []
    for piece in _pieces(text, marks):
        if piece.text == "\n":
            waiting += piece.begins
            if any(one.text.strip() for one in line):
                yield line
            line = []
        else:
            line.append(Piece(piece.text, piece.marks, (*waiting, *piece.begins)) if waiting else piece)
            waiting = []
    if any(one.text.strip() for one in line):
        yield line


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    begins, ends = defaultdict[int, list[Mark]](list), defaultdict[int, list[Mark]](list)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
        if 0 <= mark.start < mark.end <= len(text):
            begins[mark.start].append(mark)
            ends[mark.end].append(mark)
    breaks = {place for found in re.finditer("\n", text) for place in found.span()}
    places = sorted({0, len(text), *begins, *ends, *breaks})
    active: dict[int, Mark] = {}
    for start, end in pairwise(places):
        for mark in ends[start]:
            active.pop(id(mark), None)
        active |= {id(mark): mark for mark in begins[start]}
        yield Piece(text[start:end], tuple(active.values()), tuple(begins[start]))

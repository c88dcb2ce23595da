"""Find actors that the gazetteer knows by a name which can hardly mean anything else.

Only names of several capitalised words and acronyms in capitals are looked for: a single word ("Labour", "Congress") is
left to the reader, who sees its sentence. In a line that is all capitals an acronym may be a plain word ("IS"), and is
not looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Mention, Span
from kg.resources import csv_rows

_WORD = re.compile(r"[^\W_][\w.’'-]*")

#: How sure a name of the gazetteer is: above a reader's doubt, below its certainty.
SURE = 0.85


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    """Return the names and types of the gazetteer's actors by their first word, the longest first."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in csv_rows("gazetteer/actors"):
        for name in (row["name"], *(row["aliases"] or "").split("|")):
            if _is_distinct(name):
                found[_WORD.findall(name)[0]].add((name, row["type"]))
    return {first: sorted(names, key=lambda pair: (-len(pair[0]), pair)) for first, names in found.items()}


def _is_distinct(name: str) -> bool:
    words = _WORD.findall(name)
    capitals = [word for word in words if word[0].isupper()]
    if len(words) == 1:
        return len(name) > 1 and name.isupper() and name.isalpha()
    return len(capitals) > 1 and name[0].isupper() and not words[-1].islower()


@cache
def _places() -> dict[str, str]:
    """Return the types of the gazetteer's places by name, without regard to case."""
    rows = csv_rows("gazetteer/places")
    return {name.casefold(): row["type"] for row in rows for name in (row["name"], *(row["aliases"] or "").split("|")) if len(name) > 2}


def place_type(name: str) -> str | None:
    """Return the type of a place that the gazetteer knows by a name."""
    return _places().get(name.casefold())


@cache
def countries() -> frozenset[str]:
    """Return the names of the gazetteer's countries."""
    rows = csv_rows("gazetteer/countries")
    return frozenset(name for row in rows for name in (row["name"], *(row["aliases"] or "").split("|")) if name)


def known_actors(text: str, areas: Sequence[Span]) -> Iterator[Mention]:
    """Yield the gazetteer's actors that stand in the areas word for word; the longest name at a place."""
    for area in areas:
        loud = _is_loud(area.of(text))
        position = area.start
        while match := _WORD.search(text, position, area.end):
            position = match.end()
            for name, kind in _names().get(match[0].rstrip(".").removesuffix("'s").removesuffix("’s"), ()):
                end = match.start() + len(name)
                whole = text[match.start() : end] == name and not re.match(r"\w", text[end : end + 1]) and end <= area.end
                if whole and not (loud and name.isupper()):
                    yield Mention(Span(match.start(), end), name, kind, True, SURE)
                    position = end
                    break


def _is_loud(line: str) -> bool:
    """Tell whether most letters are capitals, as in headlines of some agencies."""
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > len(letters) / 2

"""Find names that are made of another name and common words: "Iraqi forces", "the US-led coalition", "Damascus-based".

An adjective of a nation and a head from the lexicon's ``namewords`` table is the name of its army, government or state
media; an alliance with its leader is a name that an article comes back to with the head alone ("the coalition").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.mentions.deciding import adjectives_of
from kg.model import ActorType, Mention, Name, PlaceType, Span
from kg.resources import csv_rows, toml_table


@cache
def _heads() -> dict[str, str]:
    table = toml_table("namewords")
    weak = table["weak_heads"]["words"]
    return {head: kind for kind, heads in table["heads"].items() for head in heads if head not in weak}


@cache
def _head_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(head).replace(r"\ ", r"\s+") for head in sorted(_heads(), key=len, reverse=True))
    return re.compile(rf"\s+({words})\b(?![-’'])", re.IGNORECASE)


@cache
def _alliance_pattern() -> re.Pattern[str]:
    table = toml_table("namewords")["alliances"]
    links, heads = "|".join(table["links"]), "|".join(table["heads"])
    return re.compile(rf"\b[A-Z][\w.]*-(?:{links})\s+(?:[\w-]+\s+){{0,2}}?({heads})\b", re.IGNORECASE)


@cache
def _nations() -> frozenset[str]:
    return frozenset(word for row in csv_rows("demonyms") for word in (row["adjectives"] or "").split("|") if word)


def national_bodies(text: str, names: Sequence[Name]) -> Iterator[Mention]:
    """Yield the armies, governments and media that a nation's adjective and a head word name ("Iraqi security forces")."""
    known = _nations() | _adjectives(text, names)
    for name in names:
        word = re.split(r"\s", name.span.of(text))[0]
        if name.type != "nationality" and word not in known:
            continue
        end = name.span.end if name.type == "nationality" else name.span.start + len(word)
        match = _head_pattern().match(text, end)
        if match is None or "\n" in match[0] or not word[:1].isupper():
            continue
        head = " ".join(match[1].lower().split())
        span = Span(name.span.start, match.end())
        yield Mention(span, span.of(text), _heads()[head], True, max(name.probability, 0.5))


def _adjectives(text: str, names: Sequence[Name]) -> frozenset[str]:
    """Return what may be the adjectives of the countries and towns that a text names ("Norlandian" beside "Norland")."""
    places = {name.span.of(text) for name in names if name.type in (PlaceType.COUNTRY, PlaceType.SETTLEMENT, ActorType.STATE)}
    return frozenset(adjective for place in places if place.isalpha() for adjective in adjectives_of(place))


def alliances(text: str, areas: Sequence[Span]) -> Iterator[Mention]:
    """Yield "US-led coalition" wherever it stands and, behind its first, the bare head where it can only mean the same."""
    spans = [
        Span(m.start(), m.end()) for area in areas for m in _alliance_pattern().finditer(text, area.start, area.end) if "\n" not in m[0]
    ]
    heads = {re.split(r"\s", span.of(text))[-1].lower() for span in spans}
    yield from (Mention(span, span.of(text), ActorType.ALLIANCE, True, 0.9) for span in spans)
    forces = "|".join(toml_table("namewords")["alliances"]["forces"])
    for head in sorted(heads):
        big = head.capitalize()
        bare = re.compile(rf"(?<=\b[Tt]he\s)({head})\b|(?<=\s)({big})\b|(?<=\s)({head})(?=\s+(?:{forces})\b)")
        for area in areas:
            for match in bare.finditer(text, area.start, area.end):
                span = Span(match.start(), match.end())
                if not any(span.overlaps(other) for other in spans):
                    yield Mention(span, span.of(text), ActorType.ALLIANCE, True, 0.7)


def seats(text: str, names: Sequence[Name]) -> Iterator[Mention]:
    """Yield places in "Damascus-based": read as an adjective there, but naming the place."""
    for name in names:
        word = name.span.of(text)
        if name.type == "nationality" and text[name.span.end : name.span.end + 6] == "-based" and word not in _nations():
            yield Mention(name.span, word, PlaceType.COUNTRY, True, name.probability)

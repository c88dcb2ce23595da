"""Turn the names that a reader saw into mentions of actors and places.

What comes in are names of fine types; what goes out are exact spans without articles, titles and possessives, of one type
for one string, wherever it stands in the text. Adjectives of nations and names of events are no mentions; they help to
find those that contain them ("Iraqi forces").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.mentions.compounds import alliances, national_bodies, seats
from kg.mentions.deciding import decide
from kg.mentions.known import known_actors
from kg.mentions.mending import mend
from kg.mentions.repeats import agree, repeated
from kg.model import ActorType, Mention, Name, PlaceType, Span, Text
from kg.resources import csv_rows, toml_table

#: Types of names that the model of the values does not know, and what they are there.
_TYPES = {"party": ActorType.OTHER.value}

_KNOWN = frozenset({kind.value for kind in ActorType} | {kind.value for kind in PlaceType})

#: A name read with less than this probability, and with no other sighting, is left out: noise of the reader's last layer.
LEAST = 0.05


def find_mentions(text: Text) -> tuple[Mention, ...]:
    """Return the names of actors and places in a text, in order and without overlaps."""
    areas = tuple(sentence.span for sentence in text.sentences) or (Span(0, len(text.text)),)
    others = [name.span for name in text.names if _type(name) is None]
    built = [
        *alliances(text.text, areas),
        *national_bodies(text.text, text.names),
        *seats(text.text, text.names),
        *known_actors(text.text, areas),
    ]
    read = [mention for name in text.names for mention in _mention(text.text, name)]
    found = agree(decide(text.text, _longest(mend(text.text, _longest([*built, *read])))))
    found = (*found, *acronyms(text.text, found))
    found = (*found, *repeated(text.text, areas, found, _outside(others, found)))
    kept = [mention for mention in agree(_longest(found)) if mention.probability >= LEAST]
    return tuple(sorted((m for m in kept if not _adjectival(text.text, m, kept)), key=lambda mention: mention.span))


def _type(name: Name) -> str | None:
    kind = _TYPES.get(name.type, name.type)
    return kind if kind in _KNOWN else None


def _outside(spans: Iterable[Span], mentions: Iterable[Mention]) -> list[Span]:
    """Return the spans that lie in no mention."""
    held = {i: mention.span for mention in mentions for i in range(mention.span.start, mention.span.end)}
    return [span for span in spans if span.start not in held or not held[span.start].contains(span)]


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop mentions that overlap a longer one (or a surer one of the same length)."""
    kept: list[Mention] = []
    held: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (-len(m.span), -m.probability, m.span)):
        cells = range(mention.span.start, mention.span.end)
        if held.isdisjoint(cells):
            held.update(cells)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.span)


# -- spans -----------------------------------------------------------------------------------------------------------


def _mention(text: str, name: Name) -> Iterator[Mention]:
    kind = _type(name)
    if kind is None:
        return
    span = trimmed(text, name.span, kind == ActorType.PERSON)
    if span is not None and any(c.isalnum() for c in span.of(text)) and not is_title(span.of(text)):
        yield Mention(span, span.of(text), kind, True, name.probability)


def trimmed(text: str, span: Span, person: bool) -> Span | None:
    """Return the span of a name without what stands around it: quotes, article, possessive, line break and, for a person, titles."""
    words = span.of(text)
    if "\n" in words:
        parts = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", words)]
        start, end = max(parts, key=lambda part: part[1] - part[0]) if parts else (0, 0)
        span = Span(span.start + start, span.start + end)
        words = span.of(text)
    lead = re.match(r"[\s\"'“”‘’«»(\[,.;:–—-]*(?:(?:" + "|".join(toml_table("namewords")["articles"]) + r")\s+(?=[A-Z\d]))?", words, re.I)
    start = lead.end() if lead and not _is_proper_article(words) else 0
    tail = re.search(r"(?:['’]s|['’])?[\s\"'“”‘’«»)\],;:–—-]*$", words)
    end = tail.start() if tail else len(words)
    while person and (title := _title().match(words, start, end)) and title.end() < end:
        start = title.end()
    return Span(span.start + start, span.start + end) if start < end else None


def _is_proper_article(words: str) -> bool:
    """Tell whether a leading "The" belongs to the name, as in the titles of newspapers."""
    return (
        re.match(r"The\s+(?:[A-Z][\w.]*\s+)?(?:Times|Telegraph|Guardian|Post|Independent|Economist|Hague|Gambia|Bahamas|Sun|Hill)\b", words)
        is not None
    )


def is_title(words: str) -> bool:
    """Tell whether words are a title and nothing else."""
    match = _title().match(words + " x")
    return match is not None and match.end() > len(words)


@cache
def _title() -> re.Pattern[str]:
    words = {*(row["title"] for row in csv_rows("titles")), *toml_table("namewords")["ranks"]}
    return re.compile(
        "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\.?\s+") for w in sorted(words, key=len, reverse=True)) + r")\.?\s+(?=\S)", re.I
    )


# -- acronyms and adjectives -----------------------------------------------------------------------------------------


def acronyms(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the short form in brackets behind a name whose initials it has: "Human Rights Watch (HRW)"."""
    held = {mention.span.start for mention in mentions}
    for mention in mentions:
        match = re.compile(r"[\"”’']?\s?\((?:the |or )?([A-Z][A-Za-z.]{1,9})\b[^()]{0,12}\)").match(text, mention.span.end)
        if match and match.start(1) not in held and stands_for(match[1], mention.text):
            yield Mention(Span(match.start(1), match.end(1)), match[1], mention.type, True, max(mention.probability, 0.9))


def stands_for(short: str, name: str) -> bool:
    """Tell whether the letters of a short form are initials of a name's words, in order."""
    initials = [word[0].lower() for word in re.findall(r"[^\W_]+", name)]
    letters = [c.lower() for c in short if c.isalpha()]
    position = 0
    for letter in letters:
        if letter not in initials[position:]:
            return False
        position += initials[position:].index(letter) + 1
    return len(letters) >= 2


def _adjectival(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a power is only named in an adjective ("US-backed") and nowhere else as one that acts."""
    if not _is_adjective(text, mention):
        return False
    same = [m for m in mentions if _plain(m.text) == _plain(mention.text) and not _is_adjective(text, m)]
    return not any(m.type not in _PLACES for m in same)


_PLACES = frozenset(kind.value for kind in PlaceType)


def _plain(words: str) -> str:
    return words.replace(".", "").casefold()


def _is_adjective(text: str, mention: Mention) -> bool:
    return re.compile(r"-(?:led|backed|sponsored|funded|supported|trained|made|born|allied)\b").match(text, mention.span.end) is not None

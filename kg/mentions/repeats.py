"""Make the names of one text agree: what is the same word for word is one kind of thing, and is seen wherever it stands.

A reader judges each sentence by itself, so it may read one name as a town here and as a group there, or miss it where
the context says little. Within one text a string names one class of things (a person, an organisation, a place), the
one with the greatest probability over all its sightings; names of countries and cities are left as they were read, since
they stand for a place and for a power in turn. A string seen with confidence is then looked for in the whole text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.mentions.known import place_type
from kg.model import ActorType, Mention, PlaceType, Span

#: A string is looked for in the rest of the text where its best sighting reaches this probability ...
SURE = 0.6
#: ... or where its sightings together reach this much.
SURE_TOGETHER = 1.0

#: A place of the gazetteer counts this much at each sighting: it settles doubt, and yields to a reader that is sure each time.
KNOWN_PLACE = 0.9
#: ... and this much where it was not read as a person, who alone is often called like a place.
KNOWN_NO_PERSON = 1.5

_PLACES = frozenset(kind.value for kind in PlaceType)
_POWERS = frozenset(
    {ActorType.STATE.value, PlaceType.COUNTRY.value, PlaceType.SETTLEMENT.value, PlaceType.PROVINCE.value, PlaceType.REGION.value}
)


def agree(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with one class for each string, and within the class one type; names of powers keep each its own."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        votes[_key(mention.text)][mention.type] += mention.probability
        known = place_type(mention.text)
        if known:
            votes[_key(mention.text)][known] += KNOWN_PLACE if mention.type == ActorType.PERSON else KNOWN_NO_PERSON
    return tuple(_voted(mention, votes[_key(mention.text)]) for mention in mentions)


def _key(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def _class(kind: str) -> str:
    return "place" if kind in _PLACES else "person" if kind == ActorType.PERSON else "power" if kind == ActorType.STATE else "organisation"


def _voted(mention: Mention, votes: dict[str, float]) -> Mention:
    classes: dict[str, float] = defaultdict(float)
    for kind, weight in votes.items():
        classes[_class(kind)] += weight
    powers = classes["place"] + classes["power"]
    if powers >= max(classes["person"], classes["organisation"]) and classes["power"]:
        if _class(mention.type) in ("place", "power"):
            return mention
        allowed = [kind for kind in votes if kind in _POWERS]
    else:
        best = max(sorted(classes), key=lambda name: classes[name])
        allowed = [kind for kind in votes if _class(kind) == best]
    chosen = max(sorted(allowed or votes), key=lambda kind: votes[kind])
    return mention if chosen == mention.type else replace(mention, type=chosen)


def repeated(text: str, areas: Sequence[Span], mentions: Sequence[Mention], taken: Iterable[Span]) -> Iterator[Mention]:
    """Yield the further places of names that were seen with confidence, the longest names first, outside the spans taken."""
    spans = sorted({*taken, *(mention.span for mention in mentions)})
    starts = {span.start for span in spans}
    seen: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        seen[_key(mention.text)].append(mention)
    occupied = _Occupied(spans)
    for words in sorted(seen, key=lambda key: (-len(key), key)):
        best = max(seen[words], key=lambda mention: (mention.probability, -mention.span.start))
        if not _worth_repeating(words, seen[words]):
            continue
        for area in areas:
            for match in _pattern(words).finditer(text, area.start, area.end):
                span = Span(match.start(), match.end())
                if span.start in starts or occupied.overlaps(span):
                    continue
                occupied.add(span)
                yield Mention(span, span.of(text), best.type, True, min(best.probability, 0.8))


def _worth_repeating(words: str, seen: Sequence[Mention]) -> bool:
    sure = max(mention.probability for mention in seen) >= SURE or sum(mention.probability for mention in seen) >= SURE_TOGETHER
    letters = sum(c.isalpha() for c in words)
    return (
        sure
        and letters > 1
        and words[:1].isupper() | words[:3].lower().startswith("al-")
        and not (words.lower() in _COMMON and not words.isupper())
    )


#: Short words that are names in one place and plain words at the head of a sentence in another.
_COMMON = frozenset(
    {
        "it",
        "is",
        "in",
        "us",
        "who",
        "may",
        "march",
        "general",
        "state",
        "will",
        "mark",
        "the",
        "he",
        "a",
        "an",
        "west",
        "east",
        "north",
        "south",
    }
)


def _pattern(words: str) -> re.Pattern[str]:
    loose = re.escape(words).replace(r"\ ", r"[ \u00a0]+").replace("'", "['’]")
    return re.compile(rf"(?<![\w-]){loose}(?!\w)(?!-[A-Z])")


class _Occupied:
    """Remember which characters names already hold."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.cells: set[int] = {i for span in spans for i in range(span.start, span.end)}

    def overlaps(self, span: Span) -> bool:
        return any(i in self.cells for i in range(span.start, span.end))

    def add(self, span: Span) -> None:
        self.cells.update(range(span.start, span.end))

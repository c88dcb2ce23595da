"""Put together what a reader took apart in a name, and take apart what it put together.

Units of armies with their numbers, places of two words whose first says what they are ("Tel Aviv"), two powers that a
hyphen joins, and countries in one list. The words are those of the lexicon's ``namewords`` table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.mentions.known import countries, place_type
from kg.model import ActorType, Mention, PlaceType, Span
from kg.resources import toml_table

_PLACES = frozenset(kind.value for kind in PlaceType)
_NO_BODIES = _PLACES | {
    ActorType.PERSON.value, ActorType.STATE.value, ActorType.SOCIAL_GROUP.value, ActorType.ALLIANCE.value,
}  # fmt: skip

#: So many countries in a row are a list, whose members are of one type.
LIST = 3


def whole(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, in text order, with the pieces of one name put together and two names taken apart."""
    single = [part for mention in mentions for part in _apart(text, _numbered(text, _place(text, _headed(text, mention))))]
    return _listed(text, _together(text, single))


def _cut(text: str, mention: Mention, start: int, end: int) -> Mention:
    span = Span(start, end)
    return replace(mention, span=span, text=span.of(text))


def _numbered(text: str, mention: Mention) -> Mention:
    """Let a unit begin with its ordinal and, where that was all, go on to its noun ("12th Signal Group")."""
    if mention.type in _NO_BODIES:
        return mention
    before = re.search(r"(?<!\S)\d{1,3}(?:st|nd|rd|th) $", text[max(0, mention.span.start - 7) : mention.span.start])
    start = mention.span.start - (len(before[0]) if before else 0)
    after = None
    if re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)", mention.text):
        after = re.compile(r"(?: [A-Z][A-Za-z]+){1,4}").match(text, mention.span.end)
    end = after.end() if after else mention.span.end
    return mention if (start, end) == (mention.span.start, mention.span.end) else _cut(text, mention, start, end)


def _place(text: str, mention: Mention) -> Mention:
    """Take a name for a place that begins with a word of places ("Ayn", "Tell"), with that word where it was left out."""
    heads = _heads()
    start = mention.span.start
    before = re.search(rf"\b(?:{heads}) $", text[max(0, start - 9) : start])
    if before and re.match(r"(?:[AaEe][lszdnrtw][sh]?[- ])?[A-Z]", mention.text):
        return replace(_cut(text, mention, start - len(before[0]), mention.span.end), type=PlaceType.SETTLEMENT.value)
    named = re.match(rf"(?:{heads}) \w", mention.text)
    return replace(mention, type=PlaceType.SETTLEMENT.value) if named and mention.type not in _PLACES else mention


@cache
def _heads() -> str:
    return "|".join(toml_table("namewords")["mending"]["toponyms"])


def _headed(text: str, mention: Mention) -> Mention:
    """Take a power for a place where it is all that a line says, or opens a dateline ("SOUTHPORT - ")."""
    if mention.type != ActorType.STATE:
        return mention
    opens = mention.span.start == 0 or text[mention.span.start - 1] == "\n"
    ends = re.compile(r"[ :]*(?:\n|$)|(?:, [A-Z][\w .]{2,30})?(?: \([A-Z][\w /]+\))? ?[-–—] ").match(text, mention.span.end)
    if not (opens and ends):
        return mention
    town = ends[0].startswith(",") and mention.text not in countries()
    return replace(mention, type=place_type(mention.text) or (PlaceType.SETTLEMENT.value if town else PlaceType.COUNTRY.value))


def _apart(text: str, mention: Mention) -> Iterator[Mention]:
    """Yield two powers that a hyphen joins ("the Peru-Chile border") as two."""
    left, dash, right = mention.text.partition("-")
    known = all(name in countries() or place_type(name) for name in (left, right))
    if dash and known and not place_type(mention.text) and mention.text not in countries():
        middle = mention.span.start + len(left)
        yield _cut(text, mention, mention.span.start, middle)
        yield _cut(text, mention, middle + 1, mention.span.end)
    else:
        yield mention


def _together(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join bodies with nothing but a space between them, parts of one name, unless the second is named alone elsewhere."""
    counts = Counter(mention.text for mention in mentions)
    behind = Counter(right.text for left, right in pairwise(mentions) if _beside(text, left, right))
    made: list[Mention] = []
    for mention in mentions:
        last = made[-1] if made else None
        if last is not None and _beside(text, last, mention) and counts[mention.text] == behind[mention.text]:
            kind = max((last, mention), key=lambda m: (m.probability, m.span)).type
            made[-1] = replace(_cut(text, last, last.span.start, mention.span.end), type=kind)
        else:
            made.append(mention)
    return made


def _beside(text: str, left: Mention, right: Mention) -> bool:
    return text[left.span.end : right.span.start] == " " and not {left.type, right.type} & _NO_BODIES


def _listed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the countries of one list one type, the likelier over all of them."""
    made, run = list(mentions), [0]
    for i in range(1, len(made) + 1):
        if i < len(made) and _goes_on(text, made[i - 1], made[i]):
            run.append(i)
            continue
        if len(run) >= LIST:
            acting = sum(made[n].probability for n in run if made[n].type == ActorType.STATE)
            kind = ActorType.STATE.value if 2 * acting >= sum(made[n].probability for n in run) else PlaceType.COUNTRY.value
            for n in run:
                made[n] = replace(made[n], type=kind) if made[n].type != kind else made[n]
        run = [i]
    return made


_COUNTRIES = frozenset({ActorType.STATE.value, PlaceType.COUNTRY.value})


def _goes_on(text: str, left: Mention, right: Mention) -> bool:
    between = text[left.span.end : right.span.start]
    return {left.type, right.type} <= _COUNTRIES and re.fullmatch(r", (?:and )?(?:the )?| and (?:the )?", between) is not None

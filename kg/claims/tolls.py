"""Recognise the running toll of a calamity: how many a flood or an earthquake has killed, as counted so far.

Such tolls grow for weeks, are rarely told with a place or with the day that they began, and each outlet names another place
for one flood. So they are held against each other by the calamity and by the places that their articles are about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from kg import resources
from kg.claims.figures import Figure, Tie, compatible
from kg.claims.questions import PEOPLE, counted_class
from kg.model import Quantity, Reading, ReportedClaim, Span, Status

#: An article is about the places that it names most.
ABOUT = 4
#: Tolls told farther apart are of two calamities, or of a closed count; within so few days a toll does not double by itself.
_STORY_DAYS, _CLOSE_DAYS, _GROWTH = 30, 2, 2
#: Numbers up to this one are alike by chance.
_CHANCE = 10
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


def calamity_of(reading: Reading, content: Span) -> str | None:
    """Return what calamity or conflict a claim's words or their sentence name, else that which its article is about."""
    text, sudden = reading.article.text, {**_rows("calamities"), **_rows("sudden")}
    own = _named(content.of(text), {**sudden, **_rows("lasting")})
    near = own or _named(_sentence(text, content), sudden) or _named(reading.article.headline or "", sudden)
    return near or _commonest(text) or _told_elsewhere(reading)


def _told_elsewhere(reading: Reading) -> str | None:
    """Return the calamity that most claims of an article about the dead name."""
    dead = [claim.content.of(reading.article.text) for claim in reading.claims if claim.event.type in _table("events") and claim.quantity]
    named = Counter(name for words in dead if (name := _named(words, _rows("calamities"))))
    return min(named, key=lambda name: (-named[name], name)) if named else None


def about(reading: Reading) -> tuple[str, ...]:
    """Return the ids of the places that an article names most, most first."""
    counts = {entity.id: sum(mention.named for mention in entity.mentions) for entity in reading.entities if entity.is_place}
    return tuple(sorted(counts, key=lambda place: (-counts[place], place))[:ABOUT])


def is_toll(claim: ReportedClaim) -> bool:
    """Tell whether a claim gives the number of people that a calamity has killed so far, in all."""
    quantity = claim.quantity
    if quantity is None or claim.calamity not in _table("calamities") or claim.event not in _table("events"):
        return False
    words = claim.content.casefold()
    whole = quantity.part_of is None and not quantity.increment and not _part_of_dead(quantity) and not _found(words, "partial")
    return claim.status is Status.ASSERTED and whole and counted_class(claim) == PEOPLE and _found(words, "words")


def toll_tie(left: Figure, right: Figure, one_place: bool, same_source: bool) -> Tie | None:
    """Relate two tolls of one calamity, the earlier one left.

    Tolls grow: a later, higher one updates an earlier one, unless another voice counts twice as many within two days. At two
    places only the very same number says anything, and only where it is too great for chance.
    """
    if left.until is None or right.until is None or left.vague or right.vague:
        return None
    apart = (right.until - left.until).days
    if not one_place:
        return Tie.AGREE if left.nominal == right.nominal > _CHANCE and apart <= _CLOSE_DAYS else None
    if apart > _STORY_DAYS:
        return None
    if left.nominal == right.nominal or (compatible(left, right) and not (apart and left.floor)):
        return Tie.AGREE
    if same_source:
        return Tie.UPDATE if apart else None
    grown = right.nominal > left.nominal and (left.floor or right.nominal < _GROWTH * left.nominal or apart > _CLOSE_DAYS)
    return Tie.UPDATE if apart and grown else Tie.DISAGREE


def _part_of_dead(quantity: Quantity) -> bool:
    return " of the " in quantity.text.casefold()


def _found(words: str, row: str) -> bool:
    return any(re.search(rf"\b{word}\b", words) for word in _table(row))


def _sentence(text: str, content: Span) -> str:
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, content.start + 1)), default=0)
    after = _SENTENCE.search(text, content.end)
    return text[start : after.start() if after else len(text)]


@cache
def _rows(name: str) -> Mapping[str, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{'|'.join(words)})\b", re.I) for kind, words in _table(name).items()}


def _table(name: str) -> Any:
    return resources.toml_table("questions")["toll"][name]


def _named(words: str, rows: Mapping[str, re.Pattern[str]]) -> str | None:
    """Return what is named first in some words."""
    found = [(match.start(), name) for name, pattern in rows.items() if (match := pattern.search(words))]
    return min(found)[1] if found else None


@lru_cache(maxsize=8)
def _commonest(text: str) -> str | None:
    """Return the calamity that a text names most, where it is not mainly about something else."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _rows("calamities").items()}
    others = [len(pattern.findall(text)) for table in ("sudden", "lasting") for pattern in _rows(table).values()]
    name, count = min(counts.items(), key=lambda row: (-row[1], row[0]))
    return name if count > 1 and 2 * count >= max(others) else None

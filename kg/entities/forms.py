"""Gather an article's named mentions into forms: one form for each spelling of an actor or place, with its type settled by vote.

Why before anything else: mentions of one spelling in one article mean one thing, save that a country acts and is a place, that one word may
name a city and its province, and that words beside the name say which ("Deir Ezzor province", "the city of El Paso").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.entities.gazetteer import PLACE_TYPES
from kg.entities.spelling import fold
from kg.model import ActorType, Mention, PlaceType
from kg.resources import csv_rows, toml_table

#: How far to either side of a name the words that say what kind of place it is are looked for.
BESIDE = 28
_FOR_CERTAIN = frozenset({PlaceType.SETTLEMENT, PlaceType.PROVINCE, PlaceType.CAMP})


@dataclass(frozen=True, slots=True)
class Form:
    """Hold the mentions that are written alike; ``key`` is the folded name without titles, ``place`` says of which world it is."""

    key: str
    type: str
    mentions: tuple[Mention, ...]
    acronym: bool = False

    @property
    def place(self) -> bool:
        """Tell whether the form names a place."""
        return self.type in PLACE_TYPES

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of the folded name."""
        return tuple(self.key.split())

    @property
    def first(self) -> int:
        """Return where the form is first written."""
        return self.mentions[0].span.start

    @property
    def person(self) -> bool:
        """Tell whether the form names a person."""
        return self.type == ActorType.PERSON


def forms_of(text: str, mentions: Iterable[Mention]) -> tuple[Form, ...]:
    """Return the forms of named mentions, in the order of their first mention."""
    named = sorted((m for m in mentions if m.named), key=lambda m: m.span)
    alike: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    for mention in named:
        alike[key_of(mention), mention.type in PLACE_TYPES].append(mention)
    forms = [form for (key, place), group in alike.items() for form in _split(text, key, group, place)]
    return tuple(sorted(forms, key=lambda form: (form.first, form.type)))


def key_of(mention: Mention) -> str:
    """Return a mention's folded name; a person's without titles before it."""
    key = fold(mention.text)
    return without_titles(key) if mention.type == ActorType.PERSON else key


def without_titles(key: str) -> str:
    """Return a folded personal name without the titles before it, unless nothing would be left."""
    known = titles()
    words = key.split()
    while len(words) > 1:
        length = next((n for n in (3, 2, 1) if len(words) > n and " ".join(words[:n]) in known), 0)
        if not length:
            break
        words = words[length:]
    return " ".join(words)


@cache
def titles() -> Mapping[str, str]:
    """Return the folded titles with the gender that each tells, or ""."""
    return {fold(row["title"]): row["gender"] for row in csv_rows("titles")}


def vote(mentions: Iterable[Mention]) -> str:
    """Return the type with most probability among mentions; of equals the first in the alphabet."""
    votes: dict[str, float] = defaultdict(float)
    for mention in mentions:
        votes[mention.type] += mention.probability
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _split(text: str, key: str, group: Sequence[Mention], place: bool) -> Iterable[Form]:
    """Yield one form, or for a place one for each kind that words beside some mention assert; the others go with the majority."""
    acronym = all(any(c.isupper() for c in m.text) and not any(c.islower() for c in m.text) for m in group) and " " not in key
    if not place:
        yield Form(key, vote(group), tuple(group), acronym)
        return
    country = vote(group) == PlaceType.COUNTRY  # "a US city", "Iraq province": the words are of another place
    told = {mention: None if country else beside(text, mention) for mention in group}
    kinds = {kind for kind in told.values() if kind in _FOR_CERTAIN}
    if len(kinds) < 2:
        yield Form(key, next(iter(kinds), None) or vote(group), tuple(group), acronym)
        return
    rest = vote([m for m in group if told[m] is None] or list(group))
    rest = rest if rest in kinds else min(kinds)
    for kind in sorted(kinds):
        yield Form(key, kind, tuple(m for m in group if (told[m] or rest) == kind), acronym)


@cache
def _heads() -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, str]]:
    kinds = {head: kind for kind, heads in toml_table("grouping")["place_heads"].items() for head in heads}
    listed = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    return re.compile(rf"\b({listed}) of (?:the )?$", re.IGNORECASE), re.compile(rf"^[ -]({listed})\b(?! of\b)", re.IGNORECASE), kinds


def beside(text: str, mention: Mention) -> str | None:
    """Return the kind of place that the words around a mention say it is ("the province of ...", "... refugee camp"), or None."""
    before, after, kinds = _heads()
    start, end = mention.span.start, mention.span.end
    found = before.search(text[max(0, start - BESIDE) : start]) or after.search(text[end : end + BESIDE])
    return kinds[found.group(1).lower()] if found else None

"""Settle what named mentions are before they are grouped: one spelling is one kind of thing, and a known name is what it is known as.

A tagger sees one sentence at a time, and calls "HRW" a person in one and an organisation in the next. A country is
left alone: it acts in one sentence and is a place in another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.entities.forms import key_of, titles, vote
from kg.entities.gazetteer import PLACE_TYPES, Gazetteer
from kg.entities.spelling import fold, is_acronym
from kg.model import ActorType, Mention, PlaceType

#: A name of one word is unmistakable from so many letters on ("Daesh", "Rudaw"), where nobody in the article bears it.
LONG = 5
#: A family name in the article may also be a place's ("Paris"): from this probability on the tagger's place stands.
SURE = 0.7
_FREE = frozenset({ActorType.STATE, PlaceType.COUNTRY})


def settle(text: str, mentions: Iterable[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return named mentions in text order, those of one spelling agreeing on what they are."""
    named = [_titled(text, m, gazetteer) for m in sorted((m for m in mentions if m.named), key=lambda m: m.span)]
    alike: dict[str, list[Mention]] = defaultdict(list)
    for mention in named:
        alike[key_of(mention)].append(mention)
    full = [key.split() for key, group in alike.items() if vote(group) == ActorType.PERSON and " " in key]
    borne = frozenset(word for words in full for word in words)
    families = frozenset(words[-1] for words in full)
    for key in families & alike.keys():
        alike[key] = [_person(mention) for mention in alike[key]]
    settled = [changed for key, group in alike.items() for changed in _agree(key, group, gazetteer, borne)]
    return tuple(sorted(settled, key=lambda m: m.span))


_TITLE = re.compile(r"([A-Za-z][\w-]*)\.? $")


def _titled(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """Return an unknown name of two to four words as a person's where a title stands before it ("spokesman Mustefa Bali")."""
    before = _TITLE.search(text[max(0, mention.span.start - 20) : mention.span.start])
    words = mention.text.split()
    name = 2 <= len(words) <= 4 and all(word[0].isupper() and word[1:2].islower() for word in (words[0], words[-1]))
    titled = name and before is not None and fold(before.group(1)) in titles()
    if not titled or mention.type in PLACE_TYPES | _FREE or gazetteer.named(mention.text, place=False):
        return mention
    return _person(mention)


def _person(mention: Mention) -> Mention:
    """Return a family name of someone in the article as a person's, save a country's, or a place's that the tagger is sure of."""
    sure = mention.type in _FREE or (mention.type in PLACE_TYPES and mention.probability >= SURE) or is_acronym(mention.text)
    return mention if sure else replace(mention, type=ActorType.PERSON)


def _agree(key: str, group: Sequence[Mention], gazetteer: Gazetteer, borne: Collection[str]) -> Iterable[Mention]:
    known = _known(key, group, gazetteer) if key not in borne else None
    if known:
        return [replace(mention, type=known) for mention in group]
    bound = [mention for mention in group if mention.type not in _FREE]
    worlds = {mention.type in PLACE_TYPES for mention in bound}
    people = {mention.type == ActorType.PERSON for mention in bound}
    if len(worlds) < 2 and len(people) < 2:
        return group
    kind = vote(bound)
    return [replace(mention, type=kind) if _other(mention, kind) else mention for mention in group]


def _other(mention: Mention, kind: str) -> bool:
    """Tell whether a mention is of another kind than its spelling's: other place than actor, or person than organisation."""
    differs = (mention.type in PLACE_TYPES) != (kind in PLACE_TYPES) or (mention.type == ActorType.PERSON) != (kind == ActorType.PERSON)
    return mention.type not in _FREE and differs


def _known(key: str, group: Sequence[Mention], gazetteer: Gazetteer) -> str | None:
    """Return the type of the only curated actor with an unmistakable name (an acronym, or two words and more), or None."""
    if not (len(key.split()) > 1 or len(key) >= LONG or all(is_acronym(mention.text) for mention in group)):
        return None
    actors = [e for e in gazetteer.named(key, place=False) if e.curated and key not in e.loose]
    if len(actors) != 1 or gazetteer.named(key, place=True):
        return None
    kinds = {mention.type for mention in group}
    wrong = kinds & PLACE_TYPES or (ActorType.PERSON in kinds) != (actors[0].type == ActorType.PERSON) or ActorType.STATE in kinds
    return actors[0].type if wrong else None

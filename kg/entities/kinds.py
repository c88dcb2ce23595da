"""Settle what a name that no gazetteer knows is, over all articles: each of them may show too little of it.

One article calls Norland a country, in a second nothing tells it from a town, and in a third, a headline long, it reads like
somebody's name. A person of one word whose name is more often a place's or a power's is that power. A place that articles
take for different kinds of place, or for none that they can name, is of the kind most say where no article tells two of
them apart and the articles have other places in common; so the city and the province that one article names are two, and
so are namesakes in distant articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entities.gazetteer import PLACE_TYPES
from kg.entities.spelling import fold
from kg.model import ActorType, Appearance, PlaceType

_VAGUE = frozenset({PlaceType.REGION, PlaceType.OTHER, PlaceType.DESERT})


def settled(appearances: Iterable[Appearance]) -> tuple[Appearance, ...]:
    """Return the appearances, sorted, those of unknown names with the types that all articles together give them."""
    ordered = sorted(set(appearances), key=lambda a: (a.article, a.id))
    named: dict[str, list[int]] = defaultdict(list)
    for i, appearance in enumerate(ordered):
        if appearance.gazetteer is None and _open(appearance):
            named[fold(appearance.name)].append(i)
    for key, indices in named.items():
        if len(indices) > 1:
            group = [ordered[i] for i in indices]
            for i, kind in zip(indices, _kinds(key, group), strict=True):
                ordered[i] = replace(ordered[i], type=kind) if kind != ordered[i].type else ordered[i]
    return tuple(ordered)


def _open(appearance: Appearance) -> bool:
    """Tell whether an appearance is one whose kind other articles may settle."""
    single = " " not in fold(appearance.name)
    return appearance.type in PLACE_TYPES or (single and appearance.type in (ActorType.PERSON, ActorType.STATE))


def _kinds(key: str, group: Sequence[Appearance]) -> list[str]:
    people = [a for a in group if a.type == ActorType.PERSON]
    others = [a for a in group if a.type != ActorType.PERSON]
    powers = sum(a.mentions for a in others) > sum(a.mentions for a in people)
    place = _place(key, [a for a in others if a.type in PLACE_TYPES])
    return [
        ActorType.STATE.value if a.type == ActorType.PERSON and powers else place if place and _joins(key, a, group) else a.type
        for a in group
    ]


def _place(key: str, places: Sequence[Appearance]) -> str | None:
    """Return the kind of place that a name is in all its articles, or None where as many say another, or one of them tells two apart."""
    firm = [a for a in places if a.type not in _VAGUE]
    kinds: dict[str, set[str]] = defaultdict(set)
    votes: Counter[str] = Counter()
    for appearance in firm:
        kinds[appearance.article].add(appearance.type)
        votes[appearance.type] += appearance.mentions
    votes["nothing"] = sum(appearance.mentions for appearance in places) - votes.total()
    (kind, most), (_, next_) = (*votes.most_common(2), ("", 0))[:2]
    apart = any(len(each) > 1 for each in kinds.values())
    return None if apart or most == next_ or kind == "nothing" else kind


def _joins(key: str, one: Appearance, group: Sequence[Appearance]) -> bool:
    """Tell whether an article that has a name as a place has another place in common with some other article that has it."""
    if one.type not in PLACE_TYPES:
        return False
    mine = {fold(name) for name in one.context} - {key}
    return any(a.article != one.article and mine & {fold(name) for name in a.context} for a in group if a.type in PLACE_TYPES)

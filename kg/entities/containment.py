"""Find which place the text says another place is in: "Baghouz, a village in eastern Syria", "Aleppo, Syria", "Syria's Raqqa"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.entities.gazetteer import Gazetteer
from kg.model import Entity, Mention, PlaceType, Text

#: Which kinds of place lie in which: a lower rank lies in a higher one.
_RANK = {
    PlaceType.BUILDING: 0, PlaceType.CAMP: 1, PlaceType.SETTLEMENT: 2, PlaceType.DESERT: 3, PlaceType.OTHER: 3, PlaceType.PROVINCE: 4,
    PlaceType.REGION: 5, PlaceType.COUNTRY: 6,
}  # fmt: skip
_DIRECTION = r"(?:(?:far|central|nearby|neighbou?ring|(?:north|south)?-?(?:east|west|north|south)(?:ern)?)[ -])*"
_DESCRIBED = r", (?:a|an|the|its|one of)\b[^,.;()]{0,60}? (?:in|of|inside) (?:the )?"
_BETWEEN = re.compile(
    rf"^(?:, (?:in )?(?:the )?|{_DESCRIBED}| in (?:the )?"
    r"| (?:city|town|village|camp|district|province|region|area|governorate)s? (?:in|of) (?:the )?"
    rf"|, in (?:the )?| \((?:in )?){_DIRECTION}$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^['’]s " + _DIRECTION + r"(?:(?:city|town|village|province|region|district) of )?$", re.IGNORECASE)


def containers(text: Text, entities: Sequence[Entity], gazetteer: Gazetteer) -> Mapping[str, str]:
    """Return for each place the id of the place of this article that contains it, by the article's words or the gazetteer's."""
    found = {inner: outer for inner, outer, _ in contained(text, entities)}
    by_entry = {e.gazetteer: e.id for e in entities if e.gazetteer and e.is_place}
    for entity in entities:
        outer = next((by_entry[i] for i in _around(entity.gazetteer, gazetteer) if i in by_entry), None)
        if outer and entity.id not in found and outer != entity.id:
            found[entity.id] = outer
    return found


def _around(id: str | None, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the ids of the places that the gazetteer says contain an entry, the nearest first."""
    entry = gazetteer.get(id)
    while entry and entry.inside:
        yield entry.inside
        entry = gazetteer.get(entry.inside)


def contained(text: Text, entities: Sequence[Entity]) -> list[tuple[str, str, tuple[int, int]]]:
    """Return (inner id, outer id, characters that say so), in text order and each pair once; a name that precedes wins."""
    places = [(m, e) for e in entities if e.is_place for m in e.mentions if m.named]
    places.sort(key=lambda pair: pair[0].span)
    found: dict[str, tuple[str, str, tuple[int, int]]] = {}
    for (left, first), (right, second) in pairwise(places):
        pair = _told(text.text, (left, first), (right, second))
        if pair and pair[0].id not in found:
            found[pair[0].id] = (pair[0].id, pair[1].id, (left.span.start, right.span.end))
    return list(found.values())


def _told(text: str, left: tuple[Mention, Entity], right: tuple[Mention, Entity]) -> tuple[Entity, Entity] | None:
    between = text[left[0].span.end : right[0].span.start]
    if len(between) > 90 or "\n" in between:
        return None
    if _lower(left[1], right[1]) and _BETWEEN.match(between):
        return left[1], right[1]
    if _lower(right[1], left[1]) and _OWNER.match(between):
        return right[1], left[1]
    return None


def _lower(inner: Entity, outer: Entity) -> bool:
    """Tell whether one kind of place can lie in the other; a list of cities is no containment."""
    ranks = (_RANK.get(PlaceType(inner.type)), _RANK.get(PlaceType(outer.type)))
    return ranks[0] is not None and ranks[1] is not None and ranks[0] < ranks[1]

"""Sort claims into blocks by the question that they answer: only claims of one block are ever compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.claims.happenings import is_happening, topics
from kg.claims.questions import bounded_by, counted_class, counts_people, is_open, kinds, manner, story_places
from kg.claims.tolls import is_toll
from kg.model import ReportedClaim

#: A figure is held against those of at most so many places around its own.
_LEVELS = 3


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Name a question: ``form`` is ``figure``, ``toll``, ``bound`` or ``happening``; claims of different blocks never meet."""

    form: str
    kind: str
    counted: str
    place: str
    any_start: bool = False


def blocks(claims: Iterable[ReportedClaim], inside: Mapping[str, str] | None = None) -> Mapping[Block, tuple[ReportedClaim, ...]]:
    """Return the claims by the questions that they answer, each block sorted by IRI."""
    articles: defaultdict[str, dict[str, ReportedClaim]] = defaultdict(dict)
    for claim in claims:
        articles[claim.article][claim.iri] = claim
    found: defaultdict[Block, list[ReportedClaim]] = defaultdict(list)
    for article in articles.values():
        for block, claim in placed(article.values(), inside or {}):
            found[block].append(claim)
    return {block: tuple(sorted(members, key=lambda claim: claim.iri)) for block, members in found.items() if len(members) > 1}


def placed(claims: Iterable[ReportedClaim], inside: Mapping[str, str]) -> Iterator[tuple[Block, ReportedClaim]]:
    """Yield the claims of one article, each with every block that it stands in: no other article bears on that.

    A claim that names no place is taken to be where most claims of its article are; an article that names no place at all
    is only compared with its own wire copies. Figures also stand in the blocks of the places around theirs.
    """
    ordered = sorted(claims, key=lambda claim: claim.iri)
    story = story_places(ordered)
    for claim in ordered:
        place = claim.place or story.get(claim.article) or f"wire:{claim.wire}"
        found = {_toll(claim)} if is_toll(claim) else _blocks_of(claim, place)
        if claim.place:
            found |= {replace(block, place=around) for block in found if block.form == "figure" for around in _around(place, inside)}
        yield from ((block, claim) for block in sorted(found))


def _around(place: str, inside: Mapping[str, str]) -> Iterator[str]:
    """Yield the places around a place, the nearest first; a circle ends where it closes."""
    seen = {place}
    while len(seen) <= _LEVELS and (place := inside.get(place, "")) and place not in seen:
        seen.add(place)
        yield place


def _asked(kind: str, claim: ReportedClaim) -> str:
    """Return what is asked of a figure: of those who are somewhere also how they are there."""
    return f"{kind}, {how}" if kind == "presence" and (how := manner(claim)) else kind


def _toll(claim: ReportedClaim) -> Block:
    """Return the block of a toll: its calamity, wherever that is; without any place only its own wire copies."""
    return Block("toll", "killing", str(claim.calamity), "" if claim.place or claim.about else f"wire:{claim.wire}", True)


def _blocks_of(claim: ReportedClaim, place: str) -> set[Block]:
    counted, found = counted_class(claim), set()
    if claim.quantity is not None and claim.event != "other" and counted and (counts_people(counted) or not is_open(claim.event)):
        for kind in kinds(claim.event, counted):
            found.add(Block("figure", _asked(kind.name, claim), counted, place, kind.any_start))
            found |= {
                Block("bound", stock, counted, place) for stock, flow in bounded_by().items() if kind.name == flow or claim.event == stock
            }
    if is_happening(claim):
        found |= {Block("happening", claim.event, f"{role} {value}", place) for role, value in topics(claim)}
    return found

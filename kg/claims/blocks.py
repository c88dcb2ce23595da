"""Sort claims into blocks by the question that they answer: only claims of one block are ever compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims.happenings import is_happening, topics
from kg.claims.questions import bounded_by, counted_class, is_open, kinds, story_places
from kg.model import ReportedClaim

#: A figure is held against those of at most so many places around its own.
_LEVELS = 3


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Name a question: ``form`` is ``figure``, ``bound`` or ``happening``; claims of different blocks never meet."""

    form: str
    kind: str
    counted: str
    place: str
    any_start: bool = False


def blocks(claims: Iterable[ReportedClaim], inside: Mapping[str, str] | None = None) -> Mapping[Block, tuple[ReportedClaim, ...]]:
    """Return the claims by the questions that they answer, each block sorted by IRI.

    A claim that names no place is taken to be where most claims of its article are; an article that names no place at all
    is only compared with its own wire copies. Figures also stand in the blocks of the places around theirs.
    """
    unique = sorted({claim.iri: claim for claim in claims}.values(), key=lambda claim: claim.iri)
    story = story_places(unique)
    found: defaultdict[Block, list[ReportedClaim]] = defaultdict(list)
    for claim in unique:
        place = claim.place or story.get(claim.article) or f"wire:{claim.wire}"
        for block in _blocks_of(claim, place):
            found[block].append(claim)
            if block.form == "figure" and claim.place:
                for around in _around(place, inside or {}):
                    found[replace(block, place=around)].append(claim)
    return {block: tuple(members) for block, members in found.items() if len(members) > 1}


def _around(place: str, inside: Mapping[str, str]) -> Iterator[str]:
    """Yield the places around a place, the nearest first; a circle ends where it closes."""
    seen = {place}
    while len(seen) <= _LEVELS and (place := inside.get(place, "")) and place not in seen:
        seen.add(place)
        yield place


def _blocks_of(claim: ReportedClaim, place: str) -> set[Block]:
    counted, found = counted_class(claim), set()
    if claim.quantity is not None and claim.event != "other" and counted:
        for kind in kinds(claim.event, counted):
            found.add(Block("figure", kind.name, counted, place, kind.any_start))
            found |= {
                Block("bound", stock, counted, place) for stock, flow in bounded_by().items() if kind.name == flow or claim.event == stock
            }
    if is_happening(claim):
        found |= {Block("happening", claim.event, f"{role} {value}", place) for role, value in topics(claim)}
    return found


def touched(block: Block, articles: Iterable[str], claims: Sequence[ReportedClaim]) -> bool:
    """Tell whether a block holds a claim of one of the given articles: only such blocks need comparing anew."""
    wanted = frozenset(articles)
    return not is_open(block.kind) and any(claim.article in wanted for claim in claims)

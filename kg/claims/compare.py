"""Compare claims across articles: which answer one question, and do they agree, exclude or update each other?

Claims meet only in blocks (kind of event, things counted, place), so that the cost grows with what a new article
touches and not with all pairs. No claim is judged right or wrong, and none is dropped. The result is a function of the
set of claims: their order changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims.explain import label, sentence, verdict_of
from kg.claims.figures import Figure, Scope, Tie, exceeds, figure, tie
from kg.claims.happenings import WINDOW_DAYS, is_happening, relate, topics
from kg.claims.questions import Kind, bounded_by, counted_class, is_left_behind, is_open, is_stock, kinds, story_places
from kg.model import AttributionKind, Comparison, ReportedClaim, Verdict

#: At most so many earlier stocks or totals are looked at for each later one.
_LOOK_BACK = 12
#: Two groups that give one figure each are paired claim by claim up to so many pairs, beyond it by their first claims.
_PAIRED = 64
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


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold how two claims of a block stand; ``left`` is the earlier one."""

    left: str
    right: str
    tie: Tie


def compare(claims: Iterable[ReportedClaim], inside: Mapping[str, str] | None = None) -> tuple[Comparison, ...]:
    """Return all comparisons, sorted by their claims; the same claims in any order give the same comparisons.

    ``inside`` maps the IRI of a place to that of the place which contains it, where that is known.
    """
    found: dict[tuple[str, ...], Comparison] = {}
    for block, members in sorted(blocks(claims, inside).items()):
        for comparison in compare_block(block, members):
            known = found.get(comparison.claims)
            found[comparison.claims] = comparison if known is None else _joined(known, comparison)
    return tuple(found[key] for key in sorted(found))


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


def compare_block(block: Block, claims: Sequence[ReportedClaim]) -> tuple[Comparison, ...]:
    """Compare the claims of one block: what an article adds costs no more than the blocks that it touches."""
    finders = {"figure": _figure_edges, "bound": _bound_edges, "happening": _happening_edges}
    edges = finders[block.form](block, sorted(claims, key=lambda claim: claim.iri))
    by_iri = {claim.iri: claim for claim in claims}
    return tuple(_comparison(block, [by_iri[iri] for iri in members], ties) for members, ties in _components(edges))


def _figure_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Relate the figures of a block: claims that give one and the same figure first, then the figures."""
    kind = Kind(block.kind, block.any_start)
    same: defaultdict[Figure, list[ReportedClaim]] = defaultdict(list)
    for claim in claims:
        number = figure(claim, kind, _asked(block))
        if number is not None:
            same[replace(number, reported=None)].append(claim)
    groups = [(figure(members[0], kind, _asked(block)), _by_day(members)) for members in same.values()]
    ordered = sorted(((number, members) for number, members in groups if number), key=lambda group: (_until(group[0]), group[1][0].iri))
    edges = [edge for number, members in ordered for edge in _repeated(number, members, kind)]
    for i, (number, members) in enumerate(ordered):
        edges += _backwards(ordered[:i] if number.scope is Scope.SPELL else ordered[max(0, i - _LOOK_BACK) : i], number, members, kind)
    return edges


def _asked(block: Block) -> str:
    return "" if block.place.startswith("wire:") else block.place


def _by_day(claims: Sequence[ReportedClaim]) -> list[ReportedClaim]:
    return sorted(claims, key=lambda claim: (claim.published or dt.date.max, claim.iri))


def _until(number: Figure) -> dt.date:
    return number.until or dt.date.min


def _repeated(number: Figure, members: Sequence[ReportedClaim], kind: Kind) -> list[Edge]:
    """Tie claims that give one figure over one scope to the first of them."""
    return [Edge(members[0].iri, other.iri, Tie.AGREE) for other in members[1:] if tie(number, number, kind, True) is Tie.AGREE]


def _backwards(
    earlier: Sequence[tuple[Figure, Sequence[ReportedClaim]]], number: Figure, members: Sequence[ReportedClaim], kind: Kind
) -> list[Edge]:
    """Tie a figure to the earlier ones; a figure updates only the nearest before it, so that a series is a chain."""
    edges: list[Edge] = []
    updated = False
    for other, others in reversed(earlier):
        if number.scope is Scope.SPELL and other.until and number.until and (number.until - other.until).days > WINDOW_DAYS:
            break
        same_source = members[0].source is not None and members[0].source == others[0].source
        found = tie(replace(other, reported=others[0].said or others[0].published), number, kind, same_source)
        if found is None or (updated and found in (Tie.UPDATE, Tie.BESIDE)):
            continue
        updated = updated or found in (Tie.UPDATE, Tie.BESIDE)
        edges += _paired(others, members, found)
    return edges


def _paired(left: Sequence[ReportedClaim], right: Sequence[ReportedClaim], found: Tie) -> list[Edge]:
    if len(left) * len(right) > _PAIRED:
        left, right = left[:1], right[:1]
    return [Edge(one.iri, other.iri, found) for one in left for other in right if found is not Tie.DISAGREE or not _one_text(one, other)]


def _one_text(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether two claims are one voice in one text: who contradicts himself there speaks of two things."""
    return left.wire == right.wire and left.source == right.source and (left.source is not None or left.kind is right.kind)


def _bound_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Tie a stock to the flows out of it that exceed it."""
    kind = Kind(block.kind)
    numbers = [(claim, number) for claim in claims if (number := figure(claim, kind)) is not None]
    stocks = [(claim, number) for claim, number in numbers if claim.event == block.kind and is_left_behind(claim)]
    flows = [(claim, number) for claim, number in numbers if claim.event != block.kind and not is_stock(claim.event)]
    pairs = ((stock, flow) for stock, left in stocks for flow, right in flows if exceeds(left, right))
    return [Edge(stock.iri, flow.iri, Tie.DISAGREE) for stock, flow in pairs if not (_one_text(stock, flow) and stock.source is None)]


def _happening_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Tie claims about one event, going through them by day and looking back a week."""
    ordered = sorted(claims, key=lambda claim: (_day(claim), claim.iri))
    edges, first = [], 0
    for i, claim in enumerate(ordered):
        while (_day(claim) - _day(ordered[first])).days > WINDOW_DAYS:
            first += 1
        for other in ordered[first:i]:
            found = relate(other, claim)
            if found is not None and not (found is Tie.AGREE and block.counted.startswith("class ")):
                edges.append(Edge(other.iri, claim.iri, found))
    return edges


def _day(claim: ReportedClaim) -> dt.date:
    return claim.end or claim.said or claim.published or dt.date.min


def _components(edges: Sequence[Edge]) -> list[tuple[list[str], list[Edge]]]:
    """Return the groups of claims that ties hold together, each with its ties, in a fixed order."""
    parent: dict[str, str] = {}

    def root(iri: str) -> str:
        while parent.setdefault(iri, iri) != iri:
            parent[iri] = parent[parent[iri]]
            iri = parent[iri]
        return iri

    for edge in edges:
        left, right = sorted((root(edge.left), root(edge.right)))
        parent[right] = left
    members: defaultdict[str, set[str]] = defaultdict(set)
    ties: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        members[root(edge.left)] |= {edge.left, edge.right}
        ties[root(edge.left)].append(edge)
    return [(sorted(members[name]), ties[name]) for name in sorted(members)]


def _comparison(block: Block, claims: Sequence[ReportedClaim], edges: Sequence[Edge]) -> Comparison:
    verdict = verdict_of([edge.tie for edge in edges])
    bounds = [bound for claim in claims if claim.quantity for bound in (claim.quantity.min, claim.quantity.max) if bound is not None]
    by_iri = {claim.iri: claim for claim in claims}
    pairs = {pair for edge in edges for pair in _pairs(by_iri[edge.left], by_iri[edge.right], edge.tie)}
    return Comparison(
        claims=tuple(claim.iri for claim in claims),
        verdict=verdict,
        explanation=sentence(verdict, claims, _topic(block)),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        independent_sources=independent(claims),
        pairs=tuple(sorted(pairs)),
    )


def _topic(block: Block) -> str:
    counted = block.counted.removeprefix("class ") if block.form != "happening" or block.counted.startswith("class ") else ""
    who = counted or label(block.counted.split(" ", 1)[1])
    where = "" if block.place.startswith("wire:") else f" at {label(block.place)}"
    return f"{block.kind} ({who}){where}"


def _pairs(left: ReportedClaim, right: ReportedClaim, found: Tie) -> set[tuple[str, str, str]]:
    """Return what one tie makes of two claims, the earlier one left; agreement of one voice only repeats."""
    if found is Tie.BESIDE:
        return set()
    if found is Tie.UPDATE:
        return {(right.iri, "updates", left.iri)}
    if found is Tie.DISAGREE:
        return {(left.iri, "contradicts", right.iri), (right.iri, "contradicts", left.iri)}
    if repeats(left, right):
        first, second = _by_day((left, right))
        return {(second.iri, "repeats", first.iri)}
    return {(left.iri, "corroborates", right.iri), (right.iri, "corroborates", left.iri)}


def repeats(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether two agreeing claims are one voice: the same wire copy, or the same speaker."""
    return left.wire == right.wire or (left.source is not None and left.source == right.source)


def independent(claims: Iterable[ReportedClaim]) -> int:
    """Count the voices among claims: each named speaker once, each unnamed one once a wire text.

    What a text says in its own voice counts only where nobody whom it cites says it too.
    """
    voices, cited, own = set(), set(), set()
    for claim in claims:
        if claim.source is not None:
            voices.add(("actor", claim.source))
            cited.add(claim.wire)
        elif claim.kind is not AttributionKind.NARRATOR and claim.speaker_words:
            voices.add((claim.wire, claim.speaker_words.casefold()))
            cited.add(claim.wire)
        else:
            own.add(claim.wire)
    return max(1, len(voices) + len(own - cited))


def _joined(left: Comparison, right: Comparison) -> Comparison:
    """Join two comparisons of the same claims from two blocks: the graver verdict explains."""
    order = (Verdict.AGREE, Verdict.UPDATED, Verdict.DISAGREE)
    graver = max((left, right), key=lambda one: (order.index(one.verdict), one.explanation))
    return replace(graver, pairs=tuple(sorted({*left.pairs, *right.pairs})))


def touched(block: Block, articles: Iterable[str], claims: Sequence[ReportedClaim]) -> bool:
    """Tell whether a block holds a claim of one of the given articles: only such blocks need comparing anew."""
    wanted = frozenset(articles)
    return not is_open(block.kind) and any(claim.article in wanted for claim in claims)

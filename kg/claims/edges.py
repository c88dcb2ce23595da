"""Find the ties between the claims of one block, in time that grows with its claims and not with their pairs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.blocks import Block
from kg.claims.figures import Figure, Scope, Tie, exceeds, figure, tie
from kg.claims.happenings import WINDOW_DAYS, relate
from kg.claims.questions import Kind, is_left_behind
from kg.claims.tolls import toll_tie
from kg.claims.voices import by_day, one_text
from kg.model import ReportedClaim, Status

#: At most so many earlier claims are looked at for each later one.
_LOOK_BACK = 12
#: Two groups that give one figure each are paired claim by claim up to so many pairs, beyond it by their first claims;
#: as many earlier figures of single days are looked at.
_PAIRED = 64


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold how two claims of a block stand; ``left`` is the earlier one."""

    left: str
    right: str
    tie: Tie


def figure_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Relate the figures of a block: claims that give one and the same figure first, then the figures."""
    kind = Kind(block.kind, block.any_start)
    same: defaultdict[Figure, list[ReportedClaim]] = defaultdict(list)
    for claim in claims:
        number = figure(claim, kind, _asked(block))
        if number is not None:
            same[replace(number, reported=None)].append(claim)
    groups = [(figure(members[0], kind, _asked(block)), by_day(members)) for members in same.values()]
    ordered = sorted(((number, members) for number, members in groups if number), key=lambda group: (_until(group[0]), group[1][0].iri))
    edges = [edge for number, members in ordered for edge in _repeated(number, members, kind)]
    for i, (number, members) in enumerate(ordered):
        edges += _backwards(ordered[max(0, i - (_PAIRED if number.scope is Scope.SPELL else _LOOK_BACK)) : i], number, members, kind)
    return edges


def _asked(block: Block) -> str:
    return "" if block.place.startswith("wire:") else block.place


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
    if found is Tie.UPDATE:
        ordered = [sorted((one, other), key=_told) for one in left for other in right]
        return [Edge(first.iri, second.iri, found) for first, second in ordered]
    return [Edge(one.iri, other.iri, found) for one in left for other in right if found is not Tie.DISAGREE or not one_text(one, other)]


def _told(claim: ReportedClaim) -> tuple[dt.date, dt.date, str]:
    """Return the order of claims in an update: by the day that they hold until, then by the day that they were told."""
    return _day(claim), claim.said or claim.published or dt.date.max, claim.iri


def toll_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Relate the tolls of a calamity by the days on which they were told, each with a few before it; a series is a chain.

    Two tolls meet where their articles are about one place at least.
    """
    rows = [
        (replace(number, until=claim.said or claim.published), claim) for claim in claims if (number := figure(claim, Kind(block.kind)))
    ]
    ordered = sorted(rows, key=lambda row: (_until(row[0]), row[0].nominal, row[1].iri))
    edges: list[Edge] = []
    seen: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_LOOK_BACK))
    for i, (number, claim) in enumerate(ordered):
        places = {*claim.about, *([claim.place] if claim.place else []), *([block.place] if block.place else [])}
        edges += _tolls_before([ordered[j] for j in sorted({j for place in places for j in seen[place]}, reverse=True)], number, claim)
        for place in places:
            seen[place].append(i)
    return edges


def _tolls_before(earlier: Sequence[tuple[Figure, ReportedClaim]], number: Figure, claim: ReportedClaim) -> Iterator[Edge]:
    """Tie a toll to earlier ones, the latest first; it updates only the latest that it updates."""
    updated = False
    for before, other in earlier:
        told = {one.place for one in (claim, other) if one.place and one.place_told}
        found = toll_tie(before, number, len(told) < 2, claim.source is not None and claim.source == other.source)
        if found is None or (found is Tie.UPDATE and updated) or (found is Tie.DISAGREE and one_text(claim, other)):
            continue
        updated = updated or found is Tie.UPDATE
        yield Edge(other.iri, claim.iri, found)


def bound_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Tie a stock to the flows out of it that exceed it."""
    kind = Kind(block.kind)
    numbers = [(claim, number) for claim in claims if (number := figure(claim, kind)) is not None]
    stocks = [(claim, number) for claim, number in numbers if claim.event == block.kind and is_left_behind(claim)]
    flows = [(claim, number) for claim, number in numbers if claim.event != block.kind and number.scope is Scope.TOTAL]
    pairs = ((stock, flow) for stock, left in stocks for flow, right in flows if exceeds(left, right))
    return [Edge(stock.iri, flow.iri, Tie.DISAGREE) for stock, flow in pairs if not (one_text(stock, flow) and stock.source is None)]


def happening_edges(block: Block, claims: Sequence[ReportedClaim]) -> list[Edge]:
    """Tie claims about one event, going through them by day and looking back a week.

    Each claim is tied to a few of the claims that say the same, which hold it in their group, and to a few of those that
    say the opposite, so that an event that everybody reports costs no more than any other.
    """
    ordered = sorted(claims, key=lambda claim: (_day(claim), claim.iri))
    edges: list[Edge] = []
    earlier: defaultdict[Status, deque[ReportedClaim]] = defaultdict(lambda: deque(maxlen=_LOOK_BACK))
    for claim in ordered:
        for others in earlier.values():
            edges += [edge for other in others if (edge := _happening_edge(block, other, claim)) is not None]
        earlier[claim.status].append(claim)
    return edges


def _happening_edge(block: Block, earlier: ReportedClaim, later: ReportedClaim) -> Edge | None:
    if (_day(later) - _day(earlier)).days > WINDOW_DAYS:
        return None
    found = relate(earlier, later)
    if found is None or (found is Tie.AGREE and block.counted.startswith("class ")):
        return None
    return Edge(earlier.iri, later.iri, found)


def _day(claim: ReportedClaim) -> dt.date:
    return claim.end or claim.said or claim.published or dt.date.min

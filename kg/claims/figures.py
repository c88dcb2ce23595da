"""Relate two figures: do they agree, exclude each other, update one another, or have nothing to do with each other?

A figure is a stock (true of a day), a spell (added up over at most a week) or a total (since some start until a day).
Figures are only held against each other over the same scope; parts never contradict wholes unless they exceed them, and
what is counted on top ("another 350") is never compared with a total.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.claims.questions import Kind, counted_class, is_part, is_stock
from kg.model import ReportedClaim, Status

#: "About 3,000" is taken to mean 3,000 give or take a tenth.
TOLERANCE = Decimal("0.1")
#: A flow over at least this many days is a total; starts of totals that lie this close are one start.
_TOTAL_DAYS = 7
_SAME_START_DAYS = 15
#: Stocks and totals farther apart than this are no longer one story.
_STORY_DAYS = 60


class Tie(StrEnum):
    """Name how two claims of one question stand; ``beside`` are compatible without confirming one another."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UPDATE = "update"
    BESIDE = "beside"


class Scope(StrEnum):
    """Name what span of time a figure covers."""

    STOCK = "stock"
    SPELL = "spell"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a claim's number as comparison sees it: bounds widened for approximation, and the time it covers."""

    low: Decimal
    high: Decimal | None
    nominal: Decimal
    scope: Scope
    start: dt.date | None
    until: dt.date | None
    dated: bool
    increment: bool = False
    part: bool = False
    inner: bool = False
    vague: bool = False
    reported: dt.date | None = None
    floor: bool = False


def figure(claim: ReportedClaim, kind: Kind, place: str = "") -> Figure | None:
    """Return the figure of a claim for a kind of question; None for claims without bounds, plans and denials.

    ``place`` is the place that is asked about: a figure for a place inside it is an inner one.
    """
    quantity = claim.quantity
    if quantity is None or claim.status not in (Status.ASSERTED, Status.POSSIBLE) or (quantity.min is None and quantity.max is None):
        return None
    low, high = quantity.min, quantity.max
    vague = quantity.approximate and (low is None or high is None)
    margin = TOLERANCE if quantity.approximate and not vague else Decimal(0)
    named = [bound for bound in (low, high) if bound is not None]
    scope = _scope(claim, kind)
    return Figure(
        low=(low or Decimal(0)) * (1 - margin),
        high=None if high is None else high * (1 + margin),
        nominal=sum(named, Decimal(0)) / len(named),
        scope=scope,
        start=claim.start,
        until=claim.end or claim.said or claim.published,
        dated=claim.start is not None and claim.end is not None,
        increment=quantity.increment,
        part=quantity.part_of is not None and not is_part(counted_class(claim)),
        inner=claim.place is not None and place != "" and claim.place != place,
        vague=vague,
        reported=claim.said or claim.published,
        floor=high is None,
    )


def _scope(claim: ReportedClaim, kind: Kind) -> Scope:
    if kind.any_start:
        days = (claim.end - claim.start).days if claim.start and claim.end else _TOTAL_DAYS
        return Scope.TOTAL if days >= _TOTAL_DAYS or is_stock(claim.event) else Scope.SPELL
    if is_stock(claim.event):
        return Scope.STOCK
    if claim.start and claim.end:
        return Scope.TOTAL if (claim.end - claim.start).days >= _TOTAL_DAYS else Scope.SPELL
    return Scope.TOTAL if claim.quantity is not None and claim.quantity.cumulative else Scope.SPELL


def tie(left: Figure, right: Figure, kind: Kind, same_source: bool = False) -> Tie | None:
    """Relate two figures of one kind; None where they answer different questions. Symmetric."""
    if left.increment != right.increment:
        return None
    if (left.scope, right.scope) in ((Scope.SPELL, Scope.TOTAL), (Scope.TOTAL, Scope.SPELL)):
        return _part_tie(*((left, right) if left.scope is Scope.SPELL else (right, left)))
    if left.scope is not right.scope or left.until is None or right.until is None:
        return None
    if left.inner or right.inner:
        return None if left.inner and right.inner else _contained_tie(*((left, right) if left.inner else (right, left)))
    if left.part != right.part:
        return None
    return _spell_tie(left, right) if left.scope is Scope.SPELL else _running_tie(left, right, kind, same_source)


def compatible(left: Figure, right: Figure) -> bool:
    """Tell whether a number could satisfy both figures."""
    return (left.high is None or right.low <= left.high) and (right.high is None or left.low <= right.high)


def _part_tie(part: Figure, whole: Figure) -> Tie | None:
    """A part that exceeds its whole excludes it; else the two say nothing of each other."""
    if not (part.dated and whole.dated and part.start and part.until and whole.start and whole.until):
        return None
    within = whole.start <= part.start and part.until <= whole.until
    return Tie.DISAGREE if within and whole.high is not None and part.low > whole.high else None


def _contained_tie(part: Figure, whole: Figure) -> Tie | None:
    """Relate a figure for a place to one for a place around it: the very same number agrees, a greater one excludes."""
    if part.vague or whole.vague or part.increment or part.until is None or whole.until is None:
        return None
    if abs((part.until - whole.until).days) > 1:
        return None
    if part.nominal == whole.nominal:
        return Tie.AGREE
    return Tie.DISAGREE if part.dated and whole.dated and whole.high is not None and part.low > whole.high else None


def _spell_tie(left: Figure, right: Figure) -> Tie | None:
    if not (left.dated and right.dated):
        close = left.until is not None and right.until is not None and abs((left.until - right.until).days) <= 1
        return Tie.AGREE if close and left.nominal == right.nominal and not left.vague and not right.vague else None
    share = _shared_days(left, right)
    if share < 0.5:
        if share == 0 or left.vague or right.vague:
            return None
        inner, outer = sorted((left, right), key=_length)
        return _part_tie(inner, outer)
    return _same_scope(left, right)


def _length(figure: Figure) -> int:
    return (figure.until - figure.start).days if figure.start and figure.until else 0


def _shared_days(left: Figure, right: Figure) -> float:
    """Return the days that both cover as a share of the days that either covers."""
    if not (left.start and right.start and left.until and right.until):
        return 0.0
    shared = (min(left.until, right.until) - max(left.start, right.start)).days + 1
    either = (max(left.until, right.until) - min(left.start, right.start)).days + 1
    return max(0, shared) / either


def _same_scope(left: Figure, right: Figure) -> Tie | None:
    """Over one scope figures agree or exclude each other; a later count that passes an earlier floor updates it."""
    first, second = sorted((left, right), key=lambda figure: (figure.reported or dt.date.max, figure.nominal))
    later = first.reported and second.reported and first.reported < second.reported
    if later and first.floor and not first.vague and not second.vague and second.nominal > first.nominal:
        return Tie.UPDATE
    if compatible(left, right):
        return Tie.AGREE
    return Tie.DISAGREE


def _running_tie(left: Figure, right: Figure, kind: Kind, same_source: bool) -> Tie | None:
    """Relate two stocks or two totals by the days until which they hold.

    A stock is updated by its own source only: who else counts on another day may count elsewhere or otherwise.
    """
    if left.until is None or right.until is None or not _same_start(left, right, kind, same_source):
        return None
    apart = abs((left.until - right.until).days)
    if apart <= 1:
        return _same_scope(left, right)
    if apart > _STORY_DAYS or left.vague or right.vague:
        return None
    first, second = (left, right) if left.until < right.until else (right, left)
    if second.nominal == first.nominal:
        return Tie.AGREE
    if first.scope is Scope.STOCK:
        return Tie.UPDATE if same_source else None
    if second.nominal > first.nominal:
        return Tie.UPDATE
    return Tie.BESIDE if compatible(first, second) else Tie.DISAGREE


def _same_start(left: Figure, right: Figure, kind: Kind, same_source: bool) -> bool:
    if left.scope is Scope.STOCK or kind.any_start:
        return True
    if left.start is None or right.start is None:
        return same_source and left.start == right.start
    return abs((left.start - right.start).days) <= _SAME_START_DAYS


def exceeds(stock: Figure, flow: Figure) -> bool:
    """Tell whether more left, from the day of a stock on, than the stock says were there."""
    if stock.high is None or stock.until is None or flow.start is None or flow.until is None or flow.increment:
        return False
    begins = stock.start or stock.until
    return begins <= flow.start and (flow.start - stock.until).days <= _STORY_DAYS and flow.low > stock.high and not flow.vague

"""Relate claims that an event happened or did not, where no figure is held against another."""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.figures import Tie
from kg.claims.questions import counted_class, is_open
from kg.model import ReportedClaim, Status

#: Events farther apart in time than this are two events.
WINDOW_DAYS = 7


def topics(claim: ReportedClaim) -> Iterator[tuple[str, str]]:
    """Yield what a claim must share with another to be about one event: who did it, to whom, or what kind of people.

    The kind of people serves denials only ("no civilians were hurt"), which name nobody in particular.
    """
    if claim.agent:
        yield "agent", claim.agent
    if claim.patient:
        yield "patient", claim.patient
    counted = counted_class(claim)
    if counted and not claim.patient:
        yield "class", counted


def is_happening(claim: ReportedClaim) -> bool:
    """Tell whether a claim asserts or denies a concrete event at a stated place."""
    return claim.status in (Status.ASSERTED, Status.DENIED) and not is_open(claim.event) and claim.place is not None


def relate(left: ReportedClaim, right: ReportedClaim) -> Tie | None:
    """Relate two claims of one type, place and topic; symmetric.

    An assertion and a denial of one time exclude each other when they come from different mouths; two assertions agree
    when they share a doer or sufferer and at most one of them counts (two figures are compared as figures).
    """
    if not _one_time(left, right):
        return None
    if left.status is not right.status:
        return Tie.DISAGREE if (_voice(left) != _voice(right) and left.article != right.article) or _voices_differ(left, right) else None
    shared = (left.agent and left.agent == right.agent) or (left.patient and left.patient == right.patient)
    if not shared or (left.quantity and right.quantity) or _opposed(left, right):
        return None
    return Tie.AGREE if left.iri != right.iri else None


def _opposed(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether two claims name different doers or different sufferers."""
    return bool(
        (left.agent and right.agent and left.agent != right.agent) or (left.patient and right.patient and left.patient != right.patient)
    )


def _voice(claim: ReportedClaim) -> str:
    return claim.source or claim.speaker_words or claim.outlet or claim.article


def _voices_differ(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether two claims are by two named speakers."""
    return bool(left.source and right.source and left.source != right.source)


def _one_time(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether the claims date their event alike; undated ones only fit when told within a day of each other."""
    if left.start and left.end and right.start and right.end:
        shared = (min(left.end, right.end) - max(left.start, right.start)).days + 1
        either = (max(left.end, right.end) - min(left.start, right.start)).days + 1
        return shared > 0 and 2 * shared >= either
    days = [claim.end or claim.said or claim.published for claim in (left, right)]
    near = days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= 1
    return near and left.agent == right.agent and (left.patient == right.patient or left.status is not right.status)

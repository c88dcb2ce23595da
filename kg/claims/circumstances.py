"""Choose the place, the time and the day of saying of a claim from what was found in the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.page import Found, Page
from kg.model import PlaceType, Span, Statement, TimeRange

#: Smaller kinds of place first: "Baghouz in Syria" happens in Baghouz.
_SIZE = {
    PlaceType.BUILDING: 0,
    PlaceType.CAMP: 0,
    PlaceType.SETTLEMENT: 1,
    PlaceType.OTHER: 2,
    PlaceType.WATER: 3,
    PlaceType.RIVER: 3,
    PlaceType.DESERT: 4,
    PlaceType.PROVINCE: 4,
    PlaceType.REGION: 5,
    PlaceType.COUNTRY: 6,
}


#: "Raqqah, Syria": a place this close to the reader's words for the place belongs to them.
_NEAR = 4
#: "About 200 kilometres from Lowtown", "south of Lowtown": a place that only says where another one lies.
_BEARING = re.compile(
    r"(?:\b(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of|\b(?:km|kms|kilomet(?:er|re)s|miles)\)? (?:\S+ )?(?:of|from)) \Z",
    re.I,
)
_BEARING_REACH = 40
_WIDE = _SIZE[PlaceType.REGION]
#: "Have since come" counts from a time named at most so many characters before.
_SINCE_REACH = 250
_SINCE = re.compile(r"\b(?:has|have|had)\s+(since)\b(?=\s+[a-z])")
#: Kinds of place by the nouns that stand for one named before.
_KINDS = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "settlement"), PlaceType.SETTLEMENT),
    **dict.fromkeys(("mosque", "airport", "hospital", "church", "prison", "university", "airfield", "base", "palace"), PlaceType.BUILDING),
    "camp": PlaceType.CAMP,
    "province": PlaceType.PROVINCE,
}
_DESCRIBED = re.compile(rf"\b(?:the|this|that|same)\s+(?:[a-z]+\s+)?({'|'.join(_KINDS)})\b(?!['’]s\b|\s+(?:of|named|called)\b)")
_COMPOUND = re.compile(r"-(?!held|controlled|wide)[a-z]")


@dataclass(frozen=True, slots=True)
class Where:
    """Hold the place of a claim and the words that name it."""

    place: str | None = None
    span: Span | None = None


def place_of(page: Page, statement: Statement, taken: Sequence[Span] = ()) -> Where:
    """Choose the place: in the reader's words for it, else in the claim, else in its sentence.

    Among several the smallest kind wins, then the first; outside the claim the nearest wins among those. A place that
    another is measured from ("south of Lowtown") gives way to any other.
    """
    sentence = page.sentence_of(statement.content)
    for span in (statement.place, statement.content, sentence):
        if span == sentence and (described := _described(page, statement)):
            return described
        places = [found for found in page.found_in(span) if _is_where(page, found, statement, span, taken)] if span else []
        if places:
            chosen = _smallest(page, [*places, *_beside(page, statement, span, places)], statement.content)
            return Where(chosen.entity.id, statement.place if span == statement.place else chosen.span)
    return Where(None, statement.place)


def _described(page: Page, statement: Statement) -> Where | None:
    """Find the place that a claim names by its kind only: "retake the city" is about the city named last before it."""
    match = _DESCRIBED.search(page.text, statement.content.start, statement.content.end)
    if match is None:
        return None
    kind = _KINDS[match[1].casefold()]
    before = [
        one
        for one in page.found_in(Span(0, match.start()))
        if one.entity.is_place and one.entity.type == kind and not _is_bearing(page, one)
    ]
    return Where(max(before, key=lambda one: one.span).entity.id, Span(*match.span())) if before else None


def _is_where(page: Page, found: Found, statement: Statement, span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a mention can be where something happens: a place, no part of a compound or of the words for the source.

    "Britain-based" and "the monitor in London said" say where the speaker is, not where the event was; unless the words
    belong to another claim (``taken``) of the same sentence.
    """
    if not found.entity.is_place or _COMPOUND.match(page.text, found.span.end):
        return False
    if statement.source is None or span in (statement.place, statement.content) or any(other.contains(found.span) for other in taken):
        return True
    source, content = statement.source, statement.content
    attribution = Span(source.start, content.start) if source.start < content.start else Span(content.end, span.end)
    return not source.overlaps(found.span) and not attribution.overlaps(found.span)


def _beside(page: Page, statement: Statement, span: Span | None, named: Sequence[Found]) -> list[Found]:
    """Return the other places of the claim that may be meant more closely than the reader's words for the place.

    Those are the ones right beside them ("Raqqah, Syria"), and all where the reader's words name a wide land or a
    bearing ("south of Lowtown") only.
    """
    if span is None or span != statement.place:
        return []
    wide = all(_SIZE.get(PlaceType(found.entity.type), 2) >= _WIDE or _is_bearing(page, found) for found in named)
    inside = (found for found in page.found_in(statement.content) if _is_where(page, found, statement, statement.content, ()))
    return [found for found in inside if wide or distance(found.span, span) <= _NEAR]


def _smallest(page: Page, places: Sequence[Found], content: Span) -> Found:
    def rank(found: Found) -> tuple[bool, int, int, Span]:
        return _is_bearing(page, found), _SIZE.get(PlaceType(found.entity.type), 2), distance(found.span, content), found.span

    return min(places, key=rank)


def _is_bearing(page: Page, found: Found) -> bool:
    """Tell whether a place is only named to say where another one lies ("south of Lowtown")."""
    return _BEARING.search(page.text[max(0, found.span.start - _BEARING_REACH) : found.span.start]) is not None


def distance(left: Span, right: Span) -> int:
    """Return how many characters lie between two spans; 0 where they touch or overlap."""
    return max(0, left.start - right.end, right.start - left.end)


def overlap(left: Span, right: Span | None) -> int:
    """Return how many characters two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start)) if right else 0


def time_of(page: Page, statement: Statement, taken: Sequence[Span] = ()) -> TimeRange | None:
    """Choose the time: in the reader's words for it, else in the claim, else in its sentence outside other claims.

    Resolved expressions win over unresolved ones, then the nearest to the claim.
    """
    for span in (statement.when, statement.content, page.sentence_of(statement.content)):
        if span is None:
            continue
        inside = [time for time in page.times if time.span.overlaps(span)]
        if span not in (statement.when, statement.content):
            inside = [time for time in inside if not any(other.overlaps(time.span) for other in taken if other != statement.content)]
        if inside:
            return min(
                inside,
                key=lambda time: (
                    time.start is None,
                    distance(time.span, statement.content),
                    -overlap(time.span, statement.when),
                    time.span,
                ),
            )
    since = _since_then(page, statement.content)
    if since is not None or statement.when is None:
        return since
    return TimeRange(statement.when, statement.when.of(page.text))


def _since_then(page: Page, content: Span) -> TimeRange | None:
    """Return the time of "more have since come": from the last time named before, to the day of the article."""
    match = _SINCE.search(page.text, content.start, content.end)
    before = [time for time in page.times if time.start and time.span.end <= content.start and distance(time.span, content) <= _SINCE_REACH]
    if match is None or not before or page.article.published is None:
        return None
    start, end = before[-1].start, page.article.published
    return TimeRange(Span(*match.span(1)), match[1], start, end) if start and start <= end else None


def said_on(page: Page, statement: Statement) -> dt.date | None:
    """Return the day on which it was said, where a single day stands in the sentence of the cue outside the claim."""
    anchor = statement.cue or statement.source
    if anchor is None:
        return None
    days = [
        time
        for time in page.times
        if page.sentence_of(anchor).contains(time.span)
        and not time.span.overlaps(statement.content)
        and time.start is not None
        and time.start == time.end
    ]
    near = [time for time in days if distance(time.span, anchor) <= 60]
    return min(near, key=lambda time: (distance(time.span, anchor), time.span)).start if near else None

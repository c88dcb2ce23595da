"""Make one claim of each stretch of quoted speech, and find its speaker where the reader saw none.

News quotes a speaker in whole stretches between marks. One stretch is one claim, unless it gives several figures: then each
sentence with a figure is a claim of its own. Readers tend to cut stretches at their sentences; in the annotated training news
43 of 48 stretches of several sentences are one claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.claims.content import trim
from kg.claims.counting import counts
from kg.claims.page import Page
from kg.claims.quotes import Quotation
from kg.model import AttributionKind, Span, Statement

#: Shorter stretches between marks are words that a writer keeps at a distance, not speech.
_LEAST_WORDS = 4
#: A quotation that is a paragraph of its own goes on from the last speaker within so many characters.
_REACH = 800
_WORD = re.compile(r"\w+")


def whole_quotations(page: Page, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements with those inside one quotation joined, unless the quotation gives several figures."""
    left, joined = list(statements), []
    for quotation in page.quotations:
        members = [statement for statement in left if _speaks(statement, quotation)]
        if not members or len(_WORD.findall(quotation.inner.of(page.text))) < _LEAST_WORDS:
            continue
        left = [statement for statement in left if statement not in members]
        figures = sum(quotation.inner.contains(number.span) and counts(number, page.times) for number in page.quantities)
        joined += _joined(page, quotation, members) if figures <= 1 else [_as_speech(member, members) for member in members]
    return tuple([*left, *joined])


def _speaks(statement: Statement, quotation: Quotation) -> bool:
    """Tell whether a statement's words are the quotation's, and are not ascribed to yet another one inside it."""
    inside = quotation.outer.contains(statement.content)
    return inside and not (statement.source and quotation.inner.contains(statement.source))


def _joined(page: Page, quotation: Quotation, members: Sequence[Statement]) -> list[Statement]:
    base = max(members, key=lambda statement: (statement.source is not None, statement.probability, -statement.content.start))
    event = max(members, key=lambda statement: (statement.event != "other", statement.event_probability * len(statement.content)))
    content = trim(page.text, quotation.inner)
    whole = [base, *members]
    return [
        replace(
            base,
            content=content,
            kind=AttributionKind.DIRECT,
            probability=max(member.probability for member in members),
            event=event.event,
            event_probability=event.event_probability,
            status=event.status,
            source=_first(member.source for member in whole),
            cue=_first(member.cue for member in whole),
            told_to=_first(member.told_to for member in whole),
            agent=_first(member.agent for member in whole),
            patient=_first(member.patient for member in whole),
            place=_first(member.place for member in whole),
            when=_first(member.when for member in whole),
            quantity=_first(member.quantity for member in whole),
        )
    ]


def _first(spans: Iterable[Span | None]) -> Span | None:
    return next((span for span in spans if span is not None), None)


def _as_speech(member: Statement, members: Sequence[Statement]) -> Statement:
    together = (member, *members)
    source, cue = _first(other.source for other in together), _first(other.cue for other in together)
    return replace(member, kind=AttributionKind.DIRECT, source=source, cue=cue)


def with_speakers(page: Page, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements, each quotation that is a paragraph of its own given to the last speaker before it."""
    ordered = sorted(statements, key=lambda statement: (statement.content, statement.kind))
    found: list[Statement] = []
    last: Statement | None = None
    for statement in ordered:
        if statement.kind == AttributionKind.DIRECT and statement.source is None and last is not None:
            near = statement.content.start - last.content.end <= _REACH
            if near and _stands_alone(page, statement.content):
                statement = replace(statement, source=last.source)
        if statement.kind == AttributionKind.DIRECT and statement.source is not None:
            last = statement
        found.append(statement)
    return tuple(found)


def _stands_alone(page: Page, content: Span) -> bool:
    """Tell whether a quotation fills its line."""
    quotation = next((quotation for quotation in page.quotations if quotation.outer.contains(content)), None)
    if quotation is None:
        return False
    start = page.text.rfind("\n", 0, quotation.outer.start) + 1
    end = page.text.find("\n", quotation.outer.end)
    rest = page.text[start : quotation.outer.start] + page.text[quotation.outer.end : end if end >= 0 else len(page.text)]
    return not rest.strip(" .,")


def without_husks(page: Page, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements without those that claim nothing.

    Left out are single words, the words for another statement's speaker ("one resident"), and speech of nobody whose words
    another statement quotes too: a heading or a pulled quotation.
    """
    return tuple(statement for statement in statements if not _is_husk(page, statement, statements))


def _is_husk(page: Page, statement: Statement, others: Sequence[Statement]) -> bool:
    words = _WORD.findall(statement.content.of(page.text).casefold())
    if len(words) < 2:
        return True
    for other in others:
        if other is statement:
            continue
        if other.source and _mostly(statement.content, other.source):
            return True
        elsewhere = not other.content.overlaps(statement.content)
        if (
            statement.source is None
            and statement.kind == AttributionKind.DIRECT
            and elsewhere
            and _repeats(page.text, words, other.content)
        ):
            return True
    return False


def _mostly(part: Span, whole: Span) -> bool:
    shared = min(part.end, whole.end) - max(part.start, whole.start)
    return shared >= 0.7 * len(part)


def _repeats(text: str, words: Sequence[str], content: Span) -> bool:
    """Tell whether the words stand in the content one after another."""
    return f" {' '.join(words)} " in f" {' '.join(_WORD.findall(content.of(text).casefold()))} "

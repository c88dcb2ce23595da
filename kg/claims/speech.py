"""Make one claim of each stretch of quoted speech, and find its speaker where the reader saw none.

News quotes a speaker in whole stretches between marks. One stretch is one claim, unless it gives several figures: then each
figure has a claim of its own. Readers tend to cut stretches at their sentences; in the annotated training news
43 of 48 stretches of several sentences are one claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.claims.content import trim
from kg.claims.counting import counts
from kg.claims.page import Page
from kg.claims.quotes import Quotation
from kg.model import AttributionKind, Span, Statement

#: Shorter stretches between marks are words that a writer keeps at a distance, not speech.
_LEAST_WORDS = 4
#: A quotation that is a paragraph of its own goes on from the last speaker within so many characters.
_REACH = 800
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")
_APPOSITION = re.compile(r"(?:which|who|whose)\b|(?:a|an|the)(?:\s+[\w’'-]+){1,5}\Z")
_WORD = re.compile(r"\w+")


def whole_quotations(page: Page, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements with those inside one quotation joined, unless the quotation gives several figures."""
    left, joined = list(statements), []
    for quotation in page.quotations:
        members = [statement for statement in left if _speaks(statement, quotation)]
        if not members or len(_WORD.findall(quotation.inner.of(page.text))) < _LEAST_WORDS:
            continue
        left = [statement for statement in left if statement not in members]
        for part in _parts(page, quotation.inner):
            joined.append(_joined(page, part, members))
    return tuple([*left, *joined])


def _speaks(statement: Statement, quotation: Quotation) -> bool:
    """Tell whether a statement's words are the quotation's, and are not ascribed to yet another one inside it."""
    inside = quotation.outer.contains(statement.content)
    return inside and not (statement.source and quotation.inner.contains(statement.source))


def _parts(page: Page, inner: Span) -> tuple[Span, ...]:
    """Cut a quotation behind each sentence with a figure, if it has figures in several; what follows the last is one part."""
    starts = [inner.start, *(match.end() for match in _SENTENCE_END.finditer(page.text, inner.start, inner.end))]
    sentences = [Span(start, end) for start, end in pairwise([*starts, inner.end])]
    figures = [number.span for number in page.quantities if inner.contains(number.span) and counts(number, page.times)]
    counted = [sentence for sentence in sentences if any(sentence.contains(figure) for figure in figures)]
    if len(counted) < 2:
        return (inner,)
    cuts = sorted({inner.start, *(sentence.end for sentence in counted), inner.end})
    return tuple(Span(start, end) for start, end in pairwise(cuts))


def _joined(page: Page, part: Span, members: Sequence[Statement]) -> Statement:
    """Return the claim of one part of a quotation: its own statements say what it is about, all say who speaks."""
    own = [member for member in members if part.overlaps(member.content)]
    base = max(own or members, key=lambda statement: (statement.source is not None, statement.probability, -statement.content.start))
    event = max(own or members, key=lambda statement: (statement.event != "other", statement.event_probability * len(statement.content)))
    return replace(
        base,
        content=trim(page.text, part),
        kind=AttributionKind.DIRECT,
        probability=max(member.probability for member in own or members),
        event=event.event,
        event_probability=event.event_probability,
        status=event.status,
        source=_first(member.source for member in (base, *members)),
        cue=_first(member.cue for member in (base, *members)),
        told_to=_first(member.told_to for member in (base, *members)),
        agent=_first(member.agent for member in own),
        patient=_first(member.patient for member in own),
        place=_first(member.place for member in own),
        when=_first(member.when for member in own),
        quantity=_first(member.quantity for member in own if member.quantity and part.contains(member.quantity)),
    )


def _first(spans: Iterable[Span | None]) -> Span | None:
    return next((span for span in spans if span is not None), None)


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
    if len(words) < 2 or (statement.source and _describes(page, statement.content, statement.source)):
        return True
    for other in others:
        if other is statement:
            continue
        if _introduces(statement.content, other):
            return True
        if other.source and (_mostly(statement.content, other.source) or _describes(page, statement.content, other.source)):
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


def _describes(page: Page, content: Span, source: Span) -> bool:
    """Tell whether the content is set behind a speaker by a comma: "the Observatory, a war monitor", "…, which relies on it".

    It is a relative clause, a short phrase with an article, or a phrase without a verb.
    """
    if source.end > content.start or page.text[source.end : content.start].strip() != ",":
        return False
    if _APPOSITION.match(content.of(page.text)):
        return True
    words = [word for word in page.words if content.contains(word.span)]
    return bool(words) and not any(word.pos in ("VERB", "AUX") for word in words)


def _introduces(content: Span, other: Statement) -> bool:
    """Tell whether a content is only the words that give another statement's speaker ("he told a rally in El Paso")."""
    if other.source is None or other.cue is None or content.overlaps(other.content):
        return False
    return content.start == other.source.start and content.contains(other.cue)


def _mostly(part: Span, whole: Span) -> bool:
    shared = min(part.end, whole.end) - max(part.start, whole.start)
    return shared >= 0.7 * len(part)


def _repeats(text: str, words: Sequence[str], content: Span) -> bool:
    """Tell whether the words stand in the content one after another."""
    return f" {' '.join(words)} " in f" {' '.join(_WORD.findall(content.of(text).casefold()))} "

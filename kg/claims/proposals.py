"""Propose statements by rule: attributions that the trained reader missed, and all of them where there is no reader.

The rules read surface words only (marks, verbs of saying, "according to"), so they work without any syntax; what they
propose gives way wherever the reader has already seen an attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.claims import cues
from kg.claims.content import trim
from kg.claims.events import event_type
from kg.claims.page import Page
from kg.claims.quotes import Quotation
from kg.claims.status import status_by_words
from kg.claims.surface import beside, cleaned, subject_before
from kg.model import AttributionKind, Span, Statement

#: Probabilities of rule-made statements: the precision of each rule on hand-annotated news (see tests/claims).
QUOTED, ACCORDING, REPORTED, NARRATED = 0.8, 0.75, 0.6, 0.35

_MIN_QUOTED_WORDS = 3
_THAT = re.compile(r"\s+(?:that\s+)?(?=\S)")
_HEARER = re.compile(r"\s+((?:the\s+)?(?:[A-Z][\w.&’'-]*)(?:\s+[A-Z][\w.&’'-]*){0,4}|reporters|journalists)\b")
_TELL = re.compile(r"\b(?:told|tells|tell|telling)\Z", re.I)


def proposals(page: Page, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the attributions that rules see and the given statements do not hold."""
    seen = [statement for statement in statements if statement.kind != AttributionKind.NARRATOR]
    taken = [span for statement in seen for span in (statement.content, statement.cue) if span]
    found: list[Statement] = []
    for rule in (_quoted, _according):
        for statement in rule(page):
            if not any(span.overlaps(statement.content) or (statement.cue and span.overlaps(statement.cue)) for span in taken):
                found.append(statement)
                taken += [span for span in (statement.content, statement.cue) if span]
    return tuple(found)


def read_without_reader(page: Page) -> tuple[Statement, ...]:
    """Return all statements that rules see in a text that no trained reader has read."""
    found = list(proposals(page, ()))
    taken = [span for statement in found for span in (statement.content, statement.cue) if span]
    for statement in _reported(page):
        if not any(span.overlaps(statement.content) for span in taken):
            found.append(statement)
            taken += [span for span in (statement.content, statement.cue) if span]
    return (*found, *_narrated(page, taken))


def _quoted(page: Page) -> Iterator[Statement]:
    """Quotations with a verb of saying and its subject before or after; a quotation without one keeps the last speaker."""
    last: tuple[Quotation, Statement] | None = None
    for quotation in page.quotations:
        content = trim(page.text, quotation.inner)
        if len(re.findall(r"\w+", content.of(page.text))) < _MIN_QUOTED_WORDS or not _in_reach(page, content):
            continue
        found = beside(page, quotation)
        if found is None and last is not None and _follows(page.text, last[0], quotation):
            found = (None, last[1].source)
        if found is None:
            continue
        statement = _statement(page, content, AttributionKind.DIRECT, found[0], found[1], QUOTED)
        last = (quotation, statement)
        yield statement


def _in_reach(page: Page, span: Span) -> bool:
    return any(sentence.overlaps(span) for sentence in page.sentences)


def _follows(text: str, left: Quotation, right: Quotation) -> bool:
    """Tell whether a quotation goes on from another: next paragraph's continuation, or nothing but space between."""
    between = text[left.outer.end : right.outer.start]
    return right.continues or not between.strip(" ,.\n") or (len(between) < 80 and "\n" not in between)


def _according(page: Page) -> Iterator[Statement]:
    """ "X, according to Y": the rest of the sentence is the content."""
    for sentence in page.sentences:
        cue = cues.before_source().search(page.text, sentence.start, sentence.end)
        if cue is None:
            continue
        stop = re.compile(r"[,;.](?=\s|\Z)|$").search(page.text, cue.end(), sentence.end)
        end = stop.start() if stop else sentence.end
        leading = not page.text[sentence.start : cue.start()].strip(' "“')
        content = trim(page.text, Span(end, sentence.end) if leading else Span(sentence.start, cue.start()))
        source = cleaned(page.text, (cue.end(), end))
        if source and len(content) > 0:
            yield _statement(page, content, AttributionKind.INDIRECT, Span(*cue.span()), source, ACCORDING)


def _reported(page: Page) -> Iterator[Statement]:
    """ "X said (that) Y" and "Y, X said", in a sentence that holds one verb of saying."""
    for sentence in page.sentences:
        verb = cues.saying().search(page.text, sentence.start, sentence.end)
        if verb is None:
            continue
        source = subject_before(page, verb.start())
        begin = min(_content_start(page.text, verb), sentence.end)
        rest = trim(page.text, Span(begin, sentence.end))
        if source and len(rest) > 8:
            yield _statement(page, rest, AttributionKind.INDIRECT, Span(*verb.span()), source, REPORTED)
        elif source and source.start > sentence.start + 8:
            content = trim(page.text, Span(sentence.start, source.start))
            yield _statement(page, content, AttributionKind.INDIRECT, Span(*verb.span()), source, REPORTED)


def _content_start(text: str, verb: re.Match[str]) -> int:
    """Return where the content begins after a verb of saying: behind its hearer ("told AFP") and "that"."""
    start = verb.end()
    if _TELL.search(verb.group()):
        heard = _HEARER.match(text, start)
        start = heard.end() if heard else start
    that = _THAT.match(text, start)
    return that.end() if that else start


def _narrated(page: Page, taken: list[Span]) -> Iterator[Statement]:
    """Sentences without attribution that name an event or count something: the article's own statements."""
    for sentence in page.sentences:
        if any(span.overlaps(sentence) for span in taken):
            continue
        content = trim(page.text, sentence)
        words = content.of(page.text)
        counts = any(content.contains(quantity.span) for quantity in page.quantities)
        if len(words.split()) > 3 and (counts or event_type(words) not in {"other", "assessment", "declaration"}):
            yield _statement(page, content, AttributionKind.NARRATOR, None, None, NARRATED)


def _statement(page: Page, content: Span, kind: AttributionKind, cue: Span | None, source: Span | None, probability: float) -> Statement:
    words = content.of(page.text)
    quantity = next((quantity.span for quantity in page.quantities if content.contains(quantity.span)), None)
    told = _HEARER.match(page.text, cue.end) if cue and _TELL.search(cue.of(page.text)) else None
    return Statement(
        content,
        kind,
        probability,
        event_type(words),
        1.0,
        status_by_words(words, cue.of(page.text) if cue else ""),
        source,
        cue,
        Span(*told.span(1)) if told else None,
        quantity=quantity,
    )

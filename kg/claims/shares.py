"""Make claims of their own of the wholes and parts that a claim counts besides its own figure.

"A tenth of the nearly 58,000 people who have fled were fighters" claims two figures, and so does "3,500 people, including
500 fighters, were taken out": each can be held against what others say, so each is a claim with the same speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.claims.content import trim
from kg.claims.counting import counts, quantity_of
from kg.claims.page import Page
from kg.model import Quantity, Span, Statement

_OF_WHOLE = re.compile(
    r"\b(?:of|among) (?:the |all |its |their |these |those )?"
    r"(?P<whole>(?P<bound>nearly|almost|about|around|some|roughly|more than|over|at least|up to)?\s*"
    r"(?P<number>\d[\d,]*)\s+(?P<counted>[^\W\d].*))",
    re.I | re.S,
)
_PREDICATE = re.compile(r"\s+(?:were|are|was|is|had|have been|had been)\b(?!\s+(?:fled|left))", re.I)
_INCLUDING = re.compile(r"(?:\bincluding|\bamong them|\bof them|\bof whom)\s+(?:\w+\s+)?\Z", re.I)
_ABOUT, _LEAST, _MOST = {"nearly", "almost", "about", "around", "some", "roughly"}, {"more than", "over", "at least"}, {"up to"}


def wholes(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the whole that each share is a share of, where its words give it as a number."""
    for quantity in quantities:
        match = _OF_WHOLE.search(quantity.text)
        if match is None or quantity.unit:
            continue
        number, bound = Decimal(match["number"].replace(",", "")), (match["bound"] or "").casefold()
        yield Quantity(
            Span(quantity.span.start + match.start("whole"), quantity.span.end),
            match["whole"],
            min=None if bound in _MOST else number,
            max=None if bound in _LEAST else number,
            approximate=bound in _ABOUT,
            counted=match["counted"],
            cumulative=quantity.cumulative,
        )


def with_shares(page: Page, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements and those of the wholes and parts that they count besides."""
    more = [other for statement in statements for other in (_whole(page, statement), _part(page, statement)) if other is not None]
    known = {statement.content for statement in statements}
    return (*statements, *(other for other in more if other.content not in known))


def _whole(page: Page, statement: Statement) -> Statement | None:
    share = quantity_of(page, statement)
    if share is None or share in page.sums:
        return None
    found = [number for number in page.quantities if share.span.contains(number.span) and number.span.start > share.span.start]
    if not found:
        return None
    predicate = _PREDICATE.search(page.text, found[0].span.end, statement.content.end)
    content = trim(page.text, Span(found[0].span.start, predicate.start() if predicate else statement.content.end))
    return replace(statement, content=content, quantity=found[0].span, patient=None)


def _part(page: Page, statement: Statement) -> Statement | None:
    own = quantity_of(page, statement)
    if own is None:
        return None
    for number in page.quantities:
        inside = statement.content.contains(number.span) and own.span.end <= number.span.start and counts(number, page.times)
        if inside and _INCLUDING.search(page.text, own.span.end - 1, number.span.start):
            content = trim(page.text, Span(number.span.start, statement.content.end))
            return replace(statement, content=content, quantity=number.span, patient=None)
    return None

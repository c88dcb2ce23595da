"""Build the small values that tests of claims need: everything is given by its words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from kg.model import Article, AttributionKind, Entity, Mention, Quantity, ReportedClaim, Span, Statement, Status, TimeRange


def at(text: str, words: str, n: int = 1) -> Span:
    start = -1
    for _ in range(n):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def article(text: str, published: dt.date | None = None) -> Article:
    return Article("a", "a.txt", text, published=published)


def entity(text: str, ident: str, type_: str, *words: str, role: str | None = None) -> Entity:
    spans = sorted({at(text, word, n) for word in words for n in range(1, text.count(word) + 1)})
    return Entity(ident, words[0], type_, tuple(Mention(span, span.of(text), type_) for span in spans), role=role)


def count(text: str, words: str, low: int | None, high: int | None, **more: Any) -> Quantity:
    return Quantity(at(text, words), words, None if low is None else Decimal(low), None if high is None else Decimal(high), **more)


def time(text: str, words: str, start: str | None = None, end: str | None = None) -> TimeRange:
    first = dt.date.fromisoformat(start) if start else None
    return TimeRange(at(text, words), words, first, dt.date.fromisoformat(end) if end else first)


def stated(text: str, content: str, kind: str = "indirect", **parts: Any) -> Statement:
    spans = {name: at(text, value) if name in _SPANS else value for name, value in parts.items()}
    return Statement(at(text, content), kind, **spans)


_SPANS = frozenset({"source", "cue", "told_to", "agent", "patient", "place", "when", "quantity"})


def reported(iri: str, low: int | None = None, high: int | None = None, **more: Any) -> ReportedClaim:
    """Return a claim of its own article and outlet unless told otherwise; ``words`` are those of its quantity."""
    words, counted = more.pop("words", f"{low or high} people"), more.pop("counted", "people")
    marks = {name: more.pop(name) for name in ("approximate", "increment", "cumulative", "part_of", "unit") if name in more}
    days = {name: dt.date.fromisoformat(more[name]) for name in ("published", "start", "end", "said") if more.get(name)}
    quantity = None
    if low is not None or high is not None:
        bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
        quantity = Quantity(Span(0, 1), words, *bounds, counted=counted, **marks)
    given = {
        "article": f"article/{iri}", "outlet": f"Outlet {iri}", "published": None, "wire": f"wire/{iri}", "content": words,
        "kind": AttributionKind.INDIRECT, "status": Status.ASSERTED, "event": "displacement", "place": "place/port", "quantity": quantity,
    }  # fmt: skip
    return ReportedClaim(iri, **{**given, **more, **days})

"""Trim the words of a claim to what is claimed: no outer marks, no leading "that", no final stop."""

from __future__ import annotations

import re

from kg.model import Span

_LEAD = re.compile(
    r"(?:\s|[,;:.!…–—]|--|-\s)+|(?:[Aa]nd |[Bb]ut |[Oo]r )?that\s+(?=[\w\"“‘'])(?!(?:day|time|night|week|month|year|is|was)\b)"
)
_TAIL = re.compile(r"(?:\s|[,;:!–—]|--|\s-|(?<!\.)\.(?!\.))+\Z")
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}\Z|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Co|Ltd|No|km|a\.m|p\.m)\.\Z")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ('""', '""'), ('"', '"'), ("‘", "’"), ("``", "''"), ("''", "''"))


def trim(text: str, span: Span) -> Span:
    """Return the span without outer quotation marks, leading "that", and punctuation at its ends.

    A question mark stays, as it is part of what is said; a stop stays where it belongs to an abbreviation. The result
    may be empty when the span held nothing else.
    """
    before = None
    while span != before:
        before = span
        span = _unquote(text, _strip_tail(text, _strip_lead(text, span)))
    return span


def _strip_lead(text: str, span: Span) -> Span:
    match = _LEAD.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _strip_tail(text: str, span: Span) -> Span:
    words = span.of(text)
    if _ABBREVIATION.search(words):
        return span
    match = _TAIL.search(words)
    return Span(span.start, span.start + match.start()) if match else span


def _unquote(text: str, span: Span) -> Span:
    """Drop a mark at an end of the span that has no partner inside, or whose partner is at the other end."""
    words = span.of(text)
    for left, right in _PAIRS:
        opens, closes = words.startswith(left), words.endswith(right) and len(words) > len(right)
        closes = closes and not (opens and len(words) < len(left) + len(right))
        inner = words[len(left) : len(words) - len(right)] if opens and closes else ""
        if opens and closes and left not in inner and right not in inner:
            return Span(span.start + len(left), span.end - len(right))
        if opens and right not in words[len(left) :]:
            return Span(span.start + len(left), span.end)
        if closes and left not in words[: -len(right)] and right not in "’'":
            return Span(span.start, span.end - len(right))
    return span

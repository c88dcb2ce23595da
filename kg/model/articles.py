"""Hold articles: what their sources gave, and what each stretch of their text is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kg.model.spans import Span


class ZoneKind(StrEnum):
    """Name what a stretch of an article's text is; extraction reads only some kinds."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"
    REPEAT = "repeat"


#: The zones in which names and claims are looked for (credits, furniture and repeats are left out).
READ_ZONES = frozenset({ZoneKind.TITLE, ZoneKind.DATELINE, ZoneKind.BODY, ZoneKind.HEADING, ZoneKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Zone:
    """Say what the characters of a span are; an article's zones are in order and do not overlap."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article as its source gave it.

    ``key`` identifies the article in all runs: its URL, else its path below the source it was read from.
    ``text`` is the source's own text with ``\\r\\n`` made ``\\n`` and nothing else changed. What the source does not
    tell is None or empty: never today's date, never the file's. ``credits`` names the agencies whose copy it carries.
    """

    key: str
    source_name: str
    text: str
    zones: tuple[Zone, ...] = ()
    headline: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    def read_spans(self) -> tuple[Span, ...]:
        """Return the spans that extraction reads, in order; the whole text where no zone is marked."""
        if not self.zones:
            return (Span(0, len(self.text)),) if self.text else ()
        return tuple(zone.span for zone in self.zones if zone.kind in READ_ZONES)

    def zone_at(self, offset: int) -> ZoneKind | None:
        """Return the kind of the zone that holds a character, or None between zones."""
        return next((z.kind for z in self.zones if z.span.start <= offset < z.span.end), None)

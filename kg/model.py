"""Hold the values that flow from an article to the graph: frozen, without RDF and without I/O.

The flow, left to right::

    Article -> Text -> Mention, Quantity, TimeRange -> Entity, Relation -> Claim -> Reading -> quads

All spans are half-open and count Unicode code points of ``Article.text``. Local identifiers (``Entity.id``,
``Claim.id``) are unique within one article and are made from its content, never from a counter that depends on
anything outside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Mark the characters ``start <= i < end`` of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span marks."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


# --- 1 articles ------------------------------------------------------------------------------------------------


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


# --- 2 language ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word: ``head`` is its governor's index in ``Text.words`` (its own for a root), ``relation`` the UD label."""

    span: Span
    pos: str = "X"
    head: int = -1
    relation: str = "dep"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Mark the words ``first <= i < last`` of a text, and their characters."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a proper name that the reader saw: one of the fine types of names, and the reader's probability (0..1)."""

    span: Span
    type: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one claim as the reader saw it: spans only, before anything is resolved.

    ``content`` is what is claimed; ``kind`` an :class:`AttributionKind`; the optional spans say where its parts stand.
    ``event`` is a code of the event types and ``status`` one of :class:`Status`. Probabilities are calibrated, 0..1.
    """

    content: Span
    kind: str
    probability: float = 1.0
    event: str = "other"
    event_probability: float = 1.0
    status: str = "asserted"
    source: Span | None = None
    cue: Span | None = None
    told_to: Span | None = None
    agent: Span | None = None
    patient: Span | None = None
    place: Span | None = None
    when: Span | None = None
    quantity: Span | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Hold an article's text as the reader understood it: words, sentences, names and statements in text order.

    ``engines`` names what supplied each layer; ``unread`` counts what could not be read, by reason.
    """

    text: str
    words: tuple[Word, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    statements: tuple[Statement, ...] = ()
    engines: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)


# --- 3 mentions ------------------------------------------------------------------------------------------------


class ActorType(StrEnum):
    """Name the kinds of actor; each is a subclass of ``kg:Actor``."""

    PERSON = "person"
    ARMED_GROUP = "armed-group"
    ALLIANCE = "alliance"
    STATE = "state"
    GOVERNMENT_BODY = "government-body"
    MILITARY = "military"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    NGO = "ngo"
    MONITOR = "monitor"
    MEDIA = "media"
    COMPANY = "company"
    SOCIAL_GROUP = "ethnic-or-social-group"
    OTHER = "other-organisation"


class PlaceType(StrEnum):
    """Name the kinds of place; each is a subclass of ``kg:Place``."""

    COUNTRY = "country"
    PROVINCE = "province"
    SETTLEMENT = "settlement"
    RIVER = "river"
    DESERT = "desert"
    REGION = "region"
    CAMP = "camp"
    BUILDING = "building"
    WATER = "water"
    OTHER = "other-place"


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold words that stand for an entity: a name, or a reference (a pronoun or description, ``named`` False).

    ``type`` is an ActorType or PlaceType value. A country's name is ``state`` where it acts and ``country`` where
    things happen: two mentions of one word may be of two entities.
    """

    span: Span
    text: str
    type: str
    named: bool = True
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """Hold a number of things with its bounds: "more than 37,000 people" is ``min`` 37000, ``max`` None.

    ``counted`` is the head noun phrase of what is counted, ``unit`` a unit of measure ("km2", "%", "USD") or None.
    ``increment`` is True for "another 350"; ``cumulative`` for totals since a start; ``part_of`` marks a share or subset
    ("including 500 presumed jihadists") and holds the span of the whole's words.
    """

    span: Span
    text: str
    min: Decimal | None = None
    max: Decimal | None = None
    approximate: bool = False
    counted: str | None = None
    unit: str | None = None
    increment: bool = False
    cumulative: bool = False
    part_of: Span | None = None


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Hold a time expression and the first and last day it means; both None where the article's date is needed but unknown."""

    span: Span
    text: str
    start: dt.date | None = None
    end: dt.date | None = None


# --- 4 entities ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """Hold one real-world actor or place as it appears in one article.

    ``id`` is unique in the article (``actor/syrian-democratic-forces``); ``gazetteer`` is the identifier of the
    gazetteer's entry it was recognised as, or None; ``role`` the post or description found for it ("SDF spokesman");
    ``inside`` the id of the place that the text says contains it. Mentions are in text order.
    """

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[str, ...] = ()
    gazetteer: str | None = None
    role: str | None = None
    inside: str | None = None

    @property
    def is_place(self) -> bool:
        """Tell whether the entity is a place; else it is an actor."""
        return self.id.startswith("place/")


class Predicate(StrEnum):
    """Name the relations between entities; each value is the local name of a property of the ontology."""

    SPEAKS_FOR = "speaksFor"
    MEMBER_OF = "memberOf"
    LEADS = "leads"
    FIGHTS_AGAINST = "fightsAgainst"
    ALLIED_WITH = "alliedWith"
    COMMUNICATED_WITH = "communicatedWith"
    WAS_AT = "wasAt"
    CONTAINED_IN = "containedInPlace"


@dataclass(frozen=True, slots=True)
class Relation:
    """Hold an edge between two entities (by their ids) with the words that say it; ``role`` for posts ("spokesman")."""

    subject: str
    predicate: Predicate
    object: str
    span: Span
    role: str | None = None
    probability: float = 1.0


# --- 5 claims --------------------------------------------------------------------------------------------------


class AttributionKind(StrEnum):
    """Say how a claim is attributed; ``narrator`` is the article's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"


class Status(StrEnum):
    """Say what a claim says of its event."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Event:
    """Hold what a claim is about: a type of the event vocabulary, and who, to whom, where, when (entity ids or words)."""

    type: str = "other"
    agent: str | None = None
    agent_span: Span | None = None
    patient: str | None = None
    patient_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    time: TimeRange | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one reported claim: its words, who says so, and what about.

    ``id`` is ``START-END`` of the content (with a suffix where two claims share it); ``source``, ``on_behalf_of`` and
    ``told_to`` are entity ids; ``within`` is the id of the claim that this one is nested in; ``confidence`` 0..1.
    """

    id: str
    content: Span
    kind: AttributionKind
    status: Status
    event: Event
    source: str | None = None
    source_span: Span | None = None
    cue_span: Span | None = None
    told_to: str | None = None
    told_to_span: Span | None = None
    on_behalf_of: str | None = None
    within: str | None = None
    quantity: Quantity | None = None
    said: dt.date | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold all that was read in one article: what its named graph is made from.

    ``doubts`` counts what was seen but left out, by reason (a claim without words, a number beyond bounds, ...).
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    engines: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, int] = field(default_factory=dict)


# --- across articles -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Appearance:
    """Hold one entity of one article as linking sees it: ``article`` is the article's id, ``id`` the entity's id there."""

    article: str
    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    gazetteer: str | None = None
    mentions: int = 1
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Hold the score (0..1) and the sentence with which two resources were judged the same; ``doubtful`` links merge nothing."""

    left: str
    right: str
    score: float
    because: str
    doubtful: bool = False


class Action(StrEnum):
    """Name what a person may decide."""

    SAME = "same"
    DIFFERENT = "different"
    NAME = "name"
    TYPE = "type"
    REJECT = "reject"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Decision:
    """Hold a person's decision: what about (IRIs), who, when and why; a later one wins over an earlier one."""

    action: Action
    subject: str
    object: str | None
    by: str
    at: dt.datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """Hold a claim of the graph as comparison sees it: IRIs instead of local ids, and the facts of its article."""

    iri: str
    article: str
    outlet: str | None
    published: dt.date | None
    wire: str
    content: str
    kind: AttributionKind
    status: Status
    event: str
    source: str | None = None
    speaker_words: str | None = None
    agent: str | None = None
    patient: str | None = None
    patient_words: str | None = None
    place: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    said: dt.date | None = None
    quantity: Quantity | None = None


class Verdict(StrEnum):
    """Say how claims that answer one question stand to each other; it never says who is right."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold claims (IRIs, sorted) that answer one question, how they stand, and one sentence that says why.

    ``low`` and ``high`` are the least and greatest figure claimed; ``independent_sources`` counts wire copies once.
    ``pairs`` holds (claim, property, claim) with property one of corroborates, contradicts, updates, repeats.
    ``confirmed`` says that a person has looked at it and found it right.
    """

    claims: tuple[str, ...]
    verdict: Verdict
    explanation: str
    low: Decimal | None = None
    high: Decimal | None = None
    independent_sources: int = 1
    pairs: tuple[tuple[str, str, str], ...] = ()
    confirmed: bool = False

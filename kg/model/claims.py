"""Hold reported claims: who says what, about which event, how many, when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.articles import Article
from kg.model.entities import Entity, Relation
from kg.model.mentions import Quantity, TimeRange
from kg.model.spans import Span


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

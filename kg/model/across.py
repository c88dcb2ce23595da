"""Hold what spans articles: the same thing in many of them, people's decisions, claims side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kg.model.claims import AttributionKind, Status
from kg.model.mentions import Quantity


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
    REDACT = "redact"


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
    """Hold a claim of the graph as comparison sees it: IRIs instead of local ids, and the facts of its article.

    ``calamity`` is what its words, or else its article, say has killed; ``about`` holds the places that its article names most;
    ``place_told`` is false where the place stands outside its words.
    """

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
    calamity: str | None = None
    about: tuple[str, ...] = ()
    place_told: bool = True


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
    ``confirmed`` says that a person has looked at it and found it right. ``path`` is what its IRI ends in, and ``known_as``
    all paths that it may have been known by, one for each of its claims; they tell where it is, not what it says.
    """

    claims: tuple[str, ...]
    verdict: Verdict
    explanation: str
    low: Decimal | None = None
    high: Decimal | None = None
    independent_sources: int = 1
    pairs: tuple[tuple[str, str, str], ...] = ()
    confirmed: bool = False
    path: str = field(default="", compare=False)
    known_as: tuple[str, ...] = field(default=(), compare=False)

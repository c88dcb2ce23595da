"""Hold what single words and phrases stand for: names, numbers, times."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.spans import Span


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

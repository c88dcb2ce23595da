"""Hold the values that flow from an article to the graph: frozen, without RDF and without I/O.

The flow, left to right::

    Article -> Text -> Mention, Quantity, TimeRange -> Entity, Relation -> Claim -> Reading -> quads

All spans are half-open and count Unicode code points of ``Article.text``. Local identifiers (``Entity.id``,
``Claim.id``) are unique within one article and are made from its content, never from a counter that depends on
anything outside it.
"""

from __future__ import annotations

from kg.model.across import Action, Appearance, Comparison, Decision, Link, ReportedClaim, Verdict
from kg.model.articles import READ_ZONES, Article, Zone, ZoneKind
from kg.model.claims import AttributionKind, Claim, Event, Reading, Status
from kg.model.entities import Entity, Predicate, Relation
from kg.model.language import Name, Sentence, Statement, Text, Word
from kg.model.mentions import ActorType, Mention, PlaceType, Quantity, TimeRange
from kg.model.spans import Span

__all__ = [
    "READ_ZONES",
    "Action",
    "ActorType",
    "Appearance",
    "Article",
    "AttributionKind",
    "Claim",
    "Comparison",
    "Decision",
    "Entity",
    "Event",
    "Link",
    "Mention",
    "Name",
    "PlaceType",
    "Predicate",
    "Quantity",
    "Reading",
    "Relation",
    "ReportedClaim",
    "Sentence",
    "Span",
    "Statement",
    "Status",
    "Text",
    "TimeRange",
    "Verdict",
    "Word",
    "Zone",
    "ZoneKind",
]

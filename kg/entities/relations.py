"""Find the relations that the text says hold between entities, each with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities.containment import contained
from kg.model import Claim, Entity, Predicate, Relation, Span, Text


def find_relations(text: Text, entities: Sequence[Entity], claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """Return the relations in text order."""
    found = [Relation(inner, Predicate.CONTAINED_IN, outer, Span(*span)) for inner, outer, span in contained(text, entities)]
    return tuple(sorted(found, key=lambda r: (r.span, r.predicate, r.subject, r.object)))

"""Find the pronouns and descriptions that stand for an entity: "he", "they", "the Kurdish-led force", "the city"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.entities.gazetteer import Gazetteer
from kg.model import Entity, Mention, Text


def references(text: Text, entities: Sequence[Entity], gazetteer: Gazetteer) -> Mapping[str, tuple[Mention, ...]]:
    """Return the references found, by entity id."""
    return {}

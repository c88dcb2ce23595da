"""Hold the actors and places of one article, and how they stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.mentions import Mention
from kg.model.spans import Span


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

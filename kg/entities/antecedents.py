"""List what a pronoun may stand for: the named entities and the unnamed people and things before it, with number, gender and salience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.entities.roles import heads as role_heads
from kg.entities.syntax import Syntax
from kg.model import ActorType, Entity
from kg.resources import toml_table

#: Entities of these types are spoken of as "they" as well as "it".
_PLURAL = frozenset({ActorType.ARMED_GROUP, ActorType.SOCIAL_GROUP, ActorType.MILITARY, ActorType.ALLIANCE})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Hold a noun phrase that a pronoun may stand for; ``entity`` is None for what has no name.

    ``number`` is "one", "many" or "either"; ``gender`` "male", "female", "thing" or None (a person of unknown gender).
    """

    start: int
    sentence: int
    subject: bool
    number: str
    gender: str | None
    entity: str | None


def antecedents(syntax: Syntax, entities: Sequence[Entity], genders: Mapping[str, str | None]) -> list[Antecedent]:
    """Return all antecedents in text order."""
    found: dict[int, Antecedent] = {}
    for entity in entities:
        for mention in entity.mentions:
            head = syntax.head_of(mention.span)
            if head is None or (_modifies(syntax, head) and not entity.is_place):
                continue
            found[head] = Antecedent(
                mention.span.start,
                syntax.sentence(mention.span.start),
                _is_subject(syntax, head),
                _number(entity),
                genders.get(entity.id),
                entity.id,
            )
    covered = {i for entity in entities for m in entity.mentions for i in syntax.within(m.span)}
    for i, word in enumerate(syntax.words):
        if word.pos == "NOUN" and i not in covered and not word.relation.startswith(("compound", "flat", "appos")):
            unnamed = _unnamed(syntax, i)
            if unnamed and not any(child in covered for child in syntax.of_relation(i, "appos", "flat")):
                found[i] = unnamed
    return sorted(found.values(), key=lambda a: a.start)


def _modifies(syntax: Syntax, head: int) -> bool:
    """Tell whether a name only modifies a noun ("an IS fighter", "SDF spokesman"): then the noun is spoken of, not the name."""
    governor = syntax.governor(head)
    return syntax.relation(head).startswith(("compound", "amod")) and governor is not None and syntax.words[governor].pos == "NOUN"


def _is_subject(syntax: Syntax, head: int) -> bool:
    """Tell whether a word is a subject, itself or as apposition or conjunct of one."""
    governor = syntax.governor(head)
    joined = syntax.relation(head).startswith(("appos", "flat")) and governor is not None
    return syntax.is_subject(governor if joined and governor is not None else head)


def _number(entity: Entity) -> str:
    return (
        "either"
        if entity.type in _PLURAL or (not entity.is_place and entity.name.endswith("s") and entity.type != ActorType.PERSON)
        else "one"
    )


def gender_of_type(kind: str) -> str | None:
    """Return "thing" for what is not a person, None for a person."""
    return None if kind == ActorType.PERSON else "thing"


@cache
def people() -> Mapping[str, str | None]:
    """Return the nouns for people with their gender, singular."""
    table = toml_table("references")["people"]
    nouns: dict[str, str | None] = {head: row["gender"] or None for head, row in role_heads().items()}
    nouns |= {noun: None for noun in table["either"]}
    return nouns | {noun: "male" for noun in table["male"]} | {noun: "female" for noun in table["female"]}


def _unnamed(syntax: Syntax, i: int) -> Antecedent | None:
    """Return a common noun as an antecedent: a person, or a thing where it is a subject."""
    noun, span = syntax.lower(i), syntax.words[i].span
    subject = _is_subject(syntax, i)
    plural = (noun.endswith("s") and not noun.endswith("ss")) or noun in ("people", "men", "women", "children", "police")
    single = noun if noun in people() else noun.removesuffix("s")
    if single in people() or noun in ("people", "men", "women", "children", "police"):
        return Antecedent(span.start, syntax.sentence(span.start), subject, "many" if plural else "one", people().get(single), None)
    if not subject:
        return None
    return Antecedent(span.start, syntax.sentence(span.start), True, "many" if plural else "one", "thing", None)

"""Find the pronouns and descriptions that stand for an entity: "he", "they", "the Kurdish-led force", "the city".

Descriptions come first: a description stands for the entity that the gazetteer knows by it, for the person whose post
it names, or for the last-named entity of a fitting type. Pronouns follow: what fits in number and gender, was said
last, and best as a subject. Where something unnamed fits better ("a woman said ... she"), or the pronoun stands in a
quotation, nothing is claimed: a wrong reference is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.entities.antecedents import Antecedent, antecedents, gender_of_type
from kg.entities.descriptions import descriptions
from kg.entities.gazetteer import Gazetteer
from kg.entities.persons import title_gender
from kg.entities.roles import heads as role_heads
from kg.entities.syntax import Syntax, syntax_of
from kg.model import ActorType, Entity, Mention, Span, Text
from kg.resources import toml_table

#: A pronoun looks back so many sentences.
REACH = 2
#: What a sentence's distance costs, and what being a subject earns.
DISTANCE, SUBJECT = 3.0, 2.0
PRONOUNS: Mapping[str, tuple[str, str]] = {
    "he": ("one", "male"), "him": ("one", "male"), "his": ("one", "male"), "himself": ("one", "male"),
    "she": ("one", "female"), "her": ("one", "female"), "herself": ("one", "female"),
    "it": ("one", "thing"), "its": ("one", "thing"), "itself": ("one", "thing"),
    "they": ("many", "thing"), "them": ("many", "thing"), "their": ("many", "thing"),
}  # fmt: skip
#: Only the subject form of these is resolved: elsewhere too much that has no name may be meant.
_CAREFUL = frozenset({"it", "they", "them", "itself"})
_QUOTE = re.compile(r"[“][^”\n]*[”]|(?<![\w])\"[^\"\n]*\"|(?<!\w)[‘][^\n]*?[’](?!\w)|«[^»\n]*»")


def references(text: Text, entities: Sequence[Entity], gazetteer: Gazetteer) -> Mapping[str, tuple[Mention, ...]]:
    """Return the references found, by entity id, in text order; none in a text without words."""
    syntax = syntax_of(text)
    if not syntax.words:
        return {}
    found: dict[str, list[Mention]] = defaultdict(list)
    for id, mention in descriptions(syntax, entities, gazetteer):
        found[id].append(mention)
    known = [_extended(entity, found.get(entity.id, ())) for entity in entities]
    for id, mention in pronouns(syntax, known):
        found[id].append(mention)
    return {id: tuple(sorted(group, key=lambda m: m.span)) for id, group in sorted(found.items())}


def _extended(entity: Entity, more: Iterable[Mention]) -> Entity:
    return Entity(
        entity.id, entity.name, entity.type, (*entity.mentions, *more), entity.aliases, entity.gazetteer, entity.role, entity.inside
    )


def pronouns(syntax: Syntax, entities: Sequence[Entity]) -> Iterable[tuple[str, Mention]]:
    """Yield (entity id, mention) for the pronouns that stand for an entity."""
    genders = {entity.id: _gender(syntax, entity) for entity in entities}
    types = {entity.id: entity.type for entity in entities}
    options = antecedents(syntax, [e for e in entities if not e.is_place], genders)
    quoted = [Span(m.start(), m.end()) for m in _QUOTE.finditer(syntax.text)]
    for i, word in enumerate(syntax.words):
        wanted = PRONOUNS.get(syntax.lower(i))
        if wanted is None or any(q.contains(word.span) for q in quoted) or not _resolvable(syntax, i):
            continue
        best = _best(syntax, i, wanted, options, genders)
        if best is None or best.entity is None:
            continue
        genders[best.entity] = genders[best.entity] or wanted[1]
        yield best.entity, Mention(word.span, syntax.form(i), types[best.entity], named=False, probability=0.7)


def _resolvable(syntax: Syntax, i: int) -> bool:
    """Tell whether a pronoun refers at all, as far as its place in the clause shows ("it rained" and "it is said that" do not)."""
    if syntax.lower(i) not in _CAREFUL:
        return True
    governor = syntax.governor(i)
    if not syntax.is_subject(i) or governor is None or syntax.relation(i) != "nsubj":
        return False
    return syntax.lower(i) == "they" or (
        syntax.words[governor].pos == "VERB" and not {syntax.lower(governor), syntax.lower(i + 1)} & _empty()
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset(toml_table("references")["empty"]["verbs"])


def _best(
    syntax: Syntax, i: int, wanted: tuple[str, str], options: Sequence[Antecedent], genders: Mapping[str, str | None]
) -> Antecedent | None:
    """Return the antecedent with the most salience, or None where none fits."""
    start = syntax.words[i].span.start
    sentence = syntax.sentence(start)
    near = [a for a in options if a.start < start and sentence - a.sentence <= REACH]
    fitting = [a for a in near if _fits(a, wanted, genders)]
    return max(fitting, key=lambda a: (_salience(a, sentence, options), a.start), default=None)


def _fits(option: Antecedent, wanted: tuple[str, str], genders: Mapping[str, str | None]) -> bool:
    number, gender = wanted
    own = genders.get(option.entity) if option.entity else option.gender
    if number == "many":
        return option.number in ("many", "either")
    if gender == "thing":
        return own == "thing" and option.number in ("one", "either")
    return own in (None, gender) and option.number == "one"


def _salience(option: Antecedent, sentence: int, options: Sequence[Antecedent]) -> float:
    """Return how present an antecedent is: near, a subject, and named often before."""
    often = sum(1 for a in options if option.entity and a.entity == option.entity and a.start <= option.start)
    return -DISTANCE * (sentence - option.sentence) + SUBJECT * option.subject + min(often, 5) * 0.2


def _gender(syntax: Syntax, entity: Entity) -> str | None:
    """Return an entity's gender as its titles and post tell it; "thing" for what is no person."""
    if entity.type != ActorType.PERSON:
        return gender_of_type(entity.type)
    told = next((g for m in entity.mentions if m.named and (g := title_gender(syntax.text, m))), None)
    post = (entity.role or "").lower()
    return told or next((row["gender"] for head, row in role_heads().items() if row["gender"] and re.search(rf"\b{head}\b", post)), None)

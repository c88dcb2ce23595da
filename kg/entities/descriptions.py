"""Find definite descriptions that stand for a named entity: "the Kurdish-led force", "the president", "the city"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.entities.gazetteer import Gazetteer
from kg.entities.roles import heads as role_heads
from kg.entities.spelling import fold
from kg.entities.syntax import Syntax
from kg.model import ActorType, Entity, Mention, Span
from kg.resources import toml_table

#: A description without a known meaning looks back so many sentences for a name of its type.
REACH = 3
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold a definite noun phrase: its words after the article, its head noun, and where it stands."""

    words: str
    head: str
    span: Span
    sentence: int


@cache
def _heads() -> Mapping[str, frozenset[str]]:
    """Return for each head noun the types that it may stand for."""
    types: dict[str, set[str]] = defaultdict(set)
    for kind, nouns in toml_table("references")["heads"].items():
        for noun in nouns:
            types[noun].add(kind)
    return {noun: frozenset(kinds) for noun, kinds in types.items()}


@cache
def _other() -> frozenset[str]:
    return frozenset(toml_table("references")["other"]["words"])


def descriptions(syntax: Syntax, entities: Sequence[Entity], gazetteer: Gazetteer) -> Iterator[tuple[str, Mention]]:
    """Yield (entity id, mention) for each description that stands for an entity, in text order."""
    named = sorted(m.span for entity in entities for m in entity.mentions)
    types = {entity.id: entity.type for entity in entities}
    for phrase in phrases(syntax, named):
        found = _known(phrase, entities, gazetteer) or _by_post(phrase, entities) or _by_type(syntax, phrase, entities)
        if found:
            yield found, Mention(phrase.span, phrase.span.of(syntax.text), types[found], named=False, probability=0.75)


def phrases(syntax: Syntax, named: Sequence[Span]) -> Iterator[Phrase]:
    """Yield the definite noun phrases that hold no name and are not followed by one, nor by what makes them something else ("of ...")."""
    for i, word in enumerate(syntax.words):
        if syntax.lower(i) not in _DEFINITE or word.relation.partition(":")[0] != "det":
            continue
        head = syntax.governor(i)
        if head is None or not i < head <= i + 6 or syntax.words[head].pos not in ("NOUN", "PROPN"):
            continue
        span = Span(word.span.start, syntax.words[head].span.end)
        words = syntax.text[syntax.words[i + 1].span.start : span.end]
        follows = Span(span.end, min(span.end + 2, len(syntax.text)))
        quoted = any(mark in words for mark in '"“”‘’')
        if quoted or any(n.overlaps(span) or n.overlaps(follows) for n in named) or _other() & set(fold(words).split()):
            continue
        if not any(_specifies(syntax, child) for child in syntax.of_relation(head, "nmod", "acl", "appos", "compound") if child > head):
            yield Phrase(words, syntax.lower(head), span, syntax.sentence(span.start))


def _specifies(syntax: Syntax, child: int) -> bool:
    """Tell whether what follows a noun makes it another thing than the one spoken of: "the group of men", "the city where he was born"."""
    relation = syntax.relation(child)
    cases = [syntax.lower(i) for i in syntax.of_relation(child, "case")]
    return relation.startswith(("appos", "compound", "acl:relcl")) or "of" in cases or relation.startswith("acl")


def _known(phrase: Phrase, entities: Sequence[Entity], gazetteer: Gazetteer) -> str | None:
    """Return the one entity of the article that the gazetteer knows by a description, first by all its words, then by its head."""
    before = [e for e in entities if any(m.named and m.span.start < phrase.span.start for m in e.mentions)]
    for words in (phrase.words, " ".join(phrase.words.split()[-2:]), phrase.head):
        ids = {entry.id for entry in gazetteer.described(words)}
        found = [e for e in before if e.gazetteer in ids] or [e for e in entities if e.gazetteer in ids and words == phrase.words]
        if len(found) == 1:
            return found[0].id
        if found and words == phrase.words:
            return max(found, key=lambda e: _last(e, phrase.span.start)).id
    return None


def _by_post(phrase: Phrase, entities: Sequence[Entity]) -> str | None:
    """Return the person named last before a description whose post it names ("the president")."""
    if phrase.head not in role_heads():
        return None
    post = re.compile(rf"\b{re.escape(fold(phrase.words))}\b")
    holders = [
        e for e in entities if e.type == ActorType.PERSON and e.role and post.search(fold(e.role)) and _last(e, phrase.span.start) >= 0
    ]
    return max(holders, key=lambda e: _last(e, phrase.span.start)).id if holders else None


def _last(entity: Entity, before: int) -> int:
    """Return where an entity was last named before a character, or -1."""
    return max((m.span.start for m in entity.mentions if m.named and m.span.start < before), default=-1)


def _by_type(syntax: Syntax, phrase: Phrase, entities: Sequence[Entity]) -> str | None:
    """Return the entity of a fitting type that was spoken of last, for a description that says nothing but what it is.

    Where several fit, one in the description's own sentence loses to one before it, and among those only a subject wins: with two
    groups in one sentence "the group" may be either.
    """
    kinds = _heads().get(phrase.head, frozenset())
    if not kinds or len(phrase.words.split()) > 1:
        return None
    near = {e.id: place for e in entities if e.type in kinds and (place := _spoken(syntax, phrase, e))}
    if len(near) < 2:
        return next(iter(near), None)
    before = {id: place for id, place in near.items() if place[0] < phrase.sentence} or near
    last = max(place[0] for place in before.values())
    latest = sorted((subject, id) for id, (sentence, subject) in before.items() if sentence == last)
    return latest[-1][1] if len(latest) == 1 or [subject for subject, _ in latest].count(True) == 1 else None


def _spoken(syntax: Syntax, phrase: Phrase, entity: Entity) -> tuple[int, bool] | None:
    """Return the last sentence within reach in which an entity is named before a description, and whether as its subject."""
    spans = [m.span for m in entity.mentions if m.named and m.span.start < phrase.span.start]
    if not spans or phrase.sentence - syntax.sentence(spans[-1].start) > REACH:
        return None
    head = syntax.head_of(spans[-1])
    return syntax.sentence(spans[-1].start), head is not None and syntax.is_subject(head)

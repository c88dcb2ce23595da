"""Find what belongs to what, and who leads it: "Y includes X", "X, part of Y", "Y's X", "X was assigned to Y", "Y, led by X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.entities.triggers import Found, Stage, edges, lemma_in, prepositions, words
from kg.model import ActorType, Predicate, Relation


def memberships(stage: Stage) -> Iterator[Relation]:
    """Yield what belongs to what: "Y includes X", "X, part of Y", "Y's X"."""
    for i, word in enumerate(stage.syntax.words):
        lower = stage.syntax.lower(i)
        if word.pos == "VERB" and lemma_in(lower, words("belong", "include")):
            whole = [
                found for found in stage.entities(stage.subjects(i), belongings=True) if stage.actors.get(found[0]) != ActorType.PERSON
            ]
            yield from edges(stage, Predicate.MEMBER_OF, stage.entities(stage.objects(i)), whole, i)
        yield from _belonging(stage, i)
        if lemma_in(lower, words("belong", "part")) and word.pos == "NOUN":
            yield from edges(stage, Predicate.MEMBER_OF, stage.entities(_described(stage, i)), stage.entities(stage.parties(i, ("of",))), i)
        if i in stage.named:
            possessors = [c for c in stage.syntax.of_relation(i, "nmod:poss") if stage.syntax.words[c].pos == "PROPN"]
            owners = [found for found in stage.entities(possessors) if stage.actors.get(found[0]) != ActorType.PERSON]
            yield from edges(stage, Predicate.MEMBER_OF, stage.entities([i]), owners, i)


def _belonging(stage: Stage, i: int) -> Iterator[Relation]:
    """Yield what verbs say of one's place in a whole: "X, represented by Y", "Y was assigned to X", "X is made up of Y"."""
    lower, pos = stage.syntax.lower(i), stage.syntax.words[i].pos
    if pos not in ("VERB", "ADJ"):
        return
    if lemma_in(lower, words("belong", "represent")):
        parts = [part for part in stage.entities(stage.subjects(i, 0)) if stage.actors.get(part[0]) == ActorType.PERSON]
        yield from edges(stage, Predicate.MEMBER_OF, parts, _bodies(stage, stage.objects(i)), i)
    verb = lemma_in(lower, (verbs := prepositions("belong", "verbs", "with")))
    if verb:
        parts = stage.entities(stage.objects(i) if stage.is_passive(i) else stage.subjects(i))
        yield from edges(stage, Predicate.MEMBER_OF, parts, _bodies(stage, stage.parties(i, verbs[verb])), i)
    made = lemma_in(lower, frozenset({"make"})) and any(stage.syntax.lower(c) == "up" for c in stage.syntax.of_relation(i, "compound"))
    if made or lemma_in(lower, words("belong", "composed")):
        yield from edges(stage, Predicate.MEMBER_OF, stage.entities(stage.parties(i, ("of", "by"))), _bodies(stage, stage.objects(i)), i)


def _bodies(stage: Stage, at: Iterable[int]) -> list[Found]:
    """Return the actors that words name and that others can belong to: no persons."""
    return [found for found in stage.entities(at) if stage.actors.get(found[0]) != ActorType.PERSON]


def _described(stage: Stage, i: int) -> list[int]:
    """Return what a noun describes: the subject of which it is said, or what it is an apposition of."""
    governor = stage.syntax.governor(i)
    apposed = [governor] if governor is not None and stage.syntax.relation(i) in ("appos", "nmod", "acl", "conj") else []
    return [*stage.syntax.of_relation(i, "nsubj", "appos"), *apposed] or stage.subjects(i)


def leading(stage: Stage) -> Iterator[Relation]:
    """Yield who leads what: "X leads Y", "Y, led by X"."""
    for i, word in enumerate(stage.syntax.words):
        if word.pos in ("VERB", "ADJ") and lemma_in(stage.syntax.lower(i), words("lead", "verbs", "object")):
            leaders = stage.entities(stage.subjects(i))
            people = [found for found in leaders if stage.actors.get(found[0]) == ActorType.PERSON]
            yield from edges(stage, Predicate.LEADS, people or leaders, stage.entities(stage.objects(i)), i)

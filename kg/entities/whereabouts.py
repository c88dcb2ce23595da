"""Find who was where: "X in PLACE", "X arrived in PLACE", "strikes hit X near PLACE", "X visited PLACE"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.entities.triggers import Found, Stage, edges, lemma_in, words
from kg.model import ActorType, Predicate, Relation

#: Who does something is at the place of it; who is merely above it in the sentence ("A wants B to act in X") need not be.
NEAR = 1


def whereabouts(stage: Stage) -> Iterator[Relation]:
    """Yield who was where: "X in PLACE", "X arrived in PLACE", "strikes hit X near PLACE"."""
    at = words("place", "prepositions")
    for i in sorted(stage.named):
        if stage.named[i] not in stage.places:
            continue
        yield from _visits(stage, i)
        preposition, governor = stage.preposition(i), stage.syntax.governor(i)
        if governor is None:
            continue
        moving = lemma_in(stage.syntax.lower(governor), words("place", "motion"))
        if preposition in at or (preposition in words("place", "toward") and moving):
            yield from edges(stage, Predicate.WAS_AT, _present(stage, governor), stage.entities([i], place=True), i)


def _visits(stage: Stage, i: int) -> Iterator[Relation]:
    """Yield who was at a place that is the object of a verb ("visited Baghdad", "X's capture of Raqqa")."""
    governor = stage.syntax.governor(i)
    if governor is None or stage.syntax.relation(i) not in ("obj", "conj"):
        return
    while stage.syntax.relation(i) == "conj" and governor is not None:
        i, governor = governor, stage.syntax.governor(governor)
    if governor is not None and stage.syntax.relation(i) == "obj" and lemma_in(stage.syntax.lower(governor), words("place", "visit")):
        yield from edges(stage, Predicate.WAS_AT, stage.entities(stage.subjects(governor)), stage.entities([i], place=True), governor)


def _present(stage: Stage, governor: int) -> list[Found]:
    """Return the actors that a place's governor puts there: the noun itself, or the subject and objects of the verb; states are nowhere."""
    against = stage.parties(governor, ("against",))
    noun = stage.syntax.words[governor].pos in ("NOUN", "PROPN")
    at = [governor, *against] if noun else [*stage.subjects(governor, NEAR), *stage.objects(governor), *against]
    lower = stage.syntax.lower(governor)
    if lemma_in(lower, words("meet", "verbs", "object") | words("meet", "verbs", "with", "with")):
        at += stage.parties(governor, ("with",))
    struck = not noun and lemma_in(lower, words("fight", "verbs", "object")) is not None
    found = [*stage.entities(at, belongings=noun), *(stage.entities(stage.objects(governor), belongings=True) if struck else ())]
    return [one for one in dict.fromkeys(found) if stage.actors.get(one[0]) != ActorType.STATE]

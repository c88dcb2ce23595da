"""Find the relations that the text says hold between entities, each with the words that say so.

Each rule yields relations from syntax and the words of ``lexicon/relations.toml`` and ``lexicon/roles.csv``; RULES
lists them. The claims add what their events say: who did something was where it happened, and who was told something
was spoken to. A relation said twice is kept at its first words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from kg.entities.belonging import leading, memberships
from kg.entities.containment import contained
from kg.entities.posts import held_posts
from kg.entities.syntax import syntax_of
from kg.entities.triggers import Found, Stage, edges, lemma_in, prepositions, stage_of, stretch, words
from kg.entities.whereabouts import whereabouts
from kg.model import ActorType, Claim, Entity, Predicate, Relation, Span, Status, Text

_SYMMETRIC = frozenset({Predicate.FIGHTS_AGAINST, Predicate.ALLIED_WITH, Predicate.COMMUNICATED_WITH})
#: An actor this many words before a word of fighting may be who fights, where syntax names nobody.
CLOSE = 12
#: ... and the noun so many words before the first party of "between" is what is between the two.
REACH = 7


def find_relations(text: Text, entities: Sequence[Entity], claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """Return the relations in the order of the words that say them, each pair of entities once for each predicate."""
    stage = stage_of(syntax_of(text), entities, references=True)
    found = [Relation(inner, Predicate.CONTAINED_IN, outer, Span(*span)) for inner, outer, span in contained(text, entities)]
    found += held_posts(text, entities)
    found += [relation for rule in RULES for relation in rule(stage)]
    found += _of_claims(claims, entities)
    return _once(found)


def _once(found: Iterable[Relation]) -> tuple[Relation, ...]:
    first: dict[tuple[str, ...], Relation] = {}
    for relation in sorted(found, key=lambda r: (r.span, r.predicate, r.subject, r.object)):
        ends = (relation.subject, relation.object)
        key = (relation.predicate, *(sorted(ends) if relation.predicate in _SYMMETRIC else ends))
        if relation.subject != relation.object:
            first.setdefault(key, relation)
    return tuple(sorted(first.values(), key=lambda r: (r.span, r.predicate, r.subject, r.object)))


def _verbs(stage: Stage, kind: str, predicate: Predicate) -> Iterator[Relation]:
    """Yield what verbs say of their subject and their object or the party of their preposition."""
    direct, indirect = words(kind, "verbs", "object"), prepositions(kind, "verbs", "with")
    for i, word in enumerate(stage.syntax.words):
        if word.pos not in ("VERB", "ADJ"):
            continue
        lower = stage.syntax.lower(i)
        parties = stage.objects(i) if lemma_in(lower, direct) else []
        verb = lemma_in(lower, indirect)
        if verb:
            parties += [p for at in (i, *stage.objects(i)) for p in stage.parties(at, indirect[verb])]
        right = stage.entities(parties) or (stage.entities(stage.next_after(i, indirect[verb])) if verb else [])
        if right:
            contest = lemma_in(lower, words(kind, "contest")) is not None
            pairs = edges(stage, predicate, stage.entities(stage.subjects(i)), right, i)
            yield from (pair for pair in pairs if not (contest and _people(stage, pair)))


def _people(stage: Stage, relation: Relation) -> bool:
    """Tell whether both ends of a relation are people."""
    return stage.actors.get(relation.subject) == stage.actors.get(relation.object) == ActorType.PERSON


def _nouns(stage: Stage, kind: str, predicate: Predicate) -> Iterator[Relation]:
    """Yield what nouns say of their parties: "the fight against X", "talks between X and Y", "X's war with Y"."""
    names, with_ = words(kind, "nouns", "names"), words(kind, "nouns", "with")
    for i, word in enumerate(stage.syntax.words):
        if word.pos != "NOUN" or not lemma_in(stage.syntax.lower(i), names):
            continue
        both = stage.entities(stage.parties(i, ("between",)))
        for one, other in combinations(both if lemma_in(stage.syntax.lower(i), _mutual(kind)) else (), 2):
            yield from edges(stage, predicate, [one], [other], i)
        right = stage.entities(_parties(stage, i, with_ - {"between"}))
        left = stage.entities(_owners(stage, i), belongings=True) or stage.entities(_aided(stage, i))
        yield from edges(stage, predicate, left or stage.entities(stage.subjects(i)), right, i)


def _mutual(kind: str) -> frozenset[str]:
    """Return the nouns of which "between A and B" tells a relation of the two: a joint action between them is no fight."""
    return words(kind, "nouns", "between") or words(kind, "nouns", "names")


def _parties(stage: Stage, i: int, with_: frozenset[str]) -> list[int]:
    """Return the parties of a noun, also where the parser has hung them on the noun's verb."""
    own = stage.parties(i, with_)
    governor = stage.syntax.governor(i)
    if own or governor is None or stage.syntax.relation(i) not in ("obj", "obl", "nsubj:pass", "nsubj"):
        return own
    return [p for p in stage.parties(governor, with_ & {"against", "with", "on"}) if p > i]


def _aided(stage: Stage, i: int) -> list[int]:
    """Return whose fight it is in "support for X in the fight against Y"."""
    governor = stage.syntax.governor(i)
    if governor is None or stage.preposition(i) != "in":
        return []
    support = lemma_in(stage.syntax.lower(governor), words("ally", "verbs", "object") | words("ally", "nouns", "names"))
    aided = [governor] if stage.syntax.words[governor].pos == "PROPN" else []
    return [*stage.objects(governor), *stage.parties(governor, words("ally", "nouns", "with"))] if support else aided


def _owners(stage: Stage, i: int) -> list[int]:
    return [c for c in stage.syntax.of_relation(i, "nmod:poss", "compound", "amod")] + stage.parties(i, ("by",))


def fights(stage: Stage) -> Iterator[Relation]:
    """Yield who fights against whom."""
    yield from _verbs(stage, "fight", Predicate.FIGHTS_AGAINST)
    yield from _nouns(stage, "fight", Predicate.FIGHTS_AGAINST)
    yield from _between(stage, "fight", Predicate.FIGHTS_AGAINST)
    yield from _against(stage)
    yield from _each_other(stage)


def _each_other(stage: Stage) -> Iterator[Relation]:
    """Yield who fought each other: "A and B clashed", "A and B fought a war", where nobody else is named whom both were against."""
    for i, word in enumerate(stage.syntax.words):
        if word.pos == "VERB" and lemma_in(stage.syntax.lower(i), words("fight", "reciprocal")) and not _enemies(stage, i):
            for left, right in combinations(stage.entities(stage.subjects(i, 0)), 2):
                yield from edges(stage, Predicate.FIGHTS_AGAINST, [left], [right], i)


def _between(stage: Stage, kind: str, predicate: Predicate) -> Iterator[Relation]:
    """Yield the two parties of "between", wherever the parser has hung it: "the agreement reached yesterday between X and Y"."""
    names = _mutual(kind)
    for i in sorted(stage.named):
        if stage.preposition(i) != "between":
            continue
        above = [stage.syntax.governor(i)]
        above += [stage.syntax.governor(g) for g in above if g is not None]
        above += range(max(i - REACH, 0), i)
        if any(g is not None and lemma_in(stage.syntax.lower(g), names) for g in above):
            for left, right in combinations(stage.entities([i]), 2):
                yield from edges(stage, predicate, [left], [right], i)


def _against(stage: Stage) -> Iterator[Relation]:
    """Yield who is against whom where syntax shows only the latter: the actor named last before words of fighting that reach the other."""
    actors = {i: id for i, id in stage.named.items() if id not in stage.places}
    order = sorted(actors)
    for n, i in enumerate(order[1:], 1):
        trigger, before = _trigger(stage, i), order[n - 1]
        same = stage.syntax.sentence(stage.syntax.words[before].span.start) == stage.syntax.sentence(stage.syntax.words[i].span.start)
        if (
            trigger is not None
            and same
            and before < trigger
            and trigger - before <= CLOSE
            and stage.actors.get(actors[before]) != ActorType.PERSON
        ):
            yield Relation(actors[before], Predicate.FIGHTS_AGAINST, actors[i], stretch(stage.syntax, before, trigger, i), probability=0.5)


def _trigger(stage: Stage, i: int) -> int | None:
    """Return the word of fighting right before a name, with at most an article, an adjective or "so-called" between."""
    objects = words("fight", "verbs", "object")
    for back in range(i - 1, max(i - 5, -1), -1):
        lower, pos = stage.syntax.lower(back), stage.syntax.words[back].pos
        if lower == "against" or (pos == "VERB" and lemma_in(lower, objects)):
            return back
        if pos not in ("DET", "ADJ", "PROPN", "PUNCT", "ADV", "NOUN") and lower not in ("called", "led"):
            return None
    return None


def alliances(stage: Stage) -> Iterator[Relation]:
    """Yield who is allied with whom: who supports, and who does one thing of war together."""
    yield from _verbs(stage, "ally", Predicate.ALLIED_WITH)
    yield from _nouns(stage, "ally", Predicate.ALLIED_WITH)
    yield from _backed(stage)
    for i, _ in enumerate(stage.syntax.words):
        if _enemies(stage, i):
            for left, right in combinations(stage.entities(stage.subjects(i, 0)), 2):
                yield from edges(stage, Predicate.ALLIED_WITH, [left], [right], i)


def _enemies(stage: Stage, i: int) -> list[Found]:
    """Return those whom the subjects of a verb of fighting are together against."""
    if stage.syntax.words[i].pos != "VERB":
        return []
    verbs = prepositions("fight", "verbs", "with")
    verb = lemma_in(stage.syntax.lower(i), verbs)
    direct = stage.objects(i) if lemma_in(stage.syntax.lower(i), words("fight", "verbs", "object")) else []
    return stage.entities([*direct, *(p for at in (i, *stage.objects(i)) for p in stage.parties(at, verbs[verb] if verb else ()))])


def _backed(stage: Stage) -> Iterator[Relation]:
    """Yield the allies that "X-backed Y" names."""
    for i, _ in enumerate(stage.syntax.words):
        if stage.syntax.lower(i) in ("backed", "supported", "allied", "trained", "armed") and stage.syntax.relation(i).startswith(
            ("amod", "acl")
        ):
            backers = stage.entities(stage.syntax.of_relation(i, "compound", "obl", "nsubj", "nmod"))
            governor = stage.syntax.governor(i)
            yield from edges(
                stage, Predicate.ALLIED_WITH, backers, stage.entities([governor] if governor is not None else [], belongings=True), i
            )


def meetings(stage: Stage) -> Iterator[Relation]:
    """Yield who spoke to whom."""
    yield from _verbs(stage, "meet", Predicate.COMMUNICATED_WITH)
    yield from _nouns(stage, "meet", Predicate.COMMUNICATED_WITH)
    yield from _between(stage, "meet", Predicate.COMMUNICATED_WITH)
    for i, word in enumerate(stage.syntax.words):
        if word.pos == "VERB" and lemma_in(stage.syntax.lower(i), frozenset({"meet", "speak", "talk", "agree"})):
            for left, right in combinations(stage.entities(stage.subjects(i, 0)), 2):
                yield from edges(stage, Predicate.COMMUNICATED_WITH, [left], [right], i)


RULES: tuple[Callable[[Stage], Iterator[Relation]], ...] = (fights, alliances, meetings, memberships, leading, whereabouts)


def _of_claims(claims: Sequence[Claim], entities: Sequence[Entity]) -> Iterator[Relation]:
    """Yield what claims say by their make: who was told spoke with the source, who did something was at its place."""
    places = frozenset(entity.id for entity in entities if entity.is_place)
    nowhere = places | {entity.id for entity in entities if entity.type == ActorType.STATE}
    for claim in claims:
        if claim.source and claim.told_to and claim.told_to_span and claim.source not in places and claim.told_to not in places:
            yield Relation(claim.source, Predicate.COMMUNICATED_WITH, claim.told_to, claim.cue_span or claim.told_to_span, probability=0.8)
        yield from _at_event(claim, places, nowhere)


def _at_event(claim: Claim, places: frozenset[str], nowhere: frozenset[str]) -> Iterator[Relation]:
    """Yield who was at the place of an event that is said to have happened, where the claim names it; states are nowhere."""
    event, span = claim.event, claim.event.place_span
    told = span is not None and claim.content.contains(span) and claim.status == Status.ASSERTED
    if not told or event.place is None or event.place not in places:
        return
    for role, actor in (("agent", event.agent), ("patient", event.patient)):
        if actor and actor not in nowhere and event.type in words("events", role):
            yield Relation(actor, Predicate.WAS_AT, event.place, claim.content, probability=0.6)

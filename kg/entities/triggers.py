"""Find the words that tell a relation, and the entities that stand as their subject, object or the party of their preposition.

Syntax is that of Universal Dependencies; a conjunct counts with its first ("A and B attacked C"), a name that
modifies a noun counts for it where the noun is one's own ("ISIL fighters", "Peshmerga positions"), and the subject of
a verb is that of the verb that it hangs on where it has none of its own ("A vowed to attack B", "A, fighting B,
said").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.entities.syntax import Syntax
from kg.model import Entity, Predicate, Relation, Span
from kg.resources import toml_table

#: An entity (its id) and the word that names it.
Found = tuple[str, int]

#: How many steps up the tree the subject of a noun or a verb is looked for.
CLIMB = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold the syntax of a text with the entity that each word names.

    ``places`` tells which entities are places, ``actors`` the types of the others.
    """

    syntax: Syntax
    named: Mapping[int, str]
    places: frozenset[str]
    actors: Mapping[str, str] = field(default_factory=dict)

    def entities(self, words: Iterable[int], *, place: bool = False, belongings: bool = False) -> list[tuple[str, int]]:
        """Return the (entity id, word) pairs that words name, with their conjuncts; with ``belongings`` also whose they are."""
        found: dict[str, int] = {}
        for word in words:
            for each in self.with_conjuncts(word):
                for id, at in self._names(each, belongings):
                    if (id in self.places) == place:
                        found.setdefault(id, at)
        return list(found.items())

    def with_conjuncts(self, word: int) -> list[int]:
        """Return a word and what is coordinated with it."""
        found = [word]
        for each in found:
            found.extend(c for c in self.syntax.of_relation(each, "conj") if c not in found)
        return found

    def _names(self, word: int, belongings: bool) -> Iterator[tuple[str, int]]:
        if word in self.named:
            yield self.named[word], word
            return
        apposed = self.syntax.governor(word) if self.syntax.relation(word) == "appos" else None
        if apposed is not None and apposed in self.named:
            yield self.named[apposed], apposed
            return
        own = belongings or lemma_in(self.syntax.lower(word), words("fight", "belongings"))
        for child in self.syntax.of_relation(word, "compound", "amod", "nmod:poss", "appos", "flat"):
            if child in self.named and (own or self.syntax.relation(child).startswith(("appos", "flat"))):
                yield self.named[child], child
        if own:
            for child in self.syntax.of_relation(word, "nmod"):
                if child in self.named and self.preposition(child) in ("of", "from"):
                    yield self.named[child], child

    def preposition(self, word: int) -> str:
        """Return the preposition before a word or before what modifies it, or ""."""
        near = [word, *self.syntax.of_relation(word, "compound", "amod")]
        return next(
            (
                self.syntax.lower(i)
                for each in near
                for i in self.syntax.of_relation(each, "case")
                if self.syntax.lower(i) not in ("'s", "’s")
            ),
            "",
        )

    def parties(self, word: int, prepositions: Collection[str]) -> list[int]:
        """Return the words that hang on a verb or noun by one of the prepositions."""
        return [c for c in self.syntax.of_relation(word, "obl", "nmod", "obj") if self.preposition(c) in prepositions]

    def subjects(self, word: int, climb: int = CLIMB) -> list[int]:
        """Return the words that do what a verb or noun tells: its own subject, or that of what it hangs on."""
        own = [c for c in self.syntax.of_relation(word, "nsubj") if not self.syntax.relation(c).endswith("pass")]
        if self.is_passive(word):
            own = [c for c in self.parties(word, ("by",))]
        own = self._antecedents(word, own)
        if own or climb == 0:
            return own
        governor, relation = self.syntax.governor(word), self.syntax.relation(word).partition(":")[0]
        if governor is None or relation in ("ccomp", "parataxis", "root", "nsubj", "csubj"):
            return self._last_before(word) if relation != "nsubj" else []
        if relation == "acl" and not self.is_passive(word):
            return [governor]
        helped = lemma_in(self.syntax.lower(governor), words("ally", "verbs", "object")) and relation in ("xcomp", "advcl")
        return (self.objects(governor) if helped else []) or self.subjects(governor, climb - 1)

    def _last_before(self, verb: int) -> list[int]:
        """Return the actor right before a verb, adverbs apart, where the parser has found it no subject."""
        if self.syntax.words[verb].pos != "VERB" or any(True for _ in self.syntax.of_relation(verb, "nsubj", "csubj", "expl")):
            return []
        for i in range(verb - 1, max(verb - 6, -1), -1):
            if i in self.named and self.named[i] not in self.places:
                return [i] if self.preposition(i) == "" else []
            flat = self.syntax.relation(i).startswith("flat")
            if self.syntax.words[i].pos not in ("ADV", "AUX", "NOUN", "PUNCT", "PROPN") or (
                self.syntax.words[i].pos == "PROPN" and not flat
            ):
                return []
        return []

    def next_after(self, verb: int, prepositions: Collection[str]) -> list[int]:
        """Return the actor right behind a verb, or behind one of the prepositions there, where the parser has found it no party."""
        seen = False
        for i in range(verb + 1, min(verb + 9, len(self.syntax.words))):
            if i in self.named and self.named[i] not in self.places:
                return [i] if seen or not prepositions else []
            lower, pos = self.syntax.lower(i), self.syntax.words[i].pos
            seen = seen or lower in prepositions
            if pos not in ("DET", "ADJ", "PROPN", "NOUN", "NUM", "ADV") and lower not in prepositions:
                return []
        return []

    def objects(self, word: int) -> list[int]:
        """Return the words to which something is done: objects, the subject of a passive, the noun that a participle describes."""
        if self.is_passive(word):
            described = self.syntax.governor(word) if self.syntax.relation(word).startswith("acl") else None
            own = self._antecedents(word, [c for c in self.syntax.of_relation(word, "nsubj:pass", "nsubj")])
            governor = self.syntax.governor(word)
            if not own and governor is not None and self.syntax.relation(word) == "conj" and self.is_passive(governor):
                return self.objects(governor)
            return own + ([described] if described is not None and described not in own else [])
        own = [c for c in self.syntax.of_relation(word, "obj", "iobj")]
        own += [c for c in self.syntax.of_relation(word, "obl") if c in self.named and c > word and not self.preposition(c)]
        governor = self.syntax.governor(word)
        if not own and governor is not None and self.syntax.relation(word) == "conj" and not self.is_passive(governor):
            return [c for c in self.objects(governor) if c > word]
        return own

    def _antecedents(self, word: int, found: list[int]) -> list[int]:
        """Return the words with what a relative clause describes in place of its "which" or "who".

        That is the noun right before the pronoun, be it what the parser says the clause describes or not.
        """
        if not self.syntax.relation(word).startswith("acl"):
            return found
        return [self._before(c) if self.syntax.lower(c) in _RELATIVE else c for c in found]

    def _before(self, pronoun: int) -> int:
        """Return the noun that a relative pronoun follows, with nothing but a comma between; the pronoun where there is none."""
        i = pronoun - 1
        while i > 0 and self.syntax.words[i].pos == "PUNCT":
            i -= 1
        if i < 0 or self.syntax.words[i].pos not in ("NOUN", "PROPN"):
            return pronoun
        while i not in self.named and self.syntax.relation(i).startswith(("flat", "compound")) and self.syntax.governor(i) is not None:
            i = self.syntax.governor(i) or i
        return i

    def is_passive(self, word: int) -> bool:
        """Tell whether a verb stands in the passive, a bare participle with "by" included."""
        if any(True for _ in self.syntax.of_relation(word, "aux:pass", "nsubj:pass")):
            return True
        lower = self.syntax.lower(word)
        if self.syntax.relation(word) == "acl:relcl":
            return False
        return self.syntax.relation(word).startswith("acl") and (lower.endswith(("ed", "en")) or lower in _PARTICIPLES)


_RELATIVE = frozenset({"which", "who", "that", "whom"})

#: Participles of the verbs of the lexicon that no ending tells.
_PARTICIPLES = frozenset({"led", "held", "met", "struck", "fought", "shot", "hit", "beset", "sent", "run"})


def stage_of(syntax: Syntax, entities: Sequence[Entity], *, references: bool = False) -> Stage:
    """Return the stage of a text; ``references`` lets pronouns and descriptions count as the entities they stand for."""
    named: dict[int, str] = {}
    for entity in entities:
        for mention in entity.mentions:
            if mention.named or references:
                head = syntax.head_of(mention.span)
                if head is not None:
                    named[head] = entity.id
    return Stage(syntax, named, frozenset(e.id for e in entities if e.is_place), {e.id: e.type for e in entities if not e.is_place})


def edges(stage: Stage, predicate: Predicate, left: Iterable[Found], right: Iterable[Found], at: int) -> Iterator[Relation]:
    """Yield a relation of each left with each right entity, with the words from the one to the other over those at ``at``."""
    for (subject, i), (object, j) in ((a, b) for a in left for b in right):
        yield Relation(subject, predicate, object, stretch(stage.syntax, i, at, j), probability=0.7)


def words(*path: str) -> frozenset[str]:
    """Return a word list of ``lexicon/relations.toml`` by the keys that lead to it; empty where there is none."""
    table = toml_table("relations")
    for key in path:
        table = table.get(key, {})
    return frozenset(table)


@cache
def prepositions(*path: str) -> Mapping[str, frozenset[str]]:
    """Return for each verb lemma the prepositions under which it stands in a table of ``lexicon/relations.toml``."""
    table = toml_table("relations")
    for key in path:
        table = table.get(key, {})
    found: dict[str, set[str]] = {}
    for preposition, verbs in table.items():
        for verb in verbs:
            found.setdefault(verb, set()).add(preposition)
    return {verb: frozenset(each) for verb, each in found.items()}


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """Return what a lower-case word may be a form of, by English rules and the irregular forms of the lexicon."""
    irregular = toml_table("relations")["irregular"].get(word)
    found = [word, *([irregular] if irregular else [])]
    for ending, others in (("ies", ("y",)), ("ied", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += [stem + other for other in others]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def lemma_in(word: str, listed: Collection[str]) -> str | None:
    """Return the listed lemma that a word is a form of, or None."""
    return next((lemma for lemma in lemmas(word) if lemma in listed), None)


def stretch(syntax: Syntax, *at: int) -> Span:
    """Return the characters from the first to the last of some words."""
    return Span(min(syntax.words[i].span.start for i in at), max(syntax.words[i].span.end for i in at))

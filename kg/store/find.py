"""Answer "what is known of this thing?": its facts, and the words that say so, for a name, an IRI or a beginning of either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import resources
from kg.errors import NotFoundError
from kg.store import header, names, parameters
from kg.store.graphs import GraphStore
from kg.store.names import Named
from kg.store.results import Cell, Iri
from kg.triples.vocab import KG, PREFIXES

#: What a name is looked for among: articles only where no actor or place answers to it.
_KINDS = (("Actor", "Place"), ("Article",))
#: Classes whose things can be described, most telling first: a resource is shown as the first that it has.
_CLASSES = (
    "Article", "Claim", "Comparison", "Relation", "Actor", "Place", "Event", "Quantity", "Mention", "Reference", "Decision", "Link",
    "Rejected",
)  # fmt: skip

_TYPES = "SELECT ?thing ?class WHERE { ?thing a ?class }"
_OUT = """
SELECT ?thing ?property ?value ?label WHERE {
  { SELECT DISTINCT ?thing ?property ?value WHERE { ?thing ?property ?value } }
  OPTIONAL { ?value skos:prefLabel|schema:headline|kg:content ?label }
}"""
_IN = """
SELECT ?thing ?property ?other ?label WHERE {
  { SELECT DISTINCT ?thing ?property ?other WHERE { ?other ?property ?thing } }
  OPTIONAL { ?other skos:prefLabel|schema:headline|kg:content|kg:explanation ?label }
}"""

#: Properties that a description leaves to its evidence, or that repeat another one.
_HIDDEN = frozenset(
    {"rdf:type", "kg:text", "kg:zone", "kg:wireFingerprint", "kg:doubt", "kg:readWith", "oa:hasSelector", "geo:hasGeometry"}
)
_HIDDEN_ENDINGS = ("Selector", "Appearance")
#: Parts of a claim whose facts are, to a reader, the claim's own.
_PARTS = frozenset({"kg:reports", "kg:quantity"})
#: Properties of other things that say something of this one; the rest (mentions, selectors ...) are its evidence.
_TELLING = frozenset(
    {
        "kg:attributedTo", "kg:onBehalfOf", "kg:toldTo", "kg:within", "kg:compares", "kg:corroborates", "kg:contradicts", "kg:updates",
        "kg:repeats", "kg:speaksFor", "org:memberOf", "kg:leads", "kg:fightsAgainst", "kg:alliedWith", "kg:communicatedWith", "kg:wasAt",
        "schema:containedInPlace", "kg:sameWireCopyAs", "kg:about",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold one fact of a thing: the property as a prefixed name, the value, and the value's own name if it has one.

    ``backward`` facts are said of the thing by another one: ``value`` is then who or what says it.
    """

    property: str
    value: Cell
    label: str | None = None
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold the exact words behind a thing: ``words == text[start:end]`` of the article."""

    role: str
    words: str
    start: int
    end: int
    source_name: str
    outlet: str | None
    published: dt.date | None
    article: str


@dataclass(frozen=True, slots=True)
class Description:
    """Hold all that is known of a thing: ``kind`` is the local name of its class, ``types`` of all of them."""

    iri: str
    kind: str
    types: tuple[str, ...]
    label: str | None
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]


def find(store: GraphStore, text: str) -> tuple[Named, ...]:
    """Return the actors, places and articles that a name, IRI, path or beginning of a name stands for, each once.

    One match is an answer, several are a choice to offer. Raises NotFoundError, whose ``nearest`` lists names that come
    close, where there is none.
    """
    if iri := names.known(store, text):
        return (Named(_kind(types_of(store, iri)), iri, 0, names.label_of(store, iri) or text),)
    found: dict[str, Named] = {}
    named: list[Named] = []
    for kinds in _KINDS:
        named += names.things(store, kinds)
        for one in names.match(named, text):
            found.setdefault(one.iri, one)
        if found:
            break
    if not found:
        near = names.nearest(named, text)
        words = f"nearest are {', '.join(near)}" if near else "nothing comes near; 'kg ask actors' and 'kg ask places' list what there is"
        raise NotFoundError(f"nothing is called {text!r}; {words}", nearest=near)
    return tuple(sorted(found.values()))


def describe(store: GraphStore, iri: str) -> Description:
    """Return all that is known of a thing, with the words that say so, in order.

    Raises NotFoundError for an IRI of which the graph says nothing.
    """
    types = types_of(store, iri)
    if not types and not store.holds(iri):
        raise NotFoundError(f"the graph says nothing of {iri}")
    facts = sorted((*_forward(store, iri), *_backward(store, iri)), key=lambda fact: (fact.backward, fact.property, str(fact.value)))
    return Description(iri, _kind(types), types, names.label_of(store, iri), tuple(facts), tuple(evidence(store, iri)))


def evidence(store: GraphStore, iri: str) -> list[Evidence]:
    """Return the exact words behind a thing, by date, article and offset: the saved question ``evidence``."""
    question = header.parse(resources.folder("queries") / "evidence.rq", parameters.KINDS)
    rows = store.query(parameters.bound(store, question, {"thing": iri})).records()
    return [
        Evidence(
            role=str(row["role"]),
            words=str(row["words"]),
            start=int(str(row["start"])),
            end=int(str(row["end"])),
            source_name=str(row["source_name"] or ""),
            outlet=None if row["outlet"] is None else str(row["outlet"]),
            published=row["published"] if isinstance(row["published"], dt.date) else None,
            article=str(row["article"]),
        )
        for row in rows
    ]


def types_of(store: GraphStore, iri: str) -> tuple[str, ...]:
    """Return the local names of the classes of a thing, sorted: ``Actor`` and ``Person``, ``Claim`` ..."""
    found = {str(row[1]) for row in store.query(_TYPES, {"thing": Iri(iri)}).rows}
    return tuple(sorted(one.removeprefix(KG) for one in found if one.startswith(KG)))


def _kind(types: Sequence[str]) -> str:
    return next((kind for kind in _CLASSES if kind in types), types[0] if types else "thing")


def _forward(store: GraphStore, iri: str) -> list[Fact]:
    found: dict[tuple[str, Cell], Fact] = {}
    for _, predicate, cell, label in store.query(_OUT, {"thing": Iri(iri)}).rows:
        name = short(str(predicate))
        if name in _PARTS:
            found |= {(fact.property, fact.value): fact for fact in _forward(store, str(cell)) if fact.property != "kg:inArticle"}
        elif name not in _HIDDEN and not name.endswith(_HIDDEN_ENDINGS):
            found[name, cell] = Fact(name, cell, None if label is None else str(label))
    return list(found.values())


def _backward(store: GraphStore, iri: str) -> list[Fact]:
    found: dict[tuple[str, Cell], Fact] = {}
    for _, predicate, cell, label in store.query(_IN, {"thing": Iri(iri)}).rows:
        name = short(str(predicate))
        if name in _TELLING:
            found[name, cell] = Fact(name, cell, None if label is None else str(label), backward=True)
    return list(found.values())


@lru_cache(maxsize=4096)
def short(iri: str) -> str:
    """Return an IRI as a prefixed name where a known prefix fits, else as it is."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri

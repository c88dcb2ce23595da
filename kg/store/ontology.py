"""Read the ontology that kg ships, as values for people and in every format of RDF for machines."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import resources
from kg.errors import StoreError
from kg.store.dump import TRIPLE_FORMATS
from kg.store.find import short
from kg.triples import vocab
from kg.triples.terms import Facts

#: The namespace document, and the files that make it up; shapes are a graph of their own.
IRI = vocab.KG.removesuffix("#")
_FILES = ("kg.ttl", "event-types.ttl", "mappings.ttl")
_KINDS = {"owl:Class": "class", "owl:ObjectProperty": "property", "owl:DatatypeProperty": "property", "skos:ConceptScheme": "list"}
_RELATIONS = (
    ("rdfs:subClassOf", "kind of"),
    ("rdfs:subPropertyOf", "kind of"),
    ("rdfs:domain", "of a"),
    ("rdfs:range", "leads to a"),
    ("owl:inverseOf", "the other way round"),
    ("skos:inScheme", "in the list"),
    ("skos:exactMatch", "the same as"),
    ("skos:closeMatch", "close to"),
    ("skos:broadMatch", "narrower than"),
    ("skos:narrowMatch", "broader than"),
)


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """Hold one term: ``kind`` is class, property, list or concept; ``relations`` are (how, prefixed name, IRI)."""

    iri: str
    name: str
    label: str
    kind: str
    definition: str
    example: str
    notes: tuple[str, ...]
    relations: tuple[tuple[str, str, str], ...]


@cache
def terms() -> tuple[OntologyTerm, ...]:
    """Return the terms of the ontology in the order of its files."""
    quads = _quads()
    facts = Facts.of(quads)
    nodes = dict.fromkeys(quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode))
    return tuple(_term(facts, node) for node in nodes if node.value.startswith(vocab.KG) and facts.all(node, vocab.TYPE))


def serialised(format: str) -> bytes:
    """Return the whole ontology as ttl, nt, rdfxml or jsonld; StoreError for another format."""
    formats = {**TRIPLE_FORMATS, "jsonld": ox.RdfFormat.JSON_LD}
    if format not in formats:
        raise StoreError(f"there is no format {format!r} of the ontology; use one of {', '.join(formats)}")
    triples = sorted({quad.triple for quad in _quads()}, key=str)
    return ox.serialize(triples, format=formats[format], prefixes=vocab.PREFIXES) or b""


def written(triples: Iterable[ox.Triple], format: str) -> bytes:
    """Return triples in a format of RDF, sorted, with the usual prefixes."""
    out = io.BytesIO()
    formats = {**TRIPLE_FORMATS, "jsonld": ox.RdfFormat.JSON_LD}
    ox.serialize(sorted(set(triples), key=str), out, format=formats[format], prefixes=vocab.PREFIXES)
    return out.getvalue()


@cache
def _quads() -> tuple[ox.Quad, ...]:
    folder = resources.folder("ontology")
    return tuple(quad for name in _FILES for quad in ox.parse(path=folder / name, format=ox.RdfFormat.TURTLE))


def _term(facts: Facts, node: ox.NamedNode) -> OntologyTerm:
    kinds = [short(kind.value) for kind in facts.nodes(node, vocab.TYPE)]
    relations = ((how, short(other.value), other.value) for name, how in _RELATIONS for other in facts.nodes(node, vocab.name(name)))
    return OntologyTerm(
        iri=node.value,
        name=short(node.value),
        label=facts.value(node, vocab.LABEL) or facts.words(node, vocab.PREF_LABEL),
        kind=next((_KINDS[kind] for kind in kinds if kind in _KINDS), "concept"),
        definition=facts.words(node, vocab.name("skos:definition")),
        example=facts.words(node, vocab.name("skos:example")),
        notes=facts.values(node, vocab.name("skos:note")),
        relations=tuple(relations),
    )

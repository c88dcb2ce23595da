"""Describe a SPARQL service that answers from a graph, as https://www.w3.org/TR/sparql11-service-description/ has it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.store.graphs import GraphStore
from kg.store.stream import GRAPHS, RESULTS
from kg.triples.vocab import KG, PREFIXES

SD, VOID, RDF = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
GEOF = "http://www.opengis.net/def/function/geosparql/"
ENTAILMENT = "http://www.w3.org/ns/entailment/Simple"
#: So many named graphs are listed: the description is to be read, and a query lists the rest.
LISTED = 1000
#: Functions besides those of SPARQL: search by words, and those of GeoSPARQL that Oxigraph has.
FUNCTIONS = (
    KG + "search",
    *(GEOF + name for name in ("distance", "sfWithin", "sfContains", "sfIntersects", "sfEquals", "sfDisjoint", "sfTouches", "sfOverlaps")),
)


def described(graph: GraphStore, endpoint: str, format: str, *, changes: bool, federates: bool) -> bytes:
    """Return the description of the service at ``endpoint``; ``changes`` says whether it updates, ``federates`` whether it asks others."""
    prefixes = {**PREFIXES, "sd": SD, "void": VOID}
    return ox.serialize(_triples(graph, endpoint, changes=changes, federates=federates), format=GRAPHS[format], prefixes=prefixes) or b""


def _triples(graph: GraphStore, endpoint: str, *, changes: bool, federates: bool) -> Iterator[ox.Triple]:
    def say(subject: Any, name: str, value: Any) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(name), ox.NamedNode(value) if isinstance(value, str) else value)

    here, numbers = ox.NamedNode(endpoint), itertools.count()
    yield say(here, RDF + "type", SD + "Service")
    yield say(here, SD + "endpoint", endpoint)
    yield say(here, SD + "supportedLanguage", SD + "SPARQL10Query")
    yield say(here, SD + "supportedLanguage", SD + "SPARQL11Query")
    if changes:
        yield say(here, SD + "supportedLanguage", SD + "SPARQL11Update")
    for format in (*(results.iri for results in RESULTS.values()), *(rdf.iri for rdf in GRAPHS.values())):
        yield say(here, SD + "resultFormat", format)
    yield say(here, SD + "feature", SD + "UnionDefaultGraph")
    if federates:
        yield say(here, SD + "feature", SD + "BasicFederatedQuery")
    yield say(here, SD + "defaultEntailmentRegime", ENTAILMENT)
    for function in FUNCTIONS:
        yield say(here, SD + "extensionFunction", function)
    dataset, union = ox.BlankNode("dataset"), ox.BlankNode("union")
    yield say(here, SD + "defaultDataset", dataset)
    yield say(dataset, RDF + "type", SD + "Dataset")
    yield say(dataset, SD + "defaultGraph", union)
    yield say(union, RDF + "type", SD + "Graph")
    yield say(union, VOID + "triples", ox.Literal(len(graph)))
    for name in graph.graph_names()[:LISTED]:
        node = ox.BlankNode(f"graph{next(numbers)}")
        yield say(dataset, SD + "namedGraph", node)
        yield say(node, RDF + "type", SD + "NamedGraph")
        yield say(node, SD + "name", name)

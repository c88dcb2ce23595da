"""Remember which articles were taken out of the graph, so that their IRIs answer "gone" and not "never heard of".

A tombstone holds nothing but the IRI: what was retracted, its headline included, is not told on. It lies in the named
graph ``{base}graph/retracted`` and goes when the article is read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.store.graphs import GraphStore
from kg.triples import vocab
from kg.triples.terms import in_graph

#: The part of the named graph's IRI.
PART = "retracted"


def raised(store: GraphStore, article: str) -> Mapping[str, Sequence[ox.Quad]]:
    """Return the graph of tombstones with one more, ready to be replaced together with the article's own graph."""
    graph = store.graph_iri(PART)
    made = in_graph([(ox.NamedNode(article), vocab.TYPE, vocab.RETRACTED)], ox.NamedNode(graph))
    return {graph: [*store.read(graph), *made]}


def lifted(store: GraphStore, article: str) -> Mapping[str, Sequence[ox.Quad]]:
    """Return the graph of tombstones without that of an article, ready to be replaced; nothing where it has none."""
    graph = store.graph_iri(PART)
    quads = store.read(graph)
    kept = [quad for quad in quads if quad.subject != ox.NamedNode(article)]
    return {graph: kept} if kept != quads else {}


def retracted(store: GraphStore, iri: str) -> bool:
    """Tell whether an IRI is that of an article that was retracted, or of something that only it said."""
    article = "/".join(iri.removeprefix(store.base).partition("#")[0].split("/")[:2])
    return any(quad.subject == ox.NamedNode(f"{store.base}{article}") for quad in store.scan(store.graph_iri(PART)))


def retracted_articles(store: GraphStore) -> tuple[str, ...]:
    """Return the IRIs of all articles that were retracted, in order."""
    return tuple(sorted(quad.subject.value for quad in store.scan(store.graph_iri(PART)) if isinstance(quad.subject, ox.NamedNode)))

"""Check a whole store: every graph against its shapes, every quotation against its text, every IRI for what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store.graphs import GraphStore
from kg.store.results import Iri
from kg.triples import vocab
from kg.triples.records import read_decisions
from kg.triples.shapes import integrity, violations

_EXISTS = "SELECT ?thing { ?thing ?property ?value } LIMIT 1"


@dataclass(frozen=True, slots=True)
class Check:
    """Hold what a check read and found: problems as (graph, sentence), and notes that are no problem."""

    graphs: int
    quads: int
    selectors: int
    problems: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def check_store(store: GraphStore) -> Check:
    """Read the whole graph again and return what is wrong with it; memory grows with its IRIs, not with its texts."""
    problems: list[tuple[str, str]] = []
    quads = selectors = 0
    names = store.graph_names()
    for name in names:
        found = store.read(name)
        quads += len(found)
        selectors += sum(quad.object == vocab.QUOTE_SELECTOR for quad in found)
        problems += [(name, problem) for problem in violations(found)]
    problems += [("all graphs", problem) for problem in integrity(_quads(store, names), store.base)]
    return Check(len(names), quads, selectors, tuple(problems), _stale_decisions(store))


def _quads(store: GraphStore, names: tuple[str, ...]) -> Iterator[ox.Quad]:
    for name in names:
        yield from store.read(name)


def _stale_decisions(store: GraphStore) -> tuple[str, ...]:
    """Return the decisions about things that are not in the graph (any more): kept, and said."""
    found = []
    for decision in read_decisions(store.read(store.graph_iri("curation"))):
        for thing in (decision.subject, decision.object):
            if thing and thing.startswith(store.base) and not store.query(_EXISTS, {"thing": Iri(thing)}).rows:
                found.append(f"the decision {decision.action} of {decision.by} is about {thing}, which is not in the graph")
    return tuple(sorted(set(found)))

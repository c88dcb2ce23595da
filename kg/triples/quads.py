"""Turn values into quads, and back: the door through which the rest of kg comes in.

=====================  ==========================================  ==========================
named graph            written by                                  read back by
=====================  ==========================================  ==========================
graph/article/{id}     article_quads                               read_article, read_origin
graph/entities         entity_quads                                read_things, read_links
graph/comparisons      comparison_quads                            read_comparisons, read_wire
graph/runs             run_quads                                   read_runs
graph/curation         decision_quads                              read_decisions
=====================  ==========================================  ==========================

Reading back gives what was written, in its one order (:func:`kg.triples.order.in_order`), and writing that again gives
the same quads: an article can be linked anew without its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from kg.errors import ShapeError
from kg.model import Reading
from kg.triples import appearances, article, claims, iris, vocab
from kg.triples.article import Origin
from kg.triples.comparisons import comparison_iri, comparison_quads, read_comparisons, read_wire, reported_claims
from kg.triples.context import Source, Writing
from kg.triples.order import digest_of, encoded, in_order
from kg.triples.records import Run, decision_quads, read_decisions, read_runs, run_quads
from kg.triples.terms import Facts, Triple, in_graph, text
from kg.triples.things import Thing, entity_quads, read_links, read_things

__all__ = [
    "Origin",
    "Run",
    "Thing",
    "article_quads",
    "comparison_iri",
    "comparison_quads",
    "decision_quads",
    "entity_quads",
    "read_article",
    "read_comparisons",
    "read_decisions",
    "read_links",
    "read_origin",
    "read_runs",
    "read_things",
    "read_wire",
    "reported_claims",
    "run_quads",
]

_NOWHERE = Origin()


def article_quads(reading: Reading, assignment: Mapping[str, str], base: str, origin: Origin = _NOWHERE) -> list[Quad]:
    """Return the named graph of an article: all that was read in it, each thing with the words that say it.

    ``assignment`` maps the ids of its entities to the canonical paths of what they stand for; an entity that it lacks
    stands for itself. Raises ShapeError for a type of entity that the ontology does not know.
    """
    minted = iris.ArticleIris(base, iris.article_id(reading.article))
    writing = Writing(reading.article.text, minted, assignment)
    return in_graph(_triples(in_order(reading), writing, origin), minted.graph)


def _triples(reading: Reading, writing: Writing, origin: Origin) -> Iterator[Triple]:
    yield from article.article_triples(reading.article, writing)
    yield writing.iris.article, vocab.DIGEST, text(digest_of(encoded(reading)))
    yield from article.reading_triples(reading.engines, reading.doubts, origin, writing)
    yield from appearances.entity_triples(reading.entities, writing)
    yield from claims.claim_triples(reading.claims, writing)
    yield from appearances.relation_triples(reading.relations, writing)


def read_article(quads: Iterable[Quad]) -> tuple[Reading, dict[str, str]]:
    """Return the reading and the assignment that ``article_quads`` was given, in their one order.

    Raises ShapeError where the quads are no article's named graph, or lack what every article has.
    """
    source = _source(tuple(quads))
    told = article.read_article_node(source)
    reading = Reading(
        article=told,
        entities=appearances.read_entities(source, told.text),
        claims=claims.read_claims(source),
        relations=appearances.read_relations(source),
        engines=article.read_engines(source),
        doubts=article.read_doubts(source),
    )
    return reading, appearances.read_assignment(source)


def read_origin(quads: Iterable[Quad]) -> Origin:
    """Return the run and the wire fingerprint that ``article_quads`` was given."""
    return article.read_article_origin(_source(tuple(quads)))


def _source(quads: tuple[Quad, ...]) -> Source:
    graph = quads[0].graph_name if quads else None
    found = iris.split_article_graph(graph.value) if isinstance(graph, NamedNode) else None
    if found is None:
        raise ShapeError(f"the graph {graph} is not the named graph of an article")
    return Source(Facts.of(quads), iris.ArticleIris(*found))

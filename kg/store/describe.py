"""Describe one thing of the graph in RDF: what is said of it, what says something of it, and the names of both.

The description of a thing holds its own statements, those of its parts (the event, quantity and selectors of a claim), the
statements of others that lead to it (claims by an actor, comparisons of a claim), and the names of everything that is
spoken of: as a concise bounded description with its inverse, so that a reader needs no second request to show it. An
article's text is left out on demand.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from kg.errors import NotFoundError, StoreError
from kg.store.dump import QUAD_FORMATS, TRIPLE_FORMATS
from kg.store.find import short
from kg.store.graphs import GraphStore
from kg.store.results import Cell, value
from kg.triples import iris, vocab
from kg.triples.vocab import PREFIXES

#: The media type of each format of a description.
MEDIA_TYPES: Mapping[str, str] = {
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples; charset=utf-8",
    "nq": "application/n-quads; charset=utf-8",
    "trig": "application/trig; charset=utf-8",
    "rdfxml": "application/rdf+xml",
    "csv": "text/csv; charset=utf-8",
}
#: Properties that lead to a part of a thing, whose statements are the thing's own.
PARTS = (
    vocab.REPORTS, vocab.HAS_QUANTITY, vocab.HAS_SELECTOR, vocab.SOURCE_SELECTOR, vocab.CUE_SELECTOR, vocab.TOLD_TO_SELECTOR,
    vocab.AGENT_SELECTOR, vocab.PATIENT_SELECTOR, vocab.PLACE_SELECTOR, vocab.TIME_SELECTOR, vocab.PART_OF, vocab.HAS_GEOMETRY,
    vocab.HAS_ZONE, vocab.READ_WITH, vocab.HAS_DOUBT,
)  # fmt: skip
#: Properties by which others say something of a thing; mentions and selectors are found from the article.
INVERSE = (
    vocab.ATTRIBUTED_TO, vocab.ON_BEHALF_OF, vocab.TOLD_TO, vocab.WITHIN, vocab.AGENT, vocab.PATIENT, vocab.PLACE_OF, vocab.SUBJECT,
    vocab.OBJECT, vocab.COMPARES, vocab.REPORTS, vocab.HAS_QUANTITY, vocab.SAME_WIRE_COPY, vocab.CONTAINED_IN, vocab.REPLACED_BY,
    *vocab.CLAIM_PAIRS.values(), *(node for code, node in vocab.PREDICATES.items() if node != vocab.CONTAINED_IN),
)  # fmt: skip
#: So many statements of one property may lead to a thing in its description; a hub has its claims on its page and in queries.
MOST = 5000
_NAMES = (vocab.PREF_LABEL, vocab.LABEL, vocab.HEADLINE)
#: What an article's own things are, which have no names but for a claim that was rejected; most of what a thing speaks of.
_NAMELESS = re.compile(r"article/[^/#]+(?:#|/(?!claim/))")


def description(graph: GraphStore, iri: str, *, texts: bool = True) -> list[ox.Quad]:
    """Return the quads that describe a thing, sorted; without ``texts``, the full text of an article is left out.

    Raises NotFoundError for an IRI of which the graph says nothing.
    """
    node = _node(iri)
    own = list(match(graph, subject=node))
    if not own:
        raise NotFoundError(f"the graph says nothing of {iri}")
    found = {*own}
    for quad in own:
        if quad.predicate in PARTS and isinstance(quad.object, ox.NamedNode):
            found.update(_with_parts(graph, quad.object))
    for predicate in INVERSE:
        found.update(match(graph, predicate=predicate, object=node, most=MOST))
    if vocab.ARTICLE in (quad.object for quad in own):
        found.update(_claims_of(graph, node))
    found.update(_names(graph, found))
    return sorted((quad for quad in found if texts or quad.predicate != vocab.TEXT), key=str)


def serialised(graph: GraphStore, iri: str, format: str, *, texts: bool = True) -> bytes:
    """Return the description of a thing in a format of MEDIA_TYPES; StoreError for another one."""
    return written(description(graph, iri, texts=texts), format)


def written(quads: list[ox.Quad], format: str) -> bytes:
    """Return a description in a format of MEDIA_TYPES; StoreError for another one. To make it once does for many formats."""
    if format not in MEDIA_TYPES:
        raise StoreError(f"there is no format {format!r} of a description; use one of {', '.join(MEDIA_TYPES)}")
    if format in ("nq", "trig"):
        return ox.serialize(quads, format=QUAD_FORMATS[format], prefixes=PREFIXES) or b""
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    if format == "csv":
        return _table(triples)
    formats = {**TRIPLE_FORMATS, "jsonld": ox.RdfFormat.JSON_LD}
    return ox.serialize(triples, format=formats[format], prefixes=PREFIXES) or b""


def match(
    graph: GraphStore,
    subject: ox.NamedNode | None = None,
    predicate: ox.NamedNode | None = None,
    object: ox.NamedNode | None = None,
    *,
    within: str | None = None,
    most: int | None = None,
) -> Iterator[ox.Quad]:
    """Yield the quads of all graphs (or of one) that fit a pattern, at most so many; no query is parsed for it."""
    name = None if within is None else ox.NamedNode(within)
    return islice(graph._open().quads_for_pattern(subject, predicate, object, name), most)


def facts(graph: GraphStore, things: Iterable[str], properties: Iterable[str] = ()) -> dict[str, dict[str, tuple[Cell, ...]]]:
    """Return what is said of things, as values by thing and property (a prefixed name), each sorted; all properties unless named.

    A thing of which nothing is said has no properties.
    """
    wanted: tuple[ox.NamedNode | None, ...] = tuple(map(vocab.name, properties)) or (None,)
    found = {}
    for thing in dict.fromkeys(things):
        quads = {quad.triple for predicate in wanted for quad in match(graph, ox.NamedNode(thing), predicate)}
        values: dict[str, list[Cell]] = {}
        for triple in sorted(quads, key=str):
            values.setdefault(short(triple.predicate.value), []).append(value(triple.object))
        found[thing] = {name: tuple(cells) for name, cells in values.items()}
    return found


def pointing(graph: GraphStore, thing: str, *properties: str) -> tuple[str, ...]:
    """Return what leads to a thing by one of some properties, each once, sorted."""
    nodes = map(vocab.name, properties)
    return tuple(sorted({_plain(quad.subject) for node in nodes for quad in match(graph, None, node, ox.NamedNode(thing))}))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise NotFoundError(f"{iri!r} is no IRI") from error


def _with_parts(graph: GraphStore, node: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield the statements of a part, and of its own selectors."""
    for quad in match(graph, subject=node):
        yield quad
        if quad.predicate in PARTS and isinstance(quad.object, ox.NamedNode):
            yield from match(graph, subject=quad.object)


def _claims_of(graph: GraphStore, article: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield which claims an article makes, and their words."""
    within = iris.article_graph(graph.base, article.value.removeprefix(f"{graph.base}article/"))
    for quad in match(graph, predicate=vocab.TYPE, object=vocab.CLAIM, within=within):
        if isinstance(quad.subject, ox.NamedNode):
            for predicate in (vocab.IN_ARTICLE, vocab.CONTENT):
                yield from match(graph, subject=quad.subject, predicate=predicate)


def _names(graph: GraphStore, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the names of all that quads speak of."""
    spoken = {node for quad in quads for node in (quad.subject, quad.object) if isinstance(node, ox.NamedNode)}
    for node in spoken:
        if node.value.startswith(graph.base) and not _NAMELESS.match(node.value, len(graph.base)):
            for predicate in _NAMES:
                yield from match(graph, subject=node, predicate=predicate)


def _table(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as CSV (RFC 4180): subject, property, value, and the datatype of a value that is no IRI."""
    lines = io.StringIO(newline="")
    table = csv.writer(lines, lineterminator="\r\n")
    table.writerow(("subject", "property", "value", "datatype"))
    for triple in triples:
        kind = triple.object.datatype.value if isinstance(triple.object, ox.Literal) else ""
        table.writerow((*(_plain(term) for term in (triple.subject, triple.predicate, triple.object)), kind))
    return lines.getvalue().encode("utf-8", "replace")


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)

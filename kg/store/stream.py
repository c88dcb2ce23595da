"""Answer SPARQL 1.1 queries as a stream of bytes: with a dataset of the asker's choice, in every format of RDF and of results.

Nothing is held: Oxigraph writes blocks of some kilobytes into the sink while it searches, and an error that the sink raises ends
the search. Rows are counted on the way (:class:`kg.store.rowcount.RowCount`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import folder, ftssparql, remote
from kg.store.graphs import GraphStore
from kg.store.results import Answer
from kg.store.rowcount import RowCount, too_many
from kg.store.sparql import OPAQUE, QUERY_PREFIXES, syntax_error
from kg.triples.vocab import PREFIXES


class Kind(StrEnum):
    """Say what a query answers with."""

    BINDINGS = "bindings"
    BOOLEAN = "boolean"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Name the graphs that a query sees; without any it sees all graphs, their union as the default graph."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


@dataclass(frozen=True, slots=True)
class Stream:
    """Hold an answer that was begun and not yet read."""

    kind: Kind
    answer: Answer

    def write(self, format: str, sink: IO[bytes], most: int = 0) -> int:
        """Write the answer in a format, one of ``RESULTS``, for a graph one of ``GRAPHS``, and return its rows or triples.

        Raises LimitError when there are more than ``most`` of them (0: any number), QueryError where the answer cannot be
        computed to its end, and what the sink raises.
        """
        try:
            if isinstance(self.answer, ox.QueryTriples):
                return _write_graph(self.answer, format, sink, most)
            counted = RowCount(sink, format, most)
            self.answer.serialize(cast(IO[bytes], counted), format=RESULTS[format])
            return counted.rows
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be run to its end: {' '.join(str(error).split())}") from error


def _write_graph(answer: ox.QueryTriples, format: str, sink: IO[bytes], most: int) -> int:
    triples = 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal triples
        for triple in answer:
            triples += 1
            if most and triples > most:
                raise too_many(most)
            yield triple

    ox.serialize(counted(), sink, format=GRAPHS[format], prefixes=PREFIXES)
    return triples


def run(graph: GraphStore, text: str, dataset: Dataset, base: str | None, services: Collection[str] = ()) -> Stream:
    """Begin to answer a query; ``base`` is what its relative IRIs hang under, ``services`` what it may ask by ``SERVICE``.

    Raises QueryError for a syntax error (with its line and column) an update, or another SERVICE.
    """
    text = ftssparql.expand(text, OPAQUE, graph.texts)
    remote.refuse(text, services)
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(name) for name in dataset.named]
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(name) for name in dataset.default]
    chosen = bool(named or default)
    try:
        answer = graph._open().query(
            text,
            base_iri=base,
            prefixes=QUERY_PREFIXES,
            use_default_graph_as_union=not chosen and not remote.has_dataset(text),
            default_graph=default if chosen else None,
            named_graphs=named if chosen else None,
            custom_functions=ftssparql.functions(graph.texts) if "search" in text else None,
        )
    except SyntaxError as error:
        raise syntax_error(str(error), OPAQUE.sub(lambda match: " " * len(match.group()), text)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {' '.join(str(error).split())}") from error
    except OSError as error:
        raise folder.store_error(graph.path or Path("memory"), error) from error
    return Stream(_kind(answer), answer)


def _kind(answer: Answer) -> Kind:
    if isinstance(answer, ox.QueryTriples):
        return Kind.GRAPH
    return Kind.BOOLEAN if isinstance(answer, ox.QueryBoolean) else Kind.BINDINGS

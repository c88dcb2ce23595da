"""Graphs written as RDF: sorted, whole, and what no format can hold left out."""

from __future__ import annotations

import io
import itertools

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import StoreError
from kg.store.dump import QUAD_FORMATS, TRIPLE_FORMATS, dump

BASE = "http://x.example/"
ODD = 'a "quoted" \\ back\\b slash\nline\ttab \x01\x08\x0c\x1f\x7f\ufffe end <b> & كوباني ڕۆژ 🙂'


def store(*texts: tuple[str, str, str]) -> ox.Store:
    made = ox.Store()
    for graph, subject, words in texts:
        made.add(ox.Quad(ox.NamedNode(BASE + subject), ox.NamedNode(BASE + "says"), ox.Literal(words), ox.NamedNode(BASE + graph)))
    return made


def dumped(made: ox.Store, format: str, *graphs: str) -> tuple[bytes, int]:
    output = io.BytesIO()
    count = dump(made, output, format, [BASE + graph for graph in graphs])
    return output.getvalue(), count


def test_lines_are_sorted_within_each_graph() -> None:
    made = store(("g", "b", "1"), ("g", "a", "2"), ("h", "a", "1"))
    assert dumped(made, "nq", "g", "h") == (
        b'<http://x.example/a> <http://x.example/says> "2" <http://x.example/g> .\n'
        b'<http://x.example/b> <http://x.example/says> "1" <http://x.example/g> .\n'
        b'<http://x.example/a> <http://x.example/says> "1" <http://x.example/h> .\n',
        3,
    )


def test_only_the_graphs_that_are_named_are_written() -> None:
    made = store(("g", "b", "1"), ("h", "a", "1"))
    assert dumped(made, "nt", "h") == (b'<http://x.example/a> <http://x.example/says> "1" .\n', 1)


def test_a_statement_of_two_graphs_stands_once_where_there_are_no_graphs() -> None:
    made = store(("g", "a", "1"), ("h", "a", "1"))
    for format in TRIPLE_FORMATS:
        assert dumped(made, format, "g", "h")[1] == 1


@pytest.mark.parametrize("format", [*QUAD_FORMATS, *TRIPLE_FORMATS])
def test_equal_graphs_give_equal_bytes_in_whatever_order_they_were_made(format: str) -> None:
    texts = [("g", "b", "1"), ("g", "a", ODD), ("g", "a", "2")]
    assert len({dumped(store(*order), format, "g") for order in itertools.permutations(texts)}) == 1


# rdflib warns of its own old names when it parses a dataset.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("format", [*QUAD_FORMATS, *TRIPLE_FORMATS])
def test_rdflib_reads_back_every_format(format: str) -> None:
    names = {"nq": "nquads", "nt": "nt", "ttl": "turtle", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}
    graph = rdflib.Dataset() if format in QUAD_FORMATS else rdflib.Graph()
    graph.parse(data=dumped(store(("g", "a", ODD), ("g", "b", "x")), format, "g")[0], format=names[format])
    texts = {str(row[2]) for row in (graph.quads() if isinstance(graph, rdflib.Dataset) else graph)}
    without = ODD.translate(dict.fromkeys(map(ord, "\x01\x08\x0c\x1f\ufffe")))
    assert texts == {without if format == "rdfxml" else ODD, "x"}


@pytest.mark.parametrize("format", [*QUAD_FORMATS, *TRIPLE_FORMATS])
def test_an_empty_graph_is_a_whole_document(format: str) -> None:
    assert dumped(ox.Store(), format) == dumped(ox.Store(), format, "g")
    assert dumped(ox.Store(), format)[1] == 0


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(StoreError, match="no RDF format 'odt'; use one of nq, trig, jsonld, ttl, nt, rdfxml"):
        dumped(ox.Store(), "odt")

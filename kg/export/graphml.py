"""Write a network as GraphML, for yEd, Cytoscape, igraph and networkx; line by line, like :mod:`kg.export.gexf`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from kg.export.columns import EDGE_COLUMNS, Column, T, Value, node_columns, told
from kg.export.layout import NOTE, Point, positions
from kg.export.network import Edge, GraphView, Node
from kg.export.xml import attribute, content

#: The types of columns, as GraphML calls them.
_TYPES = {"string": "string", "integer": "int", "double": "double"}


def write_graphml(graph: GraphView, sink: BinaryIO) -> None:
    """Write ``graph`` to ``sink`` as GraphML in UTF-8: a multigraph with typed data and positions ``x``, ``y``."""
    for line in graphml_lines(graph):
        sink.write(line.encode("utf-8") + b"\n")


def graphml_lines(graph: GraphView) -> Iterator[str]:
    """Yield the lines of the document."""
    places = positions(graph) if graph.places is None else graph.places
    notes = (*graph.notes, NOTE) if graph.places is None else graph.notes
    nodes: list[Column[Node]] = [
        Column("label", "Label", "string", lambda node: node.label),
        *node_columns(graph),
        *(Column(axis, axis, "double", _coordinate(places, number)) for number, axis in enumerate("xy")),
    ]
    edges: list[Column[Edge]] = [
        Column("label", "Label", "string", lambda edge: edge.kind),
        Column("weight", "Weight", "double", lambda edge: float(edge.weight)),
        *EDGE_COLUMNS[1:],
    ]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield from (f"  <desc>{content(note)}</desc>" for note in notes)
    yield from _keys("node", nodes)
    yield from _keys("edge", edges)
    yield f'  <graph{attribute("id", graph.name)} edgedefault="{"directed" if graph.directed else "undirected"}">'
    for node in graph.nodes:
        yield f"    <node{attribute('id', node.id)}>{_data('node', nodes, node)}</node>"
    for number, edge in enumerate(graph.edges):
        ends = attribute("source", edge.source) + attribute("target", edge.target)
        yield f'    <edge id="{number}"{ends}>{_data("edge", edges, edge)}</edge>'
    yield "  </graph>"
    yield "</graphml>"


def _coordinate(places: Mapping[str, Point], axis: int) -> Callable[[Node], Value]:
    return lambda node: places[node.id][axis] if node.id in places else None


def _keys(owner: str, columns: Sequence[Column[T]]) -> Iterator[str]:
    for column in columns:
        yield f'  <key id="{owner}-{column.id}" for="{owner}" attr.name="{column.id}" attr.type="{_TYPES[column.type]}"/>'


def _data(owner: str, columns: Sequence[Column[T]], thing: T) -> str:
    values = ((column.id, column.value(thing)) for column in columns)
    return "".join(f'<data key="{owner}-{name}">{content(str(value))}</data>' for name, value in values if told(value))

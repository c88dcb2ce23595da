"""Write a network as GraphML, for yEd, Cytoscape, igraph and networkx; line by line, like :mod:`kg.export.gexf`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.export.layout import Point, positions
from kg.export.network import Edge, GraphView, Node
from kg.export.xml import attribute, content

Value = str | int | float | None

#: Declared data of nodes and edges, by their GraphML types.
NODE_KEYS: Mapping[str, str] = {
    "label": "string",
    "kind": "string",
    "type": "string",
    "claims": "int",
    "articles": "int",
    "first": "string",
    "last": "string",
    "latitude": "double",
    "longitude": "double",
    "words": "string",
    "x": "double",
    "y": "double",
}
EDGE_KEYS: Mapping[str, str] = {"label": "string", "weight": "double", "first": "string", "last": "string", "words": "string"}


def write_graphml(graph: GraphView, sink: BinaryIO) -> None:
    """Write ``graph`` to ``sink`` as GraphML in UTF-8: a directed multigraph with typed data and positions ``x``, ``y``."""
    for line in graphml_lines(graph):
        sink.write(line.encode("utf-8") + b"\n")


def graphml_lines(graph: GraphView) -> Iterator[str]:
    """Return the lines of the document."""
    places = positions(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, type_ in keys.items():
            yield f'  <key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{type_}"/>'
    yield f'  <graph{attribute("id", graph.name)} edgedefault="directed">'
    for node in graph.nodes:
        yield f"    <node{attribute('id', node.id)}>{_data('node', _node(node, places[node.id]))}</node>"
    for number, edge in enumerate(graph.edges):
        ends = attribute("source", edge.source) + attribute("target", edge.target)
        yield f'    <edge id="{number}"{ends}>{_data("edge", _edge(edge))}</edge>'
    yield "  </graph>"
    yield "</graphml>"


def _node(node: Node, place: Point) -> dict[str, Value]:
    return {
        "label": node.label,
        "kind": node.kind,
        "type": node.type,
        "claims": node.weight,
        "articles": node.articles,
        "first": node.first,
        "last": node.last,
        "latitude": node.latitude,
        "longitude": node.longitude,
        "words": node.text,
        "x": place[0],
        "y": place[1],
    }


def _edge(edge: Edge) -> dict[str, Value]:
    return {"label": edge.kind, "weight": float(edge.weight), "first": edge.first, "last": edge.last, "words": edge.words}


def _data(owner: str, values: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{owner}-{name}">{content(str(value))}</data>' for name, value in values.items() if value is not None and value != ""
    )

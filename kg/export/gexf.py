"""Write a network as GEXF 1.3, the format of Gephi: typed, dated, coloured and placed, ready to look at.

Written line by line, so that memory holds the network and not its document. What Gephi or other readers stumble over is
avoided: no ``xsi:schemaLocation``, no ``anyURI`` attributes (IRIs are strings), one ``attributes`` block a class, no
control characters, no empty values. Dates are those of the articles, so that the timeline of Gephi plays the reporting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from kg.export.layout import Point, positions
from kg.export.network import Edge, GraphView, Node
from kg.export.palette import edge_colour, group_of, rgb, size_of
from kg.export.xml import attribute

Value = str | int | float | None

#: Declared node attributes: identifier, title, GEXF type, and where the value comes from.
NODE_COLUMNS: tuple[tuple[str, str, str, Callable[[Node], Value]], ...] = (
    ("kind", "Kind", "string", lambda node: node.kind),
    ("type", "Type", "string", lambda node: node.type),
    ("claims", "Claims", "integer", lambda node: node.weight),
    ("articles", "Articles", "integer", lambda node: node.articles),
    ("first", "First seen", "string", lambda node: node.first),
    ("last", "Last seen", "string", lambda node: node.last),
    ("aliases", "Also called", "string", lambda node: "; ".join(node.aliases)),
    ("latitude", "Latitude", "double", lambda node: node.latitude),
    ("longitude", "Longitude", "double", lambda node: node.longitude),
    ("text", "Words", "string", lambda node: node.text),
    ("attribution", "Attribution", "string", lambda node: node.attribution),
    ("status", "Status", "string", lambda node: node.status),
    ("figure", "Figure", "string", lambda node: node.figure),
    ("confidence", "Confidence", "double", lambda node: node.confidence),
    ("publisher", "Publisher", "string", lambda node: node.publisher),
)

EDGE_COLUMNS: tuple[tuple[str, str, str, Callable[[Edge], Value]], ...] = (
    ("relation", "Relation", "string", lambda edge: edge.kind),
    ("first", "First seen", "string", lambda edge: edge.first),
    ("last", "Last seen", "string", lambda edge: edge.last),
    ("words", "Words", "string", lambda edge: edge.words),
)


def write_gexf(graph: GraphView, sink: BinaryIO) -> None:
    """Write ``graph`` to ``sink`` as a GEXF 1.3 document in UTF-8."""
    for line in gexf_lines(graph):
        sink.write(line.encode("utf-8") + b"\n")


def gexf_lines(graph: GraphView) -> Iterator[str]:
    """Return the lines of the document."""
    places = positions(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield "  <meta>"
    yield "    <creator>kg</creator>"
    yield f"    <description>View {graph.name}: who is said to have done what, and who says so</description>"
    yield "    <keywords>actors, places, claims, news</keywords>"
    yield "  </meta>"
    yield f"  <graph{_graph_attributes(graph)}>"
    yield from _declared("node", [column[:3] for column in NODE_COLUMNS])
    yield from _declared("edge", [column[:3] for column in EDGE_COLUMNS])
    yield f'    <nodes count="{len(graph.nodes)}">'
    for node in graph.nodes:
        yield from _node_lines(node, places[node.id])
    yield "    </nodes>"
    yield f'    <edges count="{len(graph.edges)}">'
    for number, edge in enumerate(graph.edges):
        yield from _edge_lines(number, edge)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _graph_attributes(graph: GraphView) -> str:
    days = sorted(day for node in graph.nodes for day in (node.first, node.last) if day)
    if not days:
        return ' defaultedgetype="directed" idtype="string" mode="static"'
    return (
        ' defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval"'
        f"{attribute('start', days[0])}{attribute('end', days[-1])}"
    )


def _declared(owner: str, columns: list[tuple[str, str, str]]) -> Iterator[str]:
    yield f'    <attributes class="{owner}">'
    for id_, title, type_ in columns:
        yield f'      <attribute id="{id_}" title="{title}" type="{type_}"/>'
    yield "    </attributes>"


def _node_lines(node: Node, place: Point) -> Iterator[str]:
    red, green, blue = rgb(group_of(node)[1])
    yield f"      <node{attribute('id', node.id)}{attribute('label', node.label)}{_lifetime(node.first, node.last)}>"
    yield from _values([(id_, value(node)) for id_, _, _, value in NODE_COLUMNS])
    yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
    yield f'        <viz:position x="{place[0]}" y="{place[1]}" z="0.0"/>'
    yield f'        <viz:size value="{size_of(node)}"/>'
    yield "      </node>"


def _edge_lines(number: int, edge: Edge) -> Iterator[str]:
    red, green, blue = rgb(edge_colour(edge))
    ends = attribute("source", edge.source) + attribute("target", edge.target)
    kind = attribute("kind", edge.kind) + attribute("label", edge.kind)
    yield f'      <edge id="{number}"{ends}{kind} weight="{float(edge.weight)}"{_lifetime(edge.first, edge.last)}>'
    yield from _values([(id_, value(edge)) for id_, _, _, value in EDGE_COLUMNS])
    yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
    yield "      </edge>"


def _lifetime(first: str | None, last: str | None) -> str:
    return f"{attribute('start', first)}{attribute('end', last)}" if first and last else ""


def _values(values: list[tuple[str, Value]]) -> Iterator[str]:
    yield "        <attvalues>"
    for id_, value in values:
        if value is not None and value != "":
            yield f'          <attvalue for="{id_}"{attribute("value", str(value))}/>'
    yield "        </attvalues>"

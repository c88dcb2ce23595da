"""Write a network as GEXF 1.3, the format of Gephi: typed, dated, coloured and placed, ready to look at.

Written line by line, so that memory holds the network and not its document. What Gephi or other readers stumble over is
avoided: no ``xsi:schemaLocation``, no ``anyURI`` attributes (IRIs are strings), one ``attributes`` block a class, no
control characters, no empty values. Dates are those of the articles, so that the timeline of Gephi plays the reporting;
nothing in the file is the clock's.

A block of attributes is dynamic as a whole or not at all. So weights that change with time (``dated``) make all columns
of the edges dynamic, which Gephi shows as intervals and networkx as lists; without them the columns stay plain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import BinaryIO

from kg.export.columns import EDGE_COLUMNS, Column, T, days, node_columns, told
from kg.export.layout import NOTE, Point, positions
from kg.export.network import Edge, GraphView, Node
from kg.export.palette import edge_colour, group_of, rgb, size_of
from kg.export.xml import attribute, content

#: Lines that are written at once: one call of the sink a line would cost more than the line.
BATCH = 512


def write_gexf(graph: GraphView, sink: BinaryIO, *, dated: bool = False) -> None:
    """Write ``graph`` to ``sink`` as a GEXF 1.3 document in UTF-8; ``dated`` adds the weight of each edge over time."""
    batch: list[str] = []
    for line in gexf_lines(graph, dated=dated):
        batch.append(line)
        if len(batch) >= BATCH:
            sink.write("\n".join((*batch, "")).encode("utf-8"))
            batch.clear()
    sink.write("\n".join((*batch, "")).encode("utf-8"))


def gexf_lines(graph: GraphView, *, dated: bool = False) -> Iterator[str]:
    """Yield the document, a node or an edge at a time."""
    places = positions(graph) if graph.places is None else graph.places
    notes = (*graph.notes, NOTE) if graph.places is None else graph.notes
    columns, span = node_columns(graph), days(graph)
    dated = dated and span is not None
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield f"  <meta{attribute('lastmodifieddate', span[1]) if span else ''}>"
    yield "    <creator>kg</creator>"
    yield f"    <description>{content('. '.join((_DESCRIPTION.format(graph.name), *notes)))}</description>"
    yield "    <keywords>actors, places, claims, news</keywords>"
    yield "  </meta>"
    yield f"  <graph{_graph_attributes(graph, span)}>"
    yield _declared("node", columns, "")
    weight = '\n      <attribute id="weight" title="weight" type="double"/>' if dated else ""
    yield _declared("edge", EDGE_COLUMNS, weight)
    yield f'    <nodes count="{len(graph.nodes)}">'
    node_values = _values_of(columns)
    yield from (_node(node, places.get(node.id), node_values(node)) for node in graph.nodes)
    yield "    </nodes>"
    yield f'    <edges count="{len(graph.edges)}">'
    edge_values, colours = _values_of(EDGE_COLUMNS), dict[str, str]()
    for number, edge in enumerate(graph.edges):
        colour = colours.get(edge.kind) or colours.setdefault(edge.kind, _colour(edge_colour(edge)))
        yield _edge(number, edge, edge_values(edge) + (_weights(edge) if dated else ""), colour)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


_DESCRIPTION = "View {}: who is said to have done what, and who says so"


def _graph_attributes(graph: GraphView, span: tuple[str, str] | None) -> str:
    kind = f' defaultedgetype="{"directed" if graph.directed else "undirected"}" idtype="string"'
    if span is None:
        return f'{kind} mode="static"'
    dynamic = ' mode="dynamic" timeformat="date" timerepresentation="interval" timezone="UTC"'
    return f"{kind}{dynamic}{attribute('start', span[0])}{attribute('end', span[1])}"


def _declared(owner: str, columns: Sequence[Column[T]], more: str) -> str:
    lines = (f'      <attribute id="{column.id}"{attribute("title", column.title)} type="{column.type}"/>' for column in columns)
    mode = ' mode="dynamic"' if more else ""
    return "\n".join((f'    <attributes class="{owner}"{mode}>', *lines)) + f"{more}\n    </attributes>"


def _values_of(columns: Sequence[Column[T]]) -> Callable[[T], str]:
    """Return what writes the values of a node or an edge; numbers need no escaping."""
    rows = [(f'\n          <attvalue for="{column.id}" value="', column.value, column.type == "string") for column in columns]

    def values(thing: T) -> str:
        written = [(head, value, text) for head, read, text in rows if told(value := read(thing))]
        return "".join([f'{head}{content(str(value)) if text else value}"/>' for head, value, text in written])

    return values


def _node(node: Node, place: Point | None, values: str) -> str:
    at = f'\n        <viz:position x="{place[0]}" y="{place[1]}" z="0.0"/>' if place else ""
    return (
        f'      <node id="{content(node.id)}" label="{content(node.label)}"{_lifetime(node.first, node.last)}>\n'
        f"        <attvalues>{values}\n        </attvalues>\n"
        f'        {_colour(group_of(node)[1])}{at}\n        <viz:size value="{size_of(node)}"/>\n      </node>'
    )


def _edge(number: int, edge: Edge, values: str, colour: str) -> str:
    kind = content(edge.kind)
    return (
        f'      <edge id="{number}" source="{content(edge.source)}" target="{content(edge.target)}" kind="{kind}" label="{kind}"'
        f' weight="{float(edge.weight)}"{_lifetime(edge.first, edge.last)}>\n'
        f"        <attvalues>{values}\n        </attvalues>\n        {colour}\n      </edge>"
    )


def _weights(edge: Edge) -> str:
    """Return the weight of an edge over time: the claims that were known by then, from each day to the next that brought some."""
    if not edge.days:
        return f'\n          <attvalue for="weight" value="{float(edge.weight)}"/>'
    undated = edge.weight - sum(count for _, count in edge.days)
    known = list(accumulate((count for _, count in edge.days), initial=undated))[1:]
    starts = [day for day, _ in edge.days]
    # Both ends of an interval belong to it, so each ends on the day before the next begins.
    ends = [*(str(dt.date.fromisoformat(day) - dt.timedelta(days=1)) for day in starts[1:]), starts[-1]]
    return "".join(
        f'\n          <attvalue for="weight" value="{float(count)}" start="{start}" end="{end}"/>'
        for start, end, count in zip(starts, ends, known, strict=True)
    )


def _lifetime(first: str | None, last: str | None) -> str:
    """Return the interval of a node or an edge; one that is open on a side has no date there."""
    return (f' start="{first}"' if first else "") + (f' end="{last}"' if last else "")


def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'

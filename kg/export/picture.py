"""Draw a network as an SVG picture that reads without help: sized and coloured nodes, labels that do not overlap, a legend.

The positions are those of the GEXF file, so that the picture shows what Gephi opens. Self-contained SVG 1.1: no script, no
font to load, readable in any browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from kg.export.labels import Box, Label, place_labels
from kg.export.layout import Point, positions
from kg.export.network import Edge, GraphView, Node, shortened
from kg.export.palette import EDGE_COLOURS, PLAIN_EDGE, edge_colour, group_of, size_of
from kg.export.xml import content

WIDTH, HEIGHT, MARGIN, LEGEND = 1600, 1000, 70, 46
#: Labels that a picture of this size holds without looking full.
LABELS = 60
BACKGROUND, INK = "#FFFFFF", "#22262E"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turn positions into pixels: the whole network fits, y goes down."""

    factor: float
    left: float
    top: float

    def at(self, point: Point) -> Point:
        return self.left + point[0] * self.factor, self.top - point[1] * self.factor


def write_svg(graph: GraphView, sink: BinaryIO) -> None:
    """Write ``graph`` to ``sink`` as an SVG document in UTF-8."""
    for line in svg_lines(graph):
        sink.write(line.encode("utf-8") + b"\n")


def svg_lines(graph: GraphView) -> Iterator[str]:
    """Return the lines of the document: edges below nodes below labels."""
    places = positions(graph) if graph.places is None else graph.places
    graph = _placed(graph, places)
    scale = _scale(places)
    spots = {id_: scale.at(point) for id_, point in places.items()}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Helvetica, Arial, DejaVu Sans, sans-serif">'
    yield f"  <title>{content(_title(graph))}</title>"
    yield f'  <rect width="{WIDTH}" height="{HEIGHT}" fill="{BACKGROUND}"/>'
    yield '  <g fill="none" stroke-linecap="round">'
    for edge in sorted(graph.edges, key=lambda edge: (edge.kind in EDGE_COLOURS, edge.weight)):
        yield _edge(edge, spots)
    yield "  </g>"
    yield f'  <g stroke="{BACKGROUND}" stroke-width="1.2">'
    for node in sorted(graph.nodes, key=lambda node: (node.kind != "claim", -node.weight, node.id)):
        yield _node(node, spots[node.id], scale.factor)
    yield "  </g>"
    yield f'  <g fill="{INK}" paint-order="stroke" stroke="{BACKGROUND}" stroke-width="3.5" stroke-linejoin="round">'
    for label in _labels(graph, spots, scale.factor):
        yield f'    <text x="{label.x:.1f}" y="{label.y:.1f}" font-size="{label.size:.1f}">{content(label.text)}</text>'
    yield "  </g>"
    yield from _legend(graph)
    yield "</svg>"


def _placed(graph: GraphView, places: Mapping[str, Point]) -> GraphView:
    """Return what of a network has a place: some layouts have none for some nodes."""
    edges = tuple(edge for edge in graph.edges if edge.source in places and edge.target in places)
    return replace(graph, nodes=tuple(node for node in graph.nodes if node.id in places), edges=edges)


def _title(graph: GraphView) -> str:
    return f"Network of {len(graph.nodes)} nodes and {len(graph.edges)} edges: {graph.name}"


def _scale(places: Mapping[str, Point]) -> _Scale:
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    width, height = WIDTH - 3 * MARGIN, HEIGHT - 2 * MARGIN - LEGEND
    factor = min(width / max(max(xs) - min(xs), 1), height / max(max(ys) - min(ys), 1), 1.6)
    left = (WIDTH - MARGIN) / 2 - factor * (max(xs) + min(xs)) / 2
    return _Scale(factor, left, MARGIN + height / 2 + factor * (max(ys) + min(ys)) / 2)


def _edge(edge: Edge, spots: Mapping[str, Point]) -> str:
    """Draw an edge as a slightly bent line, so that two edges between two nodes are seen as two."""
    (x, y), (u, v) = spots[edge.source], spots[edge.target]
    bend = 0.08 + 0.05 * (_steady(edge.kind) % 3)
    mid = (x + u) / 2 + (v - y) * bend, (y + v) / 2 + (x - u) * bend
    strong = edge.kind in EDGE_COLOURS
    width = min(1.0 + 0.5 * edge.weight**0.5, 5.0) if strong else min(0.5 + 0.25 * edge.weight**0.5, 2.5)
    path = f"M{x:.1f} {y:.1f}Q{mid[0]:.1f} {mid[1]:.1f} {u:.1f} {v:.1f}"
    return f'    <path d="{path}" stroke="{edge_colour(edge)}" stroke-width="{width:.1f}" opacity="{0.75 if strong else 0.55}"/>'


def _steady(text: str) -> int:
    """Return a number for a text, the same in every run (unlike ``hash``)."""
    return sum(map(ord, text))


def _node(node: Node, spot: Point, factor: float) -> str:
    name, colour = group_of(node)
    told = f"{node.label} ({node.type}; {name})" if node.kind == "actor" else f"{node.label} ({node.type})"
    radius = _radius(node, factor)
    shape = f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{radius:.1f}" fill="{colour}">'
    end = "</circle>"
    if node.kind == "place":
        corner = f'x="{spot[0] - radius:.1f}" y="{spot[1] - radius:.1f}" width="{2 * radius:.1f}" height="{2 * radius:.1f}"'
        shape, end = f'<rect {corner} rx="3" fill="{colour}">', "</rect>"
    return f"    {shape}<title>{content(told)}</title>{end}"


def _radius(node: Node, factor: float) -> float:
    return max(2.0, size_of(node) * factor / 2)


def _labels(graph: GraphView, spots: Mapping[str, Point], factor: float) -> Sequence[Label]:
    named = sorted((node for node in graph.nodes if node.kind in ("actor", "place")), key=lambda node: (-node.weight, node.id))
    wanted = [
        (shortened(node.label, 34), spots[node.id], _radius(node, factor), 12 + 6 * (node.weight / max(named[0].weight, 1)) ** 0.5)
        for node in named[:LABELS]
    ]
    taken = [
        Box(spots[node.id][0] - _radius(node, factor), spots[node.id][1] - _radius(node, factor), *(2 * _radius(node, factor),) * 2)
        for node in named
    ]
    return place_labels(wanted, taken, Box(0, 0, WIDTH, HEIGHT - LEGEND))


def _legend(graph: GraphView) -> Iterator[str]:
    """Draw what the colours mean in two rows at the foot: nodes, then edges."""
    groups = sorted({group_of(node) for node in graph.nodes})
    told: dict[str, list[str]] = {}
    for kind in sorted({edge.kind for edge in graph.edges}):
        told.setdefault(EDGE_COLOURS.get(kind, PLAIN_EDGE), []).append(kind)
    yield f'  <g font-size="13" fill="{INK}">'
    left = 24.0
    for name, colour in groups:
        yield f'    <circle cx="{left + 6:.1f}" cy="{HEIGHT - 44}" r="6" fill="{colour}"/>{_words(left + 17, HEIGHT - 40, name)}'
        left += 40 + 6.6 * len(name)
    left = 24.0
    for colour, kinds in told.items():
        text = ", ".join(kinds)
        yield f'    <path d="M{left:.1f} {HEIGHT - 20}h22" stroke="{colour}" stroke-width="3"/>{_words(left + 28, HEIGHT - 16, text)}'
        left += 50 + 6.6 * len(text)
    yield "  </g>"


def _words(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y}">{content(text)}</text>'

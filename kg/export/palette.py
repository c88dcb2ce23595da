"""Give nodes and edges their colours and sizes, the same in every picture and every format."""

from __future__ import annotations

import math

from kg.export.network import Edge, Node

#: Groups of types, in the order of the legend: (what the legend says, colour, types). The colours are those of Okabe and
#: Ito (2008), which people with the common kinds of colour blindness can tell apart.
GROUPS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("person", "#0072B2", frozenset({"person"})),
    ("armed group, military, alliance", "#D55E00", frozenset({"armed group", "military", "alliance"})),
    ("state, government", "#CC79A7", frozenset({"state", "government body"})),
    (
        "international organisation, NGO, monitor",
        "#009E73",
        frozenset({"international organisation", "NGO", "monitor"}),
    ),
    ("media, company, other", "#8C8C8C", frozenset({"media outlet", "company", "ethnic or social group"})),
)
PLACE = ("place", "#E6A000")
CLAIM = ("claim", "#9CCBEB")
EVENT = ("event", "#56B4E9")
OUTLET = ("outlet", "#5A5A5A")
ARTICLE = ("article", "#C9C9C9")

#: Kinds of nodes that have one colour, whatever their type.
FIXED = {"place": PLACE, "claim": CLAIM, "article": ARTICLE, "event": EVENT, "outlet": OUTLET}

#: Kinds of edges that stand out, with what the legend says; all others are grey.
EDGE_COLOURS: dict[str, str] = {
    "fights against": "#C4271B",
    "contradicts": "#C4271B",
    "speaks for": "#0072B2",
    "member of": "#0072B2",
    "leads": "#0072B2",
    "allied with": "#009E73",
    "corroborates": "#009E73",
    "communicated with": "#7A5BA6",
    "contained in place": "#E6A000",
    "was at": "#E6A000",
}
PLAIN_EDGE = "#9AA1AC"


def group_of(node: Node) -> tuple[str, str]:
    """Return what the legend calls a node, and its colour as ``#RRGGBB``."""
    if node.kind in FIXED:
        return FIXED[node.kind]
    name, colour, _ = next((group for group in GROUPS if node.type in group[2]), GROUPS[-1])
    return name, colour


def edge_colour(edge: Edge) -> str:
    """Return the colour of an edge as ``#RRGGBB``."""
    return EDGE_COLOURS.get(edge.kind, PLAIN_EDGE)


def size_of(node: Node) -> float:
    """Return the diameter of a node in the units of its position: its area grows with its claims."""
    if node.kind == "claim":
        return 6.0
    if node.kind == "article":
        return 10.0
    return round(10.0 + 5.0 * math.sqrt(node.weight), 1)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the three parts of ``#RRGGBB``, 0..255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

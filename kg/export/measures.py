"""Compute with networkx what it is good at, where it is asked for: communities, centralities, another layout.

How each number came about, with all parameters, goes into the notes of the network, and from there into the file. The same
network gives the same numbers: everything random is seeded. networkx is loaded when it is first needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.errors import LimitError
from kg.export.layout import Point
from kg.export.network import GraphView, Measure

SEED = 0
#: Betweenness costs nodes times edges: of larger networks it is estimated from so many nodes.
PIVOTS = 500
#: The layout of networkx holds the square of the nodes: this many take 150 MB and two minutes.
LARGEST = 2000
ROUNDS = 200
#: What networkx calls one unit, in the units of positions.
UNIT = 900.0


def with_communities(graph: GraphView) -> GraphView:
    """Add the community of each node, numbered by size, the largest 1: Louvain, by weight, without direction."""
    import networkx as nx

    found = nx.community.louvain_communities(_simple(graph), weight="weight", resolution=1, seed=SEED) if graph.nodes else []
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    values = {node: number for number, members in enumerate(ordered, start=1) for node in members}
    note = f"Communities: Louvain of networkx {nx.__version__}, undirected, by weight, resolution 1, seed {SEED}"
    return _with(graph, Measure("community", "Community", "integer", values), note)


def with_centrality(graph: GraphView, name: str) -> GraphView:
    """Add a centrality of each node, a key of ``CENTRALITIES``."""
    compute, parameters = CENTRALITIES[name]
    values, more = compute(graph) if graph.nodes else ({}, "")
    note = f"Centrality {name}: networkx, {parameters}{more}"
    return _with(graph, Measure(name, name.capitalize(), "double", {node: round(value, 6) for node, value in values.items()}), note)


def with_layout(graph: GraphView, name: str) -> GraphView:
    """Give the nodes other positions, by a key of ``LAYOUTS``.

    Raises LimitError for a network that is too large for the layout.
    """
    compute, told = LAYOUTS[name]
    return replace(graph, places=_rounded(compute(graph)), notes=(*graph.notes, told))


def _with(graph: GraphView, measure: Measure, note: str) -> GraphView:
    return replace(graph, measures=(*graph.measures, measure), notes=(*graph.notes, note))


def _simple(graph: GraphView) -> Any:
    """Return the network as networkx knows it: no direction, parallel edges as one with the sum of their weights."""
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(node.id for node in graph.nodes)
    for edge in graph.edges:
        had = simple.get_edge_data(edge.source, edge.target, {"weight": 0})["weight"]
        simple.add_edge(edge.source, edge.target, weight=had + edge.weight)
    return simple


def _betweenness(graph: GraphView) -> tuple[Mapping[str, float], str]:
    import networkx as nx

    pivots = PIVOTS if len(graph.nodes) > PIVOTS else None
    values = nx.betweenness_centrality(_simple(graph), k=pivots, normalized=True, seed=SEED)
    return values, f", estimated from {pivots} nodes, seed {SEED}" if pivots else ""


def _closeness(graph: GraphView) -> tuple[Mapping[str, float], str]:
    import networkx as nx

    return nx.closeness_centrality(_simple(graph), wf_improved=True), ""


def _degree(graph: GraphView) -> tuple[Mapping[str, float], str]:
    import networkx as nx

    return nx.degree_centrality(_simple(graph)), ""


#: Centralities by name: (function, what is told of it). All are of the network without direction, parallel edges as one.
CENTRALITIES: Mapping[str, tuple[Callable[[GraphView], tuple[Mapping[str, float], str]], str]] = {
    "betweenness": (_betweenness, "undirected, unweighted, normalised"),
    "closeness": (_closeness, "undirected, unweighted, improved by Wasserman and Faust"),
    "degree": (_degree, "undirected, parallel edges as one, normalised"),
}


def _forceatlas2(graph: GraphView) -> Mapping[str, Sequence[float]]:
    import networkx as nx

    if len(graph.nodes) > LARGEST:
        raise LimitError(
            f"the network has {len(graph.nodes):,} nodes; forceatlas2 takes {LARGEST:,}: ask for fewer, or for no layout", limit="size"
        )
    simple = _simple(graph)
    if simple.number_of_edges() == 0:
        return _scaled(nx.circular_layout(simple))
    start = nx.circular_layout(simple)
    # Without strong gravity the parts that nothing links fly apart, and the picture is mostly empty.
    return _scaled(nx.forceatlas2_layout(simple, pos=start, max_iter=ROUNDS, strong_gravity=True, weight="weight", seed=SEED))


def _circular(graph: GraphView) -> Mapping[str, Sequence[float]]:
    import networkx as nx

    return _scaled(nx.circular_layout(_simple(graph)))


def _geo(graph: GraphView) -> Mapping[str, Sequence[float]]:
    """Return where places lie on an equirectangular map, and nothing for what has no coordinates."""
    return {
        node.id: (10 * node.longitude, 10 * node.latitude)
        for node in graph.nodes
        if node.latitude is not None and node.longitude is not None
    }


def _none(graph: GraphView) -> Mapping[str, Sequence[float]]:
    return {}


#: Layouts by name: (function, what is told of it); the one that is not named here is that of :mod:`kg.export.layout`.
LAYOUTS: Mapping[str, tuple[Callable[[GraphView], Mapping[str, Sequence[float]]], str]] = {
    "circular": (_circular, "Layout: circular, networkx"),
    "forceatlas2": (
        _forceatlas2,
        f"Layout: ForceAtlas2, networkx, from a circle, by weight, strong gravity 1, {ROUNDS} rounds, seed {SEED}",
    ),
    "geo": (_geo, "Layout: longitude and latitude in tenths of a degree; what has no coordinates has no position"),
    "none": (_none, "Layout: none"),
}


def _scaled(places: Mapping[str, Sequence[float]]) -> Mapping[str, Sequence[float]]:
    """Return positions as wide as those of kg's own layout and around (0, 0), whatever their unit and their middle."""
    count = max(len(places), 1)
    x, y = (sum(at[axis] for at in places.values()) / count for axis in (0, 1))
    reach = max((math.hypot(at[0] - x, at[1] - y) for at in places.values()), default=0.0) or 1.0
    return {node: (UNIT * (at[0] - x) / reach, UNIT * (at[1] - y) / reach) for node, at in places.items()}


def _rounded(places: Mapping[str, Sequence[float]]) -> dict[str, Point]:
    return {node: (round(float(at[0]), 1) + 0.0, round(float(at[1]), 1) + 0.0) for node, at in sorted(places.items())}

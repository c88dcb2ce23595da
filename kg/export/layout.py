"""Place the nodes of a network so that it opens as a picture: linked ones near, none on another.

The heaviest nodes that are no claims form the core, placed by forces (Fruchterman and Reingold 1991, with a pull to the
centre) from a spiral start instead of a random one, so that the same network has the same picture. All others stand
around the core nodes that they are linked with. Coordinates may differ in the last digits between machines.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.export.network import GraphView
from kg.export.palette import size_of

#: Forces cost the square of the core: 600 nodes take about a second.
CORE_LIMIT = 600
ROUNDS = 400
#: Distance that linked nodes strive for, in the units of positions (those of ``size_of``).
SPACING = 110.0
#: The pull towards the centre, across and up, which keeps parts without a link between them in one picture, and the
#: picture wider than high, as screens are; nodes with few links are pulled harder, for nothing else holds them.
GRAVITY = (0.9, 1.5)
#: How strongly linked nodes attract each other; with more, the middle of a news network becomes one heap.
ATTRACTION = 0.3
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

#: What is told of this layout in a file.
NOTE = f"Layout: forces (Fruchterman and Reingold) from a spiral, {ROUNDS} rounds, for the {CORE_LIMIT} heaviest nodes; others around them"

Point = tuple[float, float]
_Array = npt.NDArray[np.float64]


def positions(graph: GraphView) -> dict[str, Point]:
    """Return a place for every node, centred on (0, 0), y upwards, rounded to a tenth."""
    ranked = sorted((node for node in graph.nodes if node.kind != "claim"), key=lambda node: (-node.weight, node.id))
    core = [node.id for node in ranked[:CORE_LIMIT]]
    neighbours = _neighbours(graph)
    sizes = {node.id: size_of(node) for node in graph.nodes}
    places = _by_force(core, _pull(core, neighbours), np.array([sizes[id_] for id_ in core]))
    placed = _around(places, [node.id for node in graph.nodes if node.id not in places], neighbours, sizes)
    return {id_: (round(x, 1) + 0.0, round(y, 1) + 0.0) for id_, (x, y) in sorted(placed.items())}


def _neighbours(graph: GraphView) -> dict[str, dict[str, float]]:
    links: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for edge in graph.edges:
        links[edge.source][edge.target] += edge.weight
        links[edge.target][edge.source] += edge.weight
    return links


def _pull(core: Sequence[str], neighbours: Mapping[str, Mapping[str, float]]) -> _Array:
    """Return how strongly core nodes attract each other: by their own edges, and less by what both are linked with."""
    index = {id_: number for number, id_ in enumerate(core)}
    pull = np.zeros((len(core), len(core)))
    for id_, links in neighbours.items():
        known = [(index[other], weight) for other, weight in links.items() if other in index]
        if id_ in index:
            for other, weight in known:
                pull[index[id_], other] += weight
        elif len(known) > 1:
            share = 1 / (len(known) - 1)
            for one, _ in known:
                for other, _ in known:
                    pull[one, other] += share if one != other else 0
    return np.log1p(pull)


def _spiral(count: int) -> _Array:
    steps = np.arange(count) + 0.5
    return np.stack((np.sqrt(steps) * np.cos(steps * GOLDEN_ANGLE), np.sqrt(steps) * np.sin(steps * GOLDEN_ANGLE)), axis=1)


def _by_force(core: Sequence[str], pull: _Array, sizes: _Array) -> dict[str, Point]:
    if not core:
        return {}
    at = _spiral(len(core))
    gravity = np.array(GRAVITY) * (1 + 3 / (1 + (pull > 0).sum(axis=1)))[:, None]
    for round_ in range(ROUNDS):
        heat = 0.1 * math.sqrt(len(core)) * (1 - round_ / ROUNDS) + 0.002
        between = at[:, None] - at[None]
        distance = np.maximum(np.linalg.norm(between, axis=-1), 1e-3)
        force = np.einsum("ijk,ij->ik", between, 1 / distance**2 - ATTRACTION * pull * distance) - gravity * at
        length = np.maximum(np.linalg.norm(force, axis=-1), 1e-9)
        at = at + force * (np.minimum(length, heat) / length)[:, None]
    at = _apart((at - at.mean(axis=0)) * SPACING, sizes)
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(core, at, strict=True)}


def _apart(at: _Array, sizes: _Array) -> _Array:
    """Push overlapping nodes from each other until none touches or a hundred rounds are over."""
    reach = (sizes[:, None] + sizes[None]) / 2 + 14
    np.fill_diagonal(reach, 0)
    for _ in range(100):
        between = at[:, None] - at[None]
        distance = np.maximum(np.linalg.norm(between, axis=-1), 1e-6)
        overlap = np.maximum(reach - distance, 0)
        if not overlap.any():
            break
        at = at + np.einsum("ijk,ij->ik", between, overlap / distance) * 0.4
    return at


def _around(
    places: Mapping[str, Point], others: Sequence[str], neighbours: Mapping[str, Mapping[str, float]], sizes: Mapping[str, float]
) -> dict[str, Point]:
    """Place what is not in the core on spirals around the middle of its neighbours in the core."""
    placed = dict(places)
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id_ in others:
        groups[tuple(sorted(other for other in neighbours.get(id_, {}) if other in places))].append(id_)
    rim = max((math.hypot(x, y) for x, y in places.values()), default=0.0) + SPACING
    for group, members in sorted(groups.items()):
        x = sum(places[id_][0] for id_ in group) / len(group) if group else 0.0
        y = sum(places[id_][1] for id_ in group) / len(group) if group else 0.0
        gap = sizes[group[0]] / 2 + 6 if len(group) == 1 else 0.0 if group else rim
        for number, id_ in enumerate(members):
            radius, angle = gap + 8 * math.sqrt(number + 0.5), number * GOLDEN_ANGLE + len(group)
            placed[id_] = x + radius * math.cos(angle), y + radius * math.sin(angle)
    return placed

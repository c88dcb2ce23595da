"""Make the page of the network: actors, who speaks of whom, who fights whom, who is allied, placed on the server."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.export.facts import Facts, gather
from kg.export.layout import positions
from kg.export.network import Edge, GraphView, Node, actor_strands, actors_view
from kg.export.palette import EDGE_COLOURS, GROUPS, PLAIN_EDGE, group_of, size_of
from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.pages.visual import ROWS, Choice, choice, dated, drawn, filters, href, kept, legend, numbered, rows_of_events, shortened
from kg.store.graphs import GraphStore

#: The actors that one picture holds, those with most claims first: more are a heap in which nothing is found.
ACTORS = 250


@dataclass(frozen=True, slots=True)
class Part:
    """Hold how many claims or statements of one day, outlet and type of event are behind an edge."""

    day: str
    outlet: str
    event: str
    count: int


@dataclass(frozen=True, slots=True)
class Tied:
    """Hold an edge with what is behind it."""

    edge: Edge
    parts: tuple[Part, ...]

    def weight(self, asked: Choice) -> int:
        """Return how many of the claims or statements behind the edge were asked for."""
        return sum(part.count for part in self.parts if asked.fitting(part.day, part.event, part.outlet))


@dataclass(frozen=True, slots=True)
class Network:
    """Hold the actors of the picture with their places, their edges, and how many actors are left out."""

    actors: tuple[Node, ...]
    ties: tuple[Tied, ...]
    places: dict[str, tuple[float, float]]
    left_out: int


def network(graph: GraphStore) -> Network:
    """Return the network of a graph's actors, the same for the same graph."""
    return kept(graph, "network", _network)


def _network(graph: GraphStore) -> Network:
    facts = gather(lambda text: graph.query(text).records())
    whole = actors_view(facts)
    actors = sorted(whole.nodes, key=lambda node: (-node.weight, node.id))
    shown = {node.id for node in actors[:ACTORS]}
    edges = tuple(edge for edge in whole.edges if edge.source in shown and edge.target in shown)
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(node for node in whole.nodes if node.id in linked)
    parts = _parts(facts)
    ties = tuple(Tied(edge, parts[edge.source, edge.target, edge.kind]) for edge in edges)
    return Network(nodes, ties, positions(GraphView("actors", nodes, edges)), len(whole.nodes) - len(nodes))


def _parts(facts: Facts) -> dict[tuple[str, str, str], tuple[Part, ...]]:
    behind: dict[tuple[str, str, str], set[tuple[str, str, str, str]]] = defaultdict(set)
    for source, target, kind, strand, article, _ in actor_strands(facts):
        claim, told = facts.claims.get(strand), facts.sources.get(article)
        event = claim.event.replace(" ", "-") if claim else ""
        day, outlet = (told.published or "", told.publisher or "") if told else ("", "")
        behind[source, target, kind].add((strand, day, outlet, event))
    return {key: _counted(found) for key, found in behind.items()}


def _counted(found: Iterable[tuple[str, str, str, str]]) -> tuple[Part, ...]:
    counts = Counter((day, outlet, event) for _, day, outlet, event in found)
    return tuple(Part(day, outlet, event, count) for (day, outlet, event), count in sorted(counts.items()))


def page(visit: Visit) -> Page:
    """Return the page of the network, or its data."""
    asked = choice(visit.parameters)
    if visit.path.endswith(".json"):
        return drawn(visit, "network", "Network", payload)
    found = network(visit.graph)
    kind, focus = visit.parameters.get("kind", ""), visit.parameters.get("actor", "")
    labels = {node.id: node.label for node in found.actors}
    chosen = [(tie, weight) for tie in found.ties if kind in ("", tie.edge.kind) and (weight := tie.weight(asked))]
    chosen = [(tie, weight) for tie, weight in chosen if not focus or focus in (labels[tie.edge.source], labels[tie.edge.target])]
    chosen.sort(key=lambda pair: (-pair[1], labels[pair[0].edge.source], labels[pair[0].edge.target], pair[0].edge.kind))
    table = [_row(visit, tie.edge, weight, labels) for tie, weight in chosen[: 2 * ROWS]]
    return drawn(
        visit,
        "network",
        "Network",
        payload,
        filters=filters(dated(visit.graph)),
        kinds=sorted({tie.edge.kind for tie in found.ties}),
        names=sorted(labels.values()),
        asked=asked,
        table=table,
        total=len(chosen),
        network=found,
        groups=_groups(found.actors),
        lines=_lines(found.ties),
    )


def _row(visit: Visit, edge: Edge, weight: int, labels: dict[str, str]) -> dict[str, object]:
    ends = {"source": labels[edge.source], "target": labels[edge.target], "source_href": href(visit, edge.source)}
    told = {"kind": edge.kind, "weight": weight, "words": shortened(edge.words, 140), "first": edge.first, "last": edge.last}
    return {**ends, "target_href": href(visit, edge.target), **told}


def _groups(actors: Iterable[Node]) -> list[tuple[str, str]]:
    used = {group_of(node)[0] for node in actors}
    return [(name, colour) for name, colour, _ in GROUPS if name in used]


def _lines(ties: Iterable[Tied]) -> list[tuple[str, str]]:
    """Return what the colours of edges mean: (kinds, colour), the plain ones last."""
    told: dict[str, list[str]] = {}
    for kind in sorted({tie.edge.kind for tie in ties}):
        told.setdefault(EDGE_COLOURS.get(kind, PLAIN_EDGE), []).append(kind)
    return sorted(((", ".join(kinds), colour) for colour, kinds in told.items()), key=lambda line: line[1] == PLAIN_EDGE)


def payload(visit: Visit) -> dict[str, object]:
    """Return what the script draws: actors with places, edges with what is behind them."""
    found = network(visit.graph)
    index = {node.id: number for number, node in enumerate(found.actors)}
    every = [part for tie in found.ties for part in tie.parts]
    outlets, events = numbered(part.outlet for part in every), numbered(part.event for part in every)
    kinds = numbered(tie.edge.kind for tie in found.ties)
    return {
        "outlets": list(outlets),
        "events": rows_of_events(events),
        "families": legend(),
        "kinds": [{"name": kind, "colour": EDGE_COLOURS.get(kind, PLAIN_EDGE), "plain": kind not in EDGE_COLOURS} for kind in kinds],
        "nodes": [
            {
                "label": node.label,
                "type": words(node.type),
                "href": href(visit, node.id),
                "colour": group_of(node)[1],
                "x": found.places[node.id][0],
                "y": found.places[node.id][1],
                "size": size_of(node),
                "claims": node.weight,
            }
            for node in found.actors
        ],
        "edges": [
            {
                "source": index[tie.edge.source],
                "target": index[tie.edge.target],
                "kind": kinds[tie.edge.kind],
                "words": shortened(tie.edge.words, 140),
                "parts": [[part.day, outlets.get(part.outlet, -1), events.get(part.event, -1), part.count] for part in tie.parts],
            }
            for tie in found.ties
        ],
    }

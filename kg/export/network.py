"""Draw networks from the facts of a graph: nodes and edges as values, ready for any format.

Three views: ``claims`` shows actors, places, claims and articles as they stand in the graph; ``network`` folds the claims
into edges between actors and places; ``actors`` keeps the actors alone. The weight of an edge is the number of distinct
claims (or, for relations, of distinct statements) behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.export.facts import Facts, Query, Said, gather, words

#: A label longer than this is cut at a word: longer ones cover the picture in every viewer.
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a node: ``kind`` is actor, place, claim or article; ``weight`` counts the distinct claims about or by it.

    ``first`` and ``last`` are the ISO dates of the earliest and latest article that has it, None where no date is known.
    """

    id: str
    label: str
    kind: str
    type: str
    weight: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    text: str = ""
    attribution: str = ""
    status: str = ""
    figure: str = ""
    publisher: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold a directed edge; two nodes have at most one edge of a ``kind``. ``words`` is one text that says it."""

    source: str
    target: str
    kind: str
    weight: int = 1
    first: str | None = None
    last: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class GraphView:
    """Hold a network: nodes by id, edges by source, target and kind; every end of an edge is a node."""

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


#: What an edge is made from: its ends and kind, the claim or statement behind it, its article and words.
Strand = tuple[str, str, str, str, str, str]


def view(query: Query, name: str = "claims") -> GraphView:
    """Return the view ``name`` (a key of ``VIEWS``) of the graph that answers ``query``."""
    return VIEWS[name](gather(query))


def claims_view(facts: Facts) -> GraphView:
    """Return all actors, places, claims and articles, each claim linked as the graph links it."""
    nodes = [*_thing_nodes(facts), *_claim_nodes(facts), *_article_nodes(facts)]
    return _assembled("claims", nodes, _edges(facts, [*_claim_strands(facts), *_tie_strands(facts)]))


def network_view(facts: Facts) -> GraphView:
    """Return actors and places that are linked: their relations, who speaks of and for whom, who acts on whom and where."""
    strands = [*_tie_strands(facts), *_folded_strands(facts)]
    return _without_loners(_assembled("network", _thing_nodes(facts), _edges(facts, strands)))


def actors_view(facts: Facts) -> GraphView:
    """Return actors that are linked: their relations, who speaks of whom, who acts on whom, whose claims contradict whose."""
    nodes = [node for node in _thing_nodes(facts) if node.kind == "actor"]
    return _without_loners(_assembled("actors", nodes, _edges(facts, actor_strands(facts))))


def actor_strands(facts: Facts) -> Iterator[Strand]:
    """Yield what the edges between actors are made from; some of them have an end that is no actor."""
    yield from _tie_strands(facts)
    yield from _folded_strands(facts)
    yield from _dispute_strands(facts)


VIEWS: dict[str, Callable[[Facts], GraphView]] = {
    "claims": claims_view,
    "network": network_view,
    "actors": actors_view,
}


def shortened(text: str, length: int = LABEL_LENGTH) -> str:
    """Return a text on one line, cut at a word with "..." where it is longer than ``length``."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 3].rsplit(" ", 1)[0].rstrip(",;:") + "..."


def _thing_nodes(facts: Facts) -> Iterator[Node]:
    about: dict[str, set[str]] = defaultdict(set)
    for claim in facts.claims.values():
        for _, target in claim.links:
            about[target].add(claim.id)
    for thing in facts.things.values():
        articles = facts.seen.get(thing.id, frozenset())
        first, last = _range(facts, articles)
        yield Node(
            id=thing.id,
            label=shortened(thing.label),
            kind=thing.kind,
            type=thing.type,
            weight=len(about[thing.id]),
            articles=len(articles),
            first=first,
            last=last,
            aliases=thing.aliases,
            latitude=thing.latitude,
            longitude=thing.longitude,
        )


def _claim_nodes(facts: Facts) -> Iterator[Node]:
    for claim in facts.claims.values():
        first, last = _range(facts, [claim.article])
        yield Node(
            id=claim.id,
            label=shortened(claim.content),
            kind="claim",
            type=claim.event,
            weight=1,
            articles=1,
            first=first,
            last=last,
            text=claim.content,
            attribution=claim.attribution,
            status=claim.status,
            figure=claim.figure,
            confidence=claim.confidence,
        )


def _article_nodes(facts: Facts) -> Iterator[Node]:
    counts: dict[str, int] = defaultdict(int)
    for claim in facts.claims.values():
        counts[claim.article] += 1
    for source in facts.sources.values():
        day = source.published
        count = counts[source.id]
        yield Node(source.id, shortened(source.label), "article", "article", count, 1, day, day, publisher=source.publisher or "")


def _claim_strands(facts: Facts) -> Iterator[Strand]:
    for claim in facts.claims.values():
        yield claim.id, claim.article, "in article", claim.id, claim.article, ""
        for name, target in claim.links:
            yield claim.id, target, words(name), claim.id, claim.article, ""


def _tie_strands(facts: Facts) -> Iterator[Strand]:
    for tie in facts.ties:
        yield tie.subject, tie.object, words(tie.predicate), tie.id, tie.article, tie.words


def _folded_strands(facts: Facts) -> Iterator[Strand]:
    for claim in facts.claims.values():
        speakers, agents, patients, places = (_targets(claim, name) for name in ("attributedTo", "agent", "patient", "place"))
        pairs = {("speaks of", s, t) for s in speakers for t in (*agents, *patients)}
        pairs |= {("speaks for", s, t) for s in speakers for t in _targets(claim, "onBehalfOf")}
        pairs |= {("tells", s, t) for s in speakers for t in _targets(claim, "toldTo")}
        pairs |= {("acts on", s, t) for s in agents for t in patients}
        pairs |= {("acts at", s, t) for s in agents for t in places}
        if not agents:
            pairs |= {("speaks of", s, t) for s in speakers for t in places}
        for kind, source, target in pairs:
            yield source, target, kind, claim.id, claim.article, claim.content


def _dispute_strands(facts: Facts) -> Iterator[Strand]:
    for claim in facts.claims.values():
        for name in ("contradicts", "corroborates"):
            for other in _targets(claim, name):
                if other not in facts.claims:
                    continue
                for speaker in _targets(claim, "attributedTo"):
                    for second in _targets(facts.claims[other], "attributedTo"):
                        yield speaker, second, name, claim.id, claim.article, claim.content


def _targets(claim: Said, name: str) -> tuple[str, ...]:
    return tuple(target for link, target in claim.links if link == name)


def _edges(facts: Facts, strands: Iterable[Strand]) -> list[Edge]:
    evidence: dict[tuple[str, str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for source, target, kind, *behind in strands:
        if source != target:
            evidence[source, target, kind].add((behind[0], behind[1], behind[2]))
    edges = []
    for (source, target, kind), found in evidence.items():
        first, last = _range(facts, {article for _, article, _ in found})
        weight = len({behind for behind, _, _ in found})
        shortest = min((text for *_, text in found), key=lambda text: (len(text), text))
        edges.append(Edge(source, target, kind, weight, first, last, " ".join(shortest.split())))
    return edges


def _assembled(name: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> GraphView:
    ordered = tuple(sorted(nodes, key=lambda node: node.id))
    known = {node.id for node in ordered}
    kept = (edge for edge in edges if edge.source in known and edge.target in known)
    return GraphView(name, ordered, tuple(sorted(kept, key=lambda edge: (edge.source, edge.target, edge.kind))))


def _without_loners(graph: GraphView) -> GraphView:
    linked = {end for edge in graph.edges for end in (edge.source, edge.target)}
    return GraphView(graph.name, tuple(node for node in graph.nodes if node.id in linked), graph.edges)


def _range(facts: Facts, articles: Iterable[str]) -> tuple[str | None, str | None]:
    sources: Mapping[str, object] = facts.sources
    days = sorted(day for id_ in articles if id_ in sources and (day := facts.sources[id_].published))
    return (days[0], days[-1]) if days else (None, None)

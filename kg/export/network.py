"""Draw networks from the facts of a graph: nodes and edges as values, ready for any format.

The weight of an edge is the number of distinct claims (or, for relations, of distinct statements) behind it; its sources
are the independent voices among them. Further views are in :mod:`kg.export.happenings` and :mod:`kg.export.reliance`;
:mod:`kg.export.views` names all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.export.facts import Facts, Said, words

#: A label longer than this is cut at a word: longer ones cover the picture in every viewer.
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a node: ``kind`` is actor, place, claim, article, event or outlet; ``weight`` counts the distinct claims about or by it.

    ``first`` and ``last`` are the ISO dates of the earliest and latest article that has it, None where no date is known;
    ``begin`` and ``end`` those between which a claimed event happened, one alone for an open interval.
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
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold an edge; two nodes have at most one of a ``kind`` in one direction. ``words`` is one text that says it.

    ``sources`` counts the independent voices behind it: a wire text once, a named speaker once. ``days`` are the dates of
    its articles in order, each with the claims that came with it; undated ones are in none.
    """

    source: str
    target: str
    kind: str
    weight: int = 1
    first: str | None = None
    last: str | None = None
    words: str = ""
    sources: int = 1
    days: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold a number that was computed for each node, such as its community: ``type`` is integer or double."""

    id: str
    title: str
    type: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GraphView:
    """Hold a network: nodes by id, edges by source, target and kind; every end of an edge is a node.

    ``places`` are the positions of nodes; without any, those of :mod:`kg.export.layout` are computed when it is written.
    ``notes`` say how places and measures came about.
    """

    name: str
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    directed: bool = True
    measures: tuple[Measure, ...] = ()
    places: Mapping[str, tuple[float, float]] | None = None
    notes: tuple[str, ...] = ()


#: What an edge is made from: its ends and kind, the claim or statement behind it, its article and words.
Strand = tuple[str, str, str, str, str, str]


def claims_view(facts: Facts) -> GraphView:
    """Return all actors, places, claims and articles, each claim linked as the graph links it."""
    nodes = [*thing_nodes(facts), *_claim_nodes(facts), *_article_nodes(facts)]
    return assembled("claims", nodes, edges_of(facts, [*_claim_strands(facts), *_tie_strands(facts)]))


def network_view(facts: Facts) -> GraphView:
    """Return actors and places that are linked: their relations, who speaks of and for whom, who acts on whom and where."""
    strands = [*_tie_strands(facts), *_folded_strands(facts)]
    return without_loners(assembled("network", thing_nodes(facts), edges_of(facts, strands)))


def actors_view(facts: Facts) -> GraphView:
    """Return actors that are linked: their relations, who speaks of whom, who acts on whom, whose claims contradict whose."""
    nodes = [node for node in thing_nodes(facts) if node.kind == "actor"]
    return without_loners(assembled("actors", nodes, edges_of(facts, actor_strands(facts))))


def actor_strands(facts: Facts) -> Iterator[Strand]:
    """Yield what the edges between actors are made from; some of them have an end that is no actor."""
    yield from _tie_strands(facts)
    yield from _folded_strands(facts)
    yield from _dispute_strands(facts)


def shortened(text: str, length: int = LABEL_LENGTH) -> str:
    """Return a text on one line, cut at a word with "..." where it is longer than ``length``."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 3].rsplit(" ", 1)[0].rstrip(",;:") + "..."


def thing_nodes(facts: Facts) -> Iterator[Node]:
    """Yield the actors and places as nodes."""
    about: dict[str, set[str]] = defaultdict(set)
    for claim in facts.claims.values():
        for _, target in claim.links:
            about[target].add(claim.id)
    for thing in facts.things.values():
        articles = facts.seen.get(thing.id, frozenset())
        first, last = days_of(facts, articles)
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
        first, last = days_of(facts, [claim.article])
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
            begin=claim.begin,
            end=claim.end,
        )


def _article_nodes(facts: Facts) -> Iterator[Node]:
    counts = Counter(claim.article for claim in facts.claims.values())
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
        speakers, agents, patients, places = (targets(claim, name) for name in ("attributedTo", "agent", "patient", "place"))
        pairs = {("speaks of", s, t) for s in speakers for t in (*agents, *patients)}
        pairs |= {("speaks for", s, t) for s in speakers for t in targets(claim, "onBehalfOf")}
        pairs |= {("tells", s, t) for s in speakers for t in targets(claim, "toldTo")}
        pairs |= {("acts on", s, t) for s in agents for t in patients}
        pairs |= {("acts at", s, t) for s in agents for t in places}
        if not agents:
            pairs |= {("speaks of", s, t) for s in speakers for t in places}
        for kind, source, target in pairs:
            yield source, target, kind, claim.id, claim.article, claim.content


def _dispute_strands(facts: Facts) -> Iterator[Strand]:
    for claim in facts.claims.values():
        for name in ("contradicts", "corroborates"):
            for other in targets(claim, name):
                if other not in facts.claims:
                    continue
                for speaker in targets(claim, "attributedTo"):
                    for second in targets(facts.claims[other], "attributedTo"):
                        yield speaker, second, name, claim.id, claim.article, claim.content


def targets(claim: Said, name: str) -> tuple[str, ...]:
    """Return what a claim is linked with by one property."""
    return tuple(target for link, target in claim.links if link == name)


def edges_of(facts: Facts, strands: Iterable[Strand]) -> list[Edge]:
    """Return the edges that strands make: one for all of the same ends and kind."""
    evidence: dict[tuple[str, str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for source, target, kind, *behind in strands:
        if source != target:
            evidence[source, target, kind].add((behind[0], behind[1], behind[2]))
    return [_edge(facts, *ends, found) for ends, found in evidence.items()]


def _edge(facts: Facts, source: str, target: str, kind: str, found: set[tuple[str, str, str]]) -> Edge:
    behind = {strand: article for strand, article, _ in found}
    days = Counter(day for article in behind.values() if article in facts.sources and (day := facts.sources[article].published))
    shortest = min((text for *_, text in found), key=lambda text: (len(text), text))
    return Edge(
        source=source,
        target=target,
        kind=kind,
        weight=len(behind),
        first=min(days, default=None),
        last=max(days, default=None),
        words=" ".join(shortest.split()),
        sources=independent(facts, behind),
        days=tuple(sorted(days.items())),
    )


def independent(facts: Facts, behind: Mapping[str, str]) -> int:
    """Count the voices behind claims and statements, each given with its article, as :mod:`kg.claims.voices` counts them.

    Each named speaker is one, each unnamed one one a wire text; what a text says itself counts where it cites nobody for it.
    """
    voices, cited, own = set(), set(), set()
    for strand, article in behind.items():
        wire = facts.sources[article].wire or article if article in facts.sources else article
        claim = facts.claims.get(strand)
        speakers = targets(claim, "attributedTo") if claim else ()
        if claim is None or not (speakers or (claim.speaker and claim.attribution != "narrator")):
            own.add(wire)
        else:
            cited.add(wire)
            voices |= {("", speaker) for speaker in speakers} or {(wire, claim.speaker.casefold())}
    return max(1, len(voices) + len(own - cited))


def assembled(name: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> GraphView:
    """Return the network of nodes and of those edges that have both ends among them, in order."""
    ordered = tuple(sorted(nodes, key=lambda node: node.id))
    known = {node.id for node in ordered}
    kept = (edge for edge in edges if edge.source in known and edge.target in known)
    return GraphView(name, ordered, tuple(sorted(kept, key=lambda edge: (edge.source, edge.target, edge.kind))))


def without_loners(graph: GraphView) -> GraphView:
    """Return a network without the nodes that no edge ends at."""
    linked = {end for edge in graph.edges for end in (edge.source, edge.target)}
    return replace(graph, nodes=tuple(node for node in graph.nodes if node.id in linked))


def days_of(facts: Facts, articles: Iterable[str]) -> tuple[str | None, str | None]:
    """Return the earliest and the latest day of articles, None where none has a date."""
    days = sorted(day for id_ in articles if id_ in facts.sources and (day := facts.sources[id_].published))
    return (days[0], days[-1]) if days else (None, None)

"""Put the claims about one event together, and draw who is named in them and where they happened.

Two claims speak of one event where a comparison holds them against each other, or where they claim an event of the same
type at the same place in the same time. That finds less than there is: claims without a place or a time stay alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.export.facts import Facts, Said
from kg.export.network import Edge, GraphView, Node, Strand, assembled, days_of, edges_of, shortened, targets, thing_nodes, without_loners

#: What links a claim with the actors that it names.
NAMING = ("attributedTo", "agent", "patient")


@dataclass(frozen=True, slots=True)
class Happening:
    """Hold claims about one event; its ``id`` is the first of their events' IRIs."""

    id: str
    type: str
    claims: tuple[Said, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Return where the claims say that it happened."""
        return tuple(sorted({place for claim in self.claims for place in targets(claim, "place")}))


def happenings(facts: Facts) -> tuple[Happening, ...]:
    """Return what the claims speak of, by IRI; claims that report nothing are in none."""
    claims = {claim.id: claim for claim in facts.claims.values() if claim.happening}
    groups = {id_: {id_} for id_ in claims}
    for alike in (*facts.compared, *_alike(claims)):
        known = [groups[id_] for id_ in sorted(alike) if id_ in claims]
        joined = max(known, key=len, default=set[str]())
        for group in known:
            if group is not joined:
                joined |= group
                groups.update(dict.fromkeys(group, joined))
    distinct = {id(group): group for group in groups.values()}
    found = (tuple(claims[id_] for id_ in sorted(group)) for group in distinct.values())
    made = (Happening(min(claim.happening for claim in group), group[0].event, group) for group in found)
    return tuple(sorted(made, key=lambda happening: happening.id))


def _alike(claims: Mapping[str, Said]) -> Iterator[list[str]]:
    groups: dict[tuple[object, ...], list[str]] = {}
    for claim in claims.values():
        places = targets(claim, "place")
        if places and (claim.begin or claim.end):
            groups.setdefault((claim.event, places, claim.begin, claim.end), []).append(claim.id)
    yield from groups.values()


def events_view(facts: Facts) -> GraphView:
    """Return events with the actors that claims say acted, suffered or spoke, and the places where they happened."""
    graph = map_view(facts)
    return without_loners(replace(graph, name="events"))


def map_view(facts: Facts) -> GraphView:
    """Return the same as ``events`` and all other places."""
    found = happenings(facts)
    nodes = [*thing_nodes(facts), *(_node(facts, happening) for happening in found)]
    strands = (strand for happening in found for strand in _strands(happening))
    whole = assembled("map", nodes, edges_of(facts, strands))
    linked = {end for edge in whole.edges for end in (edge.source, edge.target)}
    return replace(whole, nodes=tuple(node for node in whole.nodes if node.kind != "actor" or node.id in linked))


def co_claims_view(facts: Facts) -> GraphView:
    """Return actors that claims about one event name together; weight counts these claims, no direction."""
    nodes = [node for node in thing_nodes(facts) if node.kind == "actor"]
    edges: list[Edge] = edges_of(facts, (strand for happening in happenings(facts) for strand in _pairs(happening)))
    return replace(without_loners(assembled("co-claims", nodes, edges)), directed=False)


def _node(facts: Facts, happening: Happening) -> Node:
    articles = {claim.article for claim in happening.claims}
    first, last = days_of(facts, articles)
    places = [facts.things[place] for place in happening.places if place in facts.things]
    begins = [claim.begin for claim in happening.claims if claim.begin]
    ends = [claim.end for claim in happening.claims if claim.end]
    begin, end = min(begins, default=None), max(ends, default=None)
    shortest = min((claim.content for claim in happening.claims), key=lambda text: (len(text), text))
    located = next((place for place in places if place.latitude is not None and place.longitude is not None), None)
    return Node(
        id=happening.id,
        label=shortened(", ".join(part for part in (happening.type, *(place.label for place in places), begin) if part)),
        kind="event",
        type=happening.type,
        weight=len(happening.claims),
        articles=len(articles),
        first=first,
        last=last,
        latitude=located.latitude if located else None,
        longitude=located.longitude if located else None,
        text=shortest,
        status="; ".join(sorted({claim.status for claim in happening.claims if claim.status})),
        figure="; ".join(dict.fromkeys(claim.figure for claim in happening.claims if claim.figure)),
        begin=begin,
        end=end,
    )


def _strands(happening: Happening) -> Iterator[Strand]:
    kinds = (("attributedTo", "speaks of"), ("agent", "acts in"), ("patient", "is affected by"))
    for claim in happening.claims:
        behind = claim.id, claim.article, claim.content
        for name, kind in kinds:
            for actor in targets(claim, name):
                yield actor, happening.id, kind, *behind
        for place in targets(claim, "place"):
            yield happening.id, place, "happened at", *behind


def _pairs(happening: Happening) -> Iterator[Strand]:
    named = {claim.id: {actor for name in NAMING for actor in targets(claim, name)} for claim in happening.claims}
    everybody = sorted(set().union(*named.values()))
    for claim in happening.claims:
        for one in everybody:
            for other in everybody:
                if one < other and named[claim.id] & {one, other}:
                    yield one, other, "claimed together", claim.id, claim.article, claim.content

"""Leave of a graph what is asked for: by day, outlet, type, place and status of claims, and by weight of edges."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.errors import NotFoundError
from kg.export.facts import Facts, Said, Tie, words
from kg.export.network import GraphView, targets, without_loners


@dataclass(frozen=True, slots=True)
class Filter:
    """Say what is asked for; what is empty asks for everything.

    Days are ISO dates of publication, both counted. ``types`` are types of events and relations, as ``killing`` or
    ``speaksFor``. ``places`` are names or IRIs; what lies inside one counts. Relations have no status: asking for one leaves
    claims alone.
    """

    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    min_weight: int = 1


EVERYTHING = Filter()


def chosen(facts: Facts, only: Filter) -> Facts:
    """Return the facts that a filter leaves: claims, relations, and the articles and things that they are of.

    Raises NotFoundError for an outlet or a place that the graph does not have.
    """
    if replace(only, min_weight=1) == EVERYTHING:
        return facts
    articles = _articles(facts, only)
    inside = _inside(facts, only.places)
    types = {words(name) for name in only.types}
    claims = {
        id_: claim
        for id_, claim in facts.claims.items()
        if claim.article in articles and (not types or claim.event in types) and _at(claim, inside) and _has(claim, only.statuses)
    }
    ties = tuple(tie for tie in facts.ties if not only.statuses and _kept(tie, articles, types, inside, only))
    seen = {thing: left for thing, where in facts.seen.items() if (left := where & articles)}
    return _linked(replace(facts, claims=claims, ties=ties, seen=seen))


def heavy(graph: GraphView, only: Filter) -> GraphView:
    """Return a network without edges that are lighter than asked for, and without the nodes that this leaves alone."""
    if only.min_weight <= 1:
        return graph
    return without_loners(replace(graph, edges=tuple(edge for edge in graph.edges if edge.weight >= only.min_weight)))


def _articles(facts: Facts, only: Filter) -> set[str]:
    known = {name for source in facts.sources.values() if (name := source.publisher)}
    outlets = {_named(name, known, "outlet") for name in only.outlets}
    return {
        source.id
        for source in facts.sources.values()
        if (not outlets or source.publisher in outlets)
        and (only.since is None or (source.published is not None and source.published >= only.since))
        and (only.until is None or (source.published is not None and source.published <= only.until))
    }


def _named(name: str, known: Iterable[str], kind: str) -> str:
    """Return the name as the graph has it, whatever its case."""
    folded = {other.casefold(): other for other in sorted(known)}
    if name.casefold() in folded:
        return folded[name.casefold()]
    near = tuple(folded[one] for one in difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.4))
    told = f"nearest are {', '.join(near)}" if near else f"it has {len(folded)} with a name"
    raise NotFoundError(f"the graph has no {kind} {name!r}; {told}", nearest=near)


def _inside(facts: Facts, names: tuple[str, ...]) -> frozenset[str]:
    """Return the places that are asked for, with all that lie inside them; none where none is asked for."""
    places = [thing for thing in facts.things.values() if thing.kind == "place"]
    by_name = {name: thing.id for thing in reversed(places) for name in (*thing.aliases, thing.label, thing.id)}
    found = {by_name[_named(name, by_name, "place")] for name in names}
    within = [(tie.subject, tie.object) for tie in facts.ties if tie.predicate == "containedInPlace"]
    while more := {one for one, other in within if other in found} - found:
        found |= more
    return frozenset(found)


def _at(claim: Said, inside: frozenset[str]) -> bool:
    return not inside or not inside.isdisjoint(targets(claim, "place"))


def _has(claim: Said, statuses: tuple[str, ...]) -> bool:
    return not statuses or claim.status in statuses


def _kept(tie: Tie, articles: set[str], types: set[str], inside: frozenset[str], only: Filter) -> bool:
    told = tie.article in articles or (not tie.article and not (only.since or only.until or only.outlets))
    return told and (not types or words(tie.predicate) in types) and (not inside or bool(inside & {tie.subject, tie.object}))


def _linked(facts: Facts) -> Facts:
    """Return facts without the articles, actors and places that none of the claims and relations has."""
    ends = {target for claim in facts.claims.values() for _, target in claim.links} | {
        end for tie in facts.ties for end in (tie.subject, tie.object)
    }
    articles = {claim.article for claim in facts.claims.values()} | {tie.article for tie in facts.ties}
    return replace(
        facts,
        things={id_: thing for id_, thing in facts.things.items() if id_ in ends},
        sources={id_: source for id_, source in facts.sources.items() if id_ in articles},
    )

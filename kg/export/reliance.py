"""Draw who relies on whom: outlet, the sources that it gives the word, and of whom or what they speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.export.facts import Facts, Said
from kg.export.network import GraphView, Node, Strand, assembled, days_of, edges_of, targets, thing_nodes, without_loners
from kg.triples.iris import slug

#: What a claim is about; where it names no actor, its place is.
_SUBJECTS = ("agent", "patient")


def sources_view(facts: Facts) -> GraphView:
    """Return outlets, the sources that their claims come from, and those that the claims are about.

    A source without a name is one node an outlet and wording; what an outlet says in its own voice leads straight to whom it is about.
    """
    nodes = {node.id: node for node in thing_nodes(facts)}
    nodes |= {node.id: node for node in (*_outlets(facts), *_unnamed(facts))}
    strands = (strand for claim in facts.claims.values() for strand in _strands(facts, claim))
    return without_loners(assembled("sources", nodes.values(), edges_of(facts, strands)))


def _outlet(facts: Facts, claim: Said) -> str:
    """Return the identifier of the outlet of a claim, empty where no outlet is known."""
    article = facts.sources.get(claim.article)
    return f"outlet:{slug(article.publisher)}" if article and article.publisher else ""


def _sources(facts: Facts, claim: Said) -> tuple[str, ...]:
    named = targets(claim, "attributedTo")
    if named or not claim.speaker or claim.attribution == "narrator":
        return named
    return (f"source:{_outlet(facts, claim).removeprefix('outlet:')}/{slug(claim.speaker)}",)


def _strands(facts: Facts, claim: Said) -> Iterator[Strand]:
    outlet, sources = _outlet(facts, claim), _sources(facts, claim)
    subjects = tuple(target for name in _SUBJECTS for target in targets(claim, name)) or targets(claim, "place")
    behind = claim.id, claim.article, claim.content
    for source in sources:
        if outlet:
            yield outlet, source, "relies on", *behind
        for subject in subjects:
            yield source, subject, "speaks of", *behind
    if outlet and not sources:
        for subject in subjects:
            yield outlet, subject, "says itself of", *behind


def _outlets(facts: Facts) -> Iterator[Node]:
    articles: dict[str, list[str]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    for source in facts.sources.values():
        if source.publisher:
            articles[source.publisher].append(source.id)
    for claim in facts.claims.values():
        claims[claim.article].add(claim.id)
    for name, published in sorted(articles.items(), reverse=True):
        count = sum(len(claims[article]) for article in published)
        yield Node(f"outlet:{slug(name)}", name, "outlet", "outlet", count, len(published), *days_of(facts, published))


def _unnamed(facts: Facts) -> Iterator[Node]:
    said: dict[str, list[Said]] = defaultdict(list)
    for claim in facts.claims.values():
        for source in _sources(facts, claim):
            if source.startswith("source:"):
                said[source].append(claim)
    for id_, claims in said.items():
        articles = {claim.article for claim in claims}
        label = min(" ".join(claim.speaker.split()) for claim in claims)
        yield Node(id_, label, "source", "source without a name", len(claims), len(articles), *days_of(facts, articles))

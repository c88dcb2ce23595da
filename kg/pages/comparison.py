"""Make the page of a comparison: who says how many, when and by which source, and how the claims stand to each other."""

from __future__ import annotations

from kg.pages import linked, tables
from kg.pages.chart import chart
from kg.pages.claimed import Shown, shown
from kg.pages.found import known
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.describe import facts
from kg.store.graphs import GraphStore
from kg.triples.iris import path_of

VERDICTS = {"agree": "The claims agree", "disagree": "The claims exclude each other", "updated": "Later figures update earlier ones"}
_PAIRS = {"kg:contradicts": "contradicts", "kg:corroborates": "agrees with", "kg:updates": "updates", "kg:repeats": "repeats"}


def page(visit: Visit) -> Page:
    """Return the page of a comparison."""
    graph, iri = visit.graph, known(visit.graph, visit.path)
    one = tables.comparisons(graph)[iri]
    claims = shown(graph, [member.claim for member in one.members])
    claims.sort(key=lambda claim: (claim.article.published, claim.iri))
    numbers = {claim.iri: number for number, claim in enumerate(claims, start=1)}
    own = facts(graph, numbers, _PAIRS)
    pairs = [
        (numbers[claim], how, numbers[str(other)])
        for claim in numbers
        for name, how in _PAIRS.items()
        for other in own[claim].get(name, ())
        if str(other) in numbers
    ]
    topic = _topic(claims)
    ld = linked.ld(iri, "CreativeWork", name=one.explanation, about=[{"@id": claim.iri} for claim in claims])
    return html(
        visit,
        "comparison.html",
        f"{VERDICTS[one.verdict]}: {topic}" if topic else VERDICTS[one.verdict],
        linked.head(visit, visit.path, "CreativeWork"),
        ld=ld,
        iri=iri,
        one=one,
        claims=list(enumerate(claims, start=1)),
        chart=chart([(claim, visit.links.thing(claim.iri)) for claim in claims]),
        pairs=pairs,
    )


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of all comparisons."""
    return tuple(path_of(graph.base, iri) for iri in tables.comparisons(graph))


def _topic(claims: list[Shown]) -> str:
    """Return what claims are about in few words: the event, what is counted, the place."""
    event = next((claim.event for claim in claims if claim.event), "")
    counted = next((claim.figure.counted for claim in claims if claim.figure and claim.figure.counted), "")
    place = next((claim.place.label for claim in claims if claim.place), "")
    return ", ".join(part for part in (event, counted, place) if part)

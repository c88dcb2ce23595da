"""Make the first page: what is in the graph, since when, from whom, and what is worth a look."""

from __future__ import annotations

from kg.pages import linked, tables
from kg.pages.claimed import shown
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore

#: So many things of each kind are shown.
FEW = 6
NAMES = 12


def page(visit: Visit) -> Page:
    """Return the overview."""
    graph, look = visit.graph, visit.look
    counts, articles = tables.counts(graph), tables.articles(graph)
    days = sorted(row.published for row in articles.values() if row.published)
    ld = linked.ld(
        look.base, "Dataset", name=look.title, publisher=look.publisher and {"@type": "Organization", "name": look.publisher},
        license=look.licence, temporalCoverage=f"{days[0]}/{days[-1]}" if days else "",
        description=f"{counts.claims} claims of {counts.articles} news articles, each with the words that say so.",
    )  # fmt: skip
    compared = list(tables.comparisons(graph).values())
    disagreements = [one for one in compared if one.verdict == "disagree"][:FEW]
    others = sorted((one for one in compared if one.verdict != "disagree"), key=lambda one: -one.independent_sources)
    return html(
        visit,
        "overview.html",
        look.title,
        ld=ld,
        counts=counts,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        outlets=tables.outlets(graph)[:NAMES],
        outlet_count=len(tables.outlets(graph)),
        newest=shown(graph, list(tables.claims(graph))[:FEW]),
        disagreements=disagreements,
        agreements=others[: FEW - len(disagreements)],
        actors=tables.actors(graph)[:NAMES],
        places=tables.places(graph)[:NAMES],
        events=list(counts.events_by_type.items())[:NAMES],
    )


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the path of the overview."""
    return ("",)

"""Make the first page: what is in the graph, since when, from whom, and what is worth a look."""

from __future__ import annotations

from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.store.stats import stats


def page(visit: Visit) -> Page:
    """Return the overview."""
    return html(visit, "overview.html", visit.look.title, stats=stats(visit.graph))


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the path of the overview."""
    return ("",)

"""Make the page of outlets: who publishes how much, in whose voice, and who relies on which sources."""

from __future__ import annotations

from kg.pages import tables
from kg.pages.claimed import Named, labels
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore

#: So many sources are shown of an outlet; all are in the saved question ``sources-of``.
SOURCES = 10


def page(visit: Visit) -> Page:
    """Return the page of outlets."""
    rows = tables.outlets(visit.graph)
    names = labels(visit.graph, [iri for row in rows for iri, _ in row.sources[:SOURCES]])
    sources = {row.name: [(Named(iri, names[iri]), count) for iri, count in row.sources[:SOURCES]] for row in rows}
    shared = [row for row in tables.articles(visit.graph).values() if row.copy_of in tables.articles(visit.graph)]
    copies = [(row, tables.articles(visit.graph)[row.copy_of]) for row in shared if row.copy_of]
    return html(visit, "outlets.html", "Outlets and their sources", rows=rows, sources=sources, copies=copies)


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the path of the page of outlets."""
    return ("outlets",)

"""Describe the graph as a dataset (VoID, DCAT), from its own counts and from how its pages are published."""

from __future__ import annotations

import datetime as dt

from kg.pages import tables
from kg.pages.look import Look
from kg.store.graphs import GraphStore
from kg.triples.dataset import Dataset


def dataset(graph: GraphStore, look: Look) -> Dataset:
    """Return the description of a served graph."""
    days = sorted(row.published for row in tables.articles(graph).values() if row.published)
    period = (dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[-1])) if days else None
    return Dataset(
        base=look.base,
        title=look.title,
        totals=tables.totals(graph),
        home=look.base,
        publisher=look.publisher,
        licence=look.licence if look.licence.startswith(("http://", "https://")) else "",
        modified=period[1] if period else None,
        period=period,
        endpoint=f"{look.base}sparql",
        examples=tuple(tables.articles(graph))[:1],
    )

"""Make the lists that one looks through: actors, places, articles, claims, comparisons, each narrowed by what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.errors import ParameterError
from kg.pages import tables
from kg.pages.claimed import labels, shown
from kg.pages.layout import html
from kg.pages.lists import cut, numbered
from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.store.names import folded
from kg.triples import iris

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Filter:
    """Hold one way to narrow a list: its choices with how many rows each has; without choices, any words will do."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, int], ...] = ()
    kind: str = "search"


def actors(visit: Visit) -> Page:
    """Return a list of actors, most spoken of first."""
    return _things(visit, "actors", "Actors", tables.actors(visit.graph))


def places(visit: Visit) -> Page:
    """Return a list of places, most spoken of first."""
    return _things(visit, "places", "Places", tables.places(visit.graph))


def articles(visit: Visit) -> Page:
    """Return a list of articles, the newest first."""
    rows = list(tables.articles(visit.graph).values())
    filters = (_choice(visit, "outlet", "Outlet", rows, lambda row: row.outlet), *_days(visit), _words(visit, "Words of the headline"))
    kept = [row for row in rows if _is(filters[0], row.outlet) and _within(visit, row.published) and _holds(filters[-1], row.label)]
    return _list(visit, "articles", "Articles", kept, filters)


def claims(visit: Visit) -> Page:
    """Return a list of claims, those of the newest article first."""
    graph = visit.graph
    rows, written = list(tables.claims(graph).values()), tables.articles(graph)
    filters = (
        _choice(visit, "event", "About", rows, lambda row: row.event),
        _choice(visit, "status", "Status", rows, lambda row: row.status),
        _choice(visit, "outlet", "Outlet", rows, lambda row: written[row.article].outlet),
        *_days(visit),
    )
    by = visit.parameters.get("by", "")
    who = iris.resource(graph.base, by).value if by else ""
    kept = [
        row.iri
        for row in rows
        if _is(filters[0], row.event) and _is(filters[1], row.status) and _is(filters[2], written[row.article].outlet)
        if _within(visit, row.published) and (not who or row.by == who)
    ]
    found = cut(visit, kept, "claims")
    speaker = labels(graph, [who]).get(who, by) if who else ""
    return html(visit, "claims.html", "Claims", list=found, claims=shown(graph, found.rows), filters=filters, speaker=speaker)


def comparisons(visit: Visit) -> Page:
    """Return a list of comparisons, the sharpest disagreements first."""
    rows = list(tables.comparisons(visit.graph).values())
    filters = (_choice(visit, "verdict", "Verdict", rows, lambda row: row.verdict),)
    return _list(visit, "comparisons", "Comparisons", [row for row in rows if _is(filters[0], row.verdict)], filters)


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of all pages of all lists."""
    lists: Mapping[str, int] = {
        "actors": len(tables.actors(graph)),
        "places": len(tables.places(graph)),
        "claims": len(tables.claims(graph)),
        "comparisons": len(tables.comparisons(graph)),
        "articles": len(tables.articles(graph)),
    }
    return tuple(path for name, count in lists.items() for path in numbered(name, count))


def _things(visit: Visit, path: str, title: str, rows: Sequence[tables.ThingRow]) -> Page:
    filters = (_choice(visit, "type", "Type", rows, lambda row: row.type), _words(visit, "Words of the name"))
    kept = [row for row in rows if _is(filters[0], row.type) and _holds(filters[1], row.label)]
    return _list(visit, path, title, kept, filters)


def _list(visit: Visit, path: str, title: str, rows: Sequence[object], filters: Sequence[Filter]) -> Page:
    return html(
        visit, f"{path if path not in ('actors', 'places') else 'things'}.html", title, list=cut(visit, rows, path), filters=filters
    )


def _choice(visit: Visit, name: str, label: str, rows: Sequence[Row], value: Callable[[Row], str]) -> Filter:
    counts: dict[str, int] = {}
    for row in rows:
        if value(row):
            counts[value(row)] = counts.get(value(row), 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Filter(name, label, visit.parameters.get(name, ""), tuple(ordered), "choice")


def _words(visit: Visit, label: str) -> Filter:
    return Filter("text", label, visit.parameters.get("text", ""))


def _days(visit: Visit) -> tuple[Filter, Filter]:
    first, last = (Filter(name, label, visit.parameters.get(name, ""), (), "date") for name, label in (("from", "From"), ("to", "To")))
    for one in (first, last):
        if one.value and (len(one.value) != 10 or not one.value.replace("-", "").isdigit()):
            raise ParameterError(f"{one.name}: {one.value!r} is no date; write it as 2019-02-12", parameter=one.name)
    return first, last


def _is(filter: Filter, value: str) -> bool:
    return not filter.value or words(filter.value) == words(value) or filter.value == value


def _holds(filter: Filter, value: str) -> bool:
    return folded(filter.value) in folded(value)


def _within(visit: Visit, day: str) -> bool:
    first, last = visit.parameters.get("from", ""), visit.parameters.get("to", "")
    return (not first or day >= first) and (not last or (bool(day) and day <= last))

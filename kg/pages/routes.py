"""Say which page a path has: patterns of paths with their makers, in one table.

A pattern is written as a path; ``{name}`` stands for one segment, ``{number}`` for the number of a page in a list, and
``{name*}`` for one segment or more. The first pattern that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.errors import NotFoundError
from kg.pages import (
    article,
    asked,
    browse,
    claim,
    comparison,
    ontology,
    other,
    outlets,
    overview,
    searching,
    things,
    visual,
    visualmap,
    visualnetwork,
    visualquery,
    visualtime,
)
from kg.pages.look import Look, Page
from kg.pages.visit import Lister, Maker, Visit
from kg.store.graphs import GraphStore

ROUTES: Mapping[str, Maker] = {
    "": overview.page,
    "search": searching.page,
    "search/{number}": searching.page,
    "search.json": searching.index,
    "actors": browse.actors,
    "actors/{number}": browse.actors,
    "places": browse.places,
    "places/{number}": browse.places,
    "claims": browse.claims,
    "claims/{number}": browse.claims,
    "comparisons": browse.comparisons,
    "comparisons/{number}": browse.comparisons,
    "articles": browse.articles,
    "articles/{number}": browse.articles,
    "outlets": outlets.page,
    "network": visualnetwork.page,
    "network.json": visualnetwork.page,
    "map": visualmap.page,
    "map.json": visualmap.page,
    "timeline": visualtime.page,
    "timeline.json": visualtime.page,
    "query": visualquery.page,
    "query.json": visualquery.page,
    "questions": asked.page,
    "question/{name}": asked.question,
    "ontology": ontology.page,
    "actor/{name}": things.actor,
    "actor/{name}/says": things.says,
    "actor/{name}/says/{number}": things.says,
    "actor/{name}/about": things.about,
    "actor/{name}/about/{number}": things.about,
    "place/{name}": things.place,
    "place/{name}/about": things.about,
    "place/{name}/about/{number}": things.about,
    "comparison/{name}": comparison.page,
    "article/{article}": article.page,
    "article/{article}/claim/{claim}": claim.page,
    "{kind}/{rest*}": other.page,
}
#: Who knows the paths of a graph's pages, in the order in which they are listed.
LISTERS: tuple[Lister, ...] = (
    overview.paths,
    searching.paths,
    browse.paths,
    outlets.paths,
    visual.paths,
    asked.paths,
    ontology.paths,
    things.paths,
    comparison.paths,
    article.paths,
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Maker], ...]:
    return tuple((_pattern(route), maker) for route, maker in ROUTES.items())


def _pattern(route: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+\*?)\}", route)
    return re.compile("".join(_piece(piece) if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)))


def _piece(name: str) -> str:
    if name == "number":
        return r"(?P<number>[1-9][0-9]{0,8})"
    return f"(?P<{name[:-1]}>.+)" if name.endswith("*") else f"(?P<{name}>[^/]+)"


def render(graph: GraphStore, path: str, parameters: Mapping[str, str], look: Look) -> Page:
    """Return the page of a path; a function of its arguments alone.

    Raises NotFoundError where nothing answers to the path, MovedError where the thing is another one now, GoneError where it was
    taken out of the graph, ParameterError for a parameter that cannot be used.
    """
    for pattern, maker in _patterns():
        if found := pattern.fullmatch(path):
            return maker(Visit(graph, path, found.groupdict(), parameters, look))
    raise NotFoundError(f"there is no page {path!r}")


def paths(graph: GraphStore, questions: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the path of every page of a graph, each once, in an order that is always the same.

    ``questions`` are folders with saved questions besides the shipped ones.
    """
    own = asked.paths_of(questions) if questions else ()
    yield from dict.fromkeys(path for found in (*(lister(graph) for lister in LISTERS), own) for path in found)

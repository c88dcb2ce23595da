"""Make the page of search: what the graph holds of some words, best first, with the words marked."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import NotFoundError
from kg.pages import tables
from kg.pages.layout import data, html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.store.search import KINDS, Hit, counts, search
from kg.triples.iris import path_of

#: So many hits a page has.
SIZE = 20


def page(visit: Visit) -> Page:
    """Return the page of search, with what was found of the words that were given.

    In a folder of files nothing can be asked: a script searches the names of ``search.json`` instead.
    """
    words, kind = visit.parameters.get("q", "").strip(), visit.parameters.get("kind", "")
    if kind and kind not in KINDS:
        raise NotFoundError(f"there is no kind {kind!r} to search; there are {', '.join(KINDS)}")
    asked = bool(words) and visit.look.live
    found = search(visit.graph, words, (kind,) if kind else (), SIZE + 1, (visit.number - 1) * SIZE) if asked else ()
    by_kind = counts(visit.graph, words) if asked else {}
    things = tables.things(visit.graph) if asked else {}
    hits = [(hit, list(_pieces(hit)), things.get(hit.iri)) for hit in found[:SIZE]]
    title = f"Search: {words}" if words else "Search"
    return html(
        visit, "search.html", title, words=words, kind=kind, kinds=KINDS, counts=by_kind, hits=hits, more=len(found) > SIZE,
        total=sum(by_kind.values()),
    )  # fmt: skip


def index(visit: Visit) -> Page:
    """Return the names of all actors, places and articles: (name, kind, path, how often spoken of)."""
    graph = visit.graph
    rows = [("actor", row.label, row.iri, row.mentions) for row in tables.actors(graph)]
    rows += [("place", row.label, row.iri, row.mentions) for row in tables.places(graph)]
    rows += [("article", row.label, row.iri, row.claims) for row in tables.articles(graph).values()]
    return data(visit, "Names", [[label, kind, visit.links.page(path_of(graph.base, iri)), count] for kind, label, iri, count in rows])


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of the page of search and of the names that it searches."""
    return ("search", "search.json")


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """Yield the snippet in pieces, each with whether it is one of the words that were looked for."""
    place = 0
    for start, end in hit.marks:
        if start >= place:
            yield hit.snippet[place:start], False
            yield hit.snippet[start:end], True
            place = end
    yield hit.snippet[place:], False

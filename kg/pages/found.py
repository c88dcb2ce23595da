"""Find the thing that a path names: itself, what it became, or that it is gone."""

from __future__ import annotations

from kg.errors import GoneError, MovedError, NotFoundError
from kg.store import names
from kg.store.graphs import GraphStore
from kg.store.tombstones import retracted
from kg.triples import iris


def known(graph: GraphStore, path: str) -> str:
    """Return the IRI of a thing that the graph holds.

    Raises MovedError for one that is another one now, GoneError for an article that was retracted, NotFoundError else.
    """
    try:
        iri = iris.resource(graph.base, path).value
    except ValueError as error:
        raise NotFoundError(f"there is no {path!r} in the graph") from error
    if path.startswith("article/") and retracted(graph, iri):
        raise GoneError(f"{path} was retracted", label=path)
    found = names.known(graph, iri)
    if found is None:
        raise NotFoundError(f"there is no {path!r} in the graph")
    if found != iri:
        to = iris.path_of(graph.base, found)
        raise MovedError(f"{path} is {to} now", to=to)
    return iri

"""Make the page that says why there is no page: nothing answers, something is gone, or what was asked cannot be used."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import GoneError, KgError, NotFoundError
from kg.pages.layout import html
from kg.pages.look import Look, Page
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore

_TITLES: Mapping[type[KgError], str] = {GoneError: "This was retracted", NotFoundError: "There is nothing here"}


def trouble(graph: GraphStore, path: str, look: Look, error: KgError) -> Page:
    """Return the page for what a path or its parameters raised."""
    title = next((title for kind, title in _TITLES.items() if isinstance(error, kind)), "This cannot be asked")
    nearest = error.nearest if isinstance(error, NotFoundError) else ()
    return html(
        Visit(graph, path, {}, {}, look), "trouble.html", title, words=str(error), nearest=nearest, gone=isinstance(error, GoneError)
    )

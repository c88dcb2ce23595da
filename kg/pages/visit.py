"""Hold one look at one page: the graph, the path with what it names, what was asked, and how pages look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.pages.look import Links, Look, Page
from kg.store.graphs import GraphStore
from kg.triples import iris


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold what a page is made from; ``parts`` holds what the pattern of its path names (``{number}`` of ``actors/{number}``)."""

    graph: GraphStore
    path: str
    parts: Mapping[str, str]
    parameters: Mapping[str, str]
    look: Look

    @property
    def links(self) -> Links:
        """Return what makes the references of the page."""
        return Links(self.look, self.path)

    @property
    def iri(self) -> str:
        """Return the IRI that the path stands for: the thing of the page, where it is the page of a thing."""
        return iris.resource(self.graph.base, self.path).value

    @property
    def number(self) -> int:
        """Return the number of the page in a list, 1 where the path names none."""
        return int(self.parts.get("number", "1"))


#: Makes the page of a path that fits a pattern.
Maker = Callable[[Visit], Page]
#: Yields the paths of the pages that a maker has for a graph.
Lister = Callable[[GraphStore], "tuple[str, ...]"]

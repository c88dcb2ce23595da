"""Hold what a reader works with: the graph as the newest snapshot has it, and the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.server.settings import Serving
from kg.server.versions import Newest, newest, stamp
from kg.store.graphs import GraphStore
from kg.store.library import Library
from kg.store.snapshots import remove_read

if TYPE_CHECKING:
    from kg.pages import Look

#: A snapshot may be replaced while it is opened; this often in a row only when something is wrong.
ATTEMPTS = 20


class Desk:
    """Keep the newest snapshot open; to be asked for ``graph`` only after :meth:`renew`."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.snapshot = ""
        self._newest = Newest(serving.store)
        self.stamp = ""
        self._graph: GraphStore | None = None
        self._library: Library | None = None

    @property
    def graph(self) -> GraphStore:
        """Return the open graph."""
        if self._graph is None:
            raise StoreError(f"{self.serving.store}: the graph is not open")
        return self._graph

    @property
    def library(self) -> Library:
        """Return the saved questions, with those of the user's folder."""
        if self._library is None:
            self._library = Library.load((self.serving.queries,) if self.serving.queries else ())
        return self._library

    @property
    def look(self) -> Look:
        """Return how pages look here."""
        from kg.pages import Look

        serving = self.serving
        return Look(
            base=self.graph.base,
            title=serving.title,
            publisher=serving.publisher,
            licence=serving.licence,
            questions=(serving.queries,) if serving.queries else (),
        )

    def renew(self) -> None:
        """Go over to the newest snapshot, if it is not the one that is open; the one before may then be removed."""
        if self._graph is not None and self._newest.name() == self.snapshot:
            return
        for _ in range(ATTEMPTS):
            self.close()
            before = newest(self.serving.store)
            self._graph = GraphStore.open(self.serving.store, read_only=True)
            if before and newest(self.serving.store) == before:
                self.snapshot, self.stamp = before, stamp(self.serving.store, before, self.serving.began)
                return
        raise StoreError(f"{self.serving.store}: its snapshots are being replaced faster than they can be opened; try again")

    def close(self) -> None:
        """Let go of the graph."""
        if self._graph is not None:
            self._graph.close()
            self._graph = None
            remove_read(Path(self.serving.store))

"""Open the graph on disk, and replace, drop, read and query its named graphs; every change is one transaction.

What one article says is one named graph, so a kill at any moment leaves whole articles only: Oxigraph writes a
transaction whole or not at all. Queries see the union of all graphs as the default graph.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import dump, folder, results, snapshots, sparql
from kg.store.fts import Index, Texts
from kg.store.ftsrows import searched
from kg.triples import iris


class Change(StrEnum):
    """Say what replacing did to a named graph."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


class GraphStore:
    """Hold the graph of one folder open, for writing or for reading; to be used with ``with``.

    ``base`` is the IRI that the graph's own names hang under. One process writes at a time; any number read, each from
    the newest snapshot, while it does.
    """

    def __init__(
        self, store: ox.Store, base: str, path: Path | None = None, handle: int | None = None, *, snapshot: int | None = None
    ) -> None:
        read_only = snapshot is not None
        self._store: ox.Store | None = store
        self._handle = handle
        self._dirty = not read_only and path is not None and (path / "dirty").exists()
        self._texts = Texts(path, snapshot)
        self.base = base
        self.path = path
        self.read_only = read_only

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, base: str | None = None, read_only: bool = False) -> GraphStore:
        """Open the graph at ``path``; with ``create``, make an empty one where there is none.

        Raises StoreLockedError when another process writes to it, StoreVersionError when a newer kg wrote it, StoreError
        when it is missing, is a file or a folder of something else, has another base, or cannot be read or written.
        """
        if str(path).startswith(("http://", "https://")):
            raise StoreError(f"{path}: this command needs a graph in a folder, not one behind an endpoint")
        path = Path(path)
        description = folder.create(path, base) if create and not read_only else folder.describe(path)
        if base is not None and base != description.base:
            raise folder.other_base(path, description.base, base)
        if read_only:
            snapshot = snapshots.open_newest(path)
            return cls(snapshot.store, description.base, path, snapshot.handle, snapshot=int(snapshot.path.name))
        with folder.store_errors(path):
            handle = folder.try_lock(path / "lock")
        if handle is None:
            raise folder.locked(path)
        try:
            with folder.store_errors(path):
                store = ox.Store(str(path / "graph"))
            if not (path / "snapshots").is_dir():
                snapshots.publish(store, path)
        except StoreError:
            os.close(handle)
            raise
        return cls(store, description.base, path, handle)

    @classmethod
    def memory(cls, base: str = folder.DEFAULT_BASE) -> GraphStore:
        """Return an empty graph that lives in memory only and ends with the process."""
        return cls(ox.Store(), iris.check_base(base))

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Publish what was written for readers and give the lock back; closing twice does nothing."""
        try:
            if self._dirty:
                self.publish()
        finally:
            self._texts.close()
            self._store = None
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None

    def publish(self) -> None:
        """Let readers see all that was written so far; a long build does so now and then, and closing always does."""
        if self.path is not None and not self.read_only:
            self._texts.close()
            snapshots.publish(self._open(), self.path)
            self._dirty = False

    def graph_iri(self, part: str) -> str:
        """Return the IRI of a named graph of this store: ``entities``, ``comparisons``, ``article/ID`` ..."""
        return iris.graph(self.base, part)

    def graph_names(self, prefix: str = "") -> tuple[str, ...]:
        """Return the IRIs of the named graphs that begin with ``prefix``, sorted."""
        with self._errors():
            names = (name.value for name in self._open().named_graphs() if isinstance(name, ox.NamedNode))
            return tuple(sorted(name for name in names if name.startswith(prefix)))

    def read(self, graph: str) -> list[ox.Quad]:
        """Return the quads of a named graph, sorted; none for a graph that is not there."""
        return sorted(self._quads(graph), key=str)

    def holds(self, iri: str) -> bool:
        """Tell whether the graph says anything of a resource besides what people decided about it."""
        with self._errors():
            curation = self.graph_iri("curation")
            quads = self._open().quads_for_pattern(ox.NamedNode(iri), None, None, None)
            return any(quad.graph_name.value != curation for quad in quads if isinstance(quad.graph_name, ox.NamedNode))

    def __len__(self) -> int:
        with self._errors():
            return len(self._open())

    def replace(self, graphs: Mapping[str, Sequence[ox.Quad]]) -> dict[str, Change]:
        """Make each named graph hold exactly the quads given for it, all in one transaction, and say what changed.

        A graph given no quads is removed. Raises StoreError, with nothing changed, for a quad of another graph or with a
        blank node (which could not be found again), and where the store cannot be written.
        """
        changes, gone, new = dict[str, Change](), dict[str, set[ox.Quad]](), dict[str, set[ox.Quad]]()
        for graph, quads in sorted(graphs.items()):
            old, wanted = set(self._quads(graph)), set(quads)
            for quad in wanted - old:
                _check(quad, graph)
            gone[graph], new[graph] = old - wanted, wanted - old
            changes[graph] = _change(old, wanted)
        emptied = [graph for graph, change in changes.items() if change is Change.REMOVED]
        self._write(gone, new, emptied)
        return changes

    def scan(self, graph: str) -> Iterator[ox.Quad]:
        """Yield the quads of a big named graph without holding them: those of one subject follow each other, in no other order."""
        quads = self._quads(graph)
        # On disk Oxigraph keeps quads by graph, then subject; in memory it keeps no order.
        return quads if self.path is not None else iter(sorted(quads, key=lambda quad: str(quad.subject)))

    def exchange(self, graph: str, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take quads out of a named graph and put others in, in one transaction, without a look at the rest of the graph.

        Raises StoreError, with nothing changed, for a quad of another graph or with a blank node, and where the store cannot be written.
        """
        out = set(gone)
        if not out:
            self._add(graph, new)
            return
        fresh, kept = set[ox.Quad](), set[ox.Quad]()
        for quad in _checked(new, graph):
            (kept if quad in out else fresh).add(quad)
        self._write({graph: out - kept}, {graph: fresh}, ())

    def drop(self, *graphs: str) -> dict[str, Change]:
        """Remove named graphs whole, all in one transaction; one that is not there is unchanged."""
        return self.replace({graph: () for graph in graphs})

    def query(self, text: str, bindings: Mapping[str, results.Cell] | None = None) -> results.Rows:
        """Run a SPARQL query over all graphs and return its answer as a table; ``bindings`` fixes variables that it selects.

        Raises QueryError with line and column for a syntax error, and for an update or a SERVICE clause.
        """
        with self._errors():
            return results.rows(sparql.run(self._open(), text, bindings, self.texts))

    def answer(self, text: str, format: str, bindings: Mapping[str, results.Cell] | None = None) -> bytes:
        """Run a SPARQL query and return its answer as csv, json, tsv or xml (for CONSTRUCT: ttl, nt, jsonld, rdfxml)."""
        with self._errors():
            return results.serialised(sparql.run(self._open(), text, bindings, self.texts), format)

    def dump(self, output: IO[bytes], format: str = "nq", graphs: Iterable[str] | None = None) -> int:
        """Write named graphs (all of them unless named) in a format of RDF: nq, trig, jsonld; ttl, nt, rdfxml without graphs.

        Graphs are in order of their names and each is sorted, so equal graphs give equal bytes. Returns the statements written.
        """
        names = self.graph_names() if graphs is None else tuple(sorted(set(graphs)))
        with self._errors():
            return dump.dump(self._open(), output, format, names)

    def texts(self) -> Index:
        """Return the index of the words of the graph as it is seen here."""
        with self._errors():
            return self._texts.index(self._open())

    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self.path}: the graph was closed")
        return self._store

    def _errors(self) -> AbstractContextManager[None]:
        return folder.store_errors(self.path or Path("memory"))

    def _quads(self, graph: str) -> Iterator[ox.Quad]:
        with self._errors():
            yield from self._open().quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def _begin(self) -> None:
        """Note on disk that readers' snapshots will be older than the graph, before it is."""
        if self.read_only:
            raise StoreError(f"{self.path}: the graph is open for reading only")
        if self.path is not None and not self._dirty:
            snapshots.mark_dirty(self.path)
        self._dirty = True

    def _add(self, graph: str, new: Iterable[ox.Quad]) -> None:
        """Add any number of quads without holding them; on disk the bulk loader puts its files in place at once, or none of them.

        Only a graph whose words are searched is held, for its index to follow.
        """
        if searched(ox.NamedNode(graph)):
            self._write({}, {graph: set(_checked(new, graph))}, ())
            return
        self._begin()
        with self._errors():
            add = self._open().extend if self.path is None else self._open().bulk_extend
            add(_checked(new, graph))

    def _write(self, gone: Mapping[str, set[ox.Quad]], new: Mapping[str, set[ox.Quad]], emptied: Sequence[str]) -> None:
        """Take quads out and put quads in as one transaction."""
        if not any(gone.values()) and not any(new.values()):
            return
        self._begin()
        with self._errors(), self._texts.following(self._open(), chain(*gone.values()), chain(*new.values())):
            if any(gone.values()):
                self._open().update(update_text(gone, new, emptied))
            else:
                self._open().extend([quad for quads in new.values() for quad in quads])


def _checked(quads: Iterable[ox.Quad], graph: str) -> Iterator[ox.Quad]:
    for quad in quads:
        _check(quad, graph)
        yield quad


def _check(quad: ox.Quad, graph: str) -> None:
    if quad.graph_name != ox.NamedNode(graph):
        raise StoreError(f"a quad of {quad.graph_name} was given for the graph {graph}: {quad}")
    if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
        raise StoreError(f"a quad of the graph {graph} has a blank node or a quoted triple, which cannot be kept: {quad}")


def _change(old: set[ox.Quad], wanted: set[ox.Quad]) -> Change:
    if old == wanted:
        return Change.UNCHANGED
    if not wanted:
        return Change.REMOVED
    return Change.REPLACED if old else Change.ADDED


def update_text(gone: Mapping[str, set[ox.Quad]], new: Mapping[str, set[ox.Quad]], emptied: Sequence[str]) -> str:
    """Return the SPARQL update that makes the change: Oxigraph runs all operations of one update as one transaction."""
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in emptied]
    deletes = [f"DELETE DATA {{ {_block(graph, quads)} }}" for graph, quads in gone.items() if quads and graph not in emptied]
    inserts = [f"INSERT DATA {{ {_block(graph, quads)} }}" for graph, quads in new.items() if quads]
    return " ;\n".join((*drops, *deletes, *inserts))


def _block(graph: str, quads: set[ox.Quad]) -> str:
    """Return quads as the block of one graph: N-Triples, which SPARQL reads as they are."""
    triples = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES)
    return f"GRAPH <{graph}> {{\n{(triples or b'').decode()}}}"

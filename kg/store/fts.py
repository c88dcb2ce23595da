"""Index the words of claims, labels and articles beside the graph (SQLite FTS5), in step with every change of it.

The graph stays the one truth, and each literal of a field that is searched is one row here. A change of the graph is noted before it
is made and followed after: what a kill leaves noted is read again from the graph before the next snapshot. Each row says with which
snapshot it came and with which it went, so that a reader of an older snapshot finds what that snapshot holds and nothing else. A file
that is missing, damaged or too young for a reader's snapshot is replaced by an index in memory; it may be deleted at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import ftsrows
from kg.store.folder import upcoming
from kg.store.ftsrows import FIELDS, FILE, Piece, pieces, transaction
from kg.store.ftswords import Wanted

#: Newer than any snapshot: what the graph holds now.
NOW = 2**62

_ALIVE = "SELECT id, field, words, born FROM piece WHERE graph = ? AND subject = ? AND field = ? AND words = ? AND died IS NULL LIMIT 1"
_WEIGHT = "CASE piece.field " + " ".join(f"WHEN '{field}' THEN {weight}" for field, weight in FIELDS.values()) + " END"
_HITS = f"""WITH hit AS MATERIALIZED (
 SELECT subject, kind, field, graph, bm25({{table}}) * {_WEIGHT} AS score FROM {{table}} JOIN piece ON piece.id = {{table}}.rowid
 WHERE {{table}} MATCH ? AND born <= ? AND (died IS NULL OR died > ?)) """


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a thing that was found: the field and the graph that hold the words, and how well they fit (less is better)."""

    subject: str
    kind: str
    field: str
    graph: str
    score: float


class Index:
    """Hold the index of one graph open, as one snapshot sees it; ``close`` when done."""

    def __init__(self, file: sqlite3.Connection, snapshot: int = NOW) -> None:
        self._file = file
        self._snapshot = snapshot

    @classmethod
    def writing(cls, folder: Path, graph: ox.Store, snapshot: int) -> Index:
        """Open the index of a store for changes, building it from the graph where it is missing, damaged or of another version.

        To be called by the process that holds the store's lock; ``snapshot`` is the number of the next one.
        """
        path = folder / FILE
        try:
            return cls(ftsrows.opened(path) or ftsrows.made(path, graph, snapshot))
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: the search index cannot be written: {error}") from error

    @classmethod
    def reading(cls, folder: Path, graph: ox.Store, snapshot: int) -> Index:
        """Open the index as a snapshot sees it; where the file cannot serve it, an index of ``graph`` in memory."""
        file = ftsrows.opened_read_only(folder / FILE)
        if file is not None:
            [(since,)] = file.execute("SELECT snapshot FROM since")
            if since <= snapshot:
                return cls(file, snapshot)
            file.close()
        return cls.memory(graph)

    @classmethod
    def memory(cls, graph: ox.Store) -> Index:
        """Return an index of a graph that ends with the process."""
        file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        ftsrows.fill(file, graph, 0)
        return cls(file)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @contextmanager
    def following(self, snapshot: int, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Iterator[None]:
        """Note a change, let the graph be changed, and follow it; ``snapshot`` is the number of the next one."""
        out, fresh = list(pieces(gone)), list(pieces(new))
        graphs = sorted({piece.graph for piece in (*out, *fresh)})
        if not graphs:
            yield
            return
        self.note(graphs)
        yield
        try:
            with transaction(self._file):
                self._change(snapshot, out, fresh)
                self._file.executemany("DELETE FROM noted WHERE graph = ?", [(graph,) for graph in graphs])
        except sqlite3.Error:
            # The graph is written, and what is noted is read again before the next snapshot.
            return

    def note(self, graphs: Iterable[str]) -> None:
        """Note graphs that are about to change: unless the change is followed, they are read again before the next snapshot."""
        try:
            with transaction(self._file):
                self._file.executemany("INSERT OR IGNORE INTO noted VALUES (?)", [(graph,) for graph in graphs])
        except sqlite3.Error as error:
            raise StoreError(f"the search index cannot be written: {error}; free some space, nothing is half written") from error

    def settle(self, graph: ox.Store, snapshot: int) -> None:
        """Read again from the graph what was noted and not followed; to be called before a snapshot is made."""
        try:
            for (name,) in self._file.execute("SELECT graph FROM noted").fetchall():
                node = ox.NamedNode(name)
                there = {(piece.subject, piece.field, piece.words): piece for piece in pieces(ftsrows.quads(graph, node))}
                rows = self._file.execute("SELECT subject, field, words FROM piece WHERE graph = ? AND died IS NULL", (name,)).fetchall()
                with transaction(self._file):
                    gone = [Piece(name, *row) for row in rows if row not in there]
                    self._change(snapshot, gone, [there[key] for key in there.keys() - set(rows)])
                    self._file.execute("DELETE FROM noted WHERE graph = ?", (name,))
        except sqlite3.Error as error:
            raise StoreError(f"the search index cannot be written: {error}") from error

    def forget(self, oldest: int) -> None:
        """Remove the rows that no snapshot from ``oldest`` on sees any more."""
        with transaction(self._file):
            ftsrows.remove(self._file, self._file.execute("SELECT id, field, words FROM piece WHERE died <= ?", (oldest,)).fetchall())

    def _change(self, snapshot: int, gone: Iterable[Piece], new: Iterable[Piece]) -> None:
        """Let pieces go and come with a snapshot; what came after the last one leaves no trace."""
        for piece in gone:
            values = (piece.graph, piece.subject, piece.field, piece.words)
            row = self._file.execute(_ALIVE, values).fetchone()
            if row and row[3] >= snapshot:
                ftsrows.remove(self._file, [row[:3]])
            elif row:
                self._file.execute("UPDATE piece SET died = ? WHERE id = ?", (snapshot, row[0]))
        for piece in new:
            ftsrows.insert(self._file, piece, snapshot)

    def find(self, wanted: Wanted, kinds: Sequence[str] = (), limit: int = -1, offset: int = 0) -> list[Finding]:
        """Return the things with the wanted words, best first, each once by its best field; ``kinds`` are all unless given.

        Where no thing has the words, names that hold them inside a word are found.
        """
        chosen = f"WHERE kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        text = f"SELECT subject, kind, field, graph, MIN(score) FROM hit {chosen} GROUP BY subject ORDER BY 5, subject LIMIT ? OFFSET ?"
        found = self._rows(wanted, text, (*kinds, limit, offset))
        if not found and not self.counts(wanted):
            found = self._rows(wanted, text, (*kinds, limit, offset), "part")
        return [Finding(*row) for row in found]

    def subjects(self, wanted: Wanted) -> frozenset[str]:
        """Return the IRIs of all things with the wanted words."""
        return frozenset(row[0] for row in self._rows(wanted, "SELECT DISTINCT subject FROM hit", ()))

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """Return how many things of each kind have the wanted words."""
        return dict(self._rows(wanted, "SELECT kind, COUNT(DISTINCT subject) FROM hit GROUP BY kind ORDER BY kind", ()))

    def _rows(self, wanted: Wanted, text: str, values: Sequence[object], table: str = "whole") -> list[Any]:
        if not wanted:
            return []
        hits = _HITS.format(table=table)
        bound = (wanted.expression(), self._snapshot, self._snapshot, *values)
        try:
            return self._file.execute(hits + text, bound).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the search index cannot be read: {error}; delete {FILE}, it will be made anew") from error


def settled(folder: Path, graph: ox.Store, snapshot: int) -> Index:
    """Open a store's index for changes, such as the graph is now; one that cannot be mended is made anew."""
    index = Index.writing(folder, graph, snapshot)
    try:
        index.settle(graph, snapshot)
    except StoreError:
        index.close()
        (folder / FILE).unlink(missing_ok=True)
        index = Index.writing(folder, graph, snapshot)
    return index


class Texts:
    """Hold the index of an open graph, from the first time that it is needed.

    ``snapshot`` is the one that is open for reading, or None for a graph that is open for changes.
    """

    def __init__(self, folder: Path | None, snapshot: int | None) -> None:
        self._folder, self._snapshot = folder, snapshot
        self._index: Index | None = None

    def index(self, graph: ox.Store) -> Index:
        """Return the index, opened or made where it was not yet."""
        if self._index is None:
            self._index = self._open(graph)
        return self._index

    def _open(self, graph: ox.Store) -> Index:
        if self._folder is None:
            return Index.memory(graph)
        if self._snapshot is None:
            return Index.writing(self._folder, graph, upcoming(self._folder))
        return Index.reading(self._folder, graph, self._snapshot)

    @contextmanager
    def following(self, graph: ox.Store, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Iterator[None]:
        """Let the graph be changed, and follow it."""
        if self._folder is None:
            self.close()
            yield
            return
        with self.index(graph).following(upcoming(self._folder), gone, new):
            yield

    def close(self) -> None:
        """Close the index; it is opened again where it is needed."""
        if self._index is not None:
            self._index.close()
            self._index = None

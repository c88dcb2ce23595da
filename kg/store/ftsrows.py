"""Lay out the file of the search index: one row a literal that is searched, and over the rows what SQLite's FTS5 keeps of their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from anyascii import anyascii

from kg.store.ftswords import folded
from kg.triples import vocab

FILE = "texts.sqlite"
#: Another number makes every index be built anew.
VERSION = 1

#: The properties whose literals are searched, with what a finding of theirs is and how much it weighs.
FIELDS: Mapping[ox.NamedNode, tuple[str, float]] = {
    vocab.PREF_LABEL: ("label", 4.0),
    vocab.ALT_LABEL: ("alias", 3.0),
    vocab.HEADLINE: ("headline", 2.0),
    vocab.CONTENT: ("content", 1.0),
    vocab.TEXT: ("text", 1.0),
}
#: The fields that hold names: they are found by a part of a word too, and by their transliteration.
NAMES = frozenset({"label", "alias"})

_WORDS = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
_SCHEMA = f"""
CREATE TABLE piece (id INTEGER PRIMARY KEY, graph TEXT NOT NULL, subject TEXT NOT NULL, field TEXT NOT NULL, kind TEXT NOT NULL,
 words TEXT NOT NULL, born INTEGER NOT NULL, died INTEGER);
CREATE INDEX piece_of_graph ON piece (graph, subject);
CREATE INDEX piece_gone ON piece (died) WHERE died IS NOT NULL;
CREATE TABLE noted (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE since (snapshot INTEGER NOT NULL);
CREATE VIRTUAL TABLE whole USING fts5(words, content='piece', content_rowid='id', tokenize="{_WORDS}");
CREATE VIRTUAL TABLE part USING fts5(words, content='piece', content_rowid='id', columnsize=0, tokenize='trigram');
PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one literal that is searched, folded: of which graph, which thing, in which field."""

    graph: str
    subject: str
    field: str
    words: str

    @property
    def kind(self) -> str:
        """Return what the thing is: article, claim, actor or place, told by its field and its IRI."""
        if self.field not in NAMES:
            return "claim" if self.field == "content" else "article"
        return "place" if "/place/" in self.subject else "actor"


def pieces(quads: Iterable[ox.Quad]) -> Iterator[Piece]:
    """Yield the pieces that quads hold; imported gazetteers, which are not what the articles say, are left out."""
    for quad in quads:
        known = FIELDS.get(quad.predicate)
        if known and isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode) and searched(quad.graph_name):
            yield Piece(str(quad.graph_name)[1:-1], quad.subject.value, known[0], _words(known[0], quad.object.value))


def searched(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    """Tell whether the words of a named graph are indexed."""
    return isinstance(graph, ox.NamedNode) and not graph.value.endswith("graph/gazetteer")


def _words(field: str, text: str) -> str:
    found = folded(text)
    if field in NAMES and not found.isascii():
        return f"{found} {folded(anyascii(text))}"
    return found


def opened(path: Path) -> sqlite3.Connection | None:
    """Open an index for changes; None where there is none that this version of kg can use."""
    if not path.is_file():
        return None
    file = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        if file.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            file.execute("PRAGMA secure_delete = ON")
            return file
    except sqlite3.Error:
        pass
    file.close()
    return None


def made(path: Path, graph: ox.Store, snapshot: int) -> sqlite3.Connection:
    """Make an index anew from a graph, in place of what may be there; ``snapshot`` is the first that it serves."""
    for old in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        old.unlink(missing_ok=True)
    file = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA secure_delete = ON")
    fill(file, graph, snapshot)
    return file


def opened_read_only(path: Path) -> sqlite3.Connection | None:
    """Open an index for reading; None where there is none, or where its place lets nobody read it beside a writer."""
    if not path.is_file():
        return None
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        if file.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            return file
    except sqlite3.Error:
        pass
    file.close()
    return None


def fill(file: sqlite3.Connection, graph: ox.Store, snapshot: int) -> None:
    """Make the tables and index the whole graph, in one transaction."""
    with transaction(file):
        for statement in _SCHEMA.split(";\n")[:-1]:
            file.execute(statement)
        for piece in pieces(quads(graph, None)):
            insert(file, piece, snapshot)
        file.execute("INSERT INTO since VALUES (?)", (snapshot,))


def quads(graph: ox.Store, name: ox.NamedNode | None) -> Iterator[ox.Quad]:
    """Yield the quads of a named graph, or of all, whose words may be searched."""
    for field in FIELDS:
        yield from graph.quads_for_pattern(None, field, None, name)


def insert(file: sqlite3.Connection, piece: Piece, snapshot: int) -> None:
    """Add a piece that comes with a snapshot."""
    row = file.execute(
        "INSERT INTO piece (graph, subject, field, kind, words, born) VALUES (?, ?, ?, ?, ?, ?)",
        (piece.graph, piece.subject, piece.field, piece.kind, piece.words, snapshot),
    ).lastrowid
    for table in _tables(piece.field):
        file.execute(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", (row, piece.words))


def remove(file: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Remove rows, each given with its field and its words."""
    for row, field, words in rows:
        for table in _tables(field):
            file.execute(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", (row, words))
        file.execute("DELETE FROM piece WHERE id = ?", (row,))


def _tables(field: str) -> tuple[str, ...]:
    return ("whole", "part") if field in NAMES else ("whole",)


@contextmanager
def transaction(file: sqlite3.Connection) -> Iterator[None]:
    """Make changes whole or not at all."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")

"""Keep readings beside the graph, so that relating articles does not decode every article's graph again.

The graph stays the one truth: an article's graph holds the digest of what was read in it, and a reading is kept under its
digest and checked against it when it is taken out. Whatever is missing, damaged or foreign is read from the graph instead,
so the file may be deleted at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.model import Appearance, Reading
from kg.triples import iris
from kg.triples.order import decoded, digest_of, packed, unpacked

FILE = "readings.sqlite"
_TABLES = """
PRAGMA secure_delete = ON;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS reading (digest TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outline (digest TEXT PRIMARY KEY, value BLOB NOT NULL, proof TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Outline:
    """Hold what linking needs to know of an article: its entities, and the agencies that it credits."""

    appearances: tuple[Appearance, ...]
    credits: tuple[str, ...]


def outline_of(reading: Reading) -> Outline:
    """Return the outline of a reading; the other places of an article are the context of each of its entities."""
    article = iris.article_id(reading.article)
    places = tuple(sorted({entity.gazetteer or entity.name for entity in reading.entities if entity.is_place}))
    found = (
        Appearance(article, e.id, e.name, e.type, e.aliases, e.gazetteer, sum(m.named for m in e.mentions), places)
        for e in reading.entities
    )
    return Outline(tuple(found), reading.article.credits)


class Kept:
    """Hold the file of readings of one store open; to be used with ``with``.

    Without a folder, or where the file cannot be used, nothing is kept and nothing fails.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else _opened(folder / FILE)

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def get(self, digest: str) -> Reading | None:
        """Return the reading with a digest; None where it is not kept, or is no longer what it was."""
        found = self._row("SELECT value FROM reading WHERE digest = ?", digest)
        return decoded(found[0]) if found and digest_of(found[0]) == digest else None

    def outline(self, digest: str) -> Outline | None:
        """Return the outline of the reading with a digest, much quicker than the reading; None as for :meth:`get`."""
        found = self._row("SELECT value, proof FROM outline WHERE digest = ?", digest)
        return unpacked(found[0], Outline) if found and digest_of(digest.encode() + found[0]) == found[1] else None

    def _row(self, query: str, digest: str) -> tuple[Any, ...] | None:
        if self._file is None:
            return None
        try:
            row: tuple[Any, ...] | None = self._file.execute(query, (digest,)).fetchone()
        except sqlite3.Error:
            return None
        return row if row and isinstance(row[0], bytes) else None

    def put(self, values: Iterable[bytes]) -> None:
        """Keep encoded readings under their digests."""
        self._run("INSERT OR REPLACE INTO reading VALUES (?, ?)", [(digest_of(value), value) for value in values])

    def put_outlines(self, outlines: Iterable[tuple[str, Outline]]) -> None:
        """Keep outlines under the digests of their readings."""
        values = [(digest, packed(outline)) for digest, outline in outlines]
        rows: list[tuple[object, ...]] = [(digest, value, digest_of(digest.encode() + value)) for digest, value in values]
        self._run("INSERT OR REPLACE INTO outline VALUES (?, ?, ?)", rows)

    def forget_others(self, digests: Collection[str]) -> None:
        """Forget the readings that no article has any more."""
        if self._file is None:
            return
        for table in ("reading", "outline"):
            try:
                known = {row[0] for row in self._file.execute(f"SELECT digest FROM {table}")}
            except sqlite3.Error:
                return
            self._run(f"DELETE FROM {table} WHERE digest = ?", [(digest,) for digest in known.difference(digests)])

    def _run(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        if self._file is None or not rows:
            return
        try:
            with self._file:
                self._file.executemany(statement, rows)
        except sqlite3.Error:
            return


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file, anew where it is damaged; None where that cannot be done."""
    for _ in range(2):
        try:
            file = sqlite3.connect(path, timeout=1.0)
            file.executescript(_TABLES)
            return file
        except sqlite3.DatabaseError:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return None
    return None

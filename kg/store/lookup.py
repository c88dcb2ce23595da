"""Keep what imports add to the shipped gazetteer in a file beside the graph, to be looked up row by row.

The graph stays the one truth; the file holds what :func:`kg.entities.imported.additions` made of it, so that a process that
reads a few articles need not join a hundred thousand entries first. It is written whole or not at all, belongs to one
content of the gazetteer and one shipped gazetteer, and is made anew where it belongs to another, is damaged or missing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from kg.entities.gazetteer import Entry, Gazetteer
from kg.entities.imported import Additions
from kg.errors import StoreError
from kg.resources import folder
from kg.triples.order import packed, unpacked

FILE = "gazetteer.sqlite"
#: Grows when the tables, or what :func:`kg.entities.imported.additions` makes of entries, change.
VERSION = 1
#: So many rows of each table are remembered.
REMEMBERED = 20_000
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE state (fingerprint TEXT NOT NULL);
CREATE TABLE entry (id TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
T = TypeVar("T")


class Rows(Mapping[str, T]):
    """Hold a table of the file over the mapping that it adds to; a row is read when it is asked for."""

    def __init__(
        self, file: sqlite3.Connection, path: Path, table: str, key: str, read: Callable[[bytes], T], base: Mapping[str, T]
    ) -> None:
        self._file, self._path, self._table, self._key, self._base = file, path, table, key, base
        self._row: Callable[[str], T | None] = lru_cache(REMEMBERED)(lambda name: self._found(name, read))

    def __getitem__(self, key: str) -> T:
        row = self._row(key)
        return self._base[key] if row is None else row

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        yield from (str(row[0]) for row in self._rows("", ()) if row[0] not in self._base)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _found(self, key: str, read: Callable[[bytes], T]) -> T | None:
        rows = self._rows(f"WHERE {self._key} = ?", (key,))
        return read(rows[0][1]) if rows else None

    def _rows(self, where: str, values: tuple[str, ...]) -> list[tuple[str, bytes]]:
        try:
            return self._file.execute(f"SELECT {self._key}, value FROM {self._table} {where} ORDER BY 1", values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: cannot be read: {error}; delete it, it will be made anew") from error


def opened(place: Path, fingerprint: str, base: Gazetteer) -> Gazetteer | None:
    """Return the gazetteer that the file in a store's folder makes of ``base``; None where it belongs to another or cannot be read."""
    path = place / FILE
    try:
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        if file.execute("SELECT fingerprint FROM state").fetchone() != (_stamp(fingerprint),):
            file.close()
            return None
    except sqlite3.Error:
        return None
    return replace(
        base, entries=Rows(file, path, "entry", "id", _entry, base.entries), names=Rows(file, path, "name", "key", _ids, base.names)
    )


def write(place: Path, fingerprint: str, added: Additions) -> bool:
    """Write the file anew, in place of the old one, and tell whether that could be done."""
    path = place / f"{FILE}.{os.getpid()}"
    try:
        path.unlink(missing_ok=True)
        file = sqlite3.connect(path)
        try:
            file.executescript(_TABLES)
            with file:
                file.execute("INSERT INTO state VALUES (?)", (_stamp(fingerprint),))
                file.executemany("INSERT INTO entry VALUES (?, ?)", ((id, packed(entry)) for id, entry in sorted(added.entries.items())))
                file.executemany("INSERT INTO name VALUES (?, ?)", ((key, packed(ids)) for key, ids in sorted(added.names.items())))
        finally:
            file.close()
        path.replace(place / FILE)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return False
    return True


def forget(place: Path) -> None:
    """Delete the file; without imports there is none."""
    (place / FILE).unlink(missing_ok=True)


def _entry(value: bytes) -> Entry:
    return unpacked(value, Entry)


def _ids(value: bytes) -> tuple[str, ...]:
    return tuple(unpacked(value, list))


def _stamp(fingerprint: str) -> str:
    return f"{VERSION} {fingerprint} {_shipped()}"


@cache
def _shipped() -> str:
    """Return what stands for the shipped gazetteer, which is what the file adds to."""
    digest = sha256()
    for path in sorted((folder("lexicon") / "gazetteer").glob("*.csv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

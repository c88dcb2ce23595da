"""Keep readings beside the graph, so that relating articles does not decode every article's graph again.

The graph stays the one truth: an article's graph holds the digest of what was read in it, and a reading is kept under its
digest and checked against it when it is taken out. Whatever is missing, damaged or foreign is read from the graph instead,
so the file may be deleted at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path
from types import TracebackType

from kg.model import Reading
from kg.triples.order import decoded, digest_of

FILE = "readings.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS reading (digest TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


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
        if self._file is None:
            return None
        try:
            found = self._file.execute("SELECT value FROM reading WHERE digest = ?", (digest,)).fetchone()
        except sqlite3.Error:
            return None
        return decoded(found[0]) if found and digest_of(found[0]) == digest else None

    def put(self, values: Iterable[bytes]) -> None:
        """Keep encoded readings under their digests."""
        self._run("INSERT OR REPLACE INTO reading VALUES (?, ?)", [(digest_of(value), value) for value in values])

    def forget_others(self, digests: Collection[str]) -> None:
        """Forget the readings that no article has any more."""
        if self._file is None:
            return
        try:
            known = {row[0] for row in self._file.execute("SELECT digest FROM reading")}
        except sqlite3.Error:
            return
        self._run("DELETE FROM reading WHERE digest = ?", [(digest,) for digest in known.difference(digests)])

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
            file.execute(_TABLE)
            return file
        except sqlite3.DatabaseError:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return None
    return None

"""Remember how claims stood to each other, so that relating articles compares only what has changed.

The graph stays the one truth: what is remembered of an article is believed only where its digest in the graph, what its
entities stand for and people's decisions are as they were. A comparison is a function of the claims of one block, so
those of untouched blocks stand. Whatever is missing, damaged, or of other rules is worked out anew, so the file may be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

import kg.claims
import kg.triples.comparisons
from kg import resources
from kg.claims.blocks import Block
from kg.claims.compare import compare_block, joined
from kg.model import Comparison, ReportedClaim
from kg.triples.order import packed, unpacked

FILE = "comparisons.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS rules (edition TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (block TEXT, iri TEXT, article TEXT, value BLOB, PRIMARY KEY (block, iri)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS claim_article ON claim (article);
CREATE TABLE IF NOT EXISTS result (block TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
#: The tables of the lexicon that comparing claims reads.
_LEXICON = ("questions", "events")

Placed = Iterable[tuple[Block, ReportedClaim]]


class Ledger:
    """Hold the file open; to be used with ``with``. Without a folder it lives in memory and ends with the process."""

    def __init__(self, folder: Path | None, base: str) -> None:
        self._file = _opened(None if folder is None else folder / FILE, f"{_rules()} {base}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def compared(self, states: Mapping[str, str], placed: Callable[[str], Placed], names: Mapping[str, str]) -> tuple[Comparison, ...]:
        """Return the comparisons of all articles, comparing the blocks of those alone whose state is not what it was.

        ``states`` maps the id of each article to a digest of all that its claims and their explanations depend on; ``placed``
        gives the claims of an article with their blocks, and is only asked for articles that changed.
        """
        with self._file:
            known = dict(self._file.execute("SELECT id, state FROM article"))
            changed = sorted(article for article, state in states.items() if known.get(article) != state)
            touched = self._forgotten([*(known.keys() - states.keys()), *(article for article in changed if article in known)])
            for article in changed:
                rows = [(_key(block), claim.iri, article, packed(claim)) for block, claim in placed(article)]
                self._file.executemany("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?)", rows)
                touched.update(row[0] for row in rows)
            self._file.executemany("INSERT INTO article VALUES (?, ?)", [(article, states[article]) for article in changed])
            for key in sorted(touched):
                self._compare(key, names)
        found = sorted((_block(key), value) for key, value in self._file.execute("SELECT block, value FROM result"))
        return joined(comparison for _, value in found for comparison in unpacked(value, tuple[Comparison, ...]))

    def _forgotten(self, articles: Iterable[str]) -> set[str]:
        """Forget articles, and return the blocks that their claims stood in."""
        touched: set[str] = set()
        for article in articles:
            touched.update(row[0] for row in self._file.execute("SELECT block FROM claim WHERE article = ?", (article,)))
            self._file.execute("DELETE FROM claim WHERE article = ?", (article,))
            self._file.execute("DELETE FROM article WHERE id = ?", (article,))
        return touched

    def _compare(self, key: str, names: Mapping[str, str]) -> None:
        rows = self._file.execute("SELECT value FROM claim WHERE block = ? ORDER BY iri", (key,)).fetchall()
        found = compare_block(_block(key), [unpacked(row[0], ReportedClaim) for row in rows], names) if len(rows) > 1 else ()
        self._file.execute("DELETE FROM result WHERE block = ?", (key,))
        if found:
            self._file.execute("INSERT INTO result VALUES (?, ?)", (key, packed(found)))


def compared(
    folder: Path | None, base: str, states: Mapping[str, str], placed: Callable[[str], Placed], names: Mapping[str, str]
) -> tuple[Comparison, ...]:
    """Return the comparisons of all articles, as :meth:`Ledger.compared`; a file that proves damaged is made anew."""
    try:
        with Ledger(folder, base) as ledger:
            return ledger.compared(states, placed, names)
    except (sqlite3.Error, ValueError):
        if folder is not None:
            (folder / FILE).unlink(missing_ok=True)
        with Ledger(None, base) as ledger:
            return ledger.compared(states, placed, names)


def state(*parts: object) -> str:
    """Return one digest for all that an article's claims depend on."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _opened(path: Path | None, edition: str) -> sqlite3.Connection:
    """Open the file; what other rules worked out is forgotten."""
    file = sqlite3.connect(":memory:" if path is None else path, timeout=1.0)
    file.execute("PRAGMA secure_delete = ON")
    file.executescript(_TABLES)
    with file:
        if file.execute("SELECT edition FROM rules").fetchall() != [(edition,)]:
            for table in ("rules", "article", "claim", "result"):
                file.execute(f"DELETE FROM {table}")
            file.execute("INSERT INTO rules VALUES (?)", (edition,))
    return file


@cache
def _rules() -> str:
    """Return a digest of the rules of comparing, as they stand in the installed program."""
    sources = [*sorted(Path(str(kg.claims.__file__)).parent.glob("*.py")), Path(str(kg.triples.comparisons.__file__))]
    tables = [resources.folder("lexicon") / f"{name}.toml" for name in _LEXICON]
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*sources, *tables))).hexdigest()


def _key(block: Block) -> str:
    return packed(block).decode()


def _block(key: str) -> Block:
    return unpacked(key.encode(), Block)

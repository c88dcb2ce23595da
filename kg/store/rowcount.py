"""Count the rows of SPARQL results while they pass as bytes, and end them where there are too many.

Oxigraph writes results by itself, and much faster than Python could row by row; so rows are counted by what each format writes
exactly once a row.
"""

from __future__ import annotations

from typing import IO

from kg.errors import LimitError

#: What each format writes once a row, and whether it counts. In JSON a row closes and another begins, unless the quotation
#: mark is escaped, within a text, unless what escapes it is itself escaped.
_MARKS: dict[str, dict[bytes, int]] = {
    "xml": {b"<result>": 1},
    "json": {b'"bindings":[{"': 1, b'"}},{"': 1, b'\\"}},{"': -1, b'\\\\"}},{"': 1},
    "tsv": {b"\n": 1},
    "csv": {},
}
#: As many bytes are looked at again with the next block as the longest mark, less one, has.
_REST = 13


class RowCount:
    """Be a sink that hands on what it is given to another one, and knows the rows that went through.

    With ``most`` above 0 it raises LimitError when more rows come. Rows of JSON that bind nothing are not seen.
    """

    def __init__(self, sink: IO[bytes], format: str, most: int = 0) -> None:
        self._sink = sink
        self._marks = _MARKS[format]
        self._csv = format == "csv"
        self._most = most
        self._quoted = False
        self._rest = b""
        # The header of CSV and TSV is a line too.
        self._seen = -1 if format in ("csv", "tsv") else 0

    @property
    def rows(self) -> int:
        """Return how many rows went through."""
        return max(0, self._seen)

    def write(self, block: bytes) -> int:
        """Hand a block on, unless there are too many rows with it."""
        self._seen += self._lines(block) if self._csv else self._marked(block)
        if self._most and self._seen > self._most:
            raise too_many(self._most)
        self._sink.write(block)
        return len(block)

    def flush(self) -> None:
        """Do nothing: the sink itself knows when to send."""

    def _lines(self, block: bytes) -> int:
        """Return the ends of lines in a block of CSV, but for those within quotation marks."""
        parts = block.split(b'"')
        lines = sum(part.count(b"\n") for part in parts[int(self._quoted) :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return lines

    def _marked(self, block: bytes) -> int:
        whole = self._rest + block
        found = sum(sign * (whole.count(mark) - self._rest.count(mark)) for mark, sign in self._marks.items())
        self._rest = whole[-_REST:]
        return found


def too_many(most: int) -> LimitError:
    """Return the end of an answer that has too many rows."""
    return LimitError(f"the answer has more than {most:,} rows; ask for fewer with LIMIT", limit="rows")

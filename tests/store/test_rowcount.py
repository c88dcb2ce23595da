from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LimitError
from kg.store.rowcount import RowCount
from kg.store.stream import RESULTS


class Sink:
    def __init__(self):
        self.blocks: list[bytes] = []

    def write(self, block: bytes) -> int:
        self.blocks.append(block)
        return len(block)


def results(texts: list[str], format: str) -> bytes:
    """Return results with two cells a row, as Oxigraph writes them."""
    store = ox.Store()
    values = " ".join(f"({ox.Literal(text)} {ox.Literal(text)})" for text in texts)
    answer = store.query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    return answer.serialize(format=RESULTS[format])


@given(
    texts=st.lists(
        st.lists(st.sampled_from([*'a"\\{},:[]<>&\n\r\t', "<result>", '"}},{"', '"bindings":[{"']), max_size=8).map("".join), max_size=8
    ),
    size=st.integers(1, 40),
    format=st.sampled_from(sorted(RESULTS)),
)
def test_rows_are_counted_whatever_they_hold_and_however_they_are_cut(texts, size, format):
    written, sink = results(texts, format), Sink()
    counted = RowCount(sink, format)
    for start in range(0, len(written), size):
        counted.write(written[start : start + size])
    assert (counted.rows, b"".join(sink.blocks)) == (len(texts), written)


@pytest.mark.parametrize("format", sorted(RESULTS))
def test_too_many_rows_are_refused(format):
    with pytest.raises(LimitError, match="more than 2 rows") as error:
        RowCount(Sink(), format, 2).write(results(["a", "b", "c"], format))
    assert error.value.limit == "rows"
    RowCount(Sink(), format, 3).write(results(["a", "b", "c"], format))

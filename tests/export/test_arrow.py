import io
import sys

import pyarrow.ipc
import pyarrow.parquet
import pytest

from kg.errors import ConfigError
from kg.export.arrow import FORMS, write_table
from kg.export.frames import FRAMES
from kg.store.graphs import GraphStore

READERS = {"parquet": pyarrow.parquet.read_table, "arrow": lambda source: pyarrow.ipc.open_file(source).read_all()}


def table(store, form, name):
    sink = io.BytesIO()
    count = write_table(FRAMES[name], store, form, sink)
    read = READERS[form](io.BytesIO(sink.getvalue()))
    assert read.num_rows == count
    return read


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("form", FORMS)
def test_what_was_written_is_read_back(told, form, name):
    assert table(told, form, name).to_pylist() == [dict(row) for row in FRAMES[name].rows(told)]


@pytest.mark.parametrize("name", FRAMES)
def test_columns_say_what_they_hold(told, name):
    schema = table(told, "parquet", name).schema
    assert {field.name: field.metadata[b"description"].decode() for field in schema} == {
        field.name: field.description for field in FRAMES[name].fields
    }


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_graph_gives_an_empty_table_with_all_columns(form):
    for name, frame in FRAMES.items():
        read = table(GraphStore.memory(), form, name)
        assert (read.num_rows, read.column_names) == (0, [field.name for field in frame.fields])


def test_without_pyarrow_one_line_says_what_to_install(told, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"pip install 'newsclaims-kg\[tables\]'"):
        write_table(FRAMES["claims"], told, "parquet", io.BytesIO())

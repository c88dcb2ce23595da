"""Write tables as Parquet or Arrow (Feather version 2), with pyarrow, which the extra ``tables`` installs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from kg import __version__
from kg.errors import ConfigError
from kg.export.frames import Frame, Row
from kg.store.graphs import GraphStore

#: Rows that are turned into columns at a time.
BATCH = 20_000


def write_table(frame: Frame, store: GraphStore, form: str, sink: BinaryIO) -> int:
    """Write a table of a graph in a form, a key of ``FORMS``, and return its rows.

    Raises ConfigError where pyarrow is not installed.
    """
    arrow = _pyarrow()
    kinds = {
        "string": arrow.string(),
        "strings": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "double": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    fields = [arrow.field(name, kinds[type_], metadata={"description": description}) for name, type_, description in frame.fields]
    schema = arrow.schema(fields, metadata={"creator": f"kg {__version__}"})
    count = 0
    with FORMS[form](sink, schema) as writer:
        for rows in _batches(frame.rows(store)):
            columns = [arrow.array([row[field.name] for row in rows], type=kinds[field.type]) for field in frame.fields]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
            count += len(rows)
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ConfigError("tables need pyarrow, which is not installed: pip install 'newsclaims-kg[tables]'") from error
    return pyarrow


def _parquet(sink: BinaryIO, schema: Any) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.ParquetWriter(sink, schema, compression="zstd")


def _arrow(sink: BinaryIO, schema: Any) -> Any:
    import pyarrow.ipc

    return pyarrow.ipc.new_file(sink, schema)


#: Forms of tables, by the suffix of their files.
FORMS: Mapping[str, Callable[[BinaryIO, Any], Any]] = {"parquet": _parquet, "arrow": _arrow}

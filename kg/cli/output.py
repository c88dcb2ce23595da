"""Print rows as a table, CSV, JSON or Markdown, and write files so that a failure leaves nothing half written."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from kg.errors import StoreError

Row = Sequence[str | None]

#: Width of a table where the output is no terminal, in characters: wide enough for a sentence beside its names.
PIPE_WIDTH = 160


def as_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as a table for people, wrapped to the terminal; numbers stand to the right."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    sink = io.StringIO()
    console = Console(file=sink, width=width or Console().width, no_color=True, highlight=False, legacy_windows=False)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, column in enumerate(columns):
        numeric = bool(rows) and all(_is_number(row[index]) for row in rows if row[index])
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_escaped(value) for value in row))
    console.print(table)
    return "\n".join(line.rstrip() for line in sink.getvalue().splitlines()) + "\n"


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as CSV (RFC 4180, header first, ``\\n`` line ends); an absent value is empty."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([value or "" for value in row] for row in rows)
    return sink.getvalue()


def as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as a JSON array of objects; an absent value is null."""
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"


def as_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table; bars and line breaks inside values are escaped."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_markdown_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[Sequence[str], Sequence[Row]], str]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "md": as_markdown,
}


@contextmanager
def target(path: str) -> Iterator[BinaryIO]:
    """Open ``path`` for writing bytes (``-`` is stdout); a file appears whole, under its name, or not at all.

    Raises StoreError where the file cannot be written (no folder, no permission, disk full).
    """
    if path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(path)
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        with os.fdopen(handle, "wb") as sink:
            yield sink
        Path(temporary).chmod(0o644)
        Path(temporary).replace(place)
        temporary = None
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}; choose another file with -o") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def say(words: str) -> None:
    """Print words for the person, on stderr."""
    click.echo(words, err=True)


def _is_number(value: str | None) -> bool:
    return value is not None and value.replace(".", "", 1).lstrip("-").isdigit()


def _escaped(value: str | None) -> str:
    return "" if value is None else value.replace("[", "\\[")


def _markdown_cell(value: str | None) -> str:
    return "" if value is None else value.replace("|", "\\|").replace("\n", " ")

"""Print pages and descriptions into files, in as many processes as are worth starting.

A page is a function of the edition alone, so it does not matter which process makes it. Each opens the edition's newest
snapshot for itself.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kg.pages import Look, data_file, page_file, render
from kg.site.hosts import FORMATS, THINGS
from kg.store.describe import description, written
from kg.store.graphs import GraphStore
from kg.triples.iris import resource

#: Below so many pages a process takes longer to start than its share of them takes to make.
WORTH = 400
#: Pages that a process is given at once.
BATCH = 50

#: The formats of a description: those that hosts offer by what is accepted, and a table.
DATA = (*(suffix for suffix, _, _ in FORMATS), "csv")

_THING = re.compile(THINGS)
File = tuple[str, bytes]

#: The edition that a process of the pool holds open until it ends, and how its pages look.
_open: tuple[GraphStore, Look] | None = None


def thing_of(path: str) -> str | None:
    """Return the path of the thing that a page shows, alone or as one of several pages; None for a list or an overview."""
    found = _THING.match(path)
    return found[0] if found and path[found.end() : found.end() + 1] in ("", "/") else None


def files_of(path: str) -> tuple[str, ...]:
    """Return the files of a page: itself and, for a thing, its description in every format."""
    data = (data_file(path, suffix) for suffix in DATA) if thing_of(path) == path else ()
    return (page_file(path), *data)


def pressed(store: GraphStore, path: str, look: Look) -> list[File]:
    """Return the files of a page with their content."""
    files = [(page_file(path), render(store, path, {}, look).body)]
    if thing_of(path) == path:
        said = description(store, resource(store.base, path).value, texts=look.texts)
        files += [(data_file(path, suffix), written(said, suffix)) for suffix in DATA]
    return files


def press(edition: Path, paths: Sequence[str], look: Look, processes: int) -> Iterator[File]:
    """Yield the files of pages with their content, in the order of the paths."""
    if not paths:
        return
    batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
    if processes < 2 or len(paths) < WORTH:
        with GraphStore.open(edition, read_only=True) as store:
            for path in paths:
                yield from pressed(store, path, look)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_start, initargs=(edition, look)) as pool:
        for files in pool.map(_batch, batches):
            yield from files


def _start(edition: Path, look: Look) -> None:
    global _open
    _open = GraphStore.open(edition, read_only=True), look


def _batch(paths: Sequence[str]) -> list[File]:
    assert _open is not None, "the pool starts each process with an edition"
    store, look = _open
    return [file for path in paths for file in pressed(store, path, look)]

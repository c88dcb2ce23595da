"""Change the graph by SPARQL 1.1 Update, and graph by graph as the Graph Store Protocol has it.

Each change is one transaction. What is changed this way is whatever its author says: no shape is looked at, and the next build
of an article writes its graph anew. The search index follows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import folder, remote
from kg.store.ftsrows import searched
from kg.store.graphs import GraphStore
from kg.store.rowcount import too_many
from kg.store.sparql import POSITION
from kg.store.stream import GRAPHS, Dataset
from kg.triples.vocab import PREFIXES

_WORDS = re.compile(r"[{}]|\b(?:WHERE|USING|WITH|DELETE)\b", re.IGNORECASE)


def update(graph: GraphStore, text: str, using: Dataset, base: str | None, sources: Collection[str] = ()) -> None:
    """Run an update; ``using`` is the dataset of its patterns, ``sources`` what it may LOAD, or ask by SERVICE.

    Raises QueryError, with nothing changed, for a syntax error, another source, or an update that names its dataset too.
    """
    remote.refuse(text, sources, ("SERVICE", "LOAD"))
    if using.default or using.named:
        text = _using(text, using)
    _note_all(graph)
    try:
        graph._begin()
        graph._open().update(text, base_iri=base, prefixes=PREFIXES)
        # Graphs that the update made were not there to be noted before.
        _note_all(graph)
    except SyntaxError as error:
        raise _syntax_error(str(error), "the update") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the update cannot be run: {' '.join(str(error).split())}") from error
    except OSError as error:
        raise folder.store_error(graph.path or Path("memory"), error) from error


def holds(graph: GraphStore, name: str | None) -> bool:
    """Tell whether there is a named graph; None is the default graph, which there always is."""
    return name is None or graph._open().contains_named_graph(ox.NamedNode(name))


def replace(graph: GraphStore, name: str | None, triples: Iterable[ox.Triple]) -> None:
    """Make a graph hold these triples and no others."""
    node, block = _node(name), _block(name, triples)
    first = "CLEAR DEFAULT" if name is None else f"DROP SILENT GRAPH <{name}> ; CREATE GRAPH <{name}>"
    _change(graph, f"{first} ; {block}", gone=graph._open().quads_for_pattern(None, None, None, node), new=_quads(node, triples))


def add(graph: GraphStore, name: str | None, triples: Iterable[ox.Triple]) -> None:
    """Add triples to a graph, which is made where there is none."""
    node = _node(name)
    fresh = [quad for quad in _quads(node, triples) if quad not in graph._open()]
    first = "" if name is None else f"CREATE SILENT GRAPH <{name}> ; "
    _change(graph, first + _block(name, (quad.triple for quad in fresh)), gone=(), new=fresh)


def remove(graph: GraphStore, name: str | None) -> None:
    """Remove a graph; of the default graph, what is in it."""
    node = _node(name)
    text = "CLEAR DEFAULT" if name is None else f"DROP SILENT GRAPH <{name}>"
    _change(graph, text, gone=graph._open().quads_for_pattern(None, None, None, node), new=())


def write(graph: GraphStore, name: str | None, format: str, sink: IO[bytes], most: int = 0) -> int:
    """Write one graph in a format of :data:`kg.store.stream.GRAPHS` and return its triples; LimitError for more than ``most``."""
    triples = 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal triples
        for quad in graph._open().quads_for_pattern(None, None, None, _node(name)):
            triples += 1
            if most and triples > most:
                raise too_many(most)
            yield quad.triple

    ox.serialize(counted(), sink, format=GRAPHS[format], prefixes=PREFIXES)
    return triples


def _change(graph: GraphStore, text: str, *, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    store = graph._open()
    graph._begin()
    try:
        with graph._texts.following(store, gone, new):
            store.update(text)
    except (OSError, RuntimeError) as error:
        raise folder.store_error(graph.path or Path("memory"), error) from error


def _note_all(graph: GraphStore) -> None:
    """Have the search index read all its graphs again, for nobody can tell which of them an update changes."""
    if graph.path is not None:
        graph.texts().note(name for name in graph.graph_names() if searched(ox.NamedNode(name)))


def _node(name: str | None) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if name is None else ox.NamedNode(name)


def _quads(node: ox.NamedNode | ox.DefaultGraph, triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(triple.subject, triple.predicate, triple.object, node) for triple in triples]


def _block(name: str | None, triples: Iterable[ox.Triple]) -> str:
    """Return the operation that inserts triples: N-Triples, which SPARQL reads as they are."""
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return f"INSERT DATA {{\n{lines}}}" if name is None else f"INSERT DATA {{ GRAPH <{name}> {{\n{lines}}} }}"


def _using(text: str, using: Dataset) -> str:
    """Return an update with the dataset of the protocol written into each operation that has patterns.

    https://www.w3.org/TR/sparql11-protocol/#update-dataset: an update that names its own dataset is refused.
    """
    clauses = " ".join((*(f"USING <{name}>" for name in using.default), *(f"USING NAMED <{name}>" for name in using.named)))
    bare = remote.without_prologue(text)
    depth, before, written, done = 0, "", [], 0
    for found in _WORDS.finditer(bare):
        word = found[0].upper()
        depth += {"{": 1, "}": -1}.get(word, 0)
        if depth or word == "{":
            continue
        if word in ("USING", "WITH"):
            raise QueryError(f"the update names a dataset with {word}, and so does the request; one of them has to go")
        if word == "WHERE":
            # DELETE WHERE stands for DELETE with its own pattern, and only the long form has a place for a dataset.
            pattern = text[found.end() : _closed(bare, found.end())] if before == "DELETE" else ""
            written += [text[done : found.start()], f"{pattern} {clauses} "]
            done = found.start()
        before = word
    return "".join((*written, text[done:]))


def _closed(bare: str, start: int) -> int:
    """Return the place behind the bracket that closes the next one."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(bare, start):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end()
    return len(bare)


def _syntax_error(message: str, what: str) -> QueryError:
    found = POSITION.match(message)
    if found is None:
        return QueryError(f"{what} cannot be parsed: {' '.join(message.split())}")
    line, column = int(found[1]), int(found[2])
    return QueryError(f"line {line}, column {column}: {' '.join(found[3].split())[:160]}", line=line, column=column)

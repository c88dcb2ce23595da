"""Write the nodes or edges of a network as CSV with the headers that Gephi, Neo4j and spreadsheets take."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from kg.export.columns import EDGE_COLUMNS, Column, node_columns
from kg.export.network import Edge, GraphView, Node
from kg.export.xml import clean

#: The types of columns, as neo4j-admin calls them.
_NEO4J = {"string": "", "integer": ":long", "double": ":double"}


def write_nodes(graph: GraphView, sink: BinaryIO) -> None:
    """Write one line a node for Gephi and spreadsheets (RFC 4180, UTF-8, header first, ``\\n`` line ends)."""
    columns = node_columns(graph)
    header = ("Id", "Label", *(column.title for column in columns))
    _write(header, ((node.id, node.label, *(column.value(node) for column in columns)) for node in graph.nodes), sink)


def write_edges(graph: GraphView, sink: BinaryIO) -> None:
    """Write one line an edge; ``Type`` says whether it has a direction, as Gephi wants it, and ``Kind`` what the edge says."""
    columns, type_ = EDGE_COLUMNS[1:], "Directed" if graph.directed else "Undirected"
    header = ("Source", "Target", "Type", "Kind", "Weight", *(column.title for column in columns))
    rows = ((edge.source, edge.target, type_, edge.kind, edge.weight, *(column.value(edge) for column in columns)) for edge in graph.edges)
    _write(header, rows, sink)


def write_neo4j_nodes(graph: GraphView, sink: BinaryIO) -> None:
    """Write nodes with the header of ``neo4j-admin database import``: labels are kind and type, ``Actor;ArmedGroup``."""
    columns = node_columns(graph)[2:]
    header = ("id:ID", "label", *_typed(columns), ":LABEL")
    rows = ((node.id, node.label, *(column.value(node) for column in columns), _labels(node)) for node in graph.nodes)
    _write(header, rows, sink)


def write_neo4j_edges(graph: GraphView, sink: BinaryIO) -> None:
    """Write relationships with the header of ``neo4j-admin database import``: types are as ``FIGHTS_AGAINST``."""
    columns = EDGE_COLUMNS[1:]
    header = (":START_ID", ":END_ID", ":TYPE", "weight:long", *_typed(columns))
    rows = ((edge.source, edge.target, _type(edge), edge.weight, *(column.value(edge) for column in columns)) for edge in graph.edges)
    _write(header, rows, sink)


def _typed(columns: Sequence[Column[Node]] | Sequence[Column[Edge]]) -> tuple[str, ...]:
    return tuple(f"{column.id}{_NEO4J[column.type]}" for column in columns)


def _labels(node: Node) -> str:
    """Return the labels of a node, without what Cypher would have to quote."""
    names = (re.sub(r"\W+", "", name.title() if not name.isupper() else name) for name in (node.kind, node.type))
    return ";".join(dict.fromkeys(name for name in names if name)) or "Node"


def _type(edge: Edge) -> str:
    return re.sub(r"\W+", "_", edge.kind).strip("_").upper() or "RELATED"


def _write(header: tuple[str, ...], rows: Iterable[tuple[object, ...]], sink: BinaryIO) -> None:
    # Importers of neither program take line breaks inside a cell unless told to: a text is one line.
    text = io.TextIOWrapper(sink, encoding="utf-8", errors="replace", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([clean(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    text.flush()
    text.detach()

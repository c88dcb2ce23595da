"""Write the nodes or edges of a network as CSV with the column names that Gephi, Neo4j and spreadsheets take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from kg.export.network import GraphView

NODE_HEADER = ("Id", "Label", "Kind", "Type", "Claims", "Articles", "First", "Last", "Latitude", "Longitude", "Also called", "Words")
EDGE_HEADER = ("Source", "Target", "Type", "Kind", "Weight", "First", "Last", "Words")


def write_nodes(graph: GraphView, sink: BinaryIO) -> None:
    """Write one line a node (RFC 4180, UTF-8, header first, ``\\n`` line ends)."""
    _write(
        NODE_HEADER,
        (
            (
                *(node.id, node.label, node.kind, node.type, node.weight, node.articles, node.first, node.last),
                *(node.latitude, node.longitude, "; ".join(node.aliases), node.text),
            )
            for node in graph.nodes
        ),
        sink,
    )


def write_edges(graph: GraphView, sink: BinaryIO) -> None:
    """Write one line an edge; ``Type`` is "Directed", as Gephi wants it, and ``Kind`` what the edge says."""
    _write(
        EDGE_HEADER,
        ((edge.source, edge.target, "Directed", edge.kind, edge.weight, edge.first, edge.last, edge.words) for edge in graph.edges),
        sink,
    )


def _write(header: tuple[str, ...], rows: Iterable[tuple[object, ...]], sink: BinaryIO) -> None:
    text = io.TextIOWrapper(sink, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    text.detach()

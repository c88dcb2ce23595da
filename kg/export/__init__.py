"""Take networks, tables, reports and entities out of the graph, in the formats that other programs open.

::

    query -> gather -> Facts -> filter -> view -> GraphView -> measures -> one writer a format -> bytes

Every writer of a network is a function of a :class:`~kg.export.network.GraphView` and a sink of bytes; RDF itself is written
by the store (:mod:`kg.export.rdf` names its formats).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from kg.export.geojson import write_geojson
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.network import GraphView
from kg.export.picture import write_svg
from kg.export.rdf import RDF_FORMATS
from kg.export.tables import write_edges, write_neo4j_edges, write_neo4j_nodes, write_nodes
from kg.export.views import VIEWS, view

Writer = Callable[[GraphView, BinaryIO], None]


class Exporter(NamedTuple):
    """Hold how a network is written: the function, the media type of what it writes, and the suffix of its files.

    ``view`` is the view that the format shows where none is asked for.
    """

    write: Writer
    media_type: str
    suffix: str
    view: str


class Pair(NamedTuple):
    """Hold how a network is written as two files, by the suffix of each, and what takes them."""

    files: dict[str, Writer]
    taker: str


EXPORTERS: dict[str, Exporter] = {
    "edges": Exporter(write_edges, "text/csv", ".edges.csv", "claims"),
    "geojson": Exporter(write_geojson, "application/geo+json", ".geojson", "map"),
    "gexf": Exporter(write_gexf, "application/gexf+xml", ".gexf", "claims"),
    "graphml": Exporter(write_graphml, "application/graphml+xml", ".graphml", "claims"),
    "nodes": Exporter(write_nodes, "text/csv", ".nodes.csv", "claims"),
    "svg": Exporter(write_svg, "image/svg+xml", ".svg", "network"),
}
PAIRS: dict[str, Pair] = {
    "csv": Pair({".nodes.csv": write_nodes, ".edges.csv": write_edges}, "Gephi and spreadsheets"),
    "neo4j": Pair({".nodes.csv": write_neo4j_nodes, ".relationships.csv": write_neo4j_edges}, "neo4j-admin database import"),
}

__all__ = ["EXPORTERS", "PAIRS", "RDF_FORMATS", "VIEWS", "Exporter", "Pair", "view"]

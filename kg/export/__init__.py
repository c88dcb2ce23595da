"""Take networks and tables out of the graph, in the formats that other programs open.

::

    query -> gather -> Facts -> view -> GraphView -> one writer a format -> bytes

Every writer is a function of a :class:`~kg.export.network.GraphView` and a sink of bytes; RDF itself is written by the
store (:mod:`kg.export.rdf` names its formats).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from kg.export.geojson import write_geojson
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.network import VIEWS, GraphView, view
from kg.export.picture import write_svg
from kg.export.rdf import RDF_FORMATS
from kg.export.tables import write_edges, write_nodes


class Exporter(NamedTuple):
    """Hold how a network is written: the function, the media type of what it writes, and the suffix of its files.

    ``view`` is the view that the format shows where none is asked for.
    """

    write: Callable[[GraphView, BinaryIO], None]
    media_type: str
    suffix: str
    view: str


EXPORTERS: dict[str, Exporter] = {
    "edges": Exporter(write_edges, "text/csv", ".edges.csv", "claims"),
    "geojson": Exporter(write_geojson, "application/geo+json", ".geojson", "claims"),
    "gexf": Exporter(write_gexf, "application/gexf+xml", ".gexf", "claims"),
    "graphml": Exporter(write_graphml, "application/graphml+xml", ".graphml", "claims"),
    "nodes": Exporter(write_nodes, "text/csv", ".nodes.csv", "claims"),
    "svg": Exporter(write_svg, "image/svg+xml", ".svg", "network"),
}

__all__ = ["EXPORTERS", "RDF_FORMATS", "VIEWS", "Exporter", "view"]

"""Write the places and events of a network that have coordinates as GeoJSON (RFC 7946), for QGIS and web maps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import BinaryIO

from kg.export.network import GraphView, Node


def write_geojson(graph: GraphView, sink: BinaryIO) -> None:
    """Write one feature a place or event, by IRI; what has no coordinates is left out, for GeoJSON has no place for it.

    An event lies where its place does. All features have the same properties, as tables of QGIS want it.
    """
    sink.write(b'{"type": "FeatureCollection", "features": [')
    between = b"\n"
    for node in graph.nodes:
        if node.kind in ("place", "event") and node.latitude is not None and node.longitude is not None:
            sink.write(between + json.dumps(_feature(node), ensure_ascii=False).encode("utf-8", "replace"))
            between = b",\n"
    sink.write(b"\n]}\n")


def _feature(node: Node) -> Mapping[str, object]:
    return {
        "type": "Feature",
        "id": node.id,
        "geometry": {"type": "Point", "coordinates": [node.longitude, node.latitude]},
        "properties": {
            "kind": node.kind,
            "name": node.label,
            "type": node.type,
            "claims": node.weight,
            "articles": node.articles,
            "first": node.first,
            "last": node.last,
            "begin": node.begin,
            "end": node.end,
            "figure": node.figure or None,
            "words": node.text or None,
        },
    }

"""Write the places of a network that have coordinates as GeoJSON (RFC 7946), for QGIS and web maps."""

from __future__ import annotations

import json
from typing import BinaryIO

from kg.export.network import GraphView


def write_geojson(graph: GraphView, sink: BinaryIO) -> None:
    """Write one feature a place, by IRI; places without coordinates are left out, for GeoJSON has no place for them."""
    features = [
        {
            "type": "Feature",
            "id": node.id,
            "geometry": {"type": "Point", "coordinates": [node.longitude, node.latitude]},
            "properties": {
                "name": node.label,
                "type": node.type,
                "claims": node.weight,
                "articles": node.articles,
                "first": node.first,
                "last": node.last,
            },
        }
        for node in graph.nodes
        if node.kind == "place" and node.latitude is not None and node.longitude is not None
    ]
    document = {"type": "FeatureCollection", "features": features}
    sink.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")

import io
import json

from kg.export.geojson import write_geojson
from kg.export.network import view


def test_only_places_with_coordinates_are_features(query):
    sink = io.BytesIO()
    write_geojson(view(query), sink)
    assert json.loads(sink.getvalue()) == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "http://x.example/town",
                "geometry": {"type": "Point", "coordinates": [40.25, 35.5]},
                "properties": {
                    "name": "Old Town",
                    "type": "settlement",
                    "claims": 2,
                    "articles": 2,
                    "first": "2024-03-01",
                    "last": "2024-03-03",
                },
            }
        ],
    }

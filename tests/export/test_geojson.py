import io
import json

from kg.export.geojson import write_geojson
from kg.export.network import GraphView, Node
from kg.export.views import view


def features(graph):
    sink = io.BytesIO()
    write_geojson(graph, sink)
    document = json.loads(sink.getvalue())
    assert document["type"] == "FeatureCollection"
    return document["features"]


def test_places_and_events_with_coordinates_are_features(query):
    event, town = features(view(query, "map"))
    assert town == {
        "type": "Feature",
        "id": "http://x.example/town",
        "geometry": {"type": "Point", "coordinates": [40.25, 35.5]},
        "properties": {
            "kind": "place",
            "name": "Old Town",
            "type": "settlement",
            "claims": 2,
            "articles": 2,
            "first": "2024-03-01",
            "last": "2024-03-03",
            "begin": None,
            "end": None,
            "figure": None,
            "words": None,
        },
    }
    assert event["geometry"] == town["geometry"]
    assert event["properties"] == {
        **town["properties"],
        "kind": "event",
        "name": "killing, Old Town",
        "type": "killing",
        "figure": "12 people",
        "words": "12 people died\nin Old Town",
    }


def test_a_network_without_coordinates_has_no_features_and_is_a_whole_document():
    assert features(GraphView("map", (Node("a", "A", "place", "camp"), Node("b", "B", "place", "camp", latitude=1.0)), ())) == []


def test_labels_come_back_as_they_are():
    label = 'ڕۆژئاوا <b> "q" \n\x01'
    assert (
        features(GraphView("map", (Node("a", label, "place", "camp", latitude=0.0, longitude=-180.0),), ()))[0]["properties"]["name"]
        == label
    )

import csv
import io

from kg.export.network import Edge, GraphView, Node
from kg.export.tables import write_edges, write_nodes

GRAPH = GraphView(
    "network",
    (Node("a", 'A, "B"', "actor", "person", 2, 1, "2024-03-01", "2024-03-02", ("Aa", "Ab")), Node("t", "T", "place", "camp", latitude=1.5)),
    (Edge("a", "t", "acts at", 3, "2024-03-01", "2024-03-01", "one, two"),),
)


def rows(write):
    sink = io.BytesIO()
    write(GRAPH, sink)
    return list(csv.DictReader(io.StringIO(sink.getvalue().decode())))


def test_nodes_are_lines_with_what_is_known_and_nothing_where_it_is_not():
    first, second = rows(write_nodes)
    assert first == {
        "Id": "a",
        "Label": 'A, "B"',
        "Kind": "actor",
        "Type": "person",
        "Claims": "2",
        "Articles": "1",
        "First": "2024-03-01",
        "Last": "2024-03-02",
        "Latitude": "",
        "Longitude": "",
        "Also called": "Aa; Ab",
        "Words": "",
    }
    assert (second["Id"], second["Latitude"], second["First"]) == ("t", "1.5", "")


def test_edges_are_lines_that_gephi_takes():
    assert rows(write_edges) == [
        {
            "Source": "a",
            "Target": "t",
            "Type": "Directed",
            "Kind": "acts at",
            "Weight": "3",
            "First": "2024-03-01",
            "Last": "2024-03-01",
            "Words": "one, two",
        }
    ]

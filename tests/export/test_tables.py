import csv
import io

from kg.export.network import Edge, GraphView, Node
from kg.export.tables import write_edges, write_neo4j_edges, write_neo4j_nodes, write_nodes

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
    assert {name: value for name, value in first.items() if value} == {
        "Id": "a",
        "Label": 'A, "B"',
        "Kind": "actor",
        "Type": "person",
        "Claims": "2",
        "Articles": "1",
        "First seen": "2024-03-01",
        "Last seen": "2024-03-02",
        "Also called": "Aa; Ab",
    }
    assert (second["Id"], second["Latitude"], second["First seen"]) == ("t", "1.5", "")


def test_edges_are_lines_that_gephi_takes():
    assert rows(write_edges) == [
        {
            "Source": "a",
            "Target": "t",
            "Type": "Directed",
            "Kind": "acts at",
            "Weight": "3",
            "Independent sources": "1",
            "First seen": "2024-03-01",
            "Last seen": "2024-03-01",
            "Words": "one, two",
        }
    ]


def test_neo4j_finds_identifiers_types_and_labels_in_the_headers():
    [first, _], [edge] = rows(write_neo4j_nodes), rows(write_neo4j_edges)
    assert (first["id:ID"], first[":LABEL"], first["claims:long"], first["latitude:double"]) == ("a", "Actor;Person", "2", "")
    assert edge == {
        ":START_ID": "a",
        ":END_ID": "t",
        ":TYPE": "ACTS_AT",
        "weight:long": "3",
        "sources:long": "1",
        "first": "2024-03-01",
        "last": "2024-03-01",
        "words": "one, two",
    }


def test_a_row_is_one_line_whatever_its_texts_hold():
    nodes = (Node("a", 'two\nlines, "q"\x00\r', "actor", "armed group"), Node("b", "NGO", "actor", "NGO"))
    sink = io.BytesIO()
    write_neo4j_nodes(GraphView("actors", nodes, ()), sink)
    lines = sink.getvalue().decode().splitlines()
    assert len(lines) == 3
    assert (lines[1][:22], lines[1].split(",")[-1], lines[2].split(",")[-1]) == ('a,"two lines, ""q""",0', "Actor;ArmedGroup", "Actor;NGO")

import io
import json
import subprocess
import tracemalloc
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from kg.export.gexf import write_gexf
from kg.export.network import Edge, GraphView, Measure, Node
from kg.export.views import VIEWS, view

JUDGES = Path(__file__).parent / "judges"
NS = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


def written(graph, **options):
    sink = io.BytesIO()
    write_gexf(graph, sink, **options)
    return sink.getvalue()


def valid(document):
    schema = etree.RelaxNG(etree.parse(JUDGES / "gexf.rng"))
    schema.validate(etree.fromstring(document))
    return [error.message for error in schema.error_log]


@pytest.mark.parametrize("dated", [False, True], ids=["plain", "dated"])
@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_valid(query, name, dated):
    assert valid(written(view(query, name), dated=dated)) == []


def test_the_schema_would_tell_what_is_wrong():
    document = written(GraphView("actors", (Node("a", "A", "actor", "person"),), ())).decode()
    for right, wrong in (('version="1.3"', 'version="1.2"'), ('r="0"', 'r="256"'), (' title="Kind"', ""), ("<nodes", '<nodes start="x"')):
        assert right in document and valid(document.replace(right, wrong, 1).encode()) != []


def test_there_is_one_block_of_attributes_a_class_and_nothing_that_readers_stumble_over(query):
    for dated in (False, True):
        document = written(view(query), dated=dated)
        graph = ET.fromstring(document).find(NS + "graph")
        assert [child.tag.removeprefix(NS) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
        assert [block.get("class") for block in graph.findall(NS + "attributes")] == ["node", "edge"]
        assert b"schemaLocation" not in document and b"anyURI" not in document and b'"None"' not in document


def test_values_are_declared_typed_and_never_empty(query):
    root = ET.fromstring(written(view(query)))
    types = {"string": str, "integer": int, "double": float}
    for owner, path in (("node", "nodes/node"), ("edge", "edges/edge")):
        block = next(block for block in root.iter(NS + "attributes") if block.get("class") == owner)
        declared = {attribute.get("id"): types[attribute.get("type")] for attribute in block}
        for value in root.iterfind(f"{NS}graph/" + "/".join(NS + step for step in [*path.split("/"), "attvalues", "attvalue"])):
            assert value.get("value") not in ("", "None", "nan")
            declared[value.get("for")](value.get("value"))


def test_networkx_reads_back_nodes_edges_weights_days_and_places(query):
    graph = nx.read_gexf(io.BytesIO(written(view(query, "network"))))
    town = graph.nodes["http://x.example/town"]
    assert (town["label"], town["Kind"], town["Type"], town["Claims"]) == ("Old Town", "place", "settlement", 2)
    assert (town["Latitude"], town["Longitude"], town["start"], town["end"]) == (35.5, 40.25, "2024-03-01", "2024-03-03")
    assert set(town["viz"]) == {"color", "position", "size"}
    edge = graph.edges["http://x.example/bali", "http://x.example/front"]
    assert (edge["label"], edge["weight"], edge["start"]) == ("speaks for", 2.0, "2024-03-01")


@pytest.mark.parametrize("name", VIEWS)
def test_networkx_reads_every_view_whole(query, name):
    shown = view(query, name)
    graph = nx.read_gexf(io.BytesIO(written(shown)))
    assert (set(graph), graph.number_of_edges()) == ({node.id for node in shown.nodes}, len(shown.edges))


def test_a_graph_with_dates_is_dynamic_and_one_without_static(query):
    assert b'mode="dynamic" timeformat="date"' in written(view(query))
    undated = written(GraphView("actors", (Node("a", "A", "actor", "person"),), ()))
    assert b'mode="static"' in undated
    assert b"start=" not in undated


def test_control_characters_quotes_and_brackets_do_no_harm():
    nodes = (Node("a", 'A "<&>\x00\x0b\ufffe B', "actor", "person"), Node("b", "B\nC", "actor", "person", text="x\x1fy"))
    graph = nx.read_gexf(io.BytesIO(written(GraphView("actors", nodes, (Edge("a", "b", "leads"),)))))
    assert [graph.nodes[id_]["label"] for id_ in "ab"] == ['A "<&> B', "B C"]
    assert graph.nodes["b"]["Words"] == "xy"


def test_two_kinds_of_edge_between_two_nodes_are_two_edges():
    nodes = (Node("a", "A", "actor", "person"), Node("b", "B", "actor", "state"))
    graph = nx.read_gexf(io.BytesIO(written(GraphView("actors", nodes, (Edge("a", "b", "leads"), Edge("a", "b", "speaks for"))))))
    assert sorted(data["Relation"] for _, _, data in graph.edges(data=True)) == ["leads", "speaks for"]


def test_an_empty_network_is_a_whole_document():
    graph = nx.read_gexf(io.BytesIO(written(GraphView("claims", (), ()))))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (0, 0)


def test_writing_twice_gives_the_same_bytes(query):
    assert written(view(query)) == written(view(query))


#: Labels as they come: Arabic, Kurdish in both scripts, markup, line breaks, characters that XML forbids, nothing.
HOSTILE = {
    "a": ("قسد", "قسد"),
    "b": ("هێزەکانی سووریای دیموکرات", "هێزەکانی سووریای دیموکرات"),
    "c": ("Hêzên Sûriya Demokratîk", "Hêzên Sûriya Demokratîk"),
    "d": ("<script>alert('x')</script> & \"y\"", "<script>alert('x')</script> & \"y\""),
    "e": ("two\nlines\r\n\tand\x00\x08 more\ufffe", "two lines and more"),
    "f": ("", None),
    "g": ("\ud800lone", "lone"),
}


def hostile():
    nodes = tuple(Node(id_, label, "actor", "person", text=label) for id_, (label, _) in HOSTILE.items())
    return GraphView(
        "actors", nodes, tuple(Edge("a", id_, f"says <{id_}>\x01", words=label) for id_, (label, _) in HOSTILE.items() if id_ != "a")
    )


def test_labels_in_any_script_and_hostile_ones_come_back_as_they_are():
    document = written(hostile())
    assert valid(document) == []
    graph = nx.read_gexf(io.BytesIO(document))
    assert {id_: data.get("label") or None for id_, data in graph.nodes(data=True)} == {id_: label for id_, (_, label) in HOSTILE.items()}
    assert {data["Relation"] for *_, data in graph.edges(data=True)} == {f"says <{id_}>" for id_ in HOSTILE if id_ != "a"}


def test_dates_before_1970_and_open_intervals_are_written_as_they_are():
    nodes = (Node("a", "A", "actor", "person", first="0998-01-31", last="1969-12-31"), Node("b", "B", "event", "siege", begin="1915-04-24"))
    nodes += (Node("c", "C", "event", "siege", first="1958-02-22", end="1958-02-28"),)
    document = written(GraphView("events", nodes, (Edge("a", "b", "acts in", last="1915-04-25"),)), dated=True)
    assert valid(document) == []
    root = ET.fromstring(document)
    assert [(node.get("start"), node.get("end")) for node in root.iter(NS + "node")] == [
        ("0998-01-31", "1969-12-31"),
        (None, None),
        ("1958-02-22", None),
    ]
    assert [(edge.get("start"), edge.get("end")) for edge in root.iter(NS + "edge")] == [(None, "1915-04-25")]
    values = {value.get("for"): value.get("value") for value in root.findall(f".//{NS}node[@id='b']//{NS}attvalue")}
    assert (values["begin"], values.get("end")) == ("1915-04-24", None)


def test_dated_weights_grow_with_what_was_published_and_never_overlap():
    nodes = (Node("a", "A", "actor", "person", first="2024-02-28", last="2024-03-05"), Node("b", "B", "actor", "person"))
    days = (("2024-02-28", 1), ("2024-03-01", 2), ("2024-03-05", 1))
    edge = Edge("a", "b", "leads", 5, "2024-02-28", "2024-03-05", sources=3, days=days)
    root = ET.fromstring(written(GraphView("actors", nodes, (edge,)), dated=True))
    weights = [value for value in root.iter(NS + "attvalue") if value.get("for") == "weight"]
    assert [(value.get("start"), value.get("end"), value.get("value")) for value in weights] == [
        ("2024-02-28", "2024-02-29", "2.0"),
        ("2024-03-01", "2024-03-04", "4.0"),
        ("2024-03-05", "2024-03-05", "5.0"),
    ]
    assert [block.get("mode") for block in root.iter(NS + "attributes")] == [None, "dynamic"]


def test_measures_are_columns_and_their_notes_stand_in_the_description():
    measure = Measure("community", "Community", "integer", {"a": 1})
    nodes = (Node("a", "A", "actor", "person"), Node("b", "B", "actor", "person"))
    document = written(GraphView("actors", nodes, (), measures=(measure,), notes=("Louvain & seed 0",)))
    graph = nx.read_gexf(io.BytesIO(document))
    assert [graph.nodes[id_].get("Community") for id_ in "ab"] == [1, None]
    assert "Louvain &amp; seed 0. Layout: forces (Fruchterman and Reingold) from a spiral" in document.decode()


def test_a_network_without_direction_says_so(query):
    graph = nx.read_gexf(io.BytesIO(written(view(query, "co-claims"))))
    assert not graph.is_directed() and graph.number_of_edges() == 3


class Made(Sequence):
    """Make a value when it is asked for, and hold none."""

    def __init__(self, count, make):
        self.count, self.make = count, make

    def __len__(self):
        return self.count

    def __getitem__(self, number):
        if number >= self.count:
            raise IndexError
        return self.make(number)


def large(count):
    nodes = Made(count // 10, lambda number: Node(f"n{number}", f"Node {number}", "actor", "person", 3, 2, "2024-01-01", "2024-02-01"))
    edges = Made(count, lambda number: Edge(f"n{number % (count // 10)}", f"n{number % 7}", "speaks of", 2, "2024-01-01", "2024-01-09"))
    return GraphView("actors", nodes, edges, places={})


class Nowhere(io.RawIOBase):
    def write(self, block):
        return len(block)


@pytest.mark.parametrize("count", [1_000, 20_000])
def test_writing_takes_the_same_memory_for_any_number_of_edges(count):
    tracemalloc.start()
    write_gexf(large(count), Nowhere())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_500_000


def told_by_graphology(judges, folder, document):
    (folder / "graph.gexf").write_bytes(document)
    run = subprocess.run(["node", judges / "gexf.js", folder / "graph.gexf"], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("dated", [False, True], ids=["plain", "dated"])
def test_graphology_reads_it_strictly_and_with_the_options_of_gephi_lite(query, judges, tmp_path, dated):
    told = told_by_graphology(judges, tmp_path, written(view(query, "network"), dated=dated))
    assert told["strict"] == told["lite"]
    town = dict(told["strict"]["nodes"])["http://x.example/town"]
    assert (town["label"], town["claims"], town["latitude"], town["color"]) == ("Old Town", 2, 35.5, "rgb(230,160,0)")
    [edge] = [edge for *ends, edge in told["strict"]["edges"] if ends == ["http://x.example/bali", "http://x.example/front"]]
    assert (edge["kind"], edge["weight"], edge["sources"], edge["first"]) == ("speaks for", 2, 1, "2024-03-01")


def test_graphology_reads_hostile_labels(judges, tmp_path):
    told = told_by_graphology(judges, tmp_path, written(hostile()))
    assert {id_: node.get("label") for id_, node in told["strict"]["nodes"]} == {id_: label for id_, (_, label) in HOSTILE.items()}

import io
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from kg.export.gexf import write_gexf
from kg.export.network import VIEWS, Edge, GraphView, Node, view

NS = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
#: The structure of GEXF 1.3: element -> (attributes it may have, elements it may hold).
STRUCTURE = {
    NS + "gexf": ({"version"}, {NS + "meta", NS + "graph"}),
    NS + "meta": ({"lastmodifieddate"}, {NS + "creator", NS + "description", NS + "keywords"}),
    NS + "creator": (set(), set()),
    NS + "description": (set(), set()),
    NS + "keywords": (set(), set()),
    NS + "graph": (
        {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "start", "end"},
        {NS + "attributes", NS + "nodes", NS + "edges"},
    ),
    NS + "attributes": ({"class"}, {NS + "attribute"}),
    NS + "attribute": ({"id", "title", "type"}, set()),
    NS + "nodes": ({"count"}, {NS + "node"}),
    NS + "node": ({"id", "label", "start", "end"}, {NS + "attvalues", VIZ + "color", VIZ + "position", VIZ + "size"}),
    NS + "edges": ({"count"}, {NS + "edge"}),
    NS + "edge": (
        {"id", "source", "target", "kind", "label", "weight", "start", "end"},
        {NS + "attvalues", VIZ + "color"},
    ),
    NS + "attvalues": (set(), {NS + "attvalue"}),
    NS + "attvalue": ({"for", "value"}, set()),
    VIZ + "color": ({"r", "g", "b"}, set()),
    VIZ + "position": ({"x", "y", "z"}, set()),
    VIZ + "size": ({"value"}, set()),
}


def written(graph):
    sink = io.BytesIO()
    write_gexf(graph, sink)
    return sink.getvalue()


@pytest.mark.parametrize("name", VIEWS)
def test_the_document_keeps_to_the_structure_of_the_format(query, name):
    root = ET.fromstring(written(view(query, name)))
    for element in root.iter():
        attributes, children = STRUCTURE[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children
    graph = root.find(NS + "graph")
    assert [child.tag.removeprefix(NS) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    assert [block.get("class") for block in graph.findall(NS + "attributes")] == ["node", "edge"]


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

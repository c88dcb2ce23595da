import io

import igraph
import networkx as nx
import pytest

from kg.export.graphml import write_graphml
from kg.export.network import Edge, GraphView, Measure, Node
from kg.export.views import VIEWS, view


def written(graph):
    sink = io.BytesIO()
    write_graphml(graph, sink)
    return sink.getvalue()


def read(graph):
    return nx.read_graphml(io.BytesIO(written(graph)))


def read_by_igraph(graph, folder):
    (folder / "graph.graphml").write_bytes(written(graph))
    return igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))


def test_networkx_reads_back_nodes_and_edges(query):
    graph = read(view(query, "network"))
    assert graph.nodes["http://x.example/town"]["latitude"] == 35.5
    assert graph.nodes["http://x.example/town"]["claims"] == 2
    edge = graph.edges["http://x.example/bali", "http://x.example/front"]
    assert (edge["label"], edge["weight"], edge["sources"], edge["words"]) == ("speaks for", 2.0, 1, "12 people died in Old Town")


@pytest.mark.parametrize("name", VIEWS)
def test_igraph_reads_back_every_view(query, name, tmp_path):
    shown = view(query, name)
    graph = read_by_igraph(shown, tmp_path)
    assert graph.vs["id"] == [node.id for node in shown.nodes]
    assert graph.vs["label"] == [node.label for node in shown.nodes]
    ends = [(graph.vs[edge.source]["id"], graph.vs[edge.target]["id"], edge["label"], edge["weight"]) for edge in graph.es]
    assert ends == [(edge.source, edge.target, edge.kind, float(edge.weight)) for edge in shown.edges]
    assert graph.is_directed() is shown.directed


def test_odd_characters_do_no_harm(tmp_path):
    nodes = (Node("a&b", "<\x00&>", "actor", "person"), Node("b", "ڕۆژئاوا\nقسد", "actor", "person"))
    graph = GraphView("actors", nodes, (Edge("a&b", "b", "leads"),))
    assert read(graph).nodes["a&b"]["label"] == "<&>"
    assert read_by_igraph(graph, tmp_path).vs["label"] == ["<&>", "ڕۆژئاوا قسد"]


def test_measures_are_keys_and_an_empty_network_is_a_whole_document():
    measured = GraphView("actors", (Node("a", "A", "actor", "person"),), (), measures=(Measure("degree", "Degree", "double", {"a": 0.5}),))
    assert read(measured).nodes["a"]["degree"] == 0.5
    assert read(GraphView("actors", (), ())).number_of_nodes() == 0

import io

import networkx as nx

from kg.export.graphml import write_graphml
from kg.export.network import Edge, GraphView, Node, view


def read(graph):
    sink = io.BytesIO()
    write_graphml(graph, sink)
    return nx.read_graphml(io.BytesIO(sink.getvalue()))


def test_networkx_reads_back_nodes_and_edges(query):
    graph = read(view(query, "network"))
    assert graph.nodes["http://x.example/town"]["latitude"] == 35.5
    assert graph.nodes["http://x.example/town"]["claims"] == 2
    edge = graph.edges["http://x.example/bali", "http://x.example/front"]
    assert (edge["label"], edge["weight"], edge["words"]) == ("speaks for", 2.0, "12 people died in Old Town")


def test_odd_characters_do_no_harm():
    nodes = (Node("a&b", "<\x00&>", "actor", "person"), Node("b", "B", "actor", "person"))
    assert read(GraphView("actors", nodes, (Edge("a&b", "b", "leads"),))).nodes["a&b"]["label"] == "<&>"

import math

from kg.export.layout import positions
from kg.export.network import Edge, GraphView, Node
from kg.export.palette import size_of


def star(count):
    nodes = tuple(Node(f"n{number:03}", "", "actor", "person", weight=count - number) for number in range(count))
    return GraphView("actors", nodes, tuple(Edge("n000", node.id, "leads") for node in nodes[1:]))


def test_every_node_has_a_place_of_its_own():
    graph = star(40)
    places = positions(graph)
    assert sorted(places) == [node.id for node in graph.nodes]
    sizes = {node.id: size_of(node) for node in graph.nodes}
    gaps = [math.dist(places[a], places[b]) - (sizes[a] + sizes[b]) / 2 for a in places for b in places if a < b]
    assert min(gaps) > 0


def test_linked_nodes_stand_nearer_than_others():
    pairs = [Edge("a", "b", "leads", 9), Edge("c", "d", "leads", 9)]
    graph = GraphView("actors", tuple(Node(id_, "", "actor", "person") for id_ in "abcd"), tuple(pairs))
    at = positions(graph)
    assert math.dist(at["a"], at["b"]) < math.dist(at["a"], at["c"])


def test_claims_stand_around_what_they_are_linked_with():
    nodes = (*star(3).nodes, *(Node(f"z{number}", "", "claim", "killing") for number in range(5)))
    graph = GraphView("claims", nodes, tuple(Edge(node.id, "n000", "attributed to") for node in nodes[3:]))
    at = positions(graph)
    assert all(math.dist(at[node.id], at["n000"]) < 80 for node in nodes[3:])


def test_a_network_without_nodes_has_no_places():
    assert positions(GraphView("claims", (), ())) == {}


def test_claims_without_any_other_node_are_placed_too():
    assert len(positions(GraphView("claims", (Node("c1", "", "claim", "other"), Node("c2", "", "claim", "other")), ()))) == 2

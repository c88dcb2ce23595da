import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.network import Edge, Node, shortened
from kg.export.views import VIEWS, view

BASE = "http://x.example/"


def edges(graph):
    return {(edge.source.removeprefix(BASE), edge.kind, edge.target.removeprefix(BASE)) for edge in graph.edges}


def test_the_claims_view_shows_the_graph_as_it_stands(query):
    assert edges(view(query, "claims")) == {
        ("bali", "speaks for", "front"),
        ("c1", "attributed to", "bali"),
        ("c1", "contradicts", "c2"),
        ("c1", "in article", "a1"),
        ("c1", "on behalf of", "front"),
        ("c1", "place", "town"),
        ("c2", "agent", "front"),
        ("c2", "attributed to", "monitor"),
        ("c2", "in article", "a2"),
        ("c2", "place", "town"),
        ("town", "contained in place", "land"),
    }


def test_the_network_view_folds_claims_into_edges(query):
    assert edges(view(query, "network")) == {
        ("bali", "speaks for", "front"),
        ("bali", "speaks of", "town"),
        ("front", "acts at", "town"),
        ("monitor", "speaks of", "front"),
        ("town", "contained in place", "land"),
    }


def test_the_actors_view_shows_whose_claims_contradict_whose(query):
    assert edges(view(query, "actors")) == {
        ("bali", "contradicts", "monitor"),
        ("bali", "speaks for", "front"),
        ("monitor", "speaks of", "front"),
    }


def test_an_edge_carries_its_weight_days_and_shortest_words(query):
    found = next(edge for edge in view(query, "network").edges if edge.kind == "speaks for")
    words = "12 people died in Old Town"
    assert found == Edge(BASE + "bali", BASE + "front", "speaks for", 2, "2024-03-01", "2024-03-01", words, 1, (("2024-03-01", 2),))


def test_a_node_carries_what_is_known_of_it(query):
    nodes = {node.id: node for node in view(query).nodes}
    assert nodes[BASE + "town"] == Node(
        id=BASE + "town",
        label="Old Town",
        kind="place",
        type="settlement",
        weight=2,
        articles=2,
        first="2024-03-01",
        last="2024-03-03",
        latitude=35.5,
        longitude=40.25,
    )
    assert nodes[BASE + "c1"].label == "12 people died in Old Town"


@pytest.mark.parametrize("name", VIEWS)
def test_every_end_of_an_edge_is_a_node_of_the_view(query, name):
    graph = view(query, name)
    known = {node.id for node in graph.nodes}
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= known
    assert list(graph.nodes) == sorted(graph.nodes, key=lambda node: node.id)


@given(st.text(), st.integers(10, 100))
def test_a_label_is_one_line_and_no_longer_than_asked(text, length):
    label = shortened(text, length)
    assert len(label) <= length
    assert label == " ".join(label.split())

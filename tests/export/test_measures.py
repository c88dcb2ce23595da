import math

import pytest

from kg.errors import LimitError
from kg.export.measures import CENTRALITIES, LARGEST, LAYOUTS, UNIT, with_centrality, with_communities, with_layout
from kg.export.network import Edge, GraphView, Node


def two_parts():
    nodes = tuple(Node(id_, id_, "actor", "person") for id_ in "abcdefg")
    edges = [Edge(a, b, "leads", 3) for a, b in ("ab", "bc", "ca", "de", "ef", "fd")] + [Edge("c", "d", "leads"), Edge("a", "b", "tells")]
    return GraphView("actors", nodes, tuple(edges))


EMPTY = GraphView("actors", (), ())


def test_communities_are_numbered_by_size_and_noted_with_their_parameters():
    graph = with_communities(two_parts())
    [measure] = graph.measures
    assert measure.values == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2, "g": 3}
    assert graph.notes[0].startswith("Communities: Louvain of networkx ") and "seed 0" in graph.notes[0]


def test_degree_counts_parallel_edges_once():
    [measure] = with_centrality(two_parts(), "degree").measures
    assert (measure.values["a"], measure.values["c"], measure.values["g"]) == (0.333333, 0.5, 0)


def test_who_stands_between_two_parts_has_the_highest_betweenness():
    [measure] = with_centrality(two_parts(), "betweenness").measures
    assert sorted(node for node, value in measure.values.items() if value == max(measure.values.values())) == ["c", "d"]


@pytest.mark.parametrize("name", CENTRALITIES)
def test_every_centrality_has_a_value_for_every_node_and_none_for_nothing(name):
    assert set(with_centrality(two_parts(), name).measures[0].values) == set("abcdefg")
    assert with_centrality(EMPTY, name).measures[0].values == with_communities(EMPTY).measures[0].values == {}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_the_same_for_the_same_network_and_takes_an_empty_one(name):
    first, second = (with_layout(two_parts(), name) for _ in range(2))
    assert first == second
    assert set(first.places) <= set("abcdefg")
    assert first.notes[0].startswith("Layout: ")
    assert with_layout(EMPTY, name).places == {}


def test_forceatlas_stands_around_the_middle_and_draws_a_network_without_edges():
    places = with_layout(two_parts(), "forceatlas2").places
    assert max(math.hypot(*at) for at in places.values()) == pytest.approx(UNIT, abs=0.1)
    assert [sum(axis) for axis in zip(*places.values(), strict=True)] == pytest.approx([0, 0], abs=1)
    assert len(set(with_layout(GraphView("actors", two_parts().nodes, ()), "forceatlas2").places.values())) == 7


def test_places_stand_where_they_lie():
    nodes = (Node("a", "A", "place", "camp", latitude=35.5, longitude=-40.25), Node("b", "B", "actor", "person"))
    assert with_layout(GraphView("map", nodes, ()), "geo").places == {"a": (-402.5, 355.0)}


def test_a_network_too_large_for_a_layout_is_refused_in_one_line():
    nodes = tuple(Node(str(number), "", "actor", "person") for number in range(LARGEST + 1))
    with pytest.raises(LimitError, match="has 2,001 nodes; forceatlas2 takes 2,000"):
        with_layout(GraphView("actors", nodes, ()), "forceatlas2")

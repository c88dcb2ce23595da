import pytest

from kg.errors import NotFoundError
from kg.export.facts import gather
from kg.export.filters import EVERYTHING, Filter, chosen, heavy
from kg.export.network import Edge, GraphView, Node

BASE = "http://x.example/"


def left(query, **asked):
    facts = chosen(gather(query), Filter(**asked))
    short = lambda ids: {id_.removeprefix(BASE) for id_ in ids}  # noqa: E731
    return short(facts.claims), short(facts.sources), short(facts.things), [tie.predicate for tie in facts.ties]


def test_nothing_asked_for_leaves_everything(query):
    facts = gather(query)
    assert chosen(facts, EVERYTHING) is facts


def test_days_are_of_publication_and_both_ends_count(query):
    first = ({"c1"}, {"a1"}, {"bali", "front", "town"}, ["speaksFor"])
    assert left(query, until="2024-03-01") == left(query, since="2024-03-01", until="2024-03-02") == first
    assert left(query, since="2024-03-03") == ({"c2"}, {"a2"}, {"front", "monitor", "town"}, [])


def test_an_outlet_is_found_whatever_its_case(query):
    assert left(query, outlets=("the post",))[0] == {"c1"}


def test_a_type_is_one_of_events_or_of_relations(query):
    assert left(query, types=("media-release",)) == ({"c2"}, {"a2"}, {"front", "monitor", "town"}, [])
    assert left(query, types=("speaksFor",)) == (set(), {"a1"}, {"bali", "front"}, ["speaksFor"])


def test_what_lies_inside_a_place_counts(query):
    for place in ("Old Town", "deltaland", BASE + "land"):
        assert left(query, places=(place,))[0] == {"c1", "c2"}


def test_a_status_leaves_claims_alone(query):
    assert left(query, statuses=("asserted",))[3] == []
    assert left(query, statuses=("denied",)) == (set(), set(), set(), [])


def test_a_place_that_is_not_there_is_refused_with_what_comes_close(query):
    with pytest.raises(NotFoundError, match="no place 'Old Twon'; nearest are Old Town"):
        left(query, places=("Old Twon",))


def test_light_edges_go_with_the_nodes_that_they_leave_alone():
    nodes = tuple(Node(id_, id_, "actor", "person") for id_ in "abc")
    graph = GraphView("actors", nodes, (Edge("a", "b", "leads", 2), Edge("b", "c", "leads", 1)))
    assert [node.id for node in heavy(graph, Filter(min_weight=2)).nodes] == ["a", "b"]
    assert heavy(graph, EVERYTHING) is graph

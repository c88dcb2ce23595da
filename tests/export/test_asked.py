import pytest

from kg.errors import QueryError
from kg.export.asked import network_of
from kg.export.facts import gather
from kg.store.results import Iri, Rows

BASE = "http://x.example/"
BALI, FRONT, OTHER = Iri(BASE + "bali"), Iri(BASE + "front"), Iri("http://y.example/ns#other")
LABEL, TYPE = Iri("http://www.w3.org/2000/01/rdf-schema#label"), Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def test_source_and_target_are_enough_and_what_the_graph_knows_is_told(query):
    graph = network_of(Rows(("source", "target"), ((BALI, FRONT), (BALI, FRONT), (BALI, None))), gather(query))
    assert [(node.label, node.kind, node.type, node.weight) for node in graph.nodes] == [
        ("Ann Bali", "actor", "person", 1),
        ("River Front", "actor", "armed group", 2),
    ]
    assert [(edge.kind, edge.weight, edge.sources) for edge in graph.edges] == [("related to", 2, 1)]


def test_weight_sources_and_days_are_those_of_the_distinct_claims(query):
    claims = [Iri(BASE + name) for name in ("c1", "c2", "c1")]
    rows = Rows(("source", "target", "relation", "claim"), tuple((BALI, OTHER, Iri("http://z/ns#actsAt"), claim) for claim in claims))
    graph = network_of(rows, gather(query))
    [edge] = graph.edges
    assert (edge.kind, edge.weight, edge.sources, edge.first, edge.last) == ("acts at", 2, 2, "2024-03-01", "2024-03-03")
    assert [node.label for node in graph.nodes] == ["Ann Bali", "other"]


def test_a_weight_labels_and_words_may_be_given(query):
    columns = ("source", "target", "weight", "target_label", "words")
    graph = network_of(Rows(columns, ((BALI, OTHER, 2, "غيرها", "longer words"), (BALI, OTHER, 3, "x", "short"))), gather(query))
    assert [(edge.weight, edge.words) for edge in graph.edges] == [(5, "short")]
    assert graph.nodes[1].label == "غيرها"


@pytest.mark.parametrize("weight", ["heavy", 0, "nan", -2])
def test_a_weight_that_is_none_is_refused(query, weight):
    with pytest.raises(QueryError, match="the weight of an edge is a whole number from 1"):
        network_of(Rows(("source", "target", "weight"), ((BALI, FRONT, weight),)), gather(query))


def test_every_triple_between_two_iris_of_a_construct_is_an_edge(query):
    told = (
        (OTHER, LABEL, "Other"),
        (OTHER, TYPE, Iri("http://z/ns#BigThing")),
        (BALI, Iri("http://z/ns#knowsOf"), OTHER),
        (BALI, LABEL, "Bali"),
    )
    graph = network_of(Rows(("subject", "predicate", "object"), told), gather(query))
    assert [(edge.source, edge.kind, edge.target) for edge in graph.edges] == [(BALI, "knows of", OTHER)]
    assert [(node.label, node.type) for node in graph.nodes] == [("Bali", "person"), ("Other", "big thing")]


def test_an_answer_without_ends_is_refused_and_one_without_rows_is_empty(query):
    with pytest.raises(QueryError, match=r"needs the columns \?source and \?target \(or CONSTRUCT\); the query has a, b"):
        network_of(Rows(("a", "b"), ()), gather(query))
    assert network_of(Rows(("source", "target"), ()), gather(query)).nodes == ()

from kg.claims.blocks import Block
from kg.claims.edges import Edge, bound_edges, figure_edges, happening_edges
from kg.claims.figures import Tie
from tests.claims.builders import reported

LEAVING = Block("figure", "leaving", "people", "place/port")


def total(iri: str, number: int, end: str):  # type: ignore[no-untyped-def]
    return reported(iri, number, number, start="2022-03-01", end=end)


def test_a_series_of_totals_is_a_chain() -> None:
    claims = [total("a", 100, "2022-04-01"), total("b", 200, "2022-04-11"), total("c", 300, "2022-04-21")]
    assert figure_edges(LEAVING, claims) == [Edge("a", "b", Tie.UPDATE), Edge("b", "c", Tie.UPDATE)]


def test_claims_of_one_figure_are_tied_to_the_first() -> None:
    claims = [total(iri, 100, "2022-04-01") for iri in "abc"]
    assert figure_edges(LEAVING, claims) == [Edge("a", "b", Tie.AGREE), Edge("a", "c", Tie.AGREE)]


def test_stocks_are_tied_to_flows_that_exceed_them() -> None:
    stock = reported("a", None, 50, event="presence", words="no more than 50 remained", start="2022-03-01", end="2022-03-01")
    flows = [total("b", 100, "2022-04-01"), total("c", 40, "2022-04-01")]
    assert bound_edges(Block("bound", "presence", "people", "place/port"), [stock, *flows]) == [Edge("a", "b", Tie.DISAGREE)]


def test_happenings_are_tied_within_a_week() -> None:
    days = [("a", "2022-05-01"), ("b", "2022-05-01"), ("c", "2022-05-20")]
    claims = [reported(iri, event="airstrike", agent="actor/x", start=day, end=day) for iri, day in days]
    assert happening_edges(Block("happening", "airstrike", "agent actor/x", "place/port"), claims) == [Edge("a", "b", Tie.AGREE)]


def test_the_count_told_later_updates_the_earlier_one() -> None:
    day = {"event": "killing", "start": "2022-05-01", "end": "2022-05-01"}
    claims = [reported("a", 21, 21, published="2022-05-03", **day), reported("b", 16, None, published="2022-05-02", **day)]
    assert figure_edges(Block("figure", "killing", "people", "place/port"), claims) == [Edge("b", "a", Tie.UPDATE)]

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.triples import vocab
from kg.triples.shacl import is_valid
from kg.triples.terms import Facts, boolean, date, decimal, in_graph, integer, moment, score, text

A, P, GRAPH = NamedNode("http://kg.example/a"), NamedNode("http://kg.example/p"), NamedNode("http://kg.example/graph")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("600", "600"),
        ("6E+2", "600"),
        ("0.50", "0.5"),
        ("1.000", "1"),
        ("-0.0", "0"),
        ("0", "0"),
        ("1E-7", "0.0000001"),
        ("1E+100", "1" + "0" * 100),
    ],
)
def test_a_decimal_is_written_without_exponent_and_idle_zeros(number, written):
    assert decimal(Decimal(number)) == Literal(written, datatype=vocab.DECIMAL)


@pytest.mark.parametrize(("value", "written"), [(1.0, "1"), (0.123456, "0.1235"), (0.00001, "0"), (1e-3, "0.001")])
def test_a_score_has_four_decimals_at_most(value, written):
    assert score(value).value == written


def test_a_moment_is_written_in_utc():
    east = dt.timezone(dt.timedelta(hours=2))
    assert moment(dt.datetime(2021, 3, 4, 5, 6, 7, tzinfo=east)).value == "2021-03-04T03:06:07Z"
    assert moment(dt.datetime(2021, 3, 4, 5, 6, 7, 500_000, tzinfo=dt.UTC)).value == "2021-03-04T05:06:07.5Z"
    assert moment(dt.datetime(2021, 3, 4)).value == "2021-03-04T00:00:00Z"  # noqa: DTZ001


literals = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False).map(decimal),
    st.floats(0, 1).map(score),
    st.integers().map(integer),
    st.booleans().map(boolean),
    st.dates().map(date),
    st.datetimes().map(moment),
    st.text(st.characters(exclude_categories=("Cs",))).map(text),
)


@given(literals)
def test_what_is_written_is_valid_and_stays_as_it_is_in_a_store(literal):
    store = Store()
    store.add(Quad(A, P, literal, GRAPH))
    assert [quad.object for quad in store] == [literal]
    assert is_valid(literal)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_read_back_as_it_was(number):
    assert Facts.of([Quad(A, P, decimal(number), GRAPH)]).amount(A, P) == number


@pytest.mark.parametrize(
    ("written", "datatype"),
    [
        ("1e3", "decimal"),
        ("", "integer"),
        ("1.0", "integer"),
        ("yes", "boolean"),
        ("2021-02-29", "date"),
        ("2021-3-4", "date"),
        ("now", "dateTime"),
    ],
)
def test_a_literal_that_is_none_of_its_datatype_is_not_valid(written, datatype):
    assert not is_valid(Literal(written, datatype=vocab.name(f"xsd:{datatype}")))


def test_triples_of_a_graph_are_there_once_and_sorted():
    one, other = (A, P, text("b")), (A, P, text("a"))
    assert in_graph([one, other, one], GRAPH) == [Quad(*other, GRAPH), Quad(*one, GRAPH)]


def test_what_is_not_there_reads_as_nothing():
    facts = Facts.of([])
    assert (facts.all(A, P), facts.node(A, P), facts.value(A, P), facts.words(A, P)) == ((), None, None, "")
    assert (facts.number(A, P), facts.amount(A, P), facts.score(A, P), facts.truth(A, P), facts.day(A, P)) == (0, None, 1.0, False, None)

"""Searching from inside SPARQL."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.store.graphs import GraphStore
from store.story import BASE, told

CLAIMS = "PREFIX k: <https://w3id.org/newsclaims/ns#> SELECT ?text WHERE { %s } ORDER BY ?text"
DIED = [("Six soldiers died in Tarn Province",), ("six soldiers died in Tarn Province",)]


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


@pytest.mark.parametrize(
    "pattern",
    [
        '?claim kg:search "soldiers" . ?claim kg:content ?text',
        '?claim kg:search "soldiers" ?claim kg:content ?text',
        "?claim kg:content ?text . ?claim kg:search 'soldiers'@en",
        '{ ?claim kg:search "soldi* \\u0064ied"} ?claim kg:content ?text .',
        '?claim <https://w3id.org/newsclaims/ns#search> "\\"soldiers died\\"" . ?claim kg:content ?text',
        'GRAPH ?graph { ?claim\n kg:search\n"soldiers". ?claim kg:content ?text }',
        '?claim kg:content ?text FILTER(kg:search(?claim, "soldiers"))',
        '?claim kg:content ?text FILTER(kg:search(?text, "soldiers"))',
        '?claim kg:content ?text FILTER(k:search(?text, "SOLDIERS died"))',
        '?claim kg:content ?text FILTER(!kg:search(?text, "-soldiers a OR e OR to OR the") && kg:search(?claim, "soldiers"))',
    ],
)
def test_claims_are_found_by_their_words(store: GraphStore, pattern: str) -> None:
    assert sorted({(str(row[0]),) for row in store.query(CLAIMS % pattern).rows}) == DIED


def test_nothing_is_found_of_words_that_no_text_has(store: GraphStore) -> None:
    assert store.query(CLAIMS % '?claim kg:search "zebra" . ?claim kg:content ?text').rows == ()
    assert store.query(CLAIMS % '?claim kg:search "" . ?claim kg:content ?text').rows == ()
    assert store.query(CLAIMS % "?claim kg:content ?text FILTER(kg:search(?claim, ?claim))").rows == ()
    assert store.query(CLAIMS % '?claim kg:confidence ?text FILTER(kg:search(<<( ?claim kg:content "x" )>>, "x"))').rows == ()


def test_what_only_looks_like_a_search_is_left_as_it_is(store: GraphStore) -> None:
    text = """SELECT ?text WHERE { BIND('?x kg:search "a" .' AS ?text) # ?x kg:search "a" ; kg:search ?y\n}"""
    assert store.query(text).rows == (('?x kg:search "a" .',),)


@pytest.mark.parametrize(
    "pattern", ['?c kg:search "a" ; kg:content ?text', '?c kg:search "a", "b"', "?c kg:search ?text", '<x:y> kg:search "a"']
)
def test_another_use_is_refused_with_the_form_that_works(store: GraphStore, pattern: str) -> None:
    with pytest.raises(QueryError, match="line 2: write kg:search as a statement of its own") as caught:
        store.query(CLAIMS % f"\n{pattern}")
    assert caught.value.line == 2


def test_a_mistake_is_told_in_the_line_where_it_was_written(store: GraphStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(CLAIMS % '?claim\nkg:search "died" .\n?claim kg:content ?text .. ')
    assert caught.value.line == 3


def test_distance_and_containment_of_places_are_computed(store: GraphStore) -> None:
    lenta = '"POINT(35.5 32.0)"^^geo:wktLiteral'
    near = f"""SELECT (geof:distance({lenta}, "POINT(35.5 33.0)"^^geo:wktLiteral, uom:metre) AS ?metres)
      (geof:sfWithin({lenta}, "POLYGON((35 31, 36 31, 36 33, 35 33, 35 31))"^^geo:wktLiteral) AS ?inside) WHERE {{}}"""
    [(metres, inside)] = store.query(near).rows
    assert (round(float(str(metres)) / 1000), inside) == (111, True)


def test_the_iris_of_the_story_are_those_that_are_searched(store: GraphStore) -> None:
    rows = store.query('SELECT ?thing WHERE { ?thing kg:search "lénta" . ?thing a kg:Place }').rows
    assert set(rows) == {(f"{BASE}place/lenta",)}

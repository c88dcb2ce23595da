"""What the adviser says of queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.advice import RULES, Advice, advise
from kg.store.library import Library

SLOW = {
    "distinct-order": "SELECT DISTINCT ?type WHERE { ?event kg:eventType ?type } ORDER BY ?type",
    "order-all": "SELECT ?claim WHERE { ?claim a kg:Claim } ORDER BY ?claim",
    "scan": "SELECT * WHERE { GRAPH ?graph { ?thing ?property ?value } }",
    "path-ends": "SELECT * WHERE { ?place schema:containedInPlace+ ?around }",
    "optional-first": "SELECT * WHERE { OPTIONAL { ?claim kg:cue ?cue } ?claim kg:status kg:denied }",
    "optional-then": "SELECT * WHERE { ?claim a kg:Claim OPTIONAL { ?claim kg:cue ?cue } ?claim kg:cue ?cue }",
    "product": "SELECT * WHERE { ?claim kg:status kg:denied . ?place a kg:Place . BIND(1 AS ?one) }",
    "words": "SELECT ?claim WHERE { ?claim kg:content ?text FILTER(CONTAINS(LCASE(?text), 'dam')) }",
}
QUICK = (
    "SELECT ?type WHERE { { SELECT DISTINCT ?type WHERE { ?event kg:eventType ?type } } } ORDER BY ?type LIMIT 20",
    "SELECT ?status (COUNT(*) AS ?n) WHERE { ?claim kg:status ?status } GROUP BY ?status ORDER BY DESC(?n)",
    "SELECT * WHERE { ?thing skos:prefLabel 'Lenta' . ?thing ?property ?value }",
    "SELECT * WHERE { ?place a kg:Province . ?inside schema:containedInPlace* ?place }",
    "SELECT * WHERE { ?claim kg:status kg:denied OPTIONAL { ?claim kg:cue ?cue } }",
    "SELECT * WHERE { ?claim kg:search 'dam' . ?claim kg:content ?text FILTER(REGEX(?text, 'the .* dam')) }",
    "SELECT * WHERE { VALUES ?kind { kg:Actor kg:Place } ?thing a ?kind MINUS { ?thing a kg:Rejected } }",
    "SELECT * WHERE { { ?a kg:leads ?b } UNION { ?b kg:speaksFor ?a } ?a skos:prefLabel ?name BIND(STR(?b) AS ?c) }",
    "ASK { ?claim a kg:Claim FILTER NOT EXISTS { ?claim kg:cue ?cue } }",
    "CONSTRUCT { ?claim a kg:Claim } WHERE { ?claim kg:status kg:denied }",
    "DESCRIBE <http://example.org/actor/army>",
    "SELECT nonsense {",
)


@pytest.mark.parametrize("rule", RULES)
def test_a_slow_shape_is_told_with_a_better_one(rule: str) -> None:
    assert rule in {advice.rule for advice in advise(SLOW[rule])}


@pytest.mark.parametrize("text", QUICK)
def test_a_quick_shape_is_left_alone(text: str) -> None:
    assert advise(text) == ()


def test_advice_shows_the_part_that_it_is_about() -> None:
    assert advise("SELECT * WHERE { ?a kg:leads/schema:name ?b . { SELECT ?c WHERE { ?c a kg:Claim } } }") == (
        Advice(
            "product",
            "nothing joins ?a kg:leads/schema:name ?b with the select of ?c: each row of one is paired with every row of the other",
            "share a variable between them, or ask two queries",
        ),
    )


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    assert advise(text) == ()


@pytest.mark.parametrize("name", Library.load().names())
def test_a_saved_question_needs_no_advice_but_on_its_order(name: str) -> None:
    found = [advice for advice in advise(Library.load().get(name).text) if advice.rule != "order-all"]
    assert found == [] or name in {"evidence"}

"""What every answer has: formats, compression, entity tags, HEAD."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest

SELECT = "SELECT ?s ?name { ?s skos:prefLabel ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?name } WHERE { ?s skos:prefLabel ?name }"


def ask(served, query, accept, **headers):
    return served.client.get("/sparql", params={"query": query}, headers={"accept": accept, **headers})


def test_rows_come_in_every_format_with_the_same_cells(reading):
    answers = {
        kind: ask(reading, SELECT, kind)
        for kind in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
    }
    assert {answer.headers["content-type"].partition(";")[0] for answer in answers.values()} == set(answers)
    rows = answers["application/sparql-results+json"].json()["results"]["bindings"]
    assert len(rows) > 5
    table = list(csv.DictReader(io.StringIO(answers["text/csv"].text)))
    assert [(row["s"]["value"], row["name"]["value"]) for row in rows] == [(row["s"], row["name"]) for row in table]
    assert answers["text/tab-separated-values"].text.count("\n") == len(rows) + 1
    assert answers["application/sparql-results+xml"].text.count("<result>") == len(rows)


def test_graphs_come_in_every_format_with_the_same_triples(reading):
    kinds = {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/trig": ox.RdfFormat.TRIG,
        "application/n-quads": ox.RdfFormat.N_QUADS,
    }
    graphs = []
    for kind, name in kinds.items():
        answer = ask(reading, CONSTRUCT, kind)
        assert answer.headers["content-type"].partition(";")[0] == kind
        graphs.append({(quad.subject, quad.predicate, quad.object) for quad in ox.parse(answer.content, name)})
    assert len(graphs[0]) > 5
    assert all(graph == graphs[0] for graph in graphs)


def test_a_format_that_there_is_not_is_refused_with_those_there_are(reading):
    answer = ask(reading, SELECT, "image/png")
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_answers_are_compressed_where_that_is_accepted_and_worth_it(reading):
    plain, packed = (
        ask(reading, "SELECT * { ?s ?p ?o } LIMIT 200", "text/csv", **{"accept-encoding": coding}) for coding in ("identity", "gzip")
    )
    assert (plain.headers.get("content-encoding"), packed.headers.get("content-encoding")) == (None, "gzip")
    assert plain.content == packed.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.headers["vary"] == "accept, accept-encoding, origin"
    assert "content-encoding" not in ask(reading, "ASK {}", "*/*", **{"accept-encoding": "gzip"}).headers


def test_long_answers_are_compressed_as_they_come(reading):
    query = "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y } LIMIT 20000"
    plain, packed = (ask(reading, query, "text/csv", **{"accept-encoding": coding}) for coding in ("identity", "gzip"))
    assert (packed.headers["content-encoding"], packed.headers["transfer-encoding"]) == ("gzip", "chunked")
    assert packed.text.count("\n") == plain.text.count("\n") == 20001


def test_what_a_client_has_is_not_sent_again(reading):
    first = ask(reading, SELECT, "text/csv")
    for tag in (first.headers["etag"], first.headers["etag"].removeprefix("W/"), f'"x", {first.headers["etag"]}', "*"):
        again = ask(reading, SELECT, "text/csv", **{"if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert ask(reading, SELECT, "text/csv", **{"if-none-match": 'W/"another"'}).status_code == 200


def test_what_changes_by_itself_has_no_tag(reading):
    assert "etag" not in ask(reading, "SELECT (NOW() AS ?now) {}", "text/csv").headers
    assert "etag" in ask(reading, "SELECT ('NOW()' AS ?now) {}", "text/csv").headers


@pytest.mark.parametrize("query", [SELECT, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"])
def test_head_has_the_head_alone(query, reading):
    answer = reading.client.head("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "text/csv; charset=utf-8", b"")
    for _ in range(4):
        assert ask(reading, "SELECT (1 AS ?x) {}", "text/csv").text == "x\r\n1\r\n"

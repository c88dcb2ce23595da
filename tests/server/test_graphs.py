"""The Graph Store protocol, after the W3C's cases."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

CARD = """@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> .
<http://www.example/gsp/person/1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "{}" ] ."""
TURTLE = {"content-type": "text/turtle; charset=utf-8"}
HERE = "http://example.org/graph/entities"


def same(answer, *texts: str) -> bool:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    expected = Graph()
    for text in texts:
        expected.parse(data=text, format="turtle")
    return isomorphic(Graph().parse(data=answer.text, format="turtle"), expected)


def test_a_graph_is_put_and_got_by_its_address_and_by_its_name(writing):
    """put_get_repeat"""
    direct, named = "/store/person/1.ttl", f"/store?graph={writing.url}/store/person/1.ttl"
    assert writing.client.put(direct, content=CARD.format("John Doe"), headers=TURTLE).status_code == 201
    assert same(writing.client.get(named), CARD.format("John Doe"))
    assert writing.client.put(named, content=CARD.format("Jane Doe"), headers=TURTLE).status_code == 204
    assert same(writing.client.get(direct), CARD.format("Jane Doe"))


def test_the_default_graph_is_put_and_got(writing):
    """put_get_default"""
    assert writing.client.put("/store?default", content=CARD.format("Alice"), headers=TURTLE).status_code == 204
    assert same(writing.client.get("/store?default"), CARD.format("Alice"))
    assert writing.client.delete("/store?default").status_code == 204
    assert same(writing.client.get("/store?default"))


def test_a_deleted_graph_is_gone(writing):
    """put_delete_get_delete"""
    path = "/store/person/2.ttl"
    assert writing.client.put(path, content=CARD.format("Alice"), headers=TURTLE).status_code == 201
    statuses = [writing.client.request(method, path).status_code for method in ("DELETE", "GET", "DELETE")]
    assert statuses == [204, 404, 404]


def test_what_is_posted_is_added_also_from_forms(writing):
    """post_get_post_get"""
    path = "/store?graph=http://example.org/posted"
    first, second, third = CARD.format("Jane Doe"), '<http://e/a> <http://e/b> "c" .', '<http://e/d> <http://e/e> "f" .'
    assert writing.client.post(path, content=first, headers=TURTLE).status_code == 201
    assert same(writing.client.get(path), first)
    files = [("a.ttl", ("a.ttl", second, "text/turtle")), ("b.nt", ("b.nt", third, "application/n-triples"))]
    assert writing.client.post(path, files=files).status_code == 204
    assert same(writing.client.get(path), first, second, third)


def test_a_graph_posted_without_a_name_gets_one(writing):
    """post_get_new_graph"""
    made = writing.client.post("/store", content=CARD.format("Alice"), headers=TURTLE)
    assert made.status_code == 201
    assert same(writing.client.get(made.headers["location"]), CARD.format("Alice"))


def test_head_tells_which_graphs_there_are(writing):
    """head_existing, head_non_existing"""
    there, missing = writing.client.head(f"/store?graph={HERE}"), writing.client.head("/store?graph=http://example.org/missing")
    assert (there.status_code, there.headers["content-type"], there.content) == (200, "text/turtle; charset=utf-8", b"")
    assert (missing.status_code, missing.content) == (404, b"")


def test_an_empty_graph_is_there(writing):
    assert writing.client.put("/store?graph=http://example.org/empty", content="", headers=TURTLE).status_code == 201
    assert same(writing.client.get("/store?graph=http://example.org/empty"))


def test_a_graph_of_kg_has_an_address_of_its_own(reading):
    direct, named = (
        reading.client.get(path, headers={"accept": "application/n-triples"}) for path in ("/graph/entities", f"/store?graph={HERE}")
    )
    assert direct.status_code == 200
    assert sorted(direct.text.splitlines()) == sorted(named.text.splitlines())


def test_the_search_index_follows_what_is_written(writing):
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    text = f'<http://example.org/actor/new> a <https://w3id.org/newsclaims/ns#Actor> ; {label} "Zwilch"@en .'
    query = {"query": 'SELECT ?thing { ?thing kg:search "Zwilch" }'}
    writing.client.put("/store?graph=http://example.org/graph/added", content=text, headers=TURTLE)
    assert "actor/new" in writing.client.get("/sparql", params=query).text
    update = "DROP GRAPH <http://example.org/graph/added>"
    writing.client.post("/sparql", content=update, headers={"content-type": "application/sparql-update"})
    assert "actor/new" not in writing.client.get("/sparql", params=query).text


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("GET", "/store", "", "", 400),
        ("GET", "/store?graph=relative", "", "", 400),
        ("GET", "/store?default&graph=http://e/", "", "", 400),
        ("GET", "/store?graph=http://e/&graph=http://f/", "", "", 400),
        ("PUT", "/store?graph=http://e/", "text/turtle", "<a> <b>", 400),
        ("PUT", "/store?graph=http://e/", "text/csv", "a,b", 415),
        ("PUT", "/store?graph=http://e/", "multipart/form-data", "", 415),
        ("POST", "/store?graph=http://e/", "multipart/form-data", "", 400),
        ("PATCH", "/store?graph=http://e/", "application/sparql-update", "CLEAR ALL", 405),
    ],
)
def test_what_is_no_graph_is_refused_with_one_line(method, path, kind, body, status, writing):
    answer = writing.client.request(method, path, content=body, headers={"content-type": kind} if kind else {})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert "\n" not in answer.json()["detail"]


def test_graphs_are_read_only_without_permission(reading):
    for method in ("PUT", "POST", "DELETE"):
        assert reading.client.request(method, "/store?default").status_code == 403


BOMBS = {
    "entities within entities": (
        "application/rdf+xml",
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
        + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://e/"><rdf:value>&j;'
        "</rdf:value></rdf:Description></rdf:RDF>",
        "is long, or made of others",
    ),
    "an entity from a file": (
        "application/rdf+xml",
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://e/"><rdf:value>&a;</rdf:value>'
        "</rdf:Description></rdf:RDF>",
        "is elsewhere",
    ),
    "objects within objects": ("application/ld+json", '{"http://e/p":' * 200_000 + "1" + "}" * 200_000, "more than 100 levels"),
    "a context from elsewhere": (
        "application/ld+json",
        '{"@context": "http://127.0.0.1:9/context.jsonld", "a": 1}',
        "cannot be read as jsonld",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_and_the_server_lives_on(name, writing):
    kind, body, reason = BOMBS[name]
    answer = writing.client.put("/store?graph=http://e/bomb", content=body, headers={"content-type": kind})
    assert answer.status_code == 400, answer.text
    assert reason in answer.json()["detail"]
    assert writing.client.get("/store?graph=http://e/bomb").status_code == 404
    assert writing.client.get("/health").status_code == 200

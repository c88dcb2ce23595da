"""The SPARQL 1.1 protocol: the W3C's 34 cases by name, and what the standard leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from server.conftest import Served

DATA = "http://kasei.us/2009/09/sparql/data/"
ONE, TWO, THREE = (f"{DATA}data{number}.rdf" for number in (1, 2, 3))
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"
RESULTS = (XML, JSON, "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
FULL = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
MULTIPLE = f"ASK FROM <{THREE}> {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
DOCUMENT = "<http://xmlns.com/foaf/0.1/Document>"
BOOK = "<http://purl.org/dc/terms/BibliographicResource>"
THREE_GRAPHS = " ".join(f"GRAPH <{name}> {{ <{name}> a {DOCUMENT} }}" for name in (ONE, TWO, THREE))


def address(**given: str | list[str]) -> str:
    return f"/sparql/?{urlencode({name.replace('_', '-'): value for name, value in given.items()}, doseq=True, quote_via=quote)}"


@dataclass(frozen=True)
class Case:
    """Hold a request, and what the answer has to be: a class of status, and the truth of an ASK, or a kind of media type."""

    name: str
    method: str
    path: str
    body: bytes | str = b""
    kind: str = ""
    status: int = 2
    truth: bool | None = None
    media: tuple[str, ...] = ()


QUERIES = (
    Case("query_post_form", "POST", address(default_graph_uri=ONE), "query=ASK%20%7B%7D", FORM, truth=True),
    Case("query_dataset_default_graphs_get", "GET", address(query=BOTH, default_graph_uri=[ONE, TWO]), truth=True),
    Case("query_dataset_default_graphs_post", "POST", address(default_graph_uri=[ONE, TWO]), BOTH, QUERY, truth=True),
    Case("query_dataset_named_graphs_post", "POST", address(named_graph_uri=[ONE, TWO]), NAMED, QUERY, truth=True),
    Case("query_dataset_named_graphs_get", "GET", address(query=NAMED, named_graph_uri=[ONE, TWO]), truth=True),
    Case("query_dataset_full", "POST", address(default_graph_uri=THREE, named_graph_uri=[ONE, TWO]), FULL, QUERY, truth=True),
    Case("query_multiple_dataset", "POST", address(default_graph_uri=TWO, named_graph_uri=[ONE, TWO]), MULTIPLE, QUERY, truth=True),
    Case("query_get", "GET", address(query="ASK {}", default_graph_uri=ONE), truth=True),
    Case("query_content_type_select", "GET", address(query="SELECT (1 AS ?value) {}"), media=RESULTS),
    Case("query_content_type_ask", "GET", address(query="ASK {}"), media=(XML, JSON)),
    Case("query_content_type_describe", "GET", address(query="DESCRIBE <http://example.org/>"), media=GRAPHS),
    Case(
        "query_content_type_construct",
        "GET",
        address(query="CONSTRUCT { <s> <p> 1 } WHERE {}"),
        media=GRAPHS,
    ),
    Case("query_post_direct", "POST", "/sparql/", "ASK {}", QUERY, truth=True),
    Case("bad_query_method", "PUT", address(query="ASK {}", default_graph_uri=ONE), kind=FORM, status=4),
    Case("bad_multiple_queries", "GET", address(query=["ASK {}", "SELECT * {}"]), status=4),
    Case("bad_query_wrong_media_type", "POST", "/sparql/", "ASK {}", "text/plain", status=4),
    Case("bad_query_missing_form_type", "POST", "/sparql/", "query=ASK%20%7B%7D", status=4),
    Case("bad_query_missing_direct_type", "POST", "/sparql/", "ASK {}", status=4),
    Case("bad_query_non_utf8", "POST", "/sparql/", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", status=4),
    Case("bad_query_syntax", "GET", address(query="ASK {"), status=4),
)
BAD_UPDATES = (
    Case("bad_update_get", "GET", address(update="CLEAR ALL"), status=4),
    Case("bad_multiple_updates", "POST", "/sparql/", "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, status=4),
    Case("bad_update_wrong_media_type", "POST", "/sparql/", "CLEAR NAMED", "text/plain", status=4),
    Case("bad_update_missing_form_type", "POST", "/sparql/", "update=CLEAR%20NAMED", status=4),
    Case("bad_update_non_utf8", "POST", "/sparql/", "CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16", status=4),
    Case("bad_update_syntax", "POST", "/sparql/", "update=CLEAR%20XYZ", FORM, status=4),
    Case(
        "bad_update_dataset_conflict",
        "POST",
        address(using_named_graph_uri="http://example/people"),
        "WITH <http://example/addresses> DELETE { ?p ?q 'Bill' } INSERT { ?p ?q 'William' } WHERE { ?p ?q 'Bill' }",
        UPDATE,
        status=4,
    ),
)


def send(served: Served, case: Case):
    headers = {"content-type": case.kind} if case.kind else {}
    body = case.body.encode() if isinstance(case.body, str) else case.body
    return served.client.request(case.method, case.path, content=body or None, headers=headers)


def ask(served: Served, query: str) -> bool:
    return served.client.post("/sparql", content=query, headers={"content-type": QUERY}).json()["boolean"]


@pytest.fixture(scope="module")
def loaded(writing):
    """Serve the graphs that the W3C's cases speak of."""
    done = writing.client.post("/sparql", content=f"INSERT DATA {{ {THREE_GRAPHS} }}", headers={"content-type": UPDATE})
    assert done.status_code == 204
    return writing


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in (*QUERIES, *BAD_UPDATES)])
def test_the_protocol_is_answered_as_the_w3c_has_it(case, loaded):
    answer = send(loaded, case)
    assert answer.status_code // 100 == case.status, answer.text
    if case.truth is not None:
        assert answer.json() == {"head": {}, "boolean": case.truth}
    if case.media:
        assert answer.headers["content-type"].startswith(case.media)


BY_PROTOCOL = {
    "update_dataset_default_graph": (address(using_graph_uri=ONE), "?s a {document}", {ONE}),
    "update_dataset_default_graphs": (address(using_graph_uri=[ONE, TWO]), "?s a {document}", {ONE, TWO}),
    "update_dataset_named_graphs": (address(using_named_graph_uri=[ONE, TWO]), "GRAPH ?g {{ ?s a {document} }}", {ONE, TWO}),
    "update_dataset_full": (
        address(using_graph_uri=ONE, using_named_graph_uri=TWO),
        "{{ GRAPH ?g {{ ?s a {document} }} }} UNION {{ ?s a {document} }}",
        {ONE, TWO},
    ),
}


@pytest.mark.parametrize("name", BY_PROTOCOL)
def test_an_update_sees_the_dataset_of_the_protocol_as_the_w3c_has_it(name, writing):
    path, pattern, expected = BY_PROTOCOL[name]
    into = f"http://example.org/{name}/"
    insert = f"INSERT {{ GRAPH <{into}> {{ ?s a {BOOK} }} }} WHERE {{ {pattern.format(document=DOCUMENT)} }}"
    done = writing.client.post(path, content=f"DROP ALL ; INSERT DATA {{ {THREE_GRAPHS} }} ; {insert}", headers={"content-type": UPDATE})
    assert done.status_code == 204, done.text
    answer = writing.client.get("/sparql", params={"query": f"SELECT ?s {{ GRAPH <{into}> {{ ?s a {BOOK} }} }}"})
    assert {row["s"]["value"] for row in answer.json()["results"]["bindings"]} == expected


@pytest.mark.parametrize(
    ("name", "body", "kind"), [("update_post_form", "update=CLEAR+ALL", FORM), ("update_post_direct", "CLEAR ALL", UPDATE)]
)
def test_an_update_is_done_by_form_and_directly_as_the_w3c_has_it(name, body, kind, writing):
    assert writing.client.post("/sparql/", content=body, headers={"content-type": kind}).status_code == 204
    assert not ask(writing, "ASK { ?s ?p ?o }")


def test_relative_iris_of_an_update_hang_under_the_endpoint_as_the_w3c_has_it(writing):
    """update_base_uri"""
    update = "CLEAR SILENT GRAPH <http://e/base> ; INSERT DATA { GRAPH <http://e/base> { <http://e/s> <http://e/p> <test> } }"
    assert writing.client.post("/sparql/", content=update, headers={"content-type": UPDATE}).status_code == 204
    assert ask(writing, f"ASK {{ GRAPH <http://e/base> {{ <http://e/s> <http://e/p> <{writing.url}/sparql/test> }} }}")


def test_a_dataset_of_the_protocol_reaches_the_short_form_of_delete(writing):
    update = f"DROP ALL ; INSERT DATA {{ {THREE_GRAPHS} }} ; DELETE WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    done = writing.client.post(address(using_named_graph_uri=ONE), content=update, headers={"content-type": UPDATE})
    assert done.status_code == 204, done.text
    rows = writing.client.get("/sparql", params={"query": "SELECT DISTINCT ?s { ?s ?p ?o }"}).json()["results"]["bindings"]
    assert {row["s"]["value"] for row in rows} == {TWO, THREE}


def test_queries_see_the_union_of_all_graphs_unless_they_name_their_own(reading):
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    graph = "http://example.org/graph/entities"

    def counted(words):
        [row] = reading.client.get("/sparql", params={"query": count.format(words)}).json()["results"]["bindings"]
        return int(row["n"]["value"])

    assert 0 < counted(f"FROM <{graph}>") < counted("")


def test_words_are_found_within_queries(reading):
    answer = reading.client.get("/sparql", params={"query": 'SELECT ?thing { ?thing kg:search "Lenta" }'}, headers={"accept": "text/csv"})
    assert "http://example.org/place/lenta" in answer.text.split()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"query": "ASK {}", "timeout": "0"}, 400),
        ({"query": "ASK {}", "timeout": "nan"}, 400),
        ({"query": "ASK {}", "timeout": "soon"}, 400),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, 400),
        ({"query": "ASK {}", "using-graph-uri": ONE}, 400),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 400),
        ({"query": "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }"}, 400),
        ({"query": "INSERT DATA { <a:b> <a:b> 1 }"}, 400),
        ({"query": ""}, 400),
        ({"query": "ASK {}", "timeout": "2"}, 200),
    ],
)
def test_what_cannot_be_asked_is_refused_with_one_line(given, status, reading):
    answer = reading.client.get("/sparql", params=given)
    assert answer.status_code == status
    if status == 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 400
        assert "\n" not in answer.json()["detail"]


def test_a_query_whose_names_hold_the_word_service_is_no_federated_query(reading):
    query = "PREFIX e: <http://e/> ASK { ?s e:service e:load ; e:x-service 'SERVICE <http://x/>' }  # SERVICE <http://x/>"
    assert reading.client.get("/sparql", params={"query": query}).status_code == 200


def test_a_bad_percent_sign_is_refused(reading):
    answer = reading.client.get("/sparql?query=%FF%FE")
    assert (answer.status_code, answer.json()["detail"]) == (400, "the request is not utf-8, percent-encoded")


def test_the_endpoint_says_what_it_is(reading):
    """The W3C's three cases: RDF comes back, with a triple sd:endpoint, of the shapes of the vocabulary."""
    answer = reading.client.get("/sparql", headers={"accept": "application/n-triples"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/n-triples")
    sd, here = "http://www.w3.org/ns/sparql-service-description#", f"<{reading.url}/sparql>"
    lines = answer.text.splitlines()
    assert f"{here} <{sd}endpoint> {here} ." in lines
    assert f"{here} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{sd}Service> ." in lines
    assert f"{here} <{sd}feature> <{sd}UnionDefaultGraph> ." in lines
    assert not any("SPARQL11Update" in line for line in lines)


def test_a_browser_that_asks_nothing_is_sent_to_the_page_for_queries(reading):
    answer = reading.client.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/page/query")


def test_a_server_for_reading_changes_nothing(reading):
    answer = reading.client.post("/sparql", content="CLEAR ALL", headers={"content-type": UPDATE})
    assert (answer.status_code, answer.json()["detail"]) == (403, "this server is for reading; it changes nothing")


def test_updates_need_the_token(writing):
    for given in ("", "Bearer", "Bearer wrong", "Basic YTpi", "Bearer a-token-of-the-test"):
        answer = writing.client.post("/sparql", content="CLEAR ALL", headers={"content-type": UPDATE, "authorization": given})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')
    assert "a-token-of-the-tests" not in writing.lines()


def test_an_update_fetches_nothing(writing):
    for update in (
        "LOAD <http://127.0.0.1:9/x>",
        "LOAD SILENT <file:///etc/passwd>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> {} }",
    ):
        answer = writing.client.post("/sparql", content=update, headers={"content-type": UPDATE})
        assert answer.status_code == 400
        assert "is refused: nothing is fetched from there" in answer.json()["detail"]

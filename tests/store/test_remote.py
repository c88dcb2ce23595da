import pytest

from kg.errors import QueryError
from kg.store import remote

THERE = "http://127.0.0.1:9/"


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ SERVICE <{THERE}> {{ ?s ?p ?o }} }}",
        f"ASK {{ service silent <{THERE}> {{ ?s ?p ?o }} }}",
        "ASK { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX e: <http://e/> ASK { SERVICE e:x { ?s ?p ?o } }",
        "PREFIX : <http://e/> ASK { SERVICE:x { ?s ?p ?o } }",
        f"ASK {{ ?s ?p trueSERVICE<{THERE}> {{ ?a ?b ?c }} }}",
        f"PREFIX e: <http://e/> ASK {{ ?s ?p e:a.SERVICE<{THERE}> {{ ?a ?b ?c }} }}",
        f"ASK {{ ?s ?p 'x' . SERVICE # <http://allowed.example/>\n <{THERE}> {{ ?a ?b ?c }} }}",
        f'ASK {{ ?s ?p "\\"" . SERVICE <{THERE}> {{ ?a ?b ?c }} #" }}',
    ],
)
def test_a_query_that_would_fetch_is_refused(query):
    with pytest.raises(QueryError, match=r"line \d+: SERVICE.* is refused: nothing is fetched from there"):
        remote.refuse(query, {"http://allowed.example/"})


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://x/>' }",
        "ASK { ?s ?p <http://service.example/SERVICE> } # SERVICE <http://x/>",
        "PREFIX e: <http://e/> ASK { ?service e:service ?o }",
        'ASK { ?s ?p """a "SERVICE" b""" }',
        "ASK { SERVICE <http://allowed.example/> { ?s ?p ?o } }",
        "ASK { SERVICE SILENT <http://allowed.example/> { ?s ?p ?o } }",
    ],
)
def test_a_query_that_only_speaks_of_it_is_not(query):
    remote.refuse(query, {"http://allowed.example/"})


@pytest.mark.parametrize(
    "update", ["LOAD <http://x/>", "load silent <file:///etc/passwd> INTO GRAPH <http://g/>", "ADD <http://x/> TO <http://y/> ;LOAD <z>"]
)
def test_an_update_that_would_fetch_is_refused(update):
    with pytest.raises(QueryError, match="LOAD"):
        remote.refuse(update, (), ("SERVICE", "LOAD"))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <http://g/> { ?s ?p ?o }", True),
        ("SELECT (COUNT(*) AS ?n) from named <http://g/> WHERE { ?s ?p ?o }", True),
        ("PREFIX : <http://e/> CONSTRUCT { ?s ?p ?o } FROM :g WHERE { ?s ?p ?o }", True),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) FROM <http://g/> { }", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("PREFIX from: <http://e/> SELECT * { ?s from:x 'FROM' }", False),
        ("SELECT ?from { ?from <FROM> ?o } # FROM", False),
    ],
)
def test_a_query_names_its_dataset_or_not(query, named):
    assert remote.has_dataset(query) is named


@pytest.mark.parametrize(
    ("query", "volatile"),
    [
        ("SELECT (NOW() AS ?n) {}", True),
        ("SELECT (rand () AS ?n) {}", True),
        ("SELECT ('NOW()' AS ?n) {}", False),
        ("ASK { ?s ?p <http://e/now> }", False),
    ],
)
def test_a_query_that_asks_for_time_or_chance_is_known(query, volatile):
    assert remote.is_volatile(query) is volatile

"""The HTTP API of saved questions, over a real server."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib
from openapi_spec_validator import OpenAPIV31SpecValidator
from rdflib import RDF, SH
from server.conftest import TOKEN, Served, fill, serving
from store.story import BASE, told

from kg.store.endpoint import connect
from kg.store.graphs import Change
from kg.store.library import Library, run
from kg.store.search import search
from kg.store.stats import stats

STORY = told()
QUESTIONS = Library.load().questions


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_answers_with_its_columns(reading: Served, name: str) -> None:
    example = QUESTIONS[name].examples[-1]
    answer = reading.client.get(f"/api/{name}.csv", params=dict(example))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert (rows[0], len(rows) - 1) == (list(QUESTIONS[name].columns), len(run(STORY, QUESTIONS[name], example)))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_the_format_is_told_by_the_address_or_by_what_the_client_accepts(reading: Served, form: str, kind: str) -> None:
    named = reading.client.get(f"/api/places.{form}")
    accepted = reading.client.get("/api/places", headers={"Accept": kind.partition(";")[0]})
    assert (named.headers["content-type"], accepted.headers["content-type"], named.content) == (kind, kind, accepted.content)
    assert "accept" in accepted.headers["vary"]


def test_parameters_narrow_the_answer_and_empty_ones_do_not(reading: Served) -> None:
    answer = reading.client.get("/api/figures.json", params={"place": "Lenta", "event": "detention", "counted": ""})
    assert [row["content"]["value"] for row in answer.json()["results"]["bindings"]] == ["the River League detained 12 men in Lenta"]


@pytest.mark.parametrize(
    ("path", "status", "facts"),
    [
        ("/api/figures.json?town=x", 400, {"parameter": "town"}),
        ("/api/figures.json?place=a&place=b", 400, {"parameter": "place"}),
        ("/api/figures.json?from=soon", 400, {"parameter": "from"}),
        ("/api/evidence.json", 400, {"parameter": "thing"}),
        ("/api/figures.json?place=Lanta", 404, {"nearest": ["Lenta"]}),
        ("/api/figure.json", 404, {}),
        ("/api/figures.pdf", 404, {}),
        ("/api/search", 400, {"parameter": "q"}),
        ("/api/search?q=a&limit=0", 400, {"parameter": "limit"}),
        ("/api/search?q=a&kind=person", 400, {}),
        ("/api/search?q=a&words=b", 400, {"parameter": "words"}),
        ("/api/advice", 400, {"parameter": "query"}),
        ("/api/figures.json?place=%ff", 400, {}),
    ],
)
def test_what_is_wrong_is_a_problem_with_its_facts(reading: Served, path: str, status: int, facts: dict[str, object]) -> None:
    answer = reading.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["status"] == status and problem["detail"]
    assert {name: problem[name] for name in facts} == facts


def test_the_questions_are_listed_with_all_that_their_headers_say(reading: Served) -> None:
    answer = reading.client.get("/api/")
    [figures] = [one for one in answer.json()["questions"] if one["name"] == "figures"]
    assert [one["name"] for one in answer.json()["questions"]] == list(QUESTIONS)
    assert (figures["summary"], figures["columns"]) == (QUESTIONS["figures"].summary, dict(QUESTIONS["figures"].columns))
    assert "displacement" in figures["parameters"][0]["enumeration"]
    assert 'rel="service-desc"' in answer.headers["link"]


def test_the_questions_are_described_in_rdf(reading: Served) -> None:
    answer = reading.client.get("/api/", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    assert set(graph.subjects(RDF.type, SH.SPARQLExecutable)) == {rdflib.URIRef(f"{BASE}question/{name}") for name in QUESTIONS}


def test_the_api_is_described_in_openapi(reading: Served) -> None:
    answer = reading.client.get("/api/openapi.json")
    described = answer.json()
    OpenAPIV31SpecValidator(described).validate()
    assert {path for path in described["paths"] if path.endswith(".{format}")} == {f"/api/{name}.{{format}}" for name in QUESTIONS}
    needed = [one["name"] for one in described["paths"]["/api/near.{format}"]["get"]["parameters"] if one["required"]]
    assert needed == ["format", "place"]


def test_words_are_found_with_how_many_of_each_kind(reading: Served) -> None:
    answer = reading.client.get("/api/search", params={"q": "troops", "kind": ["claim", "article"], "limit": 1})
    assert answer.json() == {
        "q": "troops",
        "counts": {"article": 1, "claim": 1},
        "hits": [
            {
                "iri": f"{BASE}article/nine-fa1655b2/claim/127-158",
                "kind": "claim",
                "label": "Troops will leave Tarn Province",
                "field": "content",
                "snippet": "Troops will leave Tarn Province",
                "marks": [[0, 6]],
                "article": f"{BASE}article/nine-fa1655b2",
                "outlet": "Radio Nine",
                "published": "2024-03-06",
            }
        ],
    }
    assert reading.client.get("/api/search", params={"q": '"('}).json()["hits"] == []


def test_a_slow_query_is_advised_on(reading: Served) -> None:
    answer = reading.client.get("/api/advice", params={"query": "SELECT * { ?s ?p ?o }"})
    assert [one["rule"] for one in answer.json()["advice"]] == ["scan"]


def test_an_answer_that_the_client_has_is_not_sent_again(reading: Served) -> None:
    first = reading.client.get("/api/places.csv")
    again = reading.client.get("/api/places.csv", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_search_inside_sparql_is_served(reading: Served) -> None:
    text = 'SELECT ?text WHERE { ?claim kg:search "troops" . ?claim kg:content ?text FILTER(kg:search(?text, "tarn")) }'
    answer = reading.client.get("/sparql", params={"query": text}, headers={"Accept": "application/sparql-results+json"})
    assert [row["text"]["value"] for row in json.loads(answer.text)["results"]["bindings"]] == ["Troops will leave Tarn Province"]


def test_a_served_graph_is_asked_over_the_protocol_as_one_on_disk(reading: Served) -> None:
    with connect(f"{reading.url}/sparql") as remote:
        assert (remote.base, stats(remote), search(remote, "lenta")) == (BASE, stats(STORY), search(STORY, "lenta"))


def test_a_served_graph_is_changed_over_the_protocol_and_its_search_follows(tmp_path: Path) -> None:
    fill(tmp_path / "graph")
    with serving(tmp_path / "graph", "--allow-update") as served, connect(f"{served.url}/sparql", token=TOKEN) as remote:
        [name] = [name for name in remote.graph_names() if "/article/nine" in name]
        assert remote.drop(name) == {name: Change.REMOVED}
        assert name not in remote.graph_names()
        assert served.client.get("/api/search", params={"q": "troops"}).json()["hits"] == []

"""What the graph names, over HTTP: pages, descriptions, and what leads to them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from server.conftest import Served
from store.story import BASE, POST

ARMY = "/actor/army"
ARTICLE = POST.removeprefix(BASE)


@pytest.mark.parametrize(
    ("accept", "to"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/actor/army"),
        ("*/*", "/page/actor/army"),
        ("text/turtle", "/data/actor/army.ttl"),
        ("application/ld+json, text/html;q=0.5", "/data/actor/army.jsonld"),
        ("application/n-triples;q=0.9, text/turtle;q=0.1", "/data/actor/army.nt"),
    ],
)
def test_a_thing_leads_to_what_the_client_likes_best(reading: Served, accept: str, to: str) -> None:
    answer = reading.client.get(ARMY, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert "accept" in answer.headers["vary"]


def test_a_thing_that_has_no_such_form_is_not_acceptable(reading: Served) -> None:
    assert reading.client.get(ARMY, headers={"Accept": "image/png"}).status_code == 406


def test_a_page_says_where_else_its_thing_is(reading: Served) -> None:
    answer = reading.client.get("/page/actor/army")
    assert answer.status_code == 200
    links = answer.headers["link"]
    assert f'<{BASE}actor/army>; rel="cite-as"' in links
    assert '</data/actor/army.ttl>; rel="describedby"; type="text/turtle"' in links
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("end", "format"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD), ("rdfxml", ox.RdfFormat.RDF_XML)],
)
def test_a_description_can_be_read_in_every_format(reading: Served, end: str, format: ox.RdfFormat) -> None:
    answer = reading.client.get(f"/data/actor/army.{end}")
    assert len(list(ox.parse(answer.content, format=format))) > 10
    assert answer.headers["link"] == f'<{BASE}actor/army>; rel="describes"'


def test_a_description_is_a_table_too_and_negotiated_without_an_ending(reading: Served) -> None:
    assert reading.client.get("/data/actor/army.csv").text.startswith("subject,property,value,datatype\r\n")
    answer = reading.client.get("/data/actor/army", headers={"Accept": "application/n-triples"})
    assert answer.headers["content-type"] == "application/n-triples"


@pytest.mark.parametrize("path", ["/page/nowhere", "/page/actor/nobody", "/actor/nobody", "/page/../../etc/passwd", "/page/actor/%2e%2e/x"])
def test_what_is_not_there_has_a_page_that_says_so(reading: Served, path: str) -> None:
    answer = reading.client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404


def test_programs_are_told_in_problem_details(reading: Served) -> None:
    answer = reading.client.get("/data/actor/nobody.ttl")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_page_that_a_client_has_is_not_sent_again(reading: Served) -> None:
    tag = reading.client.get("/page/actors").headers["etag"]
    assert reading.client.get("/page/actors", headers={"If-None-Match": tag}).status_code == 304


def test_static_files_are_served_and_nothing_beside_them(reading: Served) -> None:
    assert reading.client.get("/static/kg.css").headers["content-type"].startswith("text/css")
    for path in ("/static/../__init__.py", "/static/%2e%2e/__init__.py", "/static//etc/passwd", "/static/"):
        assert reading.client.get(path).status_code == 404


def test_the_ontology_is_a_page_and_a_graph(reading: Served) -> None:
    assert reading.client.get("/ontology", headers={"Accept": "text/html"}).headers["content-type"].startswith("text/html")
    answer = reading.client.get("/ns", headers={"Accept": "text/turtle"})
    assert "kg:Claim a owl:Class" in answer.text
    assert reading.client.get("/data/ontology.csv").status_code == 404


def test_the_graph_is_described_as_a_dataset(reading: Served) -> None:
    graph = Graph().parse(data=reading.client.get("/.well-known/void", headers={"Accept": "text/turtle"}).text, format="turtle")
    kinds = {str(kind) for kind in graph.objects(predicate=None)}
    assert {"http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset", f"{BASE}sparql"} <= kinds


def test_a_retracted_article_is_gone_and_leaves_a_tombstone(writing: Served) -> None:
    assert writing.client.get(f"/{ARTICLE}").status_code == 303
    command = [Path(sys.executable).parent / "kg", "retract", "post.txt", "--store", writing.store]
    subprocess.run(command, check=True, capture_output=True)
    for path in (f"/{ARTICLE}", f"/page/{ARTICLE}"):
        answer = writing.client.get(path, headers={"Accept": "text/html"})
        assert (answer.status_code, "This was retracted" in answer.text) == (410, True)
    assert writing.client.get(f"/data/{ARTICLE}.ttl").status_code == 410

import json

import pytest

from kg.pages import Look, render
from kg.pages.visualquery import DUMP, terms, written
from kg.store.library import Library
from tests.store import story

LOOK = Look(story.BASE)


def data(look: Look) -> dict:
    return json.loads(render(story.told(), "query.json", {}, look).body)


@pytest.mark.parametrize("name", Library.load().names())
def test_a_saved_question_can_be_asked_as_it_stands_in_the_editor(name):
    text = next(question["text"] for question in data(LOOK)["questions"] if question["name"] == name)
    assert "UNDEF" not in text
    story.told().query(text)


def test_a_query_declares_the_prefixes_that_it_uses_and_no_others():
    text = written('SELECT ?a WHERE {\n  VALUES ?x { UNDEF } ?a kg:x ?x .\n  ?a skos:prefLabel "Lenta"\n}')
    assert text == 'PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\nSELECT ?a WHERE {\n  ?a skos:prefLabel "Lenta"\n}\n'


def test_the_editor_completes_with_the_terms_of_the_graph():
    found = terms(story.told())
    assert "https://w3id.org/newsclaims/ns#ArmedGroup" in found["classes"]
    assert found["properties"][0] == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_a_server_is_asked_and_in_files_the_dump():
    assert (data(LOOK)["endpoint"], data(LOOK)["dump"]) == ("/sparql", "")
    filed = Look(story.BASE, live=False)
    assert (data(filed)["endpoint"], data(filed)["dump"]) == ("", f"../{DUMP}")


def test_only_in_files_the_page_lets_an_engine_run():
    policy = "'wasm-unsafe-eval'"
    assert policy not in render(story.told(), "query", {}, LOOK).body.decode()
    assert policy in render(story.told(), "query", {}, Look(story.BASE, live=False)).body.decode()

"""Everything known of a thing, with the words that say so."""

import json

import pytest


@pytest.mark.parametrize("name", ["Lenta", "lent", "place/lenta", "http://example.org/place/lenta", "Lénta"])
def test_a_thing_is_shown_by_name_beginning_path_or_iri(run, told, name):
    done = run("show", name, "--store", told)
    assert done.code == 0
    assert done.out.startswith("Lenta  Place, Settlement\nhttp://example.org/place/lenta\n")
    assert 'mention: "Lenta"  [mail.txt ' in done.out


def test_json_has_facts_and_evidence_as_rows(run, told):
    rows = json.loads(run("show", "Omar Vale", "--json", "--store", told).out)
    assert {"thing": "http://example.org/actor/omar-vale", "property": "skos:prefLabel", "value": "Omar Vale", "label": None} in rows
    assert any(row["property"] == "evidence: mention" and row["value"] == "Omar Vale" for row in rows)


def test_evidence_is_cut_unless_all_is_asked_for(run, told):
    short, whole = run("show", "Harbour Watch", "--store", told), run("show", "Harbour Watch", "--all", "--store", told)
    assert whole.err == "" and len(whole.out) >= len(short.out)


@pytest.mark.parametrize(("name", "said"), [("Lanta", "nearest are Lenta"), ("zzzz", "nothing comes near"), ("R", "may be any of")])
def test_an_unknown_name_is_one_line_with_the_nearest(run, told, name, said):
    done = run("show", name, "--store", told)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err

"""Saved questions and free SPARQL, printed in four formats."""

import json

import pytest


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_rows_are_results_in_every_format(run, told, form):
    done = run("ask", "places", "--format", form, "--store", told)
    assert done.code == 0 and "Lenta" in done.out
    heads = {"table": "name", "csv": "name,type,", "json": "[", "md": "| name | type |"}
    assert done.out.lstrip().startswith(heads[form])
    assert (done.err == "") is (form in ("csv", "json"))


def test_json_is_a_format_of_its_own_flag(run, told):
    rows = json.loads(run("ask", "places", "--json", "--store", told).out)
    assert [row["name"] for row in rows] == ["Lenta", "Tarn Province"]
    assert rows[0]["iri"] == "http://example.org/place/lenta"


def test_a_parameter_narrows_the_answer(run, told):
    rows = json.loads(run("ask", "figures", "--place", "Lenta", "--event", "detention", "--json", "--store", told).out)
    assert [row["content"] for row in rows] == ["the River League detained 12 men in Lenta"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["actrs"], "actors"),
        (["figures", "--plaze", "Lenta"], "has no parameter --plaze; it has --event, --place"),
        (["figures", "--place", "Lanta"], "Lenta"),
        (["figures", "--event", "dettention"], "detention"),
        (["figures", "--from", "soon"], "soon"),
    ],
)
def test_what_is_unknown_is_one_line_with_what_there_is(run, told, words, said):
    done = run("ask", *words, "--store", told)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * {\n ?s ?p }", "kg: line 2, column "),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused: a query reads and never changes the graph"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "kg: line 1, column 12: SERVICE is refused"),
        ("SELECT * { ?s nope:p ?o }", "unknown prefix"),
    ],
)
def test_sparql_that_cannot_be_run_says_where(run, told, text, said):
    done = run("sparql", text, "--store", told)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err


def test_sparql_comes_as_text_from_a_file_or_from_stdin(run, told, tmp_path):
    text = "SELECT (COUNT(*) AS ?count) { ?article a kg:Article }"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    (tmp_path / "bad.rq").write_bytes(b"\xff{")
    expected = "count\n5\n"
    for words, stdin in ((text, ""), ("q.rq", ""), ("-", text)):
        assert run("sparql", words, "--format", "csv", "--store", told, stdin=stdin).out == expected
    assert run("sparql", "bad.rq", "--store", told).lines[0].startswith("kg: bad.rq: cannot be read as a query")


def test_advice_is_given_where_it_is_asked_for(run, told):
    done = run("sparql", "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", "--store", told, "--format", "csv", "--advise")
    assert done.lines == [
        "slow: ?s ?p ?o reads every statement of the graph; name the property, or bind one of the ends by another statement"
    ]

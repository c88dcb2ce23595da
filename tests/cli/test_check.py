"""The check of a graph, and its counts."""

import json

from kg.store.graphs import GraphStore


def test_a_sound_graph_has_no_problems(run, told):
    done = run("check", "--store", told)
    assert (done.code, done.out) == (0, "")
    assert done.lines[-1].endswith("quotations re-read: no problems")


def test_a_broken_graph_is_told_thing_by_thing(run, own):
    with GraphStore.open(own) as store:
        graph = store.graph_iri("entities")
        store.replace({graph: [quad for quad in store.read(graph) if "river-league" not in quad.subject.value]})
    done = run("check", "--store", own)
    assert done.code == 1
    assert "http://example.org/actor/river-league, which does not exist" in done.out
    problems = json.loads(run("check", "--json", "--store", own).out)
    assert [problem["graph"] for problem in problems] == ["all graphs"]


def test_counts_are_rows(run, told):
    rows = json.loads(run("stats", "--json", "--store", told).out)
    counts = {(row["what"], row["kind"]): row["count"] for row in rows}
    assert (counts["articles", None], counts["actors", None], counts["comparisons by verdict", "disagree"]) == ("5", "8", "1")

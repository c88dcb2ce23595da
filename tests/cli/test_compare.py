"""How claims compare, with their words."""

import json


def test_comparisons_are_shown_with_their_claims(run, told):
    done = run("compare", "--verdict", "disagree", "--store", told)
    assert done.code == 0 and done.lines == ["1 comparison"]
    head, *members = done.out.rstrip().splitlines()
    assert head.startswith("DISAGREE  ") and "exclude each other" in head
    assert members[0] == '    Harbour Watch: "at least 40 people fled Lenta on Monday" (Fenwick Post, 2024-03-05)'


def test_only_those_about_a_thing_and_as_json(run, told):
    about = json.loads(run("compare", "army", "--format", "json", "--store", told).out)
    assert {row["verdict"] for row in about} == {"agree", "disagree"}
    assert [row for row in json.loads(run("compare", "Mara Lind", "--json", "--store", told).out)] == []


def test_an_unknown_name_is_one_line(run, told):
    done = run("compare", "Lanta", "--store", told)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1) and "Lenta" in done.err

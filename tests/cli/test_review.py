"""Doubtful links and disagreements, decided with one key each."""

import pytest

from kg.model import Action
from kg.store.comparisons import comparisons
from kg.store.curation import decisions
from kg.store.doubts import doubtful_links
from kg.store.graphs import GraphStore
from tests.store.story import BASE

MARA, MIRA = BASE + "actor/mara-lind", BASE + "actor/mira-lund"


def decided(path):
    with GraphStore.open(path, read_only=True) as store:
        return [(one.action, one.subject, one.object, one.by) for one in decisions(store)]


def disagreeing(path):
    with GraphStore.open(path, read_only=True) as store:
        return [(one.iri, one.confirmed) for one in comparisons(store, verdict="disagree")]


def test_both_sides_are_shown_with_their_words_and_the_reason(run, own):
    done = run("review", "--store", own, stdin="s\nq\n")
    assert (done.code, done.out) == (0, "")
    assert "--- 1 of 2 ---" in done.lines
    assert f"  Mara Lind  <{MARA}>" in done.lines and f"  Mira Lund  <{MIRA}>" in done.lines
    assert '    mention: "Mara Lind"  [one.txt, Coast Mail, 2024-03-07]' in done.lines
    assert any("exclude each other" in line for line in done.lines)
    assert any(line.startswith('  Harbour Watch: "at least 40 people fled') for line in done.lines)
    assert done.lines[-1] == "1 skipped; 1 of 2 left"
    assert decided(own) == []


@pytest.mark.parametrize(("key", "action", "left"), [("y", Action.SAME, 0), ("n", Action.DIFFERENT, 0), ("s", None, 1)])
def test_a_link_is_the_same_or_different_or_left_for_later(run, own, key, action, left):
    assert run("review", "--only", "links", "--store", own, stdin=f"{key}\n").code == 0
    assert decided(own) == ([(action, MARA, MIRA, "ann")] if action else [])
    with GraphStore.open(own, read_only=True) as store:
        assert len(doubtful_links(store)) == left
        assert store.query("ASK { ?old dcterms:isReplacedBy ?new }").rows[0][0] is (action is Action.SAME)


def test_a_rejected_comparison_is_taken_out_and_a_confirmed_one_is_marked(run, own):
    ((iri, confirmed),) = disagreeing(own)
    assert not confirmed
    assert run("review", "--only", "comparisons", "--store", own, stdin="c\n").lines[-1] == "1 confirm; 0 of 1 left"
    assert disagreeing(own) == [(iri, True)]
    assert "DISAGREE (confirmed)" in run("compare", "--verdict", "disagree", "--store", own).out
    assert run("review", "--only", "comparisons", "--store", own).lines[-1] == "nothing decided; 0 of 0 left"
    assert run("reject", iri, "--store", own).code == 0
    assert disagreeing(own) == []
    assert run("check", "--store", own).code == 0
    assert run("decisions", "undo", "2", "--store", own).code == 0
    assert disagreeing(own) == [(iri, True)]


def test_keys_that_mean_nothing_are_asked_again_and_the_end_of_the_keys_quits(run, own):
    done = run("review", "--store", own, stdin="x\n\nY\n")
    assert done.lines[-1] == "1 same; 1 of 2 left"
    assert decided(own) == [(Action.SAME, MARA, MIRA, "ann")]


def test_who_decides_is_said(run, own):
    run("review", "--by", "ben", "--only", "links", "--store", own, stdin="n\n")
    assert decided(own) == [(Action.DIFFERENT, MARA, MIRA, "ben")]

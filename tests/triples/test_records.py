import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Action, Decision
from kg.triples.quads import Run, decision_quads, read_decisions, read_runs, run_quads

from .strategies import BASE, decisions, words

RUN = Run("newsclaims-kg", "0.1.0", {"model": "shipped", "language": "en"})


def test_a_run_is_read_back_as_it_was():
    other = Run("newsclaims-kg", "0.2.0", {})
    assert set(run.path for run in read_runs(run_quads([RUN, other], BASE))) == {RUN.path, other.path}
    assert read_runs(run_quads([RUN], BASE)) == (RUN,)


@given(st.builds(Run, words, words, st.dictionaries(words, words, max_size=3)))
def test_any_run_is_read_back_as_it_was(run):
    assert read_runs(run_quads([run], BASE)) == (run,)


def test_a_run_is_told_from_another_by_all_that_it_holds_and_by_nothing_else():
    assert RUN.path == Run("newsclaims-kg", "0.1.0", {"language": "en", "model": "shipped"}).path
    assert len({RUN.path, Run("newsclaims-kg", "0.1.0").path, Run("newsclaims-kg", "0.1.1", RUN.settings).path}) == 3


@given(st.lists(decisions, max_size=4))
def test_decisions_are_read_back_in_the_order_in_which_they_were_taken(taken):
    back = read_decisions(decision_quads(taken, BASE))
    assert set(back) == set(taken)
    assert [one.at for one in back] == sorted(one.at for one in back)


def test_the_same_decision_twice_is_one():
    one = Decision(Action.REJECT, f"{BASE}actor/a", None, "Ann", dt.datetime(2021, 3, 4, 5, 6, 7, 80, dt.UTC), "No actor.")
    assert read_decisions(decision_quads([one, one], BASE)) == (one,)


@pytest.mark.parametrize("action", [Action.SAME, Action.DIFFERENT])
def test_a_decision_may_name_things_by_their_paths(action):
    at = dt.datetime(2021, 3, 4, tzinfo=dt.UTC)
    by_path = Decision(action, "actor/a", "actor/b", "Ann", at)
    assert decision_quads([by_path], BASE) == decision_quads([Decision(action, "actor/a", "actor/b", "Ann", at)], BASE)
    assert read_decisions(decision_quads([by_path], BASE)) == (Decision(action, f"{BASE}actor/a", f"{BASE}actor/b", "Ann", at),)

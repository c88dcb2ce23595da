"""Keeping what people decided."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FieldError, InputError, NotFoundError
from kg.model import Action, Decision
from kg.store import curation
from kg.store.curation import Overruled
from kg.store.graphs import GraphStore
from kg.triples.quads import Thing, entity_quads

BASE = "http://example.org/"
A, B, C = (f"{BASE}actor/{name}" for name in "abc")


def decided(action: Action, subject: str, target: str | None = None, *, day: int = 1, why: str = "") -> Decision:
    return Decision(action, subject, target, "ana", dt.datetime(2024, 1, day, tzinfo=dt.UTC), why)


def store(*paths: str) -> GraphStore:
    store = GraphStore.memory(BASE)
    things = [Thing(path, path, "person") for path in paths]
    store.replace({store.graph_iri("entities"): entity_quads(things, (), BASE)})
    return store


def test_decisions_are_kept_in_order_and_once() -> None:
    graph = store()
    first, second = decided(Action.SAME, A, B), decided(Action.NAME, A, "Anna", day=2, why="as she writes it")
    curation.record(graph, second)
    curation.record(graph, first, second)
    assert curation.decisions(graph) == (first, second)


def test_a_decision_can_be_undone_and_then_is_gone() -> None:
    graph = store()
    one, other = decided(Action.REJECT, A), decided(Action.CONFIRM, B)
    curation.record(graph, one, other)
    curation.undo(graph, one)
    assert curation.decisions(graph) == (other,)
    with pytest.raises(NotFoundError, match="no such decision: reject"):
        curation.undo(graph, one)


def test_of_two_contradictory_decisions_the_later_stands_and_both_are_shown() -> None:
    same, apart, back = decided(Action.SAME, A, B), decided(Action.DIFFERENT, B, A, day=2), decided(Action.SAME, A, B, day=3)
    other = decided(Action.NAME, A, "Anna")
    assert curation.standing([back, apart, same, other]) == ((other, back), (Overruled(same, back), Overruled(apart, back)))


def test_decisions_of_different_kinds_stand_side_by_side() -> None:
    made = (decided(Action.NAME, A, "Anna"), decided(Action.TYPE, A, "person", day=2), decided(Action.CONFIRM, A, day=3))
    assert curation.standing(made) == (made, ())


def test_decisions_about_what_is_gone_are_kept_and_reported() -> None:
    graph = store("actor/a")
    here = (decided(Action.SAME, A, C), decided(Action.CONFIRM, A))
    gone = (decided(Action.DIFFERENT, A, C), decided(Action.REJECT, B), decided(Action.SAME, B, C))
    curation.record(graph, *here, *gone)
    assert set(curation.orphans(graph, curation.decisions(graph))) == set(gone)
    assert set(curation.decisions(graph)) == {*here, *gone}


def test_decisions_survive_a_rebuild() -> None:
    graph = store("actor/a")
    curation.record(graph, decided(Action.CONFIRM, A))
    graph.replace({graph.graph_iri("entities"): ()})
    assert curation.decisions(graph) == (decided(Action.CONFIRM, A),)


decisions = st.builds(
    Decision,
    st.sampled_from([Action.SAME, Action.DIFFERENT]),
    st.sampled_from([A, B, C]),
    st.sampled_from([A, B, C, "http://elsewhere.org/x"]),
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.text(st.characters(codec="utf-8"), max_size=8),
)


@given(st.lists(decisions, max_size=5))
def test_json_lines_give_back_what_was_exported(made: list[Decision]) -> None:
    assert list(curation.from_lines(curation.to_lines(made, BASE), BASE)) == made


def test_json_lines_move_to_another_base() -> None:
    (line,) = curation.to_lines([decided(Action.SAME, A, B, why="met her")], BASE)
    assert (
        line
        == '{"action": "same", "subject": "actor/a", "object": "actor/b", "by": "ana", "at": "2024-01-01T00:00:00+00:00", "why": "met her"}'
    )
    (moved,) = curation.from_lines(["", line], "http://other.org/")
    assert (moved.subject, moved.object) == ("http://other.org/actor/a", "http://other.org/actor/b")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "mine:1: is no JSON"),
        ("[]", "mine:1: is no JSON object"),
        ('{"action": "same", "subjekt": "a"}', "unknown field 'subjekt'"),
        ('{"action": "same", "subject": "a", "object": "b", "by": "ana"}', "field 'at' must be text"),
        ('{"action": "marry", "subject": "a", "object": "b", "by": "ana", "at": "2024-01-01"}', "unknown action 'marry'"),
        ('{"action": "same", "subject": "a", "object": "b", "by": "ana", "at": "now"}', "'now' is no moment"),
        ('{"action": "name", "subject": "a", "by": "ana", "at": "2024-01-01"}', "name needs an object"),
    ],
)
def test_a_line_that_is_wrong_is_refused_with_its_number(line: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        list(curation.from_lines([line], BASE, "mine"))
    assert caught.value.line == 1
    assert isinstance(caught.value, FieldError) == ("is no JSON" not in words)

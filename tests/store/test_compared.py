"""What people decided about comparisons and claims wins, and stays with them when other claims join."""

from __future__ import annotations

import datetime as dt

from claims.builders import reported

from kg.claims.compare import compare
from kg.model import Action, Comparison, Decision, ReportedClaim
from kg.store.compared import Judged, article_of, judged
from kg.triples.quads import comparison_iri

BASE = "http://x/"
DAY = {"start": "2022-05-09", "end": "2022-05-09"}


def said(name: str, number: int, published: str) -> ReportedClaim:
    return reported(f"{BASE}article/{name}/claim/0-9", number, number, article=name, published=published, **DAY)


FIRST, SECOND = said("m", 16, "2022-05-10"), said("n", 40, "2022-05-11")
#: An earlier claim, which takes the place of the first.
EARLIER = said("a", 16, "2022-05-09")


def decided(action: Action, comparison: Comparison, day: int = 1) -> Decision:
    return Decision(action, comparison_iri(comparison, BASE), None, "ana", dt.datetime(2022, 6, day, tzinfo=dt.UTC))


def test_a_decision_stays_with_its_comparison_when_a_claim_joins() -> None:
    (before,), (after,) = compare([FIRST, SECOND]), compare([EARLIER, FIRST, SECOND])
    assert before.path != after.path
    (kept,) = judged([after], [decided(Action.CONFIRM, before)], BASE).comparisons
    assert (kept.path, kept.confirmed, kept.claims) == (before.path, True, after.claims)
    gone = judged([after], [decided(Action.REJECT, before)], BASE)
    assert (gone.comparisons, [mark.path for mark in gone.marks]) == ((), [before.path])


def test_a_decision_stays_when_a_claim_is_taken_back() -> None:
    (before,), (after,) = compare([EARLIER, FIRST, SECOND]), compare([EARLIER, SECOND])
    assert judged([after], [decided(Action.REJECT, before)], BASE).comparisons == ()


def test_the_later_of_two_decisions_that_meet_stands() -> None:
    (one,), (other,) = compare([FIRST, SECOND]), compare([EARLIER, FIRST, SECOND])
    made = [decided(Action.REJECT, one, 1), decided(Action.CONFIRM, other, 2)]
    assert [kept.confirmed for kept in judged([other], made, BASE).comparisons] == [True]
    assert judged([other], [decided(Action.CONFIRM, other, 1), decided(Action.REJECT, one, 2)], BASE).comparisons == ()


def test_a_decision_about_another_question_changes_nothing() -> None:
    (comparison,) = compare([FIRST, SECOND])
    (other,) = compare([reported("b", 3, 3, event="killing", **DAY), reported("c", 9, 9, event="killing", **DAY)])
    assert judged([comparison], [decided(Action.REJECT, other)], BASE) == Judged((comparison,), ())


def test_a_claim_tells_its_article() -> None:
    assert article_of(FIRST.iri, BASE) == "m"
    assert article_of(f"{BASE}actor/m", BASE) == ""

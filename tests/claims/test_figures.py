from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.figures import Figure, Scope, Tie, compatible, exceeds, figure, tie
from kg.claims.questions import Kind
from kg.model import Span, Status
from tests.claims.builders import reported

LEAVING, KILLING, PRESENCE = Kind("leaving"), Kind("killing"), Kind("presence")
SINCE = {"start": "2022-03-01", "end": "2022-05-09"}
DAY = {"start": "2022-05-09", "end": "2022-05-09"}


def number(low: int | None, high: int | None, kind: Kind = LEAVING, **more: Any) -> Figure:
    found = figure(reported("a", low, high, **more), kind)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ((16, 16, DAY), (16, 16, DAY), Tie.AGREE),
        ((16, None, DAY), (18, 18, DAY), Tie.AGREE),
        ((16, 16, DAY), (18, 18, DAY), Tie.DISAGREE),
        ((16, 16, {**DAY, "approximate": True}), (17, 17, DAY), Tie.AGREE),
        ((37000, None, {"start": "2022-03-01", "end": "2022-04-09"}), (58000, 58000, SINCE), Tie.UPDATE),
        ((60000, 60000, {"start": "2022-03-01", "end": "2022-04-09"}), (58000, 58000, SINCE), Tie.DISAGREE),
        ((3000, None, SINCE), (3000, 3000, {"start": "2022-05-01", "end": "2022-05-09"}), None),
        ((600, 600, DAY), (350, 350, {**DAY, "increment": True}), None),
        ((600, 600, DAY), (58000, 58000, SINCE), None),
        ((600, 600, DAY), (None, 500, SINCE), Tie.DISAGREE),
        ((50, 50, {**DAY, "part_of": Span(0, 1)}), (200, 200, DAY), None),
        ((600, 600, DAY), (700, 700, {"start": "2022-05-11", "end": "2022-05-11"}), None),
        ((16, 16, {}), (16, 16, {}), None),
        ((16, 16, {"published": "2022-05-09"}), (16, 16, {"published": "2022-05-10"}), Tie.AGREE),
        ((16, 16, {"published": "2022-05-09"}), (18, 18, {"published": "2022-05-10"}), None),
    ],
)
def test_figures_of_one_scope_are_held_against_each_other(left: Any, right: Any, found: Tie | None) -> None:
    one, other = (number(low, high, **more) for low, high, more in (left, right))
    assert tie(one, other, LEAVING) is found
    assert tie(other, one, LEAVING) is found


def test_a_later_count_updates_an_earlier_floor() -> None:
    first = number(16, None, KILLING, event="killing", published="2022-05-09", **DAY)
    second = number(21, 21, KILLING, event="killing", published="2022-05-11", **DAY)
    assert tie(first, second, KILLING) is Tie.UPDATE


def test_a_stock_may_rise_and_fall() -> None:
    first = number(900, 900, PRESENCE, event="presence", **DAY)
    second = number(200, 200, PRESENCE, event="presence", start="2022-05-20", end="2022-05-20")
    assert (first.scope, tie(first, second, PRESENCE, same_source=True)) == (Scope.STOCK, Tie.UPDATE)
    assert tie(first, second, PRESENCE) is None


def test_a_figure_for_a_place_is_only_bounded_by_the_figure_around_it() -> None:
    inner = figure(reported("a", 50, 50, place="place/port", **DAY), LEAVING, "place/province")
    whole = figure(reported("b", 30, 30, place="place/province", **DAY), LEAVING, "place/province")
    more = figure(reported("c", 80, 80, place="place/province", **DAY), LEAVING, "place/province")
    assert inner and whole and more
    assert tie(inner, whole, LEAVING) is Tie.DISAGREE
    assert tie(inner, more, LEAVING) is None
    assert tie(inner, inner, LEAVING) is None


def test_more_cannot_leave_than_were_there() -> None:
    stock = number(None, 2000, PRESENCE, event="presence", start="2022-02-01", end="2022-02-10")
    assert exceeds(stock, number(30000, None, start="2022-02-01", end="2022-03-15"))
    assert not exceeds(stock, number(30000, None, start="2022-01-01", end="2022-03-15"))
    assert not exceeds(stock, number(1500, 1500, start="2022-02-01", end="2022-03-15"))


def test_plans_denials_and_boundless_numbers_are_no_figures() -> None:
    assert figure(reported("a", 7000, 7000, status=Status.PLANNED), LEAVING) is None
    assert figure(reported("a", 7000, 7000, status=Status.DENIED), LEAVING) is None
    assert figure(reported("a"), LEAVING) is None


BOUNDS = st.tuples(st.integers(0, 50), st.one_of(st.none(), st.integers(0, 50)))


@settings(deadline=None)
@given(BOUNDS, BOUNDS)
def test_figures_are_compatible_when_a_number_satisfies_both(left: Any, right: Any) -> None:
    one, other = (number(low, None if more is None else low + more, **DAY) for low, more in (left, right))
    shared = any(
        f.low <= n and (f.high is None or n <= f.high)
        for n in range(200)
        for f in [one]
        if other.low <= n and (other.high is None or n <= other.high)
    )
    assert compatible(one, other) == compatible(other, one) == shared

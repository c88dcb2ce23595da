from dataclasses import replace

import pytest

from kg.claims.counting import quantity_of
from kg.claims.page import make_page
from kg.claims.shares import with_shares
from kg.claims.sums import sums
from kg.model import Quantity, Text
from tests.claims.builders import article, at, count, stated

TEXT = "Shells killed two women, one officer and at least three children in Lowtown."
TERMS = (
    count(TEXT, "two women", 2, 2, counted="women"),
    count(TEXT, "one officer", 1, 1, counted="officer"),
    count(TEXT, "at least three children", 3, None, counted="children"),
)


def test_people_who_are_counted_together_are_added_up() -> None:
    (total,) = sums(TEXT, TERMS)
    assert total == count(TEXT, "two women, one officer and at least three children", 6, None, counted="women, officer and children")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("two killed and three wounded", ("two killed", "killed"), ("three wounded", "wounded")),
        ("two women and three days", ("two women", "women"), ("three days", "days")),
        ("two trucks and three buses", ("two trucks", "trucks"), ("three buses", "buses")),
        ("two women or three children", ("two women", "women"), ("three children", "children")),
        ("two women and another three children", ("two women", "women"), ("another three children", "children")),
    ],
)
def test_figures_of_other_kinds_are_not_added_up(text: str, first: tuple[str, str], second: tuple[str, str]) -> None:
    left = count(text, first[0], 2, 2, counted=first[1])
    right = count(text, second[0], 3, 3, counted=second[1], increment="another" in second[0])
    assert list(sums(text, [left, right])) == []


def test_a_list_without_an_end_is_not_added_up() -> None:
    text = "two women, three children"
    assert (
        list(sums(text, [count(text, "two women", 2, 2, counted="women"), count(text, "three children", 3, 3, counted="children")])) == []
    )


def chosen(content: str, **parts: str) -> Quantity | None:
    page = replace(make_page(Text(TEXT), article(TEXT), (), TERMS, ()), sums=tuple(sums(TEXT, TERMS)))
    claim = stated(TEXT, content, event="killing", **parts)
    assert with_shares(page, [claim]) == (claim,)
    return quantity_of(page, claim)


def test_a_claim_that_holds_all_terms_counts_their_sum() -> None:
    (total,) = sums(TEXT, TERMS)
    assert chosen(TEXT) == total
    assert chosen(TEXT, quantity="at least three children") == total


def test_a_claim_that_holds_one_term_counts_that() -> None:
    assert chosen("killed two women") == TERMS[0]
    assert at(TEXT, "two women") == TERMS[0].span

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.quantities import find_quantities, quantity_at
from kg.model import Span


def read(text):
    return find_quantities(text, (Span(0, len(text)),))


def facts(text):
    return [(q.text, q.min, q.max, q.counted, q.unit) for q in read(text)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "counted", "unit"),
    [
        ("Shelling killed 16 civilians in the town.", "16 civilians", 16, 16, "civilians", None),
        ("Up to 600 suspected rebels surrendered.", "Up to 600 suspected rebels", None, 600, "suspected rebels", None),
        ("Hundreds of women and children fled.", "Hundreds of women and children", 200, None, "women and children", None),
        ("They hold less than four square kilometres.", "less than four square kilometres", None, 4, "square kilometres", "km2"),
        ("The village lies 30km away.", "30km", 30, 30, "km", "km"),
        ("It cost $1.5 billion to build.", "$1.5 billion", 1_500_000_000, 1_500_000_000, "$", "USD"),
        ("About 5 percent of the vote was counted.", "About 5 percent of the vote", 5, 5, "percent of vote", "%"),
        ("A third of the houses burned.", "A third of the houses", Decimal("0.3333"), Decimal("0.3333"), "houses", "share"),
        ("A population of 2.5m people lives there.", "2.5m people", 2_500_000, 2_500_000, "people", None),
        ("He stood 300m from the wall.", "300m", 300, 300, "m", "m"),
        ("A three-day truce began.", "three-day", 3, 3, "day", "d"),
        ("One soldier died.", "One soldier", 1, 1, "soldier", None),
    ],
)
def test_a_quantity_has_bounds_and_what_it_counts(text, words, low, high, counted, unit):
    assert facts(text) == [(words, low, high, counted, unit)]


def test_a_share_of_a_number_is_reckoned():
    [quantity] = read("Around a tenth of the nearly 58,000 people who left were fighters.")
    assert (quantity.min, quantity.max, quantity.approximate, quantity.counted) == (5800, 5800, True, "people")


def test_a_part_points_to_its_whole():
    text = "Nearly 3,500 people, including 500 presumed fighters, came out."
    whole, part = read(text)
    assert part.part_of == whole.span


def test_totals_and_additions_are_marked():
    assert [q.cumulative for q in read("A total of 96 houses were lost.")] == [True]
    assert [q.increment for q in read("Another 350 people followed.")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2014.",
        "On March 7 he left.",
        "The 20-02-2019 report",
        "He came at 10:30 a.m. local time.",
        "Mahmoud, 13, looked up.",
        "a 13-year-old boy",
        "They blocked Highway 5.",
        "Resolution 2254 was adopted.",
        "The G20 met.",
        "the first man",
        "one of the men",
        "Call 555-2010-86.",
        "See https://example.org/a?q=30 for more.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(text):
    assert facts(text) == []


def at(text, words):
    start = text.index(words)
    return quantity_at(text, Span(start, start + len(words)))


def test_a_span_that_joins_two_counts_is_added_up():
    quantity = at("They shot three women and two children.", "three women and two children")
    assert (quantity.min, quantity.max) == (5, 5)


def test_a_span_may_be_a_single_thing_or_a_rank():
    assert at("A rocket struck a soldier there.", "a soldier").min == 1
    assert at("It was the third time.", "the third time").min == 3


def test_bounds_before_a_span_are_read_with_it():
    quantity = at("At least 16 civilians died.", "16 civilians")
    assert (quantity.min, quantity.max) == (16, None)


def test_a_span_without_a_number_is_no_quantity():
    assert at("They left at dawn.", "dawn") is None


@given(st.text(max_size=80))
def test_bounds_are_never_crossed(text):
    assert all(q.min is None or q.max is None or q.min <= q.max for q in read(text))

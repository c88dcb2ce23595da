import itertools
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.numbers import find_numbers
from kg.model import Span


def read(text):
    return [(number.span.of(text), number.value) for number in find_numbers(text, (Span(0, len(text)),))]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("37,000", 37000),
        ("1,00,000", 100000),
        ("12 500", 12500),
        ("-5", -5),
        ("minus five", -5),
        ("3.5 million", 3_500_000),
        ("1.2bn", 1_200_000_000),
        ("10k", 10_000),
        ("10^3", 1000),
        ("13 lakh", 1_300_000),
        ("twenty-one", 21),
        ("two hundred and two thousand", 202_000),
        ("4 thousand 3 hundred and 21", 4321),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("three and a half million", 3_500_000),
        ("one million and a half", 1_500_000),
        ("a quarter-of-a-million", 250_000),
        ("nine point nought four", Fraction(226, 25)),
        ("a third", Fraction(1, 3)),
        ("three quarters", Fraction(3, 4)),
        ("one in five", Fraction(1, 5)),
        ("two and three fifths", Fraction(13, 5)),
        ("one hundred thirty fifths", Fraction(100, 35)),
        ("2 1/4", Fraction(9, 4)),
        ("2½", Fraction(5, 2)),
    ],
)
def test_a_number_phrase_has_its_value(words, value):
    assert read(words) == [(words, value)]


def test_numbers_that_only_stand_side_by_side_stay_apart():
    assert read("3 hundred and 2 hundred") == [("3 hundred", 300), ("2 hundred", 200)]


def test_one_that_points_back_is_no_number():
    assert read("That one was the one they wanted") == []


def test_letters_behind_digits_are_kept_unless_they_are_a_magnitude():
    text = "30km and 30bn"
    assert [(n.value, n.glued) for n in find_numbers(text, (Span(0, len(text)),))] == [(30, "km"), (30 * 10**9, "")]


def test_a_power_beyond_all_figures_does_no_harm():
    assert len(read("10^999999999 people and 7 dogs")) == 2


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_read_as_the_number_that_they_group(number):
    assert read(f"{number:,} x")[0] == (f"{number:,}", number)


@given(st.text(max_size=60))
def test_any_text_gives_spans_in_order_and_without_overlap(text):
    spans = [number.span for number in find_numbers(text, (Span(0, len(text)),))]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(re.search(r"\w", span.of(text)) or span.of(text).strip() for span in spans)

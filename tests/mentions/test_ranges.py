import pytest

from kg.mentions.ranges import find_amounts
from kg.model import Span


def read(text):
    [amount] = find_amounts(text, (Span(0, len(text)),))
    return amount


@pytest.mark.parametrize(
    ("words", "low", "high", "about"),
    [
        ("more than 37,000", 37000, None, False),
        ("at least 16", 16, None, False),
        ("upwards of 40", 40, None, False),
        ("107 or more", 107, None, False),
        ("up to 600", None, 600, False),
        ("as many as 600", None, 600, False),
        ("no more than 2,000", None, 2000, False),
        ("fewer than 30", None, 30, False),
        ("some 3,400", 3400, 3400, True),
        ("an estimated 50", 50, 50, True),
        ("a dozen or so", 12, 12, True),
        ("just over 49", 49, None, True),
        ("600-700", 600, 700, False),
        ("between 20 and 30", 20, 30, False),
        ("from 5 to 10", 5, 10, False),
        ("two or three", 2, 3, False),
        ("15 to 20 million", 15_000_000, 20_000_000, False),
        ("more than 20 and less than 30", 20, 30, False),
        ("dozens", 24, None, True),
        ("hundreds", 200, None, True),
        ("tens of thousands", 20000, None, True),
        ("several hundred", 300, None, True),
        ("a few", 3, None, True),
    ],
)
def test_words_around_a_number_give_its_bounds(words, low, high, about):
    amount = read(words)
    assert (amount.span.of(words), amount.low, amount.high, amount.approximate) == (words, low, high, about)


@pytest.mark.parametrize("words", ["162-7", "from 10 to 5", "10 or 90"])
def test_falling_or_distant_numbers_are_no_range(words):
    assert len(find_amounts(words, (Span(0, len(words)),))) == 2


def test_another_means_more_of_the_same():
    assert read("another 350").increment
    assert read("14 more").increment

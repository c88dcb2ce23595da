import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.expressions import find_expressions
from kg.mentions.times import find_times, resolve
from kg.model import Span

THURSDAY = dt.date(2021, 6, 17)


def read(text, published=THURSDAY):
    return [
        (t.text, t.start and t.start.isoformat(), t.end and t.end.isoformat()) for t in find_times(text, (Span(0, len(text)),), published)
    ]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Tuesday", "2021-06-15", "2021-06-15"),
        ("on Thursday", "2021-06-17", "2021-06-17"),
        ("late Saturday", "2021-06-12", "2021-06-12"),
        ("yesterday", "2021-06-16", "2021-06-16"),
        ("overnight", "2021-06-16", "2021-06-17"),
        ("overnight on Monday", "2021-06-14", "2021-06-15"),
        ("over the weekend", "2021-06-12", "2021-06-13"),
        ("this week", "2021-06-14", "2021-06-17"),
        ("last week", "2021-06-07", "2021-06-13"),
        ("last month", "2021-05-01", "2021-05-31"),
        ("in the past two months", "2021-04-17", "2021-06-17"),
        ("the past 48 hours", "2021-06-15", "2021-06-17"),
        ("two days ago", "2021-06-15", "2021-06-15"),
        ("five years ago", "2016-01-01", "2016-12-31"),
        ("since December", "2020-12-01", "2021-06-17"),
        ("in September", "2020-09-01", "2020-09-30"),
        ("in early February", "2021-02-01", "2021-02-10"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("between February 24 and March 9", "2021-02-24", "2021-03-09"),
        ("from 2014 to 2018", "2014-01-01", "2018-12-31"),
        ("20-02-2019", "2019-02-20", "2019-02-20"),
        ("March 7, 2019", "2019-03-07", "2019-03-07"),
        ("7 March", "2021-03-07", "2021-03-07"),
        ("on Nov. 5", "2020-11-05", "2020-11-05"),
        ("in nineteen ninety-six", "1996-01-01", "1996-12-31"),
        ("two days after Easter", "2022-04-19", "2022-04-19"),
        ("by 2015", None, "2015-12-31"),
        ("31 February", None, None),
        ("in recent weeks", None, None),
    ],
)
def test_an_expression_means_its_days(words, first, last):
    assert read(words) == [(words, first, last)]


def test_a_sentence_about_what_is_to_come_looks_ahead():
    assert read("The court will rule on Monday.") == [("on Monday", "2021-06-21", "2021-06-21")]


def test_the_day_of_publication_itself_is_not_put_off():
    assert read("He will speak on Thursday.") == [("on Thursday", "2021-06-17", "2021-06-17")]


def test_the_following_day_counts_from_the_day_spoken_of_before():
    assert read("They met last Wednesday. The following day they left.")[1] == ("The following day", "2021-06-10", "2021-06-10")


def test_without_a_day_of_publication_only_full_dates_are_known():
    assert read("On Tuesday, and on March 7, 2019.", None) == [("On Tuesday", None, None), ("on March 7, 2019", "2019-03-07", "2019-03-07")]


@pytest.mark.parametrize(
    "text", ["You may go.", "They march on.", "He sat down.", "It took three hours.", "2,000 people came.", "Theresa May spoke."]
)
def test_words_that_only_look_like_times_are_left_out(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "words", ["early in the morning", "later in the afternoon", "ten past nine in the evening", "half past six at night"]
)
def test_a_time_of_day_is_one_expression(words):
    text = f"They left {words}."
    found = find_expressions(text, (Span(0, len(text)),), THURSDAY)
    assert [expression.span.of(text) for expression in found] == [words]


def test_a_phrase_is_resolved_by_itself():
    assert resolve("since December", THURSDAY) == (dt.date(2020, 12, 1), THURSDAY)
    assert resolve("for weeks", THURSDAY) is None


@given(st.text(alphabet="0123456789/-., MayJune dthsonlwek", max_size=40), st.dates())
def test_any_words_on_any_day_end_after_they_begin(text, published):
    times = find_times(text, (Span(0, len(text)),), published)
    assert all(t.start is None or t.end is None or t.start <= t.end for t in times)

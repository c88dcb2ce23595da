import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.dates import find_dates, parse_date

EIGHTH = dt.date(2019, 3, 8)


@pytest.mark.parametrize(
    "words",
    [
        "2019-03-08",
        "2019-03-08T23:30:00-08:00",
        "Fri, 08 Mar 2019 01:00:00 +0300",
        "8 March 2019",
        "March 8, 2019",
        "Mar. 8th, 2019",
        "Friday 8 March 2019 12.30 GMT",
        "2019/03/08",
        "8-Mar-2019",
        "8th of March 2019",
        "Published on 8 MARCH 2019",
    ],
)
def test_days_are_read_as_pages_write_them(words):
    assert parse_date(words) == EIGHTH


@pytest.mark.parametrize("words", ["20-02-2019", "20.02.2019", "02/20/2019"])
def test_a_day_in_digits_is_read_where_only_one_number_can_be_the_month(words):
    assert parse_date(words) == dt.date(2019, 2, 20)


@pytest.mark.parametrize(
    "words", ["05-03-2019", "March 8", "2019", "31 February 2019", "120-02-20190", "version 2019.3.8.1", "8 Marching 2019", ""]
)
def test_what_could_be_another_day_or_none_is_not_read(words):
    assert parse_date(words) is None or words == "version 2019.3.8.1"


def test_every_day_is_found_with_its_place():
    assert find_dates("from 8 March 2019 to 2019-03-09") == [(5, 17, EIGHTH), (21, 31, dt.date(2019, 3, 9))]


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_written_in_words_reads_back(day):
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day
    assert parse_date(day.isoformat()) == day

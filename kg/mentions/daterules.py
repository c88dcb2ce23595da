"""Work out days, months, years, decades and centuries that are named by their numbers or names."""

from __future__ import annotations

import datetime as dt

from kg.mentions import days
from kg.mentions.days import Period
from kg.mentions.tape import Found, Value
from kg.mentions.timewords import around, count, first_of, full_year, occurrences, ordinal, value_of
from kg.resources import toml_table


def full_date(found: Found) -> Value | None:
    """Read a day with its year; the month is a name or a number, American order unless that is no date."""
    named = first_of(found, "month")
    day = ordinal(found.word("dom")) if found.word("dom") else None
    month = named.number if named else int(found.word("m") or 0)
    known = first_of(found, "year")
    year = known.number if known else full_year(found.word("y"), found.reference)
    if named is None and not found.argument and month > 12 and (day or 0) <= 12:
        month, day = day or 0, month
    if day is None or not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    whole = days.day(year, month, day)
    return Value("day", (whole,) if whole else ())


def month_day(found: Found) -> Value | None:
    """Read a day without its year: it recurs. A day that no year has (31 February) is kept without days."""
    named = first_of(found, "month")
    day = ordinal(found.word("dom"))
    month = named.number if named else int(found.word("m") or 0)
    if named is None and month > 12 and (day or 0) <= 12:
        month, day = day or 0, month
    if not day or not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    return Value("date", number=month * 100 + day, weak=found.argument == "weak") if days.day(2000, month, day) else Value("day")


def month_year(found: Found) -> Value | None:
    """Read a month of a year, or of last, this or next year."""
    named = first_of(found, "month")
    number = named.number if named else int(found.word("m") or 0)
    known = first_of(found, "year")
    year = known.number if known else full_year(found.word("y"), found.reference)
    return value_of("period", days.month(year, number), unit="month")


def a_year(found: Found) -> Value | None:
    """Read a bare year."""
    return Value("year", number=int(found.word("y")))


def decade(found: Found) -> Value | None:
    """Read "1990s", "the nineties"; two digits are of the last hundred years."""
    word = found.word("y")
    first = int(word) if len(word) == 4 else found.reference.year - found.reference.year % 100 + int(word)
    if len(word) == 2 and first > found.reference.year:
        first -= 100
    return value_of("period", days.years(first, 100 if word.endswith("00") and len(word) == 4 and found.argument else 10), unit="decade")


def century(found: Found) -> Value | None:
    """Read "the 19th century" as 1800 to 1899."""
    number = ordinal(found.word("ord"))
    return value_of("period", days.years(max(1, 100 * (number - 1)), 100), unit="century") if number else None


def holiday(found: Found) -> Value | None:
    """Read a day that has a name; its row in the lexicon says when it is."""
    rule = toml_table("times")["holidays"].get(found.word("holiday").replace("\n", " "))
    return Value("date", unit=rule) if rule else None


def span_of_month(found: Found) -> Value | None:
    """Read "March 10-12", "between 3 and 12 of September", each end with the month's name once."""
    named = first_of(found, "month")
    first, last = ordinal(found.word("dom")), ordinal(found.word("dom2"))
    whole = first_of(found, "period")
    known = first_of(found, "year")
    if first is None or last is None or first >= last:
        return None
    if named is None and whole and whole.unit == "month" and whole.choices[0].first:
        return _between(found, whole.choices[0].first.year, whole.choices[0].first.month, first, last)
    if named is None:
        return None
    if known or found.word("y"):
        year = known.number if known else full_year(found.word("y"), found.reference)
        return _between(found, year, named.number, first, last)
    starts = around(Value("date", number=named.number * 100 + first), found.reference)
    ends = [_between(found, start.first.year, named.number, first, last) for start in starts if start.first]
    return value_of("period", *(value.choices[0] for value in ends if value), unit="day")


def _between(found: Found, year: int, month: int, first: int, last: int) -> Value | None:
    start, end = days.day(year, month, first), days.day(year, month, last)
    return value_of("period", Period(start.first, end.last, end.first), unit="day") if start and end else None


def years_short(found: Found) -> Value | None:
    """Read "2003-5", "2009 - 10", "1824-86": the second year shares the first digits of the first."""
    first, tail = int(found.word("y")), found.word("yy")
    last = first - first % 10 ** len(tail) + int(tail)
    start, end = days.years(first), days.years(last)
    if not start or not end or not 0 < last - first < 60:
        return None
    return Value("period", (Period(start.first, end.last, end.first),), unit="range")


def decade_word(found: Found) -> Value | None:
    """Read "the nineties" as the last such ten years."""
    stem = found.word("word").removesuffix("ies") + "y"
    tens = int(toml_table("numbers")["tens"].get(stem, 0))
    first = found.reference.year - found.reference.year % 100 + tens
    return value_of("period", days.years(first if first <= found.reference.year else first - 100, 10), unit="decade") if tens else None


def in_short_year(found: Found) -> Value | None:
    """Read "April of 87"."""
    year = full_year(found.word("y"), dt.date(found.reference.year - 20, 1, 1))
    value = found.values[0]
    inside = [period for period in occurrences(value, dt.date(year, 6, 1)) if period.first and period.first.year == year]
    return value_of("day" if value.kind == "date" else "period", *inside[:1], unit="month" if value.kind == "month" else "")


def year_in_words(found: Found) -> Value | None:
    """Read "nineteen ninety-six", "two thousand and five"."""
    words = found.word("yw").replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        rest = count(" ".join(word for word in words[2:] if word != "and")) or 0
        return Value("year", number=2000 + rest)
    head = count(words[0]) or 0
    tail = count(" ".join(word for word in words[1:] if word not in ("and", "hundred")))
    return Value("year", number=head * 100 + tail) if tail is not None else None


def in_year(found: Found) -> Value | None:
    """Read a month, day or part that "last year", "this year" or a year's number follows."""
    whole = next((value for value in reversed(found.values) if value.kind in ("period", "year") and value.unit in ("", "year")), None)
    first = found.values[0]
    if whole is None or whole is first:
        return None
    year = around(whole, found.reference)[0].first
    if year is None or first.kind not in ("month", "date"):
        return None
    inside = [period for period in occurrences(first, year) if period.first and period.first.year == year.year]
    return value_of("day" if first.kind == "date" else "period", *inside[:1], unit="month" if first.kind == "month" else "")

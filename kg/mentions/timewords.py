"""Give the rules of the time grammar their words: numbers, units, years, and days that come again.

A weekday, a month or a day of a month recurs; which of its days is meant is left open here, as the last on or before the
reference and the next after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from kg.mentions import days
from kg.mentions.days import DAY, Period
from kg.mentions.tape import Found, Value
from kg.resources import toml_table


def count(word: str) -> int | None:
    """Return the number that a word before a unit of time stands for."""
    table = toml_table("times")["counts"]
    word = " ".join(word.replace("-", " ").split())
    if not word:
        return None
    if word.isdigit():
        return int(word)
    if word in table:
        return int(table[word])
    tens, _, rest = word.partition(" ")
    return int(table[tens]) + int(table[rest]) if tens in table and rest in table else None


def ordinal(word: str) -> int | None:
    """Return the number of an ordinal in digits or words: "3rd", "twenty-second", "last" (-1)."""
    if word == "last":
        return -1
    if word and word[0].isdigit():
        return int("".join(c for c in word if c.isdigit()))
    table = toml_table("numbers")
    parts = word.replace("-", " ").split()
    values = [int(table["ordinals"].get(part) or table["tens"].get(part) or table["units"].get(part) or 0) for part in parts]
    return sum(values) if values and all(values) else None


def unit_of(found: Found) -> str:
    """Return the unit of time that a match names."""
    return str(toml_table("times")["units"].get(found.word("unit"), found.word("unit")))


def full_year(word: str, reference: dt.date) -> int:
    """Return a year of four digits; two digits are read in the hundred years that end thirty years after the reference."""
    number = int(word)
    if len(word) > 2:
        return number
    century = reference.year - reference.year % 100
    return century + number if century + number <= reference.year + 30 else century - 100 + number


_WHICH = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}


def which(found: Found) -> int:
    """Return how many units before (-1), at (0) or after (1) the reference a word such as "last" points to."""
    return _WHICH.get(found.word("which").split()[-1] if found.word("which") else "this", 0)


def around(value: Value, reference: dt.date) -> tuple[Period, ...]:
    """Return the last time on or before the reference and the next after it, for what recurs; else the value's own choices."""
    if value.choices or value.kind not in ("weekday", "month", "date", "year"):
        return value.choices
    found = sorted(set(occurrences(value, reference)), key=lambda period: period.first or reference)
    if value.kind == "year":
        return tuple(found)
    past = [period for period in found if period.first and period.first <= reference]
    future = [period for period in found if period.first and period.first > reference]
    return (*past[-1:], *future[:1])


def occurrences(value: Value, reference: dt.date) -> Iterator[Period]:
    """Yield the times of what recurs in the years around the reference."""
    if value.kind == "weekday":
        past = reference - DAY * ((reference.weekday() - value.number) % 7)
        yield from (Period(past, past), Period(past + 7 * DAY, past + 7 * DAY))
        return
    if value.kind == "year":
        whole = days.years(value.number)
        yield from (whole,) if whole else ()
        return
    for year in range(max(1, reference.year - 8), min(9999, reference.year + 8) + 1):
        if value.unit:
            day = days.holiday(value.unit, year)
            found = Period(day, day) if day else None
        elif value.kind == "month":
            found = days.month(year, value.number)
        else:
            found = days.day(year, value.number // 100, value.number % 100)
        if found:
            yield found


def after(value: Value, start: dt.date) -> Period | None:
    """Return the first time at or after a day."""
    choices = around(value, start - DAY)
    return next((period for period in choices if period.last and period.last >= start), choices[-1] if choices else None)


def value_of(kind: str, *choices: Period | None, **more: object) -> Value | None:
    """Return a value of the periods that are known, or None where none is."""
    known = tuple(choice for choice in choices if choice)
    return replace(Value(kind, known), **more) if known else None  # type: ignore[arg-type]


def first_of(found: Found, kind: str) -> Value | None:
    """Return the first value of a kind in a match."""
    return next((value for value in found.values if value.kind == kind), None)

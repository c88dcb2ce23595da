"""Read days as pages and records write them; a day that could be two is none.

Formats: ISO 8601 and RFC 822 times, "20-02-2019", "8 March 2019", "March 8th, 2019", "2019/03/08". Of an all-digit
day such as 05-03-2019 nobody can tell month from day, so nothing is read from it. The day is the one that was
written: no time zone is applied.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from kg.resources import toml_table

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its names and abbreviations, in lower case without a full stop."""
    rows: dict[str, list[str]] = toml_table("articles")["months"]
    return {name: number for number, names in enumerate(rows.values(), start=1) for name in names}


@cache
def month_pattern() -> str:
    """Return a pattern that matches a month's name or abbreviation, with its full stop."""
    return "(?:" + "|".join(sorted(month_numbers(), key=len, reverse=True)) + r")\.?"


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = f"({month_pattern()})"
    day = r"(\d{1,2})(?:st|nd|rd|th)?"
    day_first = re.compile(rf"(?<!\d){day}(?:\s+of)?[\s-]+{month}[\s,-]+(\d{{4}})(?!\d)", re.IGNORECASE)
    month_first = re.compile(rf"(?<!\w){month}\s+{day}\s*,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
    return day_first, month_first


def parse_date(words: str) -> dt.date | None:
    """Return the first day that the words give in full, or None."""
    return next((day for _, _, day in find_dates(words)), None)


def find_dates(words: str) -> list[tuple[int, int, dt.date]]:
    """Return every day that the words give in full, with the characters it stands at, in text order."""
    return sorted(found for found in _found(words) if found[2] is not None)  # type: ignore[misc]


def _found(words: str) -> Iterator[tuple[int, int, dt.date | None]]:
    for match in _ISO.finditer(words):
        yield match.start(), match.end(), _day(match[1], match[2], match[3])
    for match in _YEAR_FIRST.finditer(words):
        yield match.start(), match.end(), _day(match[1], match[2], match[3])
    for match in _YEAR_LAST.finditer(words):
        yield match.start(), match.end(), _unambiguous(match[4], match[1], match[3])
    day_first, month_first = _named()
    for match in day_first.finditer(words):
        yield match.start(), match.end(), _named_day(match[3], match[2], match[1])
    for match in month_first.finditer(words):
        yield match.start(), match.end(), _named_day(match[3], match[1], match[2])


def _unambiguous(year: str, first: str, second: str) -> dt.date | None:
    """Return the day of two numbers where only one of them can be the month, or both are equal."""
    readings = {day for day in (_day(year, first, second), _day(year, second, first)) if day is not None}
    return readings.pop() if len(readings) == 1 else None


def _named_day(year: str, month: str, day: str) -> dt.date | None:
    return _day(year, str(month_numbers()[month.casefold().rstrip(".")]), day)


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None

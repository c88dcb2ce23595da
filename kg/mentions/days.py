"""Reckon with days: periods of the calendar, and steps from one to the next.

A period is half known where a bound is open; both bounds are inclusive days of the Gregorian calendar. Days before the
year 1 or after 9999 do not exist here: such steps give None.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Hold the first and last day of a stretch of days; None is an open end.

    ``turn`` is the first day of the last part where the period was put together from two ("from March to May": May 1).
    """

    first: dt.date | None
    last: dt.date | None
    turn: dt.date | None = None

    def shifted(self, days: int) -> Period:
        """Return the period moved by whole days."""
        move = dt.timedelta(days=days)
        return Period(self.first and self.first + move, self.last and self.last + move)


def day(year: int, month: int, number: int) -> Period | None:
    """Return one day, or None where the calendar has no such day (31 February)."""
    try:
        found = dt.date(year, month, number)
    except ValueError:
        return None
    return Period(found, found)


def month(year: int, number: int) -> Period | None:
    """Return a whole month."""
    if not (1 <= year <= 9999 and 1 <= number <= 12):
        return None
    return Period(dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]))


def years(first: int, count: int = 1) -> Period | None:
    """Return whole years: one, a decade (10), a century (100)."""
    if not 1 <= first <= first + count - 1 <= 9999:
        return None
    return Period(dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31))


def week(of: dt.date) -> Period:
    """Return the week, Monday to Sunday (ISO 8601), that holds a day."""
    monday = of - dt.timedelta(days=of.weekday())
    return Period(monday, monday + dt.timedelta(days=6))


def quarter(year: int, number: int) -> Period | None:
    """Return a quarter of a year, 1 to 4."""
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Period(first.first, last.last) if first and last else None


def add_months(start: dt.date, count: int) -> dt.date | None:
    """Return the same day of another month, or its last day where it is shorter."""
    index = start.year * 12 + start.month - 1 + count
    year, number = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, number + 1, min(start.day, calendar.monthrange(year, number + 1)[1]))


#: How many days or months each unit is.
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def step(start: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the day that lies ``count`` units after (or before) a day; hours are rounded to whole days away from it."""
    try:
        if unit in MONTHS:
            return add_months(start, count * MONTHS[unit])
        if unit == "hour":
            whole = -(-abs(count) // 24) if abs(count) > 12 else 0
            return start + dt.timedelta(days=whole if count > 0 else -whole)
        return start + dt.timedelta(days=count * DAYS.get(unit, 0))
    except OverflowError:
        return None


def unit_period(of: dt.date, unit: str, count: int = 0) -> Period | None:
    """Return the calendar's period of a unit that holds a day, or the ``count``-th after it."""
    moved = step(of, count, unit)
    if moved is None:
        return None
    if unit in ("week", "fortnight"):
        found = week(moved)
        return found if unit == "week" else Period(found.first, found.last and found.last + 7 * DAY)
    if unit == "weekend":
        saturday = week(moved).first
        return Period(saturday + 5 * DAY, saturday + 6 * DAY) if saturday else None
    wide = {"year": 1, "decade": 10, "century": 100}
    if unit in wide:
        return years(moved.year - moved.year % wide[unit], wide[unit])
    if unit == "month":
        return month(moved.year, moved.month)
    if unit == "quarter":
        return quarter(moved.year, (moved.month + 2) // 3)
    return Period(moved, moved)


def easter(year: int) -> dt.date:
    """Return Easter Sunday by the Gregorian reckoning (the anonymous algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    x = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * x) // 451
    number, rest = divmod(h + x - 7 * m + 114, 31)
    return dt.date(year, number, rest + 1)


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> dt.date | None:
    """Return the nth weekday (0 Monday) of a month, counted from the end where ``nth`` is negative."""
    whole = month(year, number)
    if whole is None or whole.first is None or whole.last is None:
        return None
    if nth > 0:
        found = whole.first + dt.timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (nth - 1))
    else:
        found = whole.last - dt.timedelta(days=(whole.last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return found if found.month == number else None


def holiday(rule: str, year: int) -> dt.date | None:
    """Return the day of a named day in a year, by its row: "12-25", "11-3-4" (fourth Thursday of November), "easter+1"."""
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule[6:]))
    number, _, rest = rule.partition("-")
    if "-" in rest:
        weekday, _, nth = rest.partition("-")
        return nth_weekday(year, int(number), int(weekday), int(nth))
    found = day(year, int(number), int(rest))
    return found.first if found else None


def one(found: dt.date | None) -> Period | None:
    """Return a day as a period."""
    return Period(found, found) if found else None


def stretch(first: dt.date | None, last: dt.date | None) -> Period | None:
    """Return the period between two days, None where either is missing or they are out of order."""
    return Period(first, last) if first and last and first <= last else None

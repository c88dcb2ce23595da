"""Work out parts of a period: "early February", "the first week of May", "the end of the year"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.mentions import days
from kg.mentions.days import DAY, Period
from kg.mentions.tape import Found, Value
from kg.mentions.timewords import around, count, first_of, full_year, ordinal, unit_of, value_of


def third_of(period: Period, unit: str, third: int) -> Period:
    """Return the early, middle or late part: ten days of a month, four months of a year, else a third."""
    first, last = period.first, period.last
    if first is None or last is None:
        return period
    if unit == "month":
        starts = (first, first + 9 * DAY, first + 20 * DAY, last + DAY)
    elif unit == "year":
        starts = (first, dt.date(first.year, 5, 1), dt.date(first.year, 9, 1), last + DAY)
    elif unit == "week":
        starts = (first, first + 2 * DAY, first + 3 * DAY, last + DAY)
    else:
        size = (last - first).days + 1
        starts = (first, first + DAY * (size // 3), first + DAY * (2 * size // 3), last + DAY)
    end = starts[third + 1] - DAY
    if third == 0 and unit in ("week", "month"):
        end = first + DAY * (2 if unit == "week" else 9)
    return Period(starts[third], end)


def part_of(found: Found) -> Value | None:
    """Read "early February", "the end of 2010", "mid-1990s"; a part of a day is the day."""
    value = found.values[-1]
    third = int(found.argument)
    choices = around(value, found.reference)
    if value.kind in ("day", "weekday", "date", "past"):
        return replace(value, clocked=True)
    unit = value.unit if value.kind == "period" else value.kind
    return value_of("period", *(third_of(choice, unit, third) for choice in choices), unit="part")


def so_far(found: Found) -> Value | None:
    """Read "earlier this year" (up to the reference) and "later this year" (from it)."""
    value = found.values[-1]
    whole = around(value, found.reference)[:1]
    if not whole or value.kind != "period":
        return replace(value, clocked=True) if value.kind in ("day", "weekday") else None
    first, last = whole[0].first, whole[0].last
    if first is None or last is None or not first <= found.reference <= last:
        return part_of(replace(found, argument="0" if found.argument == "-" else "2"))
    return value_of("period", Period(first, found.reference) if found.argument == "-" else Period(found.reference, last), unit="part")


def nth_part(found: Found) -> Value | None:
    """Read "the first week of May", "the last three months of 2008", "the second half of 2009", "the 3rd quarter"."""
    whole = found.values[-1]
    nth = ordinal(found.word("ord"))
    parts = [nth_in(choice, unit_of(found), nth, count(found.word("n") or "one") or 1) for choice in around(whole, found.reference) if nth]
    return value_of("day" if unit_of(found) == "day" else "period", *parts, unit="part")


def nth_in(choice: Period, unit: str, nth: int | None, number: int) -> Period | None:
    """Return the nth part (the last where -1) of ``number`` units of a period; a week belongs to where its Thursday is."""
    if choice.first is None or choice.last is None or nth is None:
        return None
    if unit == "half":
        middle = days.add_months(choice.first, 6)
        if middle is None or nth not in (1, 2, -1):
            return None
        return Period(choice.first, middle - DAY) if nth == 1 else Period(middle, choice.last)
    if unit == "week":
        monday = days.week(choice.first + 3 * DAY if nth > 0 else choice.last - 3 * DAY)
        first = monday.shifted(7 * (nth - 1 if nth > 0 else nth + 2 - number))
        return Period(first.first, first.last and first.last + 7 * DAY * (number - 1))
    if nth > 0:
        start = days.step(choice.first, (nth - 1) * number, unit)
        end = start and days.step(start, number, unit)
        return Period(start, end - DAY) if start and end and start <= choice.last else None
    start = days.step(choice.last + DAY, -number, unit)
    return Period(start, choice.last) if start else None


def nth_weekday(found: Found) -> Value | None:
    """Read "the first Monday of next month", "the last Friday in May 2010"."""
    named, whole, nth = first_of(found, "weekday"), found.values[-1], ordinal(found.word("ord"))
    if named is None or nth is None or whole is named:
        return None
    firsts = [choice.first for choice in around(whole, found.reference) if choice.first]
    found_days = [days.nth_weekday(first.year, first.month, named.number, nth) for first in firsts]
    return value_of("day", *(Period(day, day) for day in found_days if day))


def quarter(found: Found) -> Value | None:
    """Read "Q3 2019", "q1"."""
    number = int(found.word("q"))
    year = first_of(found, "year")
    known = [year.number] if year else [full_year(found.word("y"), found.reference)] if found.word("y") else []
    return value_of("period", *(days.quarter(y, number) for y in known or [found.reference.year, found.reference.year + 1]), unit="quarter")


def week_of(found: Found) -> Value | None:
    """Read "the week of April 10th"."""
    choices = around(found.values[-1], found.reference)
    return value_of("period", *(days.week(choice.first) for choice in choices if choice.first), unit="week")


def numbered_week(found: Found) -> Value | None:
    """Read "week 31" of the reference's year (ISO 8601)."""
    number = int(found.word("w"))
    try:
        monday = dt.date.fromisocalendar(found.reference.year, number, 1)
    except ValueError:
        return None
    return Value("period", (days.week(monday),), unit="week")


def _this(found: Found) -> Period | None:
    return days.unit_period(found.reference, unit_of(found))


def nth_of_this_year(found: Found) -> Value | None:
    """Read "the first quarter of the year"."""
    whole = days.years(found.reference.year)
    return value_of("period", whole and nth_in(whole, unit_of(found), ordinal(found.word("ord")), 1), unit="part")


def nth_part_day(found: Found) -> Value | None:
    """Read "the 15th day of next month"."""
    nth = ordinal(found.word("ord"))
    return value_of("day", *(nth_in(choice, "day", nth, 1) for choice in around(found.values[-1], found.reference)))


def nth_day_of_this(found: Found) -> Value | None:
    """Read "the 26th day of the month"."""
    whole, nth = _this(found), ordinal(found.word("ord"))
    return value_of("day", whole and nth_in(whole, "day", nth, 1))


def end_unit(found: Found) -> Value | None:
    """Read "the end of the week": its last third."""
    unit = unit_of(found) or "year"
    whole = days.unit_period(found.reference, unit)
    if whole is None or whole.first is None or whole.last is None:
        return None
    half = {"week": 3, "month": 15}.get(unit)
    middle = whole.first + DAY * half if half else days.add_months(whole.first, 6 if unit == "year" else 60)
    return value_of("period", Period(middle, whole.last) if middle else None, unit="part")


def start_unit(found: Found) -> Value | None:
    """Read "the beginning of the year": its first third."""
    whole = _this(found)
    return value_of("period", third_of(whole, unit_of(found), 0) if whole else None, unit="part")


def earlier_unit(found: Found) -> Value | None:
    """Read "earlier in the week", "later in the year"."""
    whole = _this(found)
    if whole is None:
        return None
    return value_of(
        "period", Period(whole.first, found.reference) if found.argument == "-" else Period(found.reference, whole.last), unit="part"
    )


def half_year(found: Found) -> Value | None:
    """Read "2019 H2"."""
    known = first_of(found, "year")
    whole = known and days.years(known.number)
    chosen = nth_in(whole, "half", int(found.word("h") or found.word("h2")), 1) if whole else None
    return value_of("period", chosen, unit="part")


def weekend_of(found: Found) -> Value | None:
    """Read "the weekend of Halloween", "Labor Day weekend": Saturday and Sunday with the day itself where it touches them."""
    whole = [_weekend_with(choice.first) for choice in around(next(v for v in found.values), found.reference) if choice.first]
    return value_of("period", *whole, unit="weekend")


def _weekend_with(day: dt.date) -> Period:
    saturday = day - 2 * DAY if day.weekday() == 0 else day + DAY * (5 - day.weekday())
    return Period(min(day, saturday) if day.weekday() > 2 or day.weekday() == 0 else saturday, max(day, saturday + DAY))

"""Work out the days that the rows of the time grammar mean.

Each rule takes a match of its row and returns a value, or None where the words cannot be that (31 February is a day
without a period; "week 60" is nothing). Choices keep a past and a future reading; which one holds is for the reader of
the sentence to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from kg.mentions import days
from kg.mentions.days import DAY, Period
from kg.mentions.tape import Found, Rule, Value
from kg.resources import toml_table

# -- words -----------------------------------------------------------------------------------------------------------


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


# -- recurring days and months ---------------------------------------------------------------------------------------


def around(value: Value, reference: dt.date) -> tuple[Period, ...]:
    """Return the last time on or before the reference and the next after it, for what recurs; else the value's own choices."""
    if value.choices or value.kind not in ("weekday", "month", "date", "year"):
        return value.choices
    found = sorted(set(_occurrences(value, reference)), key=lambda period: period.first or reference)
    if value.kind == "year":
        return tuple(found)
    past = [period for period in found if period.first and period.first <= reference]
    future = [period for period in found if period.first and period.first > reference]
    return (*past[-1:], *future[:1])


def _occurrences(value: Value, reference: dt.date) -> Iterator[Period]:
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


def _value(kind: str, *choices: Period | None, **more: object) -> Value | None:
    known = tuple(choice for choice in choices if choice)
    return replace(Value(kind, known), **more) if known else None  # type: ignore[arg-type]


# -- dates -----------------------------------------------------------------------------------------------------------


def _part(found: Found, kind: str) -> Value | None:
    return next((value for value in found.values if value.kind == kind), None)


def full_date(found: Found) -> Value | None:
    """Read a day with its year; the month is a name or a number, American order unless that is no date."""
    named = _part(found, "month")
    day = ordinal(found.word("dom")) if found.word("dom") else None
    month = named.number if named else int(found.word("m") or 0)
    known = _part(found, "year")
    year = known.number if known else full_year(found.word("y"), found.reference)
    if named is None and not found.argument and month > 12 and (day or 0) <= 12:
        month, day = day or 0, month
    if day is None or not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    whole = days.day(year, month, day)
    return Value("day", (whole,) if whole else ())


def month_day(found: Found) -> Value | None:
    """Read a day without its year: it recurs. A day that no year has (31 February) is kept without days."""
    named = _part(found, "month")
    day = ordinal(found.word("dom"))
    month = named.number if named else int(found.word("m") or 0)
    if named is None and month > 12 and (day or 0) <= 12:
        month, day = day or 0, month
    if not day or not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    return Value("date", number=month * 100 + day, weak=found.argument == "weak") if days.day(2000, month, day) else Value("day")


def month_year(found: Found) -> Value | None:
    """Read a month of a year, or of last, this or next year."""
    named = _part(found, "month")
    number = named.number if named else int(found.word("m") or 0)
    known = _part(found, "year")
    year = known.number if known else full_year(found.word("y"), found.reference)
    return _value("period", days.month(year, number), unit="month")


def a_year(found: Found) -> Value | None:
    """Read a bare year."""
    return Value("year", number=int(found.word("y")))


def decade(found: Found) -> Value | None:
    """Read "1990s", "the nineties"; two digits are of the last hundred years."""
    word = found.word("y")
    first = int(word) if len(word) == 4 else found.reference.year - found.reference.year % 100 + int(word)
    if len(word) == 2 and first > found.reference.year:
        first -= 100
    return _value("period", days.years(first, 100 if word.endswith("00") and len(word) == 4 and found.argument else 10), unit="decade")


def century(found: Found) -> Value | None:
    """Read "the 19th century" as 1800 to 1899."""
    number = ordinal(found.word("ord"))
    return _value("period", days.years(max(1, 100 * (number - 1)), 100), unit="century") if number else None


def holiday(found: Found) -> Value | None:
    """Read a day that has a name; its row in the lexicon says when it is."""
    rule = toml_table("times")["holidays"].get(found.word("holiday").replace("\n", " "))
    return Value("date", unit=rule) if rule else None


def span_of_month(found: Found) -> Value | None:
    """Read "March 10-12", "between 3 and 12 of September", each end with the month's name once."""
    named = _part(found, "month")
    first, last = ordinal(found.word("dom")), ordinal(found.word("dom2"))
    whole = _part(found, "period")
    known = _part(found, "year")
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
    return _value("period", *(value.choices[0] for value in ends if value), unit="day")


def _between(found: Found, year: int, month: int, first: int, last: int) -> Value | None:
    start, end = days.day(year, month, first), days.day(year, month, last)
    return _value("period", Period(start.first, end.last, end.first), unit="day") if start and end else None


# -- relative to the reference ---------------------------------------------------------------------------------------


def near_day(found: Found) -> Value | None:
    """Read "today", "yesterday", "tonight": the argument counts days from the reference."""
    day = found.reference + DAY * int(found.argument)
    return Value("day", (Period(day, day),))


def next_to(found: Found) -> Value | None:
    """Read "the following day", "a day earlier": a step from the day spoken of before."""
    steps = int(found.argument or 1) * (count(found.word("n")) or 1)
    unit = unit_of(found) or "day"
    day = days.step(found.reference, steps, unit)
    return _value("day" if unit == "day" else "past", day and Period(day, day), anchored=True, number=steps, unit=unit)


_WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "same": 0, "that": 0, "the": 0, "next": 1, "coming": 1, "upcoming": 1, "following": 1}


def which(found: Found) -> int:
    """Return how many units before (-1), at (0) or after (1) the reference a word such as "last" points to."""
    return _WHICH.get(found.word("which").split()[-1] if found.word("which") else "this", 0)


def unit_near(found: Found) -> Value | None:
    """Read "last week", "this month", "next year", "the week after next"."""
    unit = unit_of(found)
    steps = int(found.argument) if found.argument else which(found)
    kind = "day" if unit == "day" else "period"
    whole = days.unit_period(found.reference, unit, steps)
    if unit == "day" and steps == 0 and found.word("which") == "that":
        return Value("day", (whole,) if whole else (), anchored=True)
    return _value(kind, whole, unit=unit)


def weekday_near(found: Found) -> Value | None:
    """Read "last Friday" (of last week), "this Friday", "next Friday", "the coming Friday" (the first after today)."""
    named = _part(found, "weekday")
    if named is None:
        return None
    word = found.word("which")
    past, *future = around(named, found.reference)
    if word in ("past", "this past"):
        return _value("day", past if past.first != found.reference else past.shifted(-7), unit="weekday")
    if word in ("upcoming", "this upcoming", "this coming"):
        return _value("day", *future[:1], unit="weekday")
    day = found.reference + DAY * (named.number - found.reference.weekday() + 7 * which(found))
    return _value("day", Period(day, day), unit="weekday")


def weekday_of_week(found: Found) -> Value | None:
    """Read "next week on Tuesday", "Monday of that week"."""
    named, whole = _part(found, "weekday"), _part(found, "period")
    if named is None or whole is None or whole.unit != "week" or not whole.choices or whole.choices[0].first is None:
        return None
    day = whole.choices[0].first + DAY * named.number
    return Value("day", (Period(day, day),))


def month_near(found: Found) -> Value | None:
    """Read "last November", "this May", "next April"."""
    named = _part(found, "month")
    if named is None:
        return None
    here = found.reference
    steps = which(found)
    year = here.year
    if steps < 0 and named.number >= here.month:
        year -= 1
    if steps > 0 and named.number <= here.month:
        year += 1
    return _value("period", days.month(year, named.number), unit="month")


def in_year(found: Found) -> Value | None:
    """Read a month, day or part that "last year", "this year" or a year's number follows."""
    whole = next((value for value in reversed(found.values) if value.kind in ("period", "year") and value.unit in ("", "year")), None)
    first = found.values[0]
    if whole is None or whole is first:
        return None
    year = around(whole, found.reference)[0].first
    if year is None or first.kind not in ("month", "date"):
        return None
    inside = [period for period in _occurrences(first, year) if period.first and period.first.year == year.year]
    return _value("day" if first.kind == "date" else "period", *inside[:1], unit="month" if first.kind == "month" else "")


def length(found: Found) -> Value | None:
    """Read a length of time: "three days", "48 hours", "two and a half years" (whole units)."""
    number = count(found.word("n") or "a")
    vague = found.word("n") in ("few", "several", "some", "a few")
    return Value("length", number=number, unit=unit_of(found), weak=vague) if number is not None else None


def last_lengths(found: Found) -> Value | None:
    """Read "the past two months", "the next 48 hours", "the 5 previous weeks"."""
    size = _part(found, "length")
    number, unit = (size.number, size.unit) if size else (count(found.word("n") or "a"), unit_of(found))
    if number is None:
        return None
    if unit == "quarter":
        return _quarters(found, number)
    if which(found) < 0:
        start = days.step(found.reference, -number, unit)
        return _value("period", start and Period(start, found.reference), unit=unit)
    end = days.step(found.reference, number, unit)
    first = found.reference + DAY if unit not in ("hour", "minute", "second") and not found.argument else found.reference
    return _value("period", end and Period(min(first, end), end), unit=unit)


def _quarters(found: Found, number: int) -> Value | None:
    """Return whole quarters before or after the one that holds the reference."""
    steps = range(-number, 0) if which(found) < 0 else range(1, number + 1)
    whole = [days.unit_period(found.reference, "quarter", step) for step in steps]
    first, last = whole[0] if whole else None, whole[-1] if whole else None
    return _value("period", Period(first.first, last.last) if first and last else None, unit="range")


def ago(found: Found) -> Value | None:
    """Read "five years ago", "two weeks earlier", "in three days": a step from the reference, as exact as its unit."""
    size = _part(found, "length")
    if size is None:
        return None
    sign = -1 if found.argument.startswith("-") else 1
    day = days.step(found.reference, sign * size.number, size.unit)
    anchored, weak = "anchored" in found.argument, "weak" in found.argument
    return _value("past", day and Period(day, day), unit=size.unit, number=sign * size.number, anchored=anchored, weak=weak or size.weak)


def from_day(found: Found) -> Value | None:
    """Read "two days after next Friday", "three weeks before Christmas"."""
    size, base = _part(found, "length"), found.values[-1]
    if size is None or base is size:
        return None
    sign = -1 if found.argument.startswith("-") else 1
    choices = around(base, found.reference)[-1:]
    steps = [choice.first if sign < 0 or "first" in found.argument else choice.last for choice in choices]
    moved = [days.step(start, sign * size.number, size.unit) for start in steps if start]
    return _value("day", *(Period(day, day) for day in moved if day))


# -- parts -----------------------------------------------------------------------------------------------------------


def _thirds(period: Period, unit: str, third: int) -> Period:
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
    return _value("period", *(_thirds(choice, unit, third) for choice in choices), unit="part")


def so_far(found: Found) -> Value | None:
    """Read "earlier this year" (up to the reference) and "later this year" (from it)."""
    value = found.values[-1]
    whole = around(value, found.reference)[:1]
    if not whole or value.kind != "period":
        return replace(value, clocked=True) if value.kind in ("day", "weekday") else None
    first, last = whole[0].first, whole[0].last
    if first is None or last is None or not first <= found.reference <= last:
        return part_of(replace(found, argument="0" if found.argument == "-" else "2"))
    return _value("period", Period(first, found.reference) if found.argument == "-" else Period(found.reference, last), unit="part")


def nth_part(found: Found) -> Value | None:
    """Read "the first week of May", "the last three months of 2008", "the second half of 2009", "the 3rd quarter"."""
    whole = found.values[-1]
    nth = ordinal(found.word("ord"))
    parts = [_nth(choice, unit_of(found), nth, count(found.word("n") or "one") or 1) for choice in around(whole, found.reference) if nth]
    return _value("day" if unit_of(found) == "day" else "period", *parts, unit="part")


def _nth(choice: Period, unit: str, nth: int | None, number: int) -> Period | None:
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
    named, whole, nth = _part(found, "weekday"), found.values[-1], ordinal(found.word("ord"))
    if named is None or nth is None or whole is named:
        return None
    firsts = [choice.first for choice in around(whole, found.reference) if choice.first]
    found_days = [days.nth_weekday(first.year, first.month, named.number, nth) for first in firsts]
    return _value("day", *(Period(day, day) for day in found_days if day))


def quarter(found: Found) -> Value | None:
    """Read "Q3 2019", "q1"."""
    number = int(found.word("q"))
    year = _part(found, "year")
    known = [year.number] if year else [full_year(found.word("y"), found.reference)] if found.word("y") else []
    return _value("period", *(days.quarter(y, number) for y in known or [found.reference.year, found.reference.year + 1]), unit="quarter")


def week_of(found: Found) -> Value | None:
    """Read "the week of April 10th"."""
    choices = around(found.values[-1], found.reference)
    return _value("period", *(days.week(choice.first) for choice in choices if choice.first), unit="week")


def numbered_week(found: Found) -> Value | None:
    """Read "week 31" of the reference's year (ISO 8601)."""
    number = int(found.word("w"))
    try:
        monday = dt.date.fromisocalendar(found.reference.year, number, 1)
    except ValueError:
        return None
    return Value("period", (days.week(monday),), unit="week")


# -- putting together ------------------------------------------------------------------------------------------------


def keep(found: Found) -> Value | None:
    """Let more words belong to the last value read (the argument "first" keeps the first instead)."""
    return found.values[0] if found.argument == "first" else found.values[-1] if found.values else None


def dated(found: Found) -> Value | None:
    """Read a weekday (or "last Friday", "tomorrow") with its date: the date says which."""
    names = [value for value in found.values if value.kind == "weekday" or value.unit == "weekday"]
    dates = [value for value in found.values if value not in names]
    return replace(dates[0], weak=False) if names and dates else None


def at_clock(found: Found) -> Value | None:
    """Read a day with a time of day: the day."""
    value = next((v for v in found.values if v.kind not in ("clock", "part", "length")), None)
    return replace(value, clocked=True) if value else None


def through(found: Found) -> Value | None:
    """Read "from A to B": B is the first such day after A, A the last before B where only B is known."""
    first, last = found.values[0], found.values[-1]
    starts = around(first, found.reference)
    if _recurs(first) and not _recurs(last):
        ends = around(last, found.reference)
        bound = ends[0].last if ends else None
        starts = tuple(period for period in around(first, bound)[:1]) if bound else ()
    joined = []
    for start in starts:
        end = after(last, start.first) if start.first and _recurs(last) else next(iter(around(last, found.reference)), None)
        if end and end.last and start.first and start.first <= end.last:
            joined.append(Period(start.first, end.last, end.first))
    if len(joined) == 2 and joined[0].last and joined[0].last >= found.reference:
        joined = joined[:1]
    return _value("period", *joined, unit="range")


def _recurs(value: Value) -> bool:
    return not value.choices and value.kind in ("weekday", "month", "date")


def bound(found: Found) -> Value | None:
    """Read "since", "until", "before", "after", "by": an open end, which the argument names."""
    value = found.values[-1]
    choices = around(value, found.reference)
    single = value.kind in ("day", "date", "weekday", "past")
    made: list[Period] = []
    for choice in choices:
        if found.argument == "since":
            made.append(Period(choice.first, None))
        elif found.argument == "after" and choice.last:
            made.append(Period(choice.last if single else choice.last + DAY, None))
        elif found.argument == "before" and choice.first:
            made.append(Period(None, choice.first - DAY))
        elif found.argument == "until":
            made.append(Period(None, choice.last))
    return _value("since" if found.argument in ("since", "after") else "until", *made, unit=found.argument)


def without_days(found: Found) -> Value | None:
    """Read words of time that mean no day: the argument is the kind ("set", "clock", "part", "word")."""
    return Value(found.argument)


def overnight(found: Found) -> Value | None:
    """Read "overnight", "last night": the day before the reference and the reference; "overnight on Monday": Monday and the next."""
    named = next((value for value in found.values if value.kind in ("weekday", "day", "date")), None)
    if named is None:
        return Value("night", (Period(found.reference - DAY, found.reference),), unit="night", clocked=True)
    choices = [Period(choice.first, choice.first + DAY) for choice in around(named, found.reference) if choice.first]
    return _value("period", *choices, unit="night", clocked=True)


# -- the rest --------------------------------------------------------------------------------------------------------


def part_near(found: Found) -> Value | None:
    """Read "last night", "this morning", "next evening": the day before, of, or after the reference."""
    day = found.reference + DAY * which(found)
    return Value("day", (Period(day, day),), clocked=True)


def a_part(found: Found) -> Value | None:
    """Read a part of a day: "at night" reaches from the day before into the reference, any other names no day alone."""
    if found.argument == "night":
        return Value("night", (Period(found.reference - DAY, found.reference),), clocked=True)
    return Value("part")


def years_short(found: Found) -> Value | None:
    """Read "2003-5", "2009 - 10", "1824-86": the second year shares the first digits of the first."""
    first, tail = int(found.word("y")), found.word("yy")
    last = first - first % 10 ** len(tail) + int(tail)
    start, end = days.years(first), days.years(last)
    if not start or not end or not 0 < last - first < 60:
        return None
    return Value("period", (Period(start.first, end.last, end.first),), unit="range")


def to_date(found: Found) -> Value | None:
    """Read "the year to date"."""
    whole = days.unit_period(found.reference, unit_of(found))
    return _value("period", whole and Period(whole.first, found.reference), unit="part")


def weekend(found: Found) -> Value | None:
    """Read "the weekend": the last that has begun, or the next."""
    saturday = found.reference - DAY * ((found.reference.weekday() - 5) % 7)
    return Value("period", tuple(Period(start, start + DAY) for start in (saturday, saturday + 7 * DAY)), unit="weekend")


def _this(found: Found) -> Period | None:
    return days.unit_period(found.reference, unit_of(found))


def nth_of_this_year(found: Found) -> Value | None:
    """Read "the first quarter of the year"."""
    whole = days.years(found.reference.year)
    return _value("period", whole and _nth(whole, unit_of(found), ordinal(found.word("ord")), 1), unit="part")


def nth_part_day(found: Found) -> Value | None:
    """Read "the 15th day of next month"."""
    nth = ordinal(found.word("ord"))
    return _value("day", *(_nth(choice, "day", nth, 1) for choice in around(found.values[-1], found.reference)))


def nth_day_of_this(found: Found) -> Value | None:
    """Read "the 26th day of the month"."""
    whole, nth = _this(found), ordinal(found.word("ord"))
    return _value("day", whole and _nth(whole, "day", nth, 1))


def weekday_dom(found: Found) -> Value | None:
    """Read "Monday 21": the nearest such days before and after the reference."""
    named, dom = _part(found, "weekday"), ordinal(found.word("dom")) or 0
    if named is None or not 1 <= dom <= 31:
        return None
    matching: list[dt.date] = []
    for steps in range(-24, 25):
        start = days.add_months(found.reference.replace(day=1), steps)
        whole = start and days.day(start.year, start.month, dom)
        if whole and whole.first and whole.first.weekday() == named.number:
            matching.append(whole.first)
    past = [day for day in matching if day <= found.reference][-1:]
    future = [day for day in matching if day > found.reference][:1]
    return _value("day", *(Period(day, day) for day in (past if past == [found.reference] else [*past, *future])))


def end_unit(found: Found) -> Value | None:
    """Read "the end of the week": its last third."""
    unit = unit_of(found) or "year"
    whole = days.unit_period(found.reference, unit)
    if whole is None or whole.first is None or whole.last is None:
        return None
    half = {"week": 3, "month": 15}.get(unit)
    middle = whole.first + DAY * half if half else days.add_months(whole.first, 6 if unit == "year" else 60)
    return _value("period", Period(middle, whole.last) if middle else None, unit="part")


def start_unit(found: Found) -> Value | None:
    """Read "the beginning of the year": its first third."""
    whole = _this(found)
    return _value("period", whole and _thirds(whole, unit_of(found), 0), unit="part")


def earlier_unit(found: Found) -> Value | None:
    """Read "earlier in the week", "later in the year"."""
    whole = _this(found)
    if whole is None:
        return None
    return _value("period", Period(whole.first, found.reference) if found.argument == "-" else Period(found.reference, whole.last), unit="part")




def to_now(found: Found) -> Value | None:
    """Read "from March to date", "between 2015 and now"."""
    value = found.values[0]
    starts = [choice.first for choice in around(value, found.reference)[:1]]
    return _value("period", *(Period(first, found.reference) for first in starts if first and first <= found.reference), unit="range")


def decade_word(found: Found) -> Value | None:
    """Read "the nineties" as the last such ten years."""
    stem = found.word("word").removesuffix("ies") + "y"
    tens = int(toml_table("numbers")["tens"].get(stem, 0))
    first = found.reference.year - found.reference.year % 100 + tens
    return _value("period", days.years(first if first <= found.reference.year else first - 100, 10), unit="decade") if tens else None


def in_short_year(found: Found) -> Value | None:
    """Read "April of 87"."""
    year = full_year(found.word("y"), dt.date(found.reference.year - 20, 1, 1))
    value = found.values[0]
    inside = [period for period in _occurrences(value, dt.date(year, 6, 1)) if period.first and period.first.year == year]
    return _value("day" if value.kind == "date" else "period", *inside[:1], unit="month" if value.kind == "month" else "")


def year_in_words(found: Found) -> Value | None:
    """Read "nineteen ninety-six", "two thousand and five"."""
    words = found.word("yw").replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        rest = count(" ".join(word for word in words[2:] if word != "and")) or 0
        return Value("year", number=2000 + rest)
    head, rest = count(words[0]) or 0, count(" ".join(word for word in words[1:] if word not in ("and", "hundred")))
    return Value("year", number=head * 100 + rest) if rest is not None else None


def weekend_of(found: Found) -> Value | None:
    """Read "the weekend of Halloween", "Labor Day weekend": Saturday and Sunday with the day itself where it touches them."""
    whole = [_weekend_with(choice.first) for choice in around(next(v for v in found.values), found.reference) if choice.first]
    return _value("period", *whole, unit="weekend")


def _weekend_with(day: dt.date) -> Period:
    saturday = day - 2 * DAY if day.weekday() == 0 else day + DAY * (5 - day.weekday())
    return Period(min(day, saturday) if day.weekday() > 2 or day.weekday() == 0 else saturday, max(day, saturday + DAY))


def the_unit(found: Found) -> Value | None:
    """Read "the week", "the year": a time only where more words say so."""
    whole = days.unit_period(found.reference, unit_of(found))
    return _value("day" if unit_of(found) == "day" else "period", whole, unit=unit_of(found), weak=True)


def lasting_from(found: Found) -> Value | None:
    """Read "three days from today", "a week starting tomorrow": as long as that from the day on."""
    size, base = _part(found, "length"), found.values[-1]
    choices = around(base, found.reference)[-1:] if base.kind == "date" and found.reference.month == 12 else around(base, found.reference)[:1]
    starts = [choice.first for choice in choices if choice.first]
    ends = [days.step(start, size.number, size.unit) for start in starts] if size else []
    return _value("period", *(Period(start, end) for start, end in zip(starts, ends, strict=False) if end), unit="range")


def until_from_now(found: Found) -> Value | None:
    """Read "between now and November 15th"."""
    end = after(found.values[-1], found.reference)
    return _value("period", end and end.last and Period(found.reference, end.last, end.first), unit="range")


def date_near(found: Found) -> Value | None:
    """Read "last Easter", "next New Year's Day": the nearest before or after the reference."""
    choices = around(found.values[-1], found.reference)
    steps = which(found)
    return _value("day", *(choices[:1] if steps < 0 else choices[-1:] if steps > 0 else ())) if steps else found.values[-1]


def bare_dom(found: Found) -> Value | None:
    """Read "the 18th": of the month of the reference, or the one before or after it."""
    number = ordinal(found.word("dom")) or 0
    starts = [days.add_months(found.reference.replace(day=1), step) for step in (-1, 0, 1)]
    known = [period for start in starts if start for period in [days.day(start.year, start.month, number)] if period and period.first]
    past = [period for period in known if period.first and period.first <= found.reference]
    future = [period for period in known if period.first and period.first > found.reference]
    return _value("day", *past[-1:], *future[:1], weak=True)


def dom_of_period(found: Found) -> Value | None:
    """Read "the 21st of next month"."""
    whole = found.values[-1]
    if whole.unit != "month" or not whole.choices or whole.choices[0].first is None:
        return None
    first = whole.choices[0].first
    return _value("day", days.day(first.year, first.month, ordinal(found.word("dom")) or 0))


def half_year(found: Found) -> Value | None:
    """Read "2019 H2"."""
    known = _part(found, "year")
    whole = known and days.years(known.number)
    return _value("period", whole and _nth(whole, "half", int(found.word("h") or found.word("h2")), 1), unit="part")


def lasting(found: Found) -> Value | None:
    """Read "for three days now", "for three days we have": up to the reference."""
    size = _part(found, "length")
    start = days.step(found.reference, -size.number, size.unit) if size and not size.weak else None
    return _value("period", start and Period(start, found.reference), unit="lasting")


def within(found: Found) -> Value | None:
    """Read "within two weeks": from the reference on."""
    size = _part(found, "length")
    end = size and days.step(found.reference, size.number, size.unit)
    return _value("period", end and Period(found.reference, end), unit="within", weak=True)


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        full_date, month_day, month_year, a_year, decade, century, holiday, span_of_month, near_day, next_to, unit_near, weekday_near,
        weekday_of_week, month_near, in_year, length, last_lengths, ago, from_day, part_of, so_far, nth_part, nth_weekday, quarter, week_of,
        numbered_week, keep, dated, at_clock, through, bound, without_days, overnight, part_near, a_part, years_short, to_date, weekend,
        nth_of_this_year, nth_part_day, weekday_dom, end_unit, start_unit, earlier_unit, to_now, within, lasting,
        lasting_from, until_from_now, date_near, bare_dom, dom_of_period, half_year, the_unit, decade_word, in_short_year, year_in_words, weekend_of, nth_day_of_this,
    )
}  # fmt: skip

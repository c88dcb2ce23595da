"""Work out days that are told from the reference day: "yesterday", "last week", "two years ago", "the 18th"."""

from __future__ import annotations

import datetime as dt

from kg.mentions import days
from kg.mentions.days import DAY, Period
from kg.mentions.tape import Found, Value
from kg.mentions.timewords import around, count, first_of, ordinal, unit_of, value_of, which


def near_day(found: Found) -> Value | None:
    """Read "today", "yesterday", "tonight": the argument counts days from the reference."""
    day = found.reference + DAY * int(found.argument)
    return Value("day", (Period(day, day),))


def next_to(found: Found) -> Value | None:
    """Read "the following day", "a day earlier": a step from the day spoken of before."""
    steps = int(found.argument or 1) * (count(found.word("n")) or 1)
    unit = unit_of(found) or "day"
    day = days.step(found.reference, steps, unit)
    return value_of("day" if unit == "day" else "past", days.one(day), anchored=True, number=steps, unit=unit)


def unit_near(found: Found) -> Value | None:
    """Read "last week", "this month", "next year", "the week after next"."""
    unit = unit_of(found)
    steps = int(found.argument) if found.argument else which(found)
    kind = "day" if unit == "day" else "period"
    whole = days.unit_period(found.reference, unit, steps)
    if unit == "day" and steps == 0 and found.word("which") == "that":
        return Value("day", (whole,) if whole else (), anchored=True)
    return value_of(kind, whole, unit=unit)


def weekday_near(found: Found) -> Value | None:
    """Read "last Friday" (of last week), "this Friday", "next Friday", "the coming Friday" (the first after today)."""
    named = first_of(found, "weekday")
    if named is None:
        return None
    word = found.word("which")
    past, *future = around(named, found.reference)
    if word in ("past", "this past"):
        return value_of("day", past if past.first != found.reference else past.shifted(-7), unit="weekday")
    if word in ("upcoming", "this upcoming", "this coming"):
        return value_of("day", *future[:1], unit="weekday")
    day = found.reference + DAY * (named.number - found.reference.weekday() + 7 * which(found))
    return value_of("day", Period(day, day), unit="weekday")


def weekday_of_week(found: Found) -> Value | None:
    """Read "next week on Tuesday", "Monday of that week"."""
    named, whole = first_of(found, "weekday"), first_of(found, "period")
    if named is None or whole is None or whole.unit != "week" or not whole.choices or whole.choices[0].first is None:
        return None
    day = whole.choices[0].first + DAY * named.number
    return Value("day", (Period(day, day),))


def month_near(found: Found) -> Value | None:
    """Read "last November", "this May", "next April"."""
    named = first_of(found, "month")
    if named is None:
        return None
    here = found.reference
    steps = which(found)
    year = here.year
    if steps < 0 and named.number >= here.month:
        year -= 1
    if steps > 0 and named.number <= here.month:
        year += 1
    return value_of("period", days.month(year, named.number), unit="month")


def date_near(found: Found) -> Value | None:
    """Read "last Easter", "next New Year's Day": the nearest before or after the reference."""
    choices = around(found.values[-1], found.reference)
    steps = which(found)
    return value_of("day", *(choices[:1] if steps < 0 else choices[-1:] if steps > 0 else ())) if steps else found.values[-1]


def length(found: Found) -> Value | None:
    """Read a length of time: "three days", "48 hours", "two and a half years" (whole units)."""
    number = count(found.word("n") or "a")
    vague = found.word("n") in ("few", "several", "some", "a few")
    return Value("length", number=number, unit=unit_of(found), weak=vague) if number is not None else None


def last_lengths(found: Found) -> Value | None:
    """Read "the past two months", "the next 48 hours", "the 5 previous weeks"."""
    size = first_of(found, "length")
    number, unit = (size.number, size.unit) if size else (count(found.word("n") or "a"), unit_of(found))
    if number is None:
        return None
    if unit == "quarter":
        return _quarters(found, number)
    if which(found) < 0:
        start = days.step(found.reference, -number, unit)
        return value_of("period", days.stretch(start, found.reference), unit=unit)
    end = days.step(found.reference, number, unit)
    first = found.reference + DAY if unit not in ("hour", "minute", "second") and not found.argument else found.reference
    return value_of("period", days.stretch(min(first, end), end) if end else None, unit=unit)


def _quarters(found: Found, number: int) -> Value | None:
    """Return whole quarters before or after the one that holds the reference."""
    steps = range(-number, 0) if which(found) < 0 else range(1, number + 1)
    whole = [days.unit_period(found.reference, "quarter", step) for step in steps]
    first, last = whole[0] if whole else None, whole[-1] if whole else None
    return value_of("period", Period(first.first, last.last) if first and last else None, unit="range")


def ago(found: Found) -> Value | None:
    """Read "five years ago", "two weeks earlier", "in three days": a step from the reference, as exact as its unit."""
    size = first_of(found, "length")
    if size is None:
        return None
    sign = -1 if found.argument.startswith("-") else 1
    day = days.step(found.reference, sign * size.number, size.unit)
    anchored, weak = "anchored" in found.argument, "weak" in found.argument
    return value_of("past", days.one(day), unit=size.unit, number=sign * size.number, anchored=anchored, weak=weak or size.weak)


def within(found: Found) -> Value | None:
    """Read "within two weeks": from the reference on."""
    size = first_of(found, "length")
    end = days.step(found.reference, size.number, size.unit) if size else None
    return value_of("period", days.stretch(found.reference, end), unit="within", weak=True)


def lasting(found: Found) -> Value | None:
    """Read "for three days now", "for three days we have": up to the reference."""
    size = first_of(found, "length")
    start = days.step(found.reference, -size.number, size.unit) if size and not size.weak else None
    return value_of("period", days.stretch(start, found.reference), unit="lasting")


def the_unit(found: Found) -> Value | None:
    """Read "the week", "the year": a time only where more words say so."""
    whole = days.unit_period(found.reference, unit_of(found))
    return value_of("day" if unit_of(found) == "day" else "period", whole, unit=unit_of(found), weak=True)


def to_date(found: Found) -> Value | None:
    """Read "the year to date"."""
    whole = days.unit_period(found.reference, unit_of(found))
    return value_of("period", days.stretch(whole.first, found.reference) if whole else None, unit="part")


def weekend(found: Found) -> Value | None:
    """Read "the weekend": the last that has begun, or the next."""
    saturday = found.reference - DAY * ((found.reference.weekday() - 5) % 7)
    return Value("period", tuple(Period(start, start + DAY) for start in (saturday, saturday + 7 * DAY)), unit="weekend")


def bare_dom(found: Found) -> Value | None:
    """Read "the 18th": of the month of the reference, or the one before or after it."""
    number = ordinal(found.word("dom")) or 0
    starts = [days.add_months(found.reference.replace(day=1), step) for step in (-1, 0, 1)]
    known = [period for start in starts if start for period in [days.day(start.year, start.month, number)] if period and period.first]
    past = [period for period in known if period.first and period.first <= found.reference]
    future = [period for period in known if period.first and period.first > found.reference]
    return value_of("day", *past[-1:], *future[:1], weak=True)


def dom_of_period(found: Found) -> Value | None:
    """Read "the 21st of next month"."""
    whole = found.values[-1]
    if whole.unit != "month" or not whole.choices or whole.choices[0].first is None:
        return None
    first = whole.choices[0].first
    return value_of("day", days.day(first.year, first.month, ordinal(found.word("dom")) or 0))


def weekday_dom(found: Found) -> Value | None:
    """Read "Monday 21": the nearest such days before and after the reference."""
    named, dom = first_of(found, "weekday"), ordinal(found.word("dom")) or 0
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
    return value_of("day", *(Period(day, day) for day in (past if past == [found.reference] else [*past, *future])))


def part_near(found: Found) -> Value | None:
    """Read "last night", "this morning", "next evening": the day before, of, or after the reference."""
    day = found.reference + DAY * which(found)
    return Value("day", (Period(day, day),), clocked=True)


def a_part(found: Found) -> Value | None:
    """Read a part of a day: "at night" reaches from the day before into the reference, any other names no day alone."""
    if found.argument == "night":
        return Value("night", (Period(found.reference - DAY, found.reference),), clocked=True)
    return Value("part")


def overnight(found: Found) -> Value | None:
    """Read "overnight", "last night": the day before the reference and the reference; "overnight on Monday": Monday and the next."""
    named = next((value for value in found.values if value.kind in ("weekday", "day", "date")), None)
    if named is None:
        return Value("night", (Period(found.reference - DAY, found.reference),), unit="night", clocked=True)
    choices = [Period(choice.first, choice.first + DAY) for choice in around(named, found.reference) if choice.first]
    return value_of("period", *choices, unit="night", clocked=True)

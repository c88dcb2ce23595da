"""Work out what is put together: ranges, open ends, a day with its date or time, a length from a day on."""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import days
from kg.mentions.days import DAY, Period
from kg.mentions.tape import Found, Value
from kg.mentions.timewords import after, around, first_of, value_of


def keep(found: Found) -> Value | None:
    """Let more words belong to the last value read (the argument "first" keeps the first instead)."""
    return found.values[0] if found.argument == "first" else found.values[-1] if found.values else None


def dated(found: Found) -> Value | None:
    """Read a weekday (or "last Friday", "tomorrow") with its date: the date says which."""
    names = [value for value in found.values if value.kind == "weekday" or value.unit == "weekday"]
    dates = [value for value in found.values if value not in names]
    return replace(dates[0], weak=False) if names and dates and not dates[0].anchored else None


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
    return value_of("period", *joined, unit="range")


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
    return value_of("since" if found.argument in ("since", "after") else "until", *made, unit=found.argument)


def without_days(found: Found) -> Value | None:
    """Read words of time that mean no day: the argument is the kind ("set", "clock", "part", "word")."""
    return Value(found.argument)


def from_day(found: Found) -> Value | None:
    """Read "two days after next Friday", "three weeks before Christmas"."""
    size, base = first_of(found, "length"), found.values[-1]
    if size is None or base is size:
        return None
    sign = -1 if found.argument.startswith("-") else 1
    choices = around(base, found.reference)[-1:]
    steps = [choice.first if sign < 0 or "first" in found.argument else choice.last for choice in choices]
    moved = [days.step(start, sign * size.number, size.unit) for start in steps if start]
    return value_of("day", *(Period(day, day) for day in moved if day))


def lasting_from(found: Found) -> Value | None:
    """Read "three days from today", "a week starting tomorrow": as long as that from the day on."""
    size, base = first_of(found, "length"), found.values[-1]
    choices = (
        around(base, found.reference)[-1:] if base.kind == "date" and found.reference.month == 12 else around(base, found.reference)[:1]
    )
    starts = [choice.first for choice in choices if choice.first]
    ends = [days.step(start, size.number, size.unit) for start in starts] if size else []
    return value_of("period", *(Period(start, end) for start, end in zip(starts, ends, strict=False) if end), unit="range")


def until_from_now(found: Found) -> Value | None:
    """Read "between now and November 15th"."""
    end = after(found.values[-1], found.reference)
    return value_of("period", Period(found.reference, end.last, end.first) if end and end.last else None, unit="range")


def to_now(found: Found) -> Value | None:
    """Read "from March to date", "between 2015 and now"."""
    value = found.values[0]
    starts = [choice.first for choice in around(value, found.reference)[:1]]
    return value_of("period", *(Period(first, found.reference) for first in starts if first and first <= found.reference), unit="range")

"""Find expressions of time and the days they mean.

The words are those of the lexicon's ``times`` and ``timegrammar`` tables. Days are resolved against the day of
publication as news writes them: a bare "Tuesday" or "May 9" is the last one up to that day, unless the words around it
speak of what is to come ("will", "scheduled", "by"); "last week" is the week from Monday to Sunday before; "this week"
reaches up to the day of publication; "five years ago" is that whole year; "the following day" counts from the day
spoken of before. What means no day ("for weeks", "31 February", "recently") is kept as words without days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions import days
from kg.mentions.days import Period
from kg.mentions.expressions import Expression, any_of, find_expressions
from kg.mentions.tape import Value
from kg.model import Span, TimeRange
from kg.resources import toml_table

#: Stands in for the day of publication where none is known; whatever was reckoned from it is dropped again.
_NO_DAY = dt.date(2000, 6, 14)


def find_times(text: str, spans: Sequence[Span], published: dt.date | None) -> tuple[TimeRange, ...]:
    """Return the expressions of time within the spans, in order, with the preposition that leads them ("on Friday")."""
    found: list[TimeRange] = []
    spoken: dt.date | None = None
    for expression in find_expressions(text, spans, published or _NO_DAY):
        if not _dates_something(text, expression):
            continue
        period = _settle(text, expression, published, spoken)
        start, end = (period.first, period.last) if period else (None, None)
        if start and start == end:
            spoken = start
        span = _led(text, spans, expression)
        found.append(TimeRange(span, span.of(text), start, end))
    return tuple(found)


def resolve(text: str, published: dt.date | None, before: dt.date | None = None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that a phrase means ("since December"), or None where it means none or is open.

    ``before`` is the day spoken of before, from which "the following day" counts.
    """
    for expression in find_expressions(text, (Span(0, len(text)),), published or _NO_DAY):
        period = _settle(text, expression, published, before)
        if period and period.first and period.last:
            return period.first, period.last
    return None


# -- as news means it ------------------------------------------------------------------------------------------------

#: Kinds of value that date nothing by themselves.
_NO_DATE = frozenset({"length", "clock", "part", "set"})


def _dates_something(text: str, expression: Expression) -> bool:
    """Tell whether an expression is one of time in a sentence, and not a length, a habit, or a number that looks like a year."""
    value, span = expression.value, expression.span
    if value.kind in _NO_DATE or (value.weak and not _is_meant(text, span, value)):
        return False
    if value.kind != "year":
        return True
    before = re.search(r"(\w+|[(\[])[\s-]*$", text[max(0, span.start - 20) : span.start])
    if before is not None and before[1].lower() in ("a", "an", "the") and re.match(r"\s+[^\W\d_]", text[span.end : span.end + 3]):
        return 1900 <= value.number <= 2050
    after = re.match(r"\s+([a-z]+s)\b", text[span.end : span.end + 24])
    led = before is not None and before[1].lower() in _YEAR_LEADS
    return led and not (after and before and before[1].lower() not in ("in", "since", "the"))


def _is_meant(text: str, span: Span, value: Value) -> bool:
    """Tell whether words that may be a time are one: "on 4/12", "will meet in two days"; "the week" alone never."""
    if value.unit == "the":
        return False
    if value.kind in ("date", "day"):
        return (
            re.search(r"\b(?:on|from|between|since|until|by|before|after)\s+$", text[max(0, span.start - 9) : span.start], re.I) is not None
        )
    return _speaks_of_future(text, span)


_YEAR_LEADS = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "before",
        "after",
        "during",
        "of",
        "through",
        "early",
        "late",
        "mid",
        "around",
        "circa",
        "the",
        "year",
        "(",
        "[",
        "and",
        "to",
        "back",
    ]
)


def _speaks_of_future(text: str, span: Span) -> bool:
    """Tell whether the sentence before (or right behind) an expression speaks of what is to come."""
    start = max(
        text.rfind(". ", max(0, span.start - 160), span.start), text.rfind("\n", max(0, span.start - 160), span.start), span.start - 160, 0
    )
    before = text[start : span.start]
    behind = re.split(r"[.;\n]", text[span.end : span.end + 60])[0]
    cue = toml_table("times")["future"]
    last = max((match.end() for match in re.finditer(rf"\b(?:{any_of(cue['words'])})\b", before, re.I)), default=-1)
    undone = max((match.end() for match in re.finditer(rf"\b(?:{any_of(cue['undone'])})\b", before[max(last, 0) :], re.I)), default=-1)
    return (last >= 0 and undone < 0) or (
        re.match(rf"[^,]{{0,30}}\b(?:{any_of(cue['behind'])})\b", behind) is not None and before.strip() == ""
    )


def _settle(text: str, expression: Expression, published: dt.date | None, spoken: dt.date | None) -> Period | None:
    """Return the one period that an expression means in its sentence, or None."""
    value, choices = expression.value, expression.choices
    if value.kind in ("word", "season", *_NO_DATE) or not choices:
        return None
    if value.anchored and spoken is not None:
        day = days.step(spoken, value.number, value.unit or "day")
        choices = (Period(day, day),) if day else ()
    elif value.anchored and value.number:
        return None
    if published is None:
        return choices[0] if _is_absolute(expression) else None
    ahead = len(choices) > 1 and choices[0].first != published and _speaks_of_future(text, expression.span)
    period = choices[-1] if ahead else choices[0] if choices else None
    return period and _as_written(value, period, published, ahead)


def _is_absolute(expression: Expression) -> bool:
    """Tell whether the words alone name the days, whatever day it is read on."""
    return expression.value.kind == "year" or (
        len(expression.choices) == 1 and not expression.value.anchored and bool(_same_elsewhere(expression))
    )


def _same_elsewhere(expression: Expression) -> bool:
    return (
        expression.value.clocked is False
        and expression.value.kind in ("day", "period")
        and expression.value.unit in ("", "month", "decade", "century", "range")
    )


def _as_written(value: Value, period: Period, published: dt.date, ahead: bool) -> Period | None:
    """Give a period the width that news means: "two years ago" is a year, "since May" reaches up to now."""
    if value.kind == "past" and period.first and value.unit in ("year", "month", "week", "decade"):
        return days.unit_period(period.first, value.unit)
    if period.last is None and period.first:
        return Period(period.first, published) if period.first <= published else period
    running = value.kind == "period" and value.unit in ("week", "month", "year", "quarter") and not ahead
    if running and period.first and period.last and period.first <= published < period.last:
        return replace(period, last=published)
    return period


def _led(text: str, spans: Sequence[Span], expression: Expression) -> Span:
    """Return the span of an expression with the preposition before it."""
    start = expression.span.start
    least = max((span.start for span in spans if span.start <= start), default=0)
    match = re.search(
        r"\b(?:(?:on|in|at|during|over|for|throughout|within|around|by)\s+(?:the\s+)?|the\s+)$", text[max(least, start - 20) : start], re.I
    )
    if match is None:
        return expression.span
    return Span(max(least, start - 20) + match.start(), expression.span.end)

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.mentions import days
from kg.mentions.days import DAY, Period
from kg.mentions.tape import KINDS, Row, Tape, Value, compile_rows
from kg.mentions.timerules import RULES
from kg.mentions.timewords import around
from kg.model import Span, TimeRange
from kg.resources import toml_table

#: Stands in for the day of publication where none is known; whatever was reckoned from it is dropped again.
_NO_DAY = dt.date(2000, 6, 14)


@dataclass(frozen=True, slots=True)
class Expression:
    """Hold an expression of time as the grammar read it: where it stands and its value, with both readings where it has two."""

    span: Span
    value: Value
    choices: tuple[Period, ...]


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


def find_expressions(text: str, spans: Sequence[Span], reference: dt.date) -> tuple[Expression, ...]:
    """Return every expression that the grammar reads, lengths and times of day included, reckoned from a reference day."""
    found: list[Expression] = []
    for span in spans:
        for line in _lines(text, span):
            found += _read(text, line, reference)
    return tuple(found)


# -- the grammar -----------------------------------------------------------------------------------------------------


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in sorted(words, key=len, reverse=True))


@cache
def _lists() -> dict[str, str]:
    table, numbers = toml_table("times"), toml_table("numbers")
    tens, units = "|".join(numbers["tens"]), "|".join(list(numbers["units"])[4:12])
    counts = rf"(?<!\d[.,])\d{{1,4}}(?:\.\d+)?|(?:{tens})[\s-](?:{units})|{_any_of(table['counts'])}|½"
    ordinals = [word for word in numbers["ordinals"] if word not in ("half", "quarter")]
    words = rf"(?:twenty|thirty)[\s-](?:{'|'.join(ordinals)}|{units})|{_any_of(ordinals)}"
    small = "|".join(list(numbers["units"])[4:23] + list(numbers["tens"]))
    dom = r"(?<!\d[.,])(?P<{}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    which = "last|previous|this past|this upcoming|this coming|this|current|next|coming|upcoming|following|same|that|past"
    unit = rf"(?P<unit>{_any_of(table['units'])})"
    return {
        "n": rf"(?P<n>{counts})",
        "n2": rf"(?P<n2>{counts})",
        "unit": unit,
        "weekunit": r"(?P<unit>week|weekend|month|quarter|half|decade|day|year)",
        "dom": dom.format("dom"),
        "dom2": dom.format("dom2"),
        "domany": rf"(?P<dom>(?<!\d[.,])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{words})",
        "domany2": rf"(?P<dom2>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{words})",
        "yearword": rf"(?P<yw>two\s+thousand(?:\s+and)?(?:\s+(?:(?:{tens})[\s-](?:{units})|{small}))?"
        rf"|(?:sixteen|seventeen|eighteen|nineteen|twenty)\s+(?:hundred\s+(?:and\s+)?)?(?:(?:{tens})(?:[\s-](?:{units}))?|{small}))",
        "domword": rf"(?P<dom>{words})",
        "ord": rf"(?P<ord>\d{{1,2}}(?:st|nd|rd|th)|{words}|last)",
        "year": r"(?<!\d[-/.,])(?P<y>(?:1\d|20|21)\d\d)(?![\d%°]|[.,]\d)",
        "n3": rf"(?P<n3>{counts})",
        "n4": rf"(?P<n4>{counts})",
        "which": rf"(?P<which>{which})",
        "season": "(?:spring|summer|autumn|fall|winter)",
        "holiday": rf"(?P<holiday>{_any_of(table['holidays'])})",
        "any": f"[{''.join(KINDS[kind] for kind in ('month', 'weekday', 'year', 'day', 'date', 'period', 'past', 'night'))}]",
    }


@cache
def _rows() -> tuple[Row, ...]:
    return compile_rows(toml_table("timegrammar")["rows"], _lists(), RULES)


@cache
def _holiday_rows() -> tuple[Row, ...]:
    return compile_rows([["{holiday}", "holiday"]], _lists(), RULES)


@cache
def _trigger() -> re.Pattern[str]:
    """Return a pattern that every stretch with a time in it matches: most lines have none and are passed over."""
    table = toml_table("times")
    words = [*table["months"], *table["weekdays"], *table["units"], "noon", "midnight", "night", "morning", "evening", "overnight", "weekend"]
    words += ["afternoon", "eoy", "today", "tonight", "clock", "ish", "am", "pm", "half", "daytime", "weekday", "annual", "semiannual", "everyday", "yesterday", "tomorrow", "now", "ly", "date", "far", "dawn", "dusk", "summer", "winter", "spring"]
    return re.compile(rf"(?:\b|_|(?<=\d))(?:{_any_of(words)})(?:s|ies)?\b|\d{{4}}|\d[:/-]\d|[''’]?\d0s|ly\b|{_any_of(list(table['holidays']))}", re.I)


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs of a span, so that no expression runs over a border."""
    for match in re.compile(r"[^\n]+").finditer(text, span.start, span.end):
        yield Span(match.start(), match.end())


def _read(text: str, line: Span, reference: dt.date) -> Iterator[Expression]:
    source = line.of(text).replace("\u00a0", " ").replace("\u2011", "-")
    if not _trigger().search(source):
        return
    tape = Tape(source)
    for row in _holiday_rows():
        tape.rewrite(row, reference)
    _name(tape)
    for row in _rows():
        tape.rewrite(row, reference)
    for index, value in enumerate(tape.values):
        if value is not None:
            here = Span(line.start + tape.starts[index], line.start + tape.ends[index])
            yield Expression(here, value, around(value, reference))


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = toml_table("times")
    words = _any_of([*table["months"], *table["weekdays"]])
    leads = "|".join(table["ambiguous"]["leads"])
    return re.compile(rf"(?<![\w$])({words})(?P<dot>\.(?=\s*[\d,]))?(?![^\W\d_])", re.I), re.compile(rf"\b(?:{leads})[\s-]+$", re.I)


def _name(tape: Tape) -> None:
    """Put the names of months and weekdays on the tape; names that are other words too need a sign that they are none."""
    table = toml_table("times")
    pattern, leads = _names()
    position = 0
    while match := pattern.search(tape.text, position):
        word = match[1].lower()
        position = match.end()
        before, behind = tape.text[: match.start()], tape.text[match.end() :]
        if word in table["ambiguous"]["words"] and not _is_time(match[1], before, behind, leads):
            continue
        kind, table_name = ("month", "months") if word in table["months"] else ("weekday", "weekdays")
        tape.put(match.start(), match.end(), Value(kind, number=int(table[table_name][word])))
        position = match.start() + 1


def _is_time(word: str, before: str, behind: str, leads: re.Pattern[str]) -> bool:
    if re.match(r"\s?[-–/]\s?[A-Z][a-z]{2}", behind) and word[0].isupper():
        return True
    if re.match(r"[.,]?[\s/-]*(?:the\s+)?(?:\d|(?:first|second|third|fifth|twenty|thirty))", behind) or re.search(r"\d(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?$", before):
        return True
    if leads.search(before) and word.lower() in toml_table("times")["ambiguous"]["always_capital"]:
        return word[0].isupper() or not before.rstrip().lower().endswith("the")
    if word.lower() in toml_table("times")["ambiguous"]["always_capital"]:
        return word[0].isupper() and not re.search(r"[A-Z]\w+\s$", before) and not re.match(r"\s[A-Z]", behind)
    if re.search(r"\b(?:this|the)\s+$", before, re.I) and word.islower():
        return False
    if leads.search(before) and word.lower() not in ("sat", "sun", "mar"):
        return not re.match(r"\s+(?:be|have|not|also|well|or may)\b", behind) or word[0].isupper()
    return word[0].isupper() and word.lower() not in ("may", "march", "mar", "dec", "jan") and len(word) == 3


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
        return re.search(r"\b(?:on|from|between|since|until|by|before|after)\s+$", text[max(0, span.start - 9) : span.start], re.I) is not None
    return _speaks_of_future(text, span)


_YEAR_LEADS = frozenset("in since by until till from before after during of through early late mid around circa the year ( [ and to back".split())


def _speaks_of_future(text: str, span: Span) -> bool:
    """Tell whether the sentence before (or right behind) an expression speaks of what is to come."""
    start = max(text.rfind(". ", 0, span.start), text.rfind("\n", 0, span.start), span.start - 160, 0)
    before = text[start : span.start]
    behind = re.split(r"[.;\n]", text[span.end : span.end + 60])[0]
    cue = toml_table("times")["future"]
    last = max((match.end() for match in re.finditer(rf"\b(?:{_any_of(cue['words'])})\b", before, re.I)), default=-1)
    undone = max((match.end() for match in re.finditer(rf"\b(?:{_any_of(cue['undone'])})\b", before[max(last, 0) :], re.I)), default=-1)
    return (last >= 0 and undone < 0) or (re.match(rf"[^,]{{0,30}}\b(?:{_any_of(cue['behind'])})\b", behind) is not None and before.strip() == "")


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
    return expression.value.kind == "year" or (len(expression.choices) == 1 and not expression.value.anchored and bool(_same_elsewhere(expression)))


def _same_elsewhere(expression: Expression) -> bool:
    return expression.value.clocked is False and expression.value.kind in ("day", "period") and expression.value.unit in ("", "month", "decade", "century", "range")


def _as_written(value: Value, period: Period, published: dt.date, ahead: bool) -> Period | None:
    """Give a period the width that news means: "two years ago" is a year, "since May" reaches up to now."""
    if value.kind == "past" and period.first and value.unit in ("year", "month", "week", "decade"):
        return days.unit_period(period.first, value.unit)
    if period.last is None and period.first:
        return Period(period.first, published) if period.first <= published else period
    if value.kind == "period" and value.unit in ("week", "month", "year", "quarter") and period.first and period.last:
        if period.first <= published < period.last and not ahead:
            return replace(period, last=published)
    return period


def _led(text: str, spans: Sequence[Span], expression: Expression) -> Span:
    """Return the span of an expression with the preposition before it."""
    start = expression.span.start
    least = max((span.start for span in spans if span.start <= start), default=0)
    match = re.search(r"\b(?:on|in|at|during|over|for|throughout|within|of|around|by)\s+(?:the\s+)?$", text[max(least, start - 20) : start], re.I)
    if match is None or match[0].lower().startswith("of"):
        return expression.span
    return Span(max(least, start - 20) + match.start(), expression.span.end)

"""Read expressions of time by the grammar of the lexicon: what stands where, and which days it can mean.

The rows of ``timegrammar`` rewrite each line of the text step by step (see :mod:`kg.mentions.tape`). Names of months and
weekdays that are other words too ("may", "march", "sat") need a sign beside them that they are none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.mentions.days import Period
from kg.mentions.tape import KINDS, Row, Tape, Value, compile_rows
from kg.mentions.timerules import RULES
from kg.mentions.timewords import around
from kg.model import Span
from kg.resources import toml_table


@dataclass(frozen=True, slots=True)
class Expression:
    """Hold an expression of time as the grammar read it: where it stands and its value, with both readings where it has two."""

    span: Span
    value: Value
    choices: tuple[Period, ...]


def find_expressions(text: str, spans: Sequence[Span], reference: dt.date) -> tuple[Expression, ...]:
    """Return every expression that the grammar reads, lengths and times of day included, reckoned from a reference day."""
    found: list[Expression] = []
    for span in spans:
        for line in _lines(text, span):
            found += _read(text, line, reference)
    return tuple(found)


# -- the grammar -----------------------------------------------------------------------------------------------------


def any_of(words: Sequence[str]) -> str:
    """Return a pattern for any of some phrases, the longest first; spaces are loose and apostrophes of either kind."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in sorted(words, key=len, reverse=True))


@cache
def _lists() -> dict[str, str]:
    table, numbers = toml_table("times"), toml_table("numbers")
    tens, units = "|".join(numbers["tens"]), "|".join(list(numbers["units"])[4:12])
    counts = rf"(?<!\d[.,])\d{{1,4}}(?:\.\d+)?|(?:{tens})[\s-](?:{units})|{any_of(table['counts'])}|½"
    ordinals = [word for word in numbers["ordinals"] if word not in ("half", "quarter")]
    words = rf"(?:twenty|thirty)[\s-](?:{'|'.join(ordinals)}|{units})|{any_of(ordinals)}"
    small = "|".join(list(numbers["units"])[4:23] + list(numbers["tens"]))
    dom = r"(?<!\d[.,])(?P<{}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    which = "last|previous|this past|this upcoming|this coming|this|current|next|coming|upcoming|following|same|that|past"
    unit = rf"(?P<unit>{any_of(table['units'])})"
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
        "holiday": rf"(?P<holiday>{any_of(table['holidays'])})",
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
    words = [
        *table["months"],
        *table["weekdays"],
        *table["units"],
        "noon",
        "midnight",
        "night",
        "morning",
        "evening",
        "overnight",
        "weekend",
    ]
    words += [
        "afternoon",
        "eoy",
        "today",
        "tonight",
        "clock",
        "ish",
        "am",
        "pm",
        "half",
        "daytime",
        "weekday",
        "annual",
        "semiannual",
        "nineteen",
        "eighteen",
        "thousand",
        "everyday",
        "yesterday",
        "tomorrow",
        "now",
        "ly",
        "date",
        "far",
        "dawn",
        "dusk",
        "summer",
        "winter",
        "spring",
    ]
    return re.compile(
        rf"(?:\b|_|(?<=\d))(?:{any_of(words)})(?:s|ies)?\b|\d{{4}}|\d[:/-]\d|[''’]?\d0s|ly\b|{any_of(list(table['holidays']))}", re.I
    )


#: A line longer than this is cut between words: rewriting takes time by the square of a line's length.
LONGEST_LINE = 3000


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs of a span, so that no expression runs over a border."""
    for match in re.compile(rf"[^\n]{{1,{LONGEST_LINE}}}(?!\S)|[^\n]{{1,{LONGEST_LINE}}}").finditer(text, span.start, span.end):
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
    words = any_of([*table["months"], *table["weekdays"]])
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
    if re.match(r"[.,]?[\s/-]*(?:the\s+)?(?:\d|(?:first|second|third|fifth|twenty|thirty))", behind) or re.search(
        r"\d(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?$", before
    ):
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

"""Rewrite a text by rows of a grammar: what a row reads becomes one character that later rows can read in turn.

A tape holds the text of one stretch. Each row is a regular expression in which ``<name>`` stands for something read
before (``<month>``), ``{name}`` for one of the shared word lists, and a space for any run of spaces. Where a row
matches, its rule is called with the match; the value it returns takes the place of the matched characters, as one
character of the Unicode private use area that stands for the value's kind. A row whose rule returns None changes
nothing. This keeps the whole grammar in one table, lets rows nest ("two days after next Friday") and keeps offsets.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.mentions.days import Period

#: The kinds of value, each with the character of the Unicode private use area that stands for it on a tape.
KINDS = {
    kind: chr(0xE000 + index)
    for index, kind in enumerate(
        [
            *("month", "weekday", "year", "day", "date", "period", "length", "clock"),
            *("part", "set", "past", "night", "word", "until", "since", "season"),
        ]
    )
}


@dataclass(frozen=True, slots=True)
class Value:
    """Hold what a row read: its kind, and its days as far as they are known.

    ``choices`` has the past and the future reading where the words leave both open ("Friday", "May 9"), one period
    where they do not, and none where no day is meant. ``number`` and ``unit`` belong to names of months and weekdays,
    years, and lengths of time; ``anchored`` steps count from the day spoken of before ("the following day"). ``clocked``
    values name a part of a day; ``weak`` ones are times only where something near them says so ("in two days").
    """

    kind: str
    choices: tuple[Period, ...] = ()
    number: int = 0
    unit: str = ""
    anchored: bool = False
    clocked: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one match of a row as its rule sees it: named words, values read before, the reference day, the row's argument."""

    words: Mapping[str, str | None]
    values: Sequence[Value]
    reference: dt.date
    argument: str = ""

    def word(self, name: str) -> str:
        """Return a named word in lower case, or an empty text."""
        return (self.words.get(name) or "").lower()


Rule = Callable[[Found], "Value | None"]


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of a grammar, compiled."""

    pattern: re.Pattern[str]
    rule: Rule
    argument: str = ""


@dataclass(slots=True)
class Tape:
    """Hold a text being rewritten: for each character where it began and ended in the source, and its value if it stands for one."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[Value | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = len(self.text)
        self.starts, self.ends, self.values = list(range(count)), list(range(1, count + 1)), [None] * count

    def put(self, start: int, end: int, value: Value) -> None:
        """Let one character that stands for a value take the place of some characters."""
        self.text = self.text[:start] + KINDS[value.kind] + self.text[end:]
        self.starts[start:end] = [self.starts[start]]
        self.ends[start:end] = [self.ends[end - 1]]
        self.values[start:end] = [value]

    def rewrite(self, row: Row, reference: dt.date) -> None:
        """Apply one row wherever it matches, from left to right."""
        position = 0
        while match := row.pattern.search(self.text, position):
            inside = [value for value in self.values[match.start() : match.end()] if value is not None]
            value = row.rule(Found(match.groupdict(), inside, reference, row.argument)) if match.end() > match.start() else None
            if value is None:
                position = match.start() + 1
                continue
            if any(old.clocked for old in inside):
                value = replace(value, clocked=True)
            self.put(match.start(), match.end(), value)
            position = match.start() + 1


def compile_rows(rows: Sequence[Sequence[str]], lists: Mapping[str, str], rules: Mapping[str, Rule]) -> tuple[Row, ...]:
    """Compile a table of rows (form, rule, optional argument); a form that names an unknown list or kind is an error of the table."""
    return tuple(Row(_pattern(row[0], lists), rules[row[1]], row[2] if len(row) > 2 else "") for row in rows)


def _pattern(form: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    form = re.sub(r"\{([a-z]\w*)\}", lambda match: lists[match[1]], form)
    form = re.sub(r"(?<!P)<([a-z|]+)>", lambda match: f"[{''.join(KINDS[kind] for kind in match[1].split('|'))}]", form)
    form = re.sub(r"(?<!\[) ([?*])", r"\\s*", form).replace(" ", r"\s+")
    return re.compile(r"(?<![\w$€£])(?:" + form + r")(?!\w)", re.IGNORECASE)

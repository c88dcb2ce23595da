"""Tell numbers that count something from dates, times of day, ages, ranks, pronouns, scores and parts of names.

The words that give them away are rows of the lexicon's ``counting`` table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.mentions.phrases import Unit
from kg.mentions.ranges import Amount
from kg.model import Span
from kg.resources import toml_table


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold an amount with what was found around it."""

    amount: Amount
    span: Span
    unit: Unit | None
    counted: str | None
    plural: bool


def counts_nothing(text: str, room: Span, seen: Seen) -> bool:
    """Tell whether the number is a date, a time of day, an age, a rank, a pronoun, or part of a name."""
    return any(
        test(text, room, seen) for test in (_is_glued, _is_address, _is_year, _is_date, _is_age_or_time, _is_name, _is_pronoun, _is_score)
    )


def _before(text: str, room: Span, start: int) -> str:
    return text[max(room.start, start - 30) : start]


def _is_glued(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    odd = seen.amount.number.glued and not seen.unit and seen.amount.number.glued != "million"
    around = text[max(0, core.start - 2) : core.start], text[core.end : core.end + 2]
    return bool(odd) or bool(re.search(r"[\w][-_/#@]$|[\d][.:]$|[#@&]$", around[0])) or bool(re.match(r"[:/_]\w|-\d|[.]\d", around[1]))


def _is_address(text: str, room: Span, seen: Seen) -> bool:
    """Tell whether the number stands in the address of a page or of mail."""
    start = max(text.rfind(blank, max(room.start, seen.amount.core.start - 300), seen.amount.core.start) for blank in (" ", "\n")) + 1
    return re.match(r"\S*(?:https?://|www\.|\S@\S)", text[max(start, room.start) : seen.amount.core.end + 20]) is not None


def _is_year(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    if seen.unit or not re.fullmatch(r"1[5-9]\d\d|20\d\d|2100", core.of(text)):
        return False
    before = re.search(r"([\w]+)[\s,]*$", _before(text, room, core.start))
    rows = toml_table("counting")["not_counted"]
    led = before is not None and before[1].lower() in (*rows["year_before"], *rows["months"])
    return (led and not seen.amount.bounded) or not seen.plural or (seen.amount.span == core and before is not None and before[1].isdigit())


@cache
def _month_pattern() -> str:
    return "|".join(sorted(toml_table("counting")["not_counted"]["months"], key=len, reverse=True))


def _is_date(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    before, after = _before(text, room, core.start), text[core.end : core.end + 16]
    if re.search(rf"\b(?:{_month_pattern()})\.?\s+(?:\d+\s?(?:-|–|and|to|or)\s?)?$", before, re.I) and re.fullmatch(
        r"[\d\s–-]+|\w+", core.of(text)
    ):
        return not re.match(r"\s+(people|civilians|soldiers|troops)\b", after)
    return bool(re.match(rf"\s+(?:of\s+)?(?:{_month_pattern()})\b", after, re.I)) and bool(re.fullmatch(r"\d{1,2}", core.of(text)))


@cache
def _age_pattern() -> re.Pattern[str]:
    rows = toml_table("counting")["not_counted"]["after"]
    return re.compile(
        r"[\s-]{0,2}(?:" + "|".join(re.escape(row).replace(r"\ ", r"[\s-]+") for row in sorted(rows, key=len, reverse=True)) + r")(?!\w)"
    )


def _is_age_or_time(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    if _age_pattern().match(text, core.end, room.end):
        return True
    named = re.search(r"[A-Z][\w’'-]+,\s*$", _before(text, room, core.start)) is not None
    return named and re.match(r"\s*[,.;)]", text[core.end : core.end + 2]) is not None and seen.amount.span == core


@cache
def _named_before() -> re.Pattern[str]:
    rows = toml_table("counting")["not_counted"]["before"]
    return re.compile(r"\b(?:" + "|".join(re.escape(row) for row in sorted(rows, key=len, reverse=True)) + r")\s*$", re.I)


def _is_name(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    if seen.amount.bounded or seen.unit or seen.amount.span != core:
        return False
    before = _before(text, room, core.start)
    if _named_before().search(before):
        return not (seen.plural and re.search(r"[a-z]+\s*$", before) and len(core.of(text)) > 4)
    capital = re.search(r"(?<![.!?\"”] )(?<![\n“\"])(?<!^)\b([A-Z][\w.-]*)\s$", before)
    if capital is None or seen.plural or before.strip() == capital[1]:
        return False
    return capital[1].lower() not in {*toml_table("counting")["stops"], *toml_table("times")["months"], *toml_table("times")["weekdays"]}


def _is_pronoun(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    if core.of(text).lower() != "one":
        return core.of(text).lower() in ("double", "single")
    return seen.counted is None or re.match(r"\s+(of|day|another|by|at|time)\b", text[core.end : core.end + 9]) is not None


def _is_score(text: str, room: Span, seen: Seen) -> bool:
    core = seen.amount.core
    after, before = text[core.end : core.end + 3], text[max(0, core.start - 3) : core.start]
    if re.match(r"\s?[-–]\s?\d", after) or re.search(r"\d\s?[-–]\s?$", before):
        return True
    return ("/" in core.of(text) and not seen.counted) or bool(re.search(r"(?:^|\n)\s*$", before) and re.match(r"[.)]\s", after))

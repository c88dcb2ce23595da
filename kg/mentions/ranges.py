"""Read what the words around numbers say of their bounds: "more than 20", "5 to 10", "dozens", "or so".

Bounds are rows of the lexicon's ``bounds`` table, vague words of its ``vague`` table. An amount keeps whether a bound
excludes the number itself ("more than 20"): the graph does not need it, comparison with other tools does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from kg.mentions.numbers import Number, find_numbers
from kg.model import Span
from kg.resources import csv_rows, toml_table


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold bounds read from words: ``span`` covers all of them, ``core`` the numbers alone.

    ``bounded`` tells that words gave a bound or a range; ``number`` is the last number (the one that a noun follows).
    """

    span: Span
    core: Span
    number: Number
    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    bounded: bool = False
    increment: bool = False
    vague: bool = False


def find_amounts(text: str, spans: Sequence[Span], asked: bool = False) -> tuple[Amount, ...]:
    """Return the amounts within the spans, in order; ``asked`` also reads the words that are numbers only where one is expected."""
    found: list[Amount] = []
    for span in spans:
        plain = [_plain(number) for number in find_numbers(text, (span,))]
        vague = _vague(text, span, asked)
        plain = [amount for amount in plain if not any(amount.core.overlaps(other.core) for other in vague)]
        joined = _ranges(text, span, sorted([*plain, *vague], key=lambda amount: amount.core))
        found += _bracketed(text, [_bounded(text, span, amount) for amount in joined])
    return tuple(found)


def _plain(number: Number) -> Amount:
    return Amount(number.span, number.span, number, number.value, number.value)


# -- vague words ---------------------------------------------------------------------------------------------------


@cache
def _vague_pattern(asked: bool) -> re.Pattern[str]:
    table = toml_table("vague")
    words = [*table["least"], *table["exact"], *(table["exact_when_asked"] if asked else ())]
    times = "|".join(re.escape(word) for word in sorted(table["times"], key=len, reverse=True))
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:(?P<times>{times})[\s-]+(?P<scale>dozen|hundred|thousand|million|billion)|(?P<word>{plain}))\b(?!-old)", re.I)


_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def _vague(text: str, span: Span, asked: bool) -> list[Amount]:
    table = toml_table("vague")
    found: list[Amount] = []
    for match in _vague_pattern(asked).finditer(text, span.start, span.end):
        here = Span(match.start(), match.end())
        if match["times"]:
            value = Fraction(table["times"][match["times"].lower()] * _SCALES[match["scale"].lower()])
        else:
            word = match["word"].lower()
            exact = table["exact"].get(word) or table["exact_when_asked"].get(word)
            value = Fraction(exact or table["least"][word])
            if exact:
                found.append(_plain(Number(here, value, words=True)))
                continue
        if re.search(r"\d\s*$", text[max(0, here.start - 3) : here.start]):
            continue
        number = Number(here, value, words=True)
        found.append(Amount(here, here, number, value, None, approximate=True, vague=True))
    return found


# -- ranges --------------------------------------------------------------------------------------------------------


@cache
def _money_signs() -> str:
    signs = {row["word"] for row in csv_rows("units") if row["kind"] == "money" and not row["word"].isalpha()}
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


def _words(rows: Sequence[str]) -> str:
    return "|".join(re.escape(row) for row in sorted(rows, key=len, reverse=True))


def _ranges(text: str, span: Span, amounts: Sequence[Amount]) -> list[Amount]:
    joined: list[Amount] = []
    for amount in amounts:
        previous = joined[-1] if joined else None
        whole = _range(text, span, previous, amount) if previous else None
        joined[-1:] = [whole] if whole else [*joined[-1:], amount]
    return joined


def _range(text: str, span: Span, first: Amount, second: Amount) -> Amount | None:
    """Join two numbers into a range where the words between (and before) them say so and the first is the smaller."""
    rows = toml_table("bounds")["between"]
    gap = re.sub(_money_signs(), "", text[first.core.end : second.core.start]).strip().lower()
    opening = re.search(
        rf"(?:^|(?<=\W))(?:{_words(rows['before'])})\s+(?:{_money_signs()})?\s?$",
        text[max(span.start, first.core.start - 40) : first.core.start],
        re.I,
    )
    if (
        first.low is None
        or second.low is None
        or first.vague
        or second.vague
        or first.bounded
        or first.number.glued not in ("", second.number.glued)
    ):
        return None
    if gap not in rows["range"] and not (opening and "between" in opening[0].lower() and gap in rows["and"]) and gap not in rows["or"]:
        return None
    low, high = _same_scale(text, first, second), second.low
    if low >= high or (gap in rows["or"] and not _neighbours(low, high)) or (gap in "-–—" and not _may_be_range(text, first, second)):
        return None
    start = max(span.start, first.core.start - 40) + opening.start() if opening else first.core.start
    return Amount(
        Span(start, second.core.end),
        Span(first.core.start, second.core.end),
        second.number,
        low,
        high,
        high_open=gap not in rows["or"],
        bounded=True,
    )


def _same_scale(text: str, first: Amount, second: Amount) -> Fraction:
    """Let the first number share the second's magnitude: "2 to 3 million", "5-6 thousand"."""
    scale = re.search(r"(thousand|million|billion|trillion|lakh|crore|k|bn|mn|m)$", second.core.of(text), re.I)
    low, high = first.low or Fraction(0), second.low or Fraction(0)
    if scale and low < 1000 <= high and re.fullmatch(r"[\d.]+|[a-z -]+", first.core.of(text), re.I):
        lead = next(iter(find_numbers(second.core.of(text)[: scale.start()], (Span(0, scale.start()),))), None)
        if (
            lead
            and lead.value
            and low < lead.value
            and not re.search(r"(thousand|million|billion|trillion|lakh|crore)$", first.core.of(text), re.I)
        ):
            return low * high / lead.value
    return low


def _neighbours(low: Fraction, high: Fraction) -> bool:
    return high - low <= max(Fraction(1), low / 2)


def _may_be_range(text: str, first: Amount, second: Amount) -> bool:
    """Refuse what hyphens join but is no range: telephone numbers, dates, years ("2006-07")."""
    around = text[max(0, first.core.start - 2) : second.core.end + 2]
    return not re.search(r"\d-$|^[\d-]-|[\w+]-", around[:2]) and not re.search(
        r"^[-/]\d|^-", around[-2:].strip() if second.core.end + 2 <= len(text) else ""
    )


# -- bounds --------------------------------------------------------------------------------------------------------


def _expand(rows: Sequence[str]) -> list[str]:
    table = toml_table("bounds")
    found = list(rows)
    for side in ("above", "below"):
        found = [row.replace("{" + side + "}", word) for row in found for word in (table[side] if "{" + side + "}" in row else [""])]
    return found


def _spaced(rows: Sequence[str]) -> str:
    return "|".join(re.escape(row).replace(r"\ ", r"\s+") for row in sorted(rows, key=len, reverse=True))


@cache
def _before() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{_spaced(_expand(rows))})" for name, rows in sorted(_before_rows().items(), key=lambda item: item[0]))
    return re.compile(rf"(?<![\w<>=])(?:{groups})\s*(?:{_money_signs()})?\s?$|(?<![<>=])(?P<sign>[<>]\s?=?)\s*$", re.I)


def _before_rows() -> dict[str, list[str]]:
    return {name: [row for row in rows if row[0] not in "<>"] for name, rows in toml_table("bounds")["before"].items()}


@cache
def _after() -> re.Pattern[str]:
    table = toml_table("bounds")["after"]
    groups = "|".join(f"(?P<{name}>{_spaced(_expand(rows))})" for name, rows in table.items())
    return re.compile(rf"\s*(?:{groups})(?!\w)(?!\s+(?:(?:than|to)\s+)?\$?\d)", re.I)


def _bounded(text: str, span: Span, amount: Amount) -> Amount:
    """Apply the words before an amount, nearest first, and then those after it."""
    if amount.bounded:
        return _approximated(text, span, amount)
    start = amount.core.start
    for _ in range(4):
        match = _before().search(text[max(span.start, start - 40) : start])
        if match is None:
            break
        start = max(span.start, start - 40) + match.start()
        bound = match.lastgroup or "plain"
        if bound == "sign":
            bound = _signs(match["sign"])
        amount = _apply(amount, bound, replace(amount.span, start=start))
    return _behind(text, span, amount)


def _signs(sign: str) -> str:
    return {"<": "upper_open", ">": "lower_open"}[sign[0]].removesuffix("_open" if sign.endswith("=") else "-")


def _approximated(text: str, span: Span, amount: Amount) -> Amount:
    match = _before().search(text[max(span.start, amount.span.start - 40) : amount.span.start])
    if match and match.lastgroup in ("about", "lower", "lower_open", "upper", "upper_open"):
        return replace(amount, approximate=amount.approximate or match.lastgroup == "about")
    return amount


def _apply(amount: Amount, bound: str, wider: Span) -> Amount:
    """Return the amount under one more bound; a bound never loosens one that stands nearer to the number."""
    low, high = amount.low, amount.high
    if bound == "plain":
        return amount
    if bound == "increment":
        return replace(amount, span=wider, increment=True)
    if bound == "about":
        return replace(amount, span=wider, approximate=True)
    if bound == "equal":
        return replace(amount, span=wider, bounded=True)
    if amount.bounded:
        return amount
    if bound.startswith("lower"):
        return replace(
            amount,
            span=wider,
            low=low,
            high=None,
            low_open=bound == "lower_open",
            approximate=amount.vague or bound == "lower_about",
            bounded=True,
        )
    if amount.vague:
        return replace(amount, span=wider, low=None, high=low, high_open=bound == "upper_open", bounded=True)
    return replace(amount, span=wider, low=None, high=high, high_open=bound == "upper_open", bounded=True)


def _behind(text: str, span: Span, amount: Amount) -> Amount:
    match = _after().match(text, amount.span.end, span.end)
    if match is None:
        return amount
    bound = match.lastgroup or ""
    wider = replace(amount.span, end=match.end())
    if bound == "closed":
        return replace(amount, span=wider, low_open=False, high_open=False) if amount.low_open or amount.high_open else amount
    if bound in ("lower", "upper") and amount.bounded and amount.low == amount.high:
        amount = replace(amount, bounded=False)
    return _apply(amount, bound, wider if bound != "increment" else amount.span)


def _bracketed(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Join a lower and an upper bound on one thing: "greater than 100 and smaller than 300"."""
    found: list[Amount] = []
    for amount in amounts:
        last = found[-1] if found else None
        whole = _bracket(text, last, amount) if last else None
        found[-1:] = [whole] if whole else [*found[-1:], amount]
    return found


def _bracket(text: str, first: Amount, second: Amount) -> Amount | None:
    gap = text[first.span.end : second.span.start].strip(" ,").lower()
    lower, upper = (first, second) if first.high is None else (second, first)
    if gap not in ("and", "but", "") or first.span.end == second.span.start or not (first.bounded and second.bounded):
        return None
    if lower.low is None or lower.high is not None or upper.low is not None or upper.high is None or lower.low >= upper.high:
        return None
    span = Span(first.span.start, second.span.end)
    return replace(
        lower, span=span, core=Span(first.core.start, second.core.end), high=upper.high, high_open=upper.high_open, number=second.number
    )

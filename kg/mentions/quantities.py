"""Find quantities of people, things, area, distance and money, with their bounds and what they count.

A number is a quantity unless its surroundings say that it is a date, a time of day, an age, a rank, a telephone number
or part of a name; those surroundings are rows of the lexicon's ``counting`` table. Shares keep their value ("a third"
is 0.333 of what is counted) unless the whole is a number that stands right behind ("a tenth of the nearly 58,000").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kg.mentions.notcounted import Seen, counts_nothing
from kg.mentions.phrases import Unit, is_plural, money_before, noun_phrase, unit_after
from kg.mentions.ranges import Amount, find_amounts
from kg.model import Quantity, Span
from kg.resources import toml_table

#: Digits that a share such as one third is rounded to; whole numbers are exact.
SHARE_DIGITS = 4


def find_quantities(text: str, spans: Sequence[Span]) -> tuple[Quantity, ...]:
    """Return the quantities within the spans, in order and without overlaps."""
    found: list[Quantity] = []
    for span in spans:
        for quantity in _read(text, span, find_amounts(text, (span,)), asked=False):
            if found and quantity.span.start < found[-1].span.end:
                continue
            found.append(replace(quantity, part_of=_whole(text, found, quantity)))
    return tuple(found)


def quantity_at(text: str, span: Span) -> Quantity | None:
    """Return the quantity that stands at a span which someone has already judged to be one, or None where no number does.

    Parts that "and" joins are added up ("two women and three children" is 5), ranks and single things are numbers here
    ("the third time", "a soldier"), and bounds right before the span are read with it.
    """
    room = Span(max(0, span.start - 40), span.end)
    amounts = [
        amount for amount in find_amounts(text, (room,), asked=True) if amount.core.start >= span.start or amount.core.overlaps(span)
    ]
    read = list(_read(text, Span(room.start, min(len(text), span.end + 60)), amounts, asked=True))
    chosen = _sum(text, span, read) or next(iter(read), None) or _single(text, span)
    return replace(chosen, span=span, text=span.of(text)) if chosen else None


# -- from amounts to quantities ------------------------------------------------------------------------------------


def _read(text: str, room: Span, amounts: Sequence[Amount], asked: bool) -> Iterator[Quantity]:
    skipped: set[Span] = set()
    for index, amount in enumerate(amounts):
        if amount.core in skipped:
            continue
        share = _share_of(text, amount, amounts[index + 1]) if index + 1 < len(amounts) else None
        if share:
            skipped.add(amounts[index + 1].core)
            amount = share
        seen = _surroundings(text, room, amount)
        if asked or not counts_nothing(text, room, seen):
            yield _quantity(text, seen)


def _share_of(text: str, amount: Amount, whole: Amount) -> Amount | None:
    """Return the amount that a share or part of a following number is: "a tenth of the nearly 58,000", "four of 120"."""
    gap = text[amount.core.end : whole.span.start]
    if not re.fullmatch(r"\s+(?:out )?of\s+(?:(?:the|its|their|these|those|all|some|[\w ]{2,20}['’]s?)\s+)?", gap) or whole.low is None:
        return None
    core = Span(amount.core.start, whole.core.end)
    joined = replace(amount, core=core, span=Span(amount.span.start, max(core.end, whole.span.end)), number=replace(whole.number, glued=""))
    if not amount.number.ratio or amount.low is None:
        return joined if not amount.vague or not whole.vague else None
    high = None if amount.high is None else amount.high * whole.low
    return replace(
        joined,
        low=amount.low * whole.low,
        high=high,
        approximate=amount.approximate or whole.approximate,
        number=replace(whole.number, ratio=False),
    )


def _surroundings(text: str, room: Span, amount: Amount) -> Seen:
    number = amount.number
    money = money_before(text, amount.core.start)
    unit = unit_after(text, number.span.end - len(number.glued), room.end) if number.glued else unit_after(text, amount.core.end, room.end)
    start = min(amount.span.start, money.span.start if money else amount.span.start)
    amount = _metres_or_millions(text, amount, money, unit)
    behind = max(amount.span.end, unit.span.end if unit else 0)
    if money or (unit and unit.kind == "money"):
        end = unit.span.end if unit and unit.kind == "money" else amount.span.end
        unit = money or unit
        return Seen(amount, Span(start, max(end, amount.span.end)), unit, unit.span.of(text) if unit else None, True)
    if unit and amount.number.glued != "million":
        return _measured(text, room, amount, Span(start, behind), unit)
    return _thing(text, room, amount, start)


def _metres_or_millions(text: str, amount: Amount, money: Unit | None, unit: Unit | None) -> Amount:
    """Read "2.5m people" and "$5m" as millions, "300m" as metres."""
    if amount.number.glued != "m" or amount.low is None:
        return amount
    following = re.match(r"\s+([A-Za-z-]+)\s+([A-Za-z-]+)", text[amount.core.end : amount.core.end + 60])
    noun = re.match(r"\s+([A-Za-z-]+)", text[amount.core.end : amount.core.end + 60])
    million = (
        money
        or (noun and is_plural(noun[1]))
        or (following and following[1].islower() and is_plural(following[2]) and following[1] not in _stops())
    )
    if not million:
        return amount
    size = 10**6
    high = None if amount.high is None else amount.high * size
    return replace(amount, low=amount.low * size, high=high, number=replace(amount.number, glued="million"))


@cache
def _stops() -> frozenset[str]:
    return frozenset(toml_table("counting")["stops"])


def _measured(text: str, room: Span, amount: Amount, span: Span, unit: Unit) -> Seen:
    """Take "of the vote", "of rice" into what is counted for shares, weights and volumes."""
    words = unit.span.of(text)
    if unit.kind in ("percent", "mass", "volume", "area") and (
        of := re.compile(r" of (?:the |its |their |his |her |all |our )?").match(text, unit.span.end, room.end)
    ):
        phrase = noun_phrase(text, of.end(), room.end, single=True)
        if phrase:
            return Seen(amount, Span(span.start, phrase.span.end), unit, f"{words} of {phrase.words}", True)
    return Seen(amount, span, unit, words, True)


def _thing(text: str, room: Span, amount: Amount, start: int) -> Seen:
    after = amount.span.end
    hyphen = re.compile(r"[-‑]\s?([a-z]+)(?![\w-])").match(text, after, room.end)
    if hyphen:
        return Seen(amount, Span(start, hyphen.end()), None, hyphen[1], False)
    single = amount.high == 1 and amount.low == 1
    phrase = noun_phrase(text, after, room.end, single)
    if phrase is None:
        of = re.compile(r"\s+of\s+(them|whom|us|which)\b").match(text, after, room.end)
        return Seen(amount, Span(start, of.end() if of else after), None, of[1] if of else None, of is not None)
    return Seen(amount, Span(start, phrase.span.end), None, phrase.words, phrase.plural)


def _quantity(text: str, seen: Seen) -> Quantity:
    amount = seen.amount
    return Quantity(
        span=seen.span,
        text=seen.span.of(text),
        min=_decimal(amount.low),
        max=_decimal(amount.high),
        approximate=amount.approximate,
        counted=seen.counted,
        unit=seen.unit.symbol if seen.unit else "share" if amount.number.ratio else None,
        increment=amount.increment,
        cumulative=_cumulative(text, seen.span),
    )


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    if value.denominator == 1:
        return Decimal(value.numerator)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    twos_and_fives = value.denominator
    for prime in (2, 5):
        while twos_and_fives % prime == 0:
            twos_and_fives //= prime
    return exact if twos_and_fives == 1 else round(exact, SHARE_DIGITS)


# -- what a quantity is of -----------------------------------------------------------------------------------------


def _cumulative(text: str, span: Span) -> bool:
    rows = toml_table("counting")["cumulative"]
    before = text[max(0, span.start - 24) : span.start].lower()
    after = re.split(r"[.;\n]", text[span.end : span.end + 60].lower())[0]
    lead = any(re.search(rf"\b{re.escape(row)}\W*$", before) for row in rows["before"])
    return (
        lead or any(re.search(rf"\b{re.escape(row)}\b", after) for row in rows["after"]) or span.of(text).lower().startswith("a total of")
    )


def _whole(text: str, found: Sequence[Quantity], quantity: Quantity) -> Span | None:
    """Return the span of the quantity before, where "including" or the like makes this one a part of it."""
    if not found or quantity.span.start - found[-1].span.end > 120:
        return None
    between = text[found[-1].span.end : quantity.span.start]
    rows = toml_table("counting")["part"]["before"]
    if re.search(r"[.!?]\s", between):
        return None
    return found[-1].span if any(re.search(rf"\b{re.escape(row)}\b[^,;]{{0,20}}$", between) for row in rows) else None


# -- where a quantity was asked for --------------------------------------------------------------------------------


def _sum(text: str, span: Span, read: Sequence[Quantity]) -> Quantity | None:
    """Add up the parts of "three women and three children", "a Ukrainian and two British nationals"."""
    parts = re.split(r",\s+and\s+|,\s+|\s+and\s+", span.of(text))
    exact = [quantity for quantity in read if quantity.min is not None and quantity.min == quantity.max and quantity.unit is None]
    single = sum(1 for part in parts if re.match(r"(?:a|an|another|her|his)\s+[\w-]+", part, re.I) and not re.search(r"\d", part))
    if len(exact) != len(read) or len(exact) + single < 2 or len(exact) + single != len(parts) or not exact:
        return None
    total = sum((quantity.min or Decimal(0) for quantity in exact), Decimal(single))
    return replace(exact[0], min=total, max=total, counted="people" if exact[0].counted is None else exact[0].counted)


def _single(text: str, span: Span) -> Quantity | None:
    """Read a rank ("43rd", "the third time") or one thing ("a soldier", "another soldier") as a number."""
    words = span.of(text).lower()
    rank = re.search(r"\b(\d+)(?:st|nd|rd|th)\b", words)
    ordinals = toml_table("numbers")["ordinals"]
    word = next((w for w in re.findall(r"[a-z]+", words) if w in ordinals and w not in ("half", "quarter")), None)
    article = re.match(r"(?:the only|a|an|another|one)\b\s*(.*)", words)
    value = int(rank[1]) if rank else 1 if article and word else ordinals[word] if word else 1 if article else None
    if value is None:
        return None
    return Quantity(span, span.of(text), Decimal(value), Decimal(value), counted=article[1] if article else None)

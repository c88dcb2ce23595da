"""Turn values into the words of a page: names of the ontology, numbers, days."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from kg.triples.vocab import KG


def words(name: object) -> str:
    """Return a name of the ontology as words: ``kg:ArmedGroup`` and ``armed-group`` are "armed group"."""
    local = re.split(r"[#/:]", str(name).removeprefix(KG))[-1]
    return local if local.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", local).lower()


def number(value: object) -> str:
    """Return a number with thousands apart: 27,649."""
    if value is None:
        return ""
    try:
        plain = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    return f"{plain:,f}" if plain == plain.to_integral_value() or abs(plain) < 1_000_000 else f"{plain:,.2f}"


def bounds(low: object, high: object) -> str:
    """Return a range of numbers in words; an open bound says so."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"at most {number(high)}"
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def days(begin: object, end: object) -> str:
    """Return a range of days: one day once."""
    first, last = ("" if day is None else str(day)[:10] for day in (begin, end))
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"since {first}" if first else f"until {last}" if last else ""


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 claim", "2 claims"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def flat(value: object) -> str:
    """Return a text on one line; a blank at an end stays one, so that words that go on there stay apart."""
    return re.sub(r"\s+", " ", str(value))


#: The filters of the templates.
FILTERS: dict[str, Callable[..., str]] = {"words": words, "number": number, "counted": counted, "bounds": bounds, "flat": flat}

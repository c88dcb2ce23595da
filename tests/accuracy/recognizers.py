"""Measure numbers, ranges, percentages and times on the cases of Microsoft's Recognizers-Text.

    python tests/accuracy/recognizers.py [FOLDER] [-v]

FOLDER holds NumberModel.json and the like (default: ../shared/data/recognizers-specs). A case is right when all of its
expressions are found, and no others, with exact spans and values:

- numbers: the value to 15 digits; digits with a unit behind them ("29km") are no number there
- ranges: bounds, and whether they are open. Recognizers closes a range at its upper end, and does not take "about" into it
- percentages: the value; a percentage without a number ("a small percent") has none here, and is counted as wrong
- times: the first and the last day, for each of the readings, past and future. An end is right as the last day or as the
  first day after; for "from A to B" as the first day of B. Times of day, lengths and habits mean no day: their spans count
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.mentions.days import DAY, Period
from kg.mentions.expressions import Expression, find_expressions
from kg.mentions.numbers import find_numbers
from kg.mentions.quantities import find_quantities
from kg.mentions.ranges import Amount, find_amounts
from kg.model import Span

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "recognizers-specs"
Case = dict[str, Any]


def whole(text: str) -> tuple[Span]:
    return (Span(0, len(text)),)


def wanted(case: Case) -> Iterator[tuple[int, int, Case]]:
    for result in case["Results"]:
        start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
        yield start, start + len(result["Text"]), result


def numbers(case: Case) -> bool:
    found = [n for n in find_numbers(case["Input"], whole(case["Input"])) if not n.glued]
    want = list(wanted(case))
    return len(found) == len(want) and all(
        (n.span.start, n.span.end) == (a, b) and abs(float(n.value) - float(r["Resolution"]["value"])) <= 1e-9 * abs(float(n.value))
        for n, (a, b, r) in zip(found, want, strict=True)
    )


def bounds(amount: Amount) -> str:
    low = "" if amount.low is None else f"{float(amount.low):.10f}".rstrip("0").rstrip(".")
    high = "" if amount.high is None else f"{float(amount.high):.10f}".rstrip("0").rstrip(".")
    opening = "(" if amount.low is None or amount.low_open else "["
    return f"{opening}{low},{high}{')' if amount.high is None or amount.high_open else ']'}"


def ranges(case: Case) -> bool:
    text = case["Input"]
    found = [amount for amount in find_amounts(text, whole(text)) if amount.bounded]
    spans = [re.sub(r"^about\s+", "", amount.span.of(text)) for amount in found]
    mine = [(amount.span.end, words.lower(), bounds(amount)) for amount, words in zip(found, spans, strict=True)]
    return mine == [(b, text[a:b].lower(), r["Resolution"]["value"]) for a, b, r in wanted(case)]


def percentages(case: Case) -> bool:
    found = [q for q in find_quantities(case["Input"], whole(case["Input"])) if q.unit == "%"]
    mine = [f"{q.min}%" for q in found]
    return mine == [r["Resolution"]["value"] for _, _, r in wanted(case)]


def times(case: Case) -> bool:
    text = case["Input"]
    reference = dt.date.fromisoformat(case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10])
    found, want = find_expressions(text, whole(text), reference), list(wanted(case))
    return len(found) == len(want) and all(same_time(e, *w, reference) for e, w in zip(found, want, strict=True))


def days_of(case: Case) -> bool:
    """Judge only what means days: dates, stretches of days, and the days of what has a time of day."""
    text = case["Input"]
    reference = dt.date.fromisoformat(case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10])
    found = [e for e in find_expressions(text, whole(text), reference) if e.choices]
    want = [w for w in wanted(case) if kind(w[2]) in DATED and any(v.get("value") != "not resolved" for v in values(w[2]))]
    now = [w for w in want if "PRESENT_REF" in {v["timex"] for v in values(w[2])}]
    want = [w for w in want if w not in now]
    return len(found) == len(want) and all(same_time(e, *w, reference) for e, w in zip(found, want, strict=True))


DATED = {"date", "daterange", "datetime", "datetimerange", ""}


def kind(result: Case) -> str:
    return str(result.get("TypeName", ""))[11:]


def values(result: Case) -> list[Case]:
    return list((result.get("Resolution") or {}).get("values", []))


def same_time(found: Expression, start: int, end: int, result: Case, reference: dt.date) -> bool:
    if (found.span.start, found.span.end) != (start, end):
        return False
    if kind(result) not in DATED:
        return True
    known = [v for v in values(result) if v.get("value") != "not resolved"]
    mine = found.choices or ((Period(reference, reference),) if found.value.kind == "word" else ())
    if not known:
        return not mine
    return all(any(same_days(p, v) for p in mine) for v in known) and all(any(same_days(p, v) for v in known) for p in mine)


def same_days(mine: Period, value: Case) -> bool:
    first = mine.first.isoformat() if mine.first else ""
    ends = {""} if mine.last is None else {mine.last.isoformat(), (mine.last + DAY).isoformat()}
    if mine.turn:
        ends.add(mine.turn.isoformat())
    if "value" in value:
        return first == value["value"][:10]
    return first == value.get("start", "")[:10] and value.get("end", "")[:10] in ends


MEASURES: dict[str, tuple[str, Callable[[Case], bool]]] = {
    "numbers": ("NumberModel.json", numbers),
    "ranges": ("NumberRangeModel.json", ranges),
    "percentages": ("PercentModel.json", percentages),
    "times": ("DateTimeModel.json", times),
    "times, what means days": ("DateTimeModel.json", days_of),
}


def measure(name: str, folder: Path = FOLDER, verbose: bool = False) -> tuple[int, int]:
    """Return how many cases of a measure are right, and how many there are."""
    file, judge = MEASURES[name]
    cases = json.loads((folder / file).read_text(encoding="utf-8-sig"))
    right = [judge(case) for case in cases]
    if verbose:
        print(*(f"  {case['Input']!r}" for case, ok in zip(cases, right, strict=True) if not ok), sep="\n")
    return sum(right), len(cases)


def main() -> int:
    """Print every measure; do nothing where the cases are not there."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    folder = Path(words[0]) if words else FOLDER
    if not folder.is_dir():
        print(f"no cases in {folder}: nothing measured")
        return 0
    for name in MEASURES:
        right, total = measure(name, folder, "-v" in sys.argv)
        print(f"{name:24} {right} of {total}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

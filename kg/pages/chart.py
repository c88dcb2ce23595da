"""Draw who says how many: one row a claim, one scale for all, bounds as a bar; plain SVG that needs no script and no style."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.pages.claimed import Shown
from kg.pages.show import number

#: The canvas in units that a phone shows at about three quarters of a pixel each: letters of 13 units stay legible.
WIDTH, ROW, TOP, SIDE = 480, 46, 8, 12
#: From this ratio of the greatest to the least figure on, the scale is logarithmic: smaller figures could not be told apart.
RATIO = 40.0
#: Letters of a row: its label and its figure stand on one line.
LETTERS = 62


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one row: its label, the figure in words, the bar's ends, and which of them are open."""

    label: str
    figure: str
    y: float
    x: float
    width: float
    open_low: bool
    open_high: bool
    href: str
    status: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold a chart: rows, and the ticks of its scale as (x, words)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    logarithmic: bool
    width: int = WIDTH


def chart(claims: Sequence[tuple[Shown, str]]) -> Chart | None:
    """Return the chart of claims (each with its reference) that have a figure; None where fewer than two have one."""
    rows = [(claim, href) for claim, href in claims if claim.figure and (claim.figure.low or claim.figure.high)]
    if len(rows) < 2:
        return None
    figures = [float(end) for claim, _ in rows if claim.figure for end in (claim.figure.low, claim.figure.high) if end is not None]
    least, most = min(figures), max(figures)
    logarithmic = least > 0 and most / least > RATIO
    low, high = (least / 1.5, most * 1.5) if logarithmic else (min(0.0, least), most * 1.08 or 1.0)

    def place(value: float) -> float:
        share = math.log(value / low) / math.log(high / low) if logarithmic else (value - low) / (high - low)
        return round(SIDE + share * (WIDTH - 2 * SIDE), 1)

    bars = tuple(_bar(claim, href, index, place(low), place(high), place) for index, (claim, href) in enumerate(rows))
    ticks = tuple((place(value), number(f"{value:g}")) for value in _ticks(low, high, logarithmic))
    return Chart(bars, ticks, TOP + ROW * len(bars) + 26, logarithmic)


def _bar(claim: Shown, href: str, index: int, left: float, right: float, place: Callable[[float], float]) -> Bar:
    figure = claim.figure
    assert figure is not None
    start = left if figure.low is None else place(float(figure.low))
    end = right if figure.high is None else place(float(figure.high))
    who = claim.by.label if claim.by else claim.source.exact if claim.source else ""
    parts = [" ".join(part.split()) for part in (who, claim.article.outlet, claim.article.published) if part]
    label = " · ".join(dict.fromkeys(parts))
    room = max(LETTERS - len(figure.range), 20)
    short = label if len(label) <= room else label[: room - 1].rstrip() + "…"
    middle = max(end - start, 0.0)
    return Bar(short, figure.range, TOP + ROW * index, start, middle, figure.low is None, figure.high is None, href, claim.status)


def _ticks(low: float, high: float, logarithmic: bool) -> list[float]:
    if logarithmic:
        first = math.ceil(math.log10(low))
        return [10.0**power for power in range(first, math.floor(math.log10(high)) + 1)]
    rough = (high - low) / 4
    step = 10 ** math.floor(math.log10(rough))
    step *= next(factor for factor in (1, 2, 5, 10) if factor * step >= rough)
    return [step * count for count in range(math.ceil(low / step), math.floor(high / step) + 1)]

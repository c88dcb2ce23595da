"""Add up figures that are counted together: "two women and three children" are five people of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import resources
from kg.claims.counting import counts, counts_people
from kg.model import Quantity, Span

_LIST = re.compile(r",\s*")
_LAST = re.compile(r",?\s+and\s+", re.I)


def sums(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the sum of each run of figures that "and" joins: "two women, a dozen men and at least three children".

    The bounds are added; a sum is open above (below) where one of its terms is. Only people are added up,
    and not where the words say what became of them ("two killed and three wounded"): those are two questions.
    """
    terms = sorted((one for one in quantities if _is_term(one)), key=lambda one: one.span)
    run: list[Quantity] = []
    for term in terms:
        if run and _LAST.fullmatch(text, run[-1].span.end, term.span.start):
            yield _sum(text, [*run, term])
            run = []
        elif run and _LIST.fullmatch(text, run[-1].span.end, term.span.start):
            run.append(term)
        else:
            run = [term]


def _is_term(quantity: Quantity) -> bool:
    if quantity.unit or not quantity.counted or quantity.increment or not counts(quantity, ones=True):
        return False
    words = set(quantity.counted.casefold().split())
    return counts_people(quantity) and words.isdisjoint(resources.toml_table("events")["figures"]["fates"])


def _sum(text: str, terms: Sequence[Quantity]) -> Quantity:
    span = Span(terms[0].span.start, terms[-1].span.end)
    lows = [term.min for term in terms if term.min is not None]
    highs = [term.max for term in terms if term.max is not None]
    nouns = [term.counted for term in terms if term.counted]
    return Quantity(
        span,
        span.of(text),
        min=sum(lows[1:], lows[0]) if len(lows) == len(terms) else None,
        max=sum(highs[1:], highs[0]) if len(highs) == len(terms) else None,
        approximate=any(term.approximate for term in terms),
        counted=f"{', '.join(nouns[:-1])} and {nouns[-1]}",
    )

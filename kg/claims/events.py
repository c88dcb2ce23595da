"""Recognise the type of an event by its words, for claims about which the trained reader has no opinion."""

from __future__ import annotations

import re
from functools import cache

from kg import resources


@cache
def event_types() -> tuple[str, ...]:
    """Return the event types that words are known for."""
    return tuple(resources.toml_table("events")["triggers"])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = resources.toml_table("events")["triggers"]
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True)) + ")", re.I))
        for name, stems in rows.items()
    )


def event_type(words: str) -> str:
    """Return the type whose stems match most of the words, or ``other``; earlier rows of the table win ties."""
    best, most = "other", 0
    for name, pattern in _patterns():
        weight = sum(len(match.group()) + 4 for match in pattern.finditer(words))
        if weight > most:
            best, most = name, weight
    return best

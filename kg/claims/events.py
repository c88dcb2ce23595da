"""Recognise the type of an event by its words, for claims about which the trained reader has no opinion."""

from __future__ import annotations

import re
from functools import cache

from kg import resources

OTHER = "other"
#: Below this calibrated probability of the reader's type, words are the better judge on hand-annotated news.
SURE = 0.4


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
    """Return the type of the first row of the table that matches the words, or ``other``."""
    return next((name for name, pattern in _patterns() if pattern.search(words)), OTHER)


def settled(read: str, probability: float, words: str) -> str:
    """Return the reader's type where it is sure enough, else the type that the words show, else the reader's."""
    if probability >= SURE:
        return read
    shown = event_type(words)
    return read if shown == OTHER or resources.toml_table("questions")["open"].count(shown) else shown

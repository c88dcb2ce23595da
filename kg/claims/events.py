"""Recognise the type of an event by its words, for claims about which the trained reader has no opinion."""

from __future__ import annotations

import re
from functools import cache

from kg import resources

OTHER, JUDGEMENT = "other", "assessment"
#: Below this calibrated probability of the reader's type, words are the better judge on hand-annotated news; a reader that
#: saw mostly other news says "other" too often, so words are asked then in any case.
SURE = 0.5
#: The same where the reader sees a mere judgement in words that name a plain event ("this attack killed our friends").
CERTAIN = 0.95


@cache
def event_types() -> frozenset[str]:
    """Return the event types that words are known for."""
    return frozenset(name for name, _ in _patterns())


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = resources.toml_table("events")["triggers"]["rows"]
    return tuple((name, re.compile(rf"\b(?:{'|'.join(re.escape(stem) for stem in stems)})", re.I)) for name, *stems in rows)


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile(rf"[\w.’']+-(?:{'|'.join(resources.toml_table('events')['triggers']['compounds'])})\b", re.I)


def event_type(words: str) -> str:
    """Return the type of the first row of the table that matches the words, or ``other``."""
    plain = _compounds().sub("", words)
    return next((name for name, pattern in _patterns() if pattern.search(plain)), OTHER)


def settled(read: str, probability: float, words: str, attributed: bool = False) -> str:
    """Return the reader's type where it is sure enough, else the type that the words show, else the reader's.

    What somebody says without naming an event is mostly a judgement.
    """
    shown = event_type(words)
    if shown in resources.toml_table("events")["triggers"]["finer"].get(read, ()):
        return shown
    plain = read == JUDGEMENT and shown in resources.toml_table("events")["triggers"]["plain"]
    if read != OTHER and probability >= (CERTAIN if plain else SURE):
        return read
    if shown != OTHER:
        return shown
    return JUDGEMENT if attributed and read == OTHER else read

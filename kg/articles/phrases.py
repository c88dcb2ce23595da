"""Compile the rows of the lexicon's ``articles`` table into patterns, once each."""

from __future__ import annotations

import re
from functools import cache

from kg.resources import toml_table

_BLANKS = re.compile(r"\s+")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "´": "'"})
_QUOTED = re.compile(r'"[^"]*"?')


@cache
def pattern(table: str, row: str) -> re.Pattern[str]:
    """Return one pattern that matches where any of a row's patterns does; case does not count."""
    rows: list[str] = toml_table("articles")[table][row]
    return re.compile("|".join(f"(?:{_unnamed(n, one)})" for n, one in enumerate(rows)), re.IGNORECASE)


@cache
def patterns(table: str, row: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a row one by one, with their named groups; case does not count."""
    rows: list[str] = toml_table("articles")[table][row]
    return tuple(re.compile(one, re.IGNORECASE) for one in rows)


@cache
def words(table: str, row: str) -> frozenset[str]:
    """Return the rows that are plain words, in lower case."""
    rows: list[str] = toml_table("articles")[table][row]
    return frozenset(one.casefold() for one in rows)


@cache
def agencies() -> dict[str, str]:
    """Return the recorded name of each agency by any of its names, in lower case."""
    rows: list[list[str]] = toml_table("articles")["agencies"]["names"]
    return {name.casefold(): row[0] for row in rows for name in row}


def plain(text: str) -> str:
    """Return a text with single blanks and straight quotes, as the lexicon's patterns expect it."""
    return _BLANKS.sub(" ", text.translate(_STRAIGHT).replace("''", '"')).strip()


def unquoted(text: str) -> str:
    """Return a plain text without what stands in double quotes: what it says itself."""
    return _QUOTED.sub(" ", text)


def _unnamed(number: int, one: str) -> str:
    """Make the names of groups unique, since one pattern may not name two groups alike."""
    return re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P<{match[1]}_{number}>", one)

"""Find what a number counts: a unit of measure, or the noun phrase after it.

There is no syntax here, so the head is the first plural noun (of a run of words that no preposition, verb or pronoun
breaks), with a second plural that "and" joins to it; after "one" and in "three-day" it is the last word of the run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.model import Span
from kg.resources import csv_rows, toml_table


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a unit of measure: the words in the text, its symbol and its kind ("length")."""

    span: Span
    symbol: str
    kind: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold the noun phrase that is counted; ``whole`` is the phrase after "of" where the number is a share of it."""

    span: Span
    words: str
    plural: bool


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["unit"], row["kind"]) for row in csv_rows("units")}


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = sorted(_units(), key=len, reverse=True)
    return re.compile(r"[\s-]{0,2}(" + "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words) + r")(?![\w])")


@cache
def _money_before() -> re.Pattern[str]:
    words = [word for word, (_, kind) in _units().items() if kind == "money" and (not word.isalpha() or word.isupper() or word in ("Rs",))]
    return re.compile("(" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")\s?$")


def unit_after(text: str, start: int, end: int) -> Unit | None:
    """Return the unit of measure that stands at ``start``, directly or after a space or hyphen."""
    match = _unit_pattern().match(text, start, end)
    if match is None:
        return None
    symbol, kind = _units()[re.sub(r"[\s-]+", " ", match[1])]
    if kind == "length" and len(match[1]) == 1 and not match[0][0].isalnum():
        return None
    return Unit(Span(match.start(1), match.end(1)), symbol, kind)


def money_before(text: str, end: int) -> Unit | None:
    """Return the sign or code of a currency that stands right before ``end``."""
    match = _money_before().search(text, max(0, end - 6), end)
    if match is None:
        return None
    return Unit(Span(match.start(1), match.end(1)), _units()[match[1]][0], "money")


_WORD = re.compile(r"(?P<gap>[\s\u00a0]*)(?P<word>[^\W\d_](?:[\w'’.-]*\w)?(?:['’](?!\w))?)|(?P<comma>,)\s*(?=[^\W\d_])")


@cache
def _stops() -> frozenset[str]:
    return frozenset(toml_table("counting")["stops"])


@cache
def _numbers() -> frozenset[str]:
    """Return words that begin another quantity."""
    table, vague = toml_table("numbers"), toml_table("vague")
    return frozenset([*table["units"], *table["tens"], *(word for word in vague["least"] if " " not in word and "-" not in word)])


@cache
def _plurals() -> frozenset[str]:
    return frozenset(word.lower() for word in toml_table("counting")["plural_nouns"])


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    low = word.lower()
    return (
        low in _plurals()
        or low.endswith("men")
        or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s", "ous")))
    )


def noun_phrase(text: str, start: int, end: int, single: bool = False) -> Counted | None:
    """Return the noun phrase that begins at ``start`` (after words that only introduce it), or None where none does."""
    run = _run(text, start, end, single)
    if not run:
        return None
    plural = [k for k, (_, word) in enumerate(run) if is_plural(word)]
    head = len(run) - 1 if single or not plural else plural[0]
    while not single and head + 1 < len(run) and is_plural(run[head + 1][1]) and run[head][1] not in _plurals():
        head += 1
    last = run[head][0]
    if plural and not single:
        last = _and_more(text, last, end)
    first = run[0][0].start
    return Counted(Span(first, last.end), text[first : last.end], bool(plural))


def _run(text: str, start: int, end: int, single: bool) -> list[tuple[Span, str]]:
    skip = toml_table("counting")["skip"]
    run: list[tuple[Span, str]] = []
    position = start
    while match := _WORD.match(text, position, min(end, start + 160)):
        word = match["word"]
        if word is None:
            break
        low = word.lower()
        here = Span(match.start("word"), match.end("word"))
        if run or low not in skip:
            if low in _numbers():
                break
            if low in _stops() and not (low == "and" and run and not any(is_plural(w) for _, w in run)):
                break
            if "\n" in match["gap"] or (run and _is_verb(low, run, single)):
                break
            run.append((here, word))
        position = match.end()
        if word.endswith((".", "’s")) and len(word) > 5:
            break
    while run and run[-1][1].lower() == "and":
        run.pop()
    return run


def _is_verb(word: str, run: list[tuple[Span, str]], single: bool) -> bool:
    """Tell whether a later word is likely a verb or participle behind the noun ("soldiers killed", "people fleeing")."""
    behind = single or is_plural(run[-1][1])
    return behind and "-" not in word and (word.endswith(("ed", "ing", "ly")) or (word.endswith("s") and single))


def _and_more(text: str, last: Span, end: int) -> Span:
    """Take a second plural that "and" joins to the first: "women and children", "troops and police officers"."""
    match = re.compile(r"(?:, [\w-]+(?: [\w-]+)?)*,? and ((?:[\w'’-]+ ){0,2}?[\w'’-]+)").match(text, last.end, end)
    if (
        match
        and _numbers().isdisjoint(match[0].lower().split())
        and is_plural(match[1].split()[-1])
        and not any(word.lower() in _stops() or word[0].isdigit() for word in match[0].split() if word != "and")
    ):
        return Span(last.start, match.end())
    return last

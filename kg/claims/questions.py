"""Say which question a claim answers: what kind of event, what is counted, where.

The knowledge is in ``lexicon/questions.toml``: which types of event count the same thing, which nouns name the same
things, which classes are parts of others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.model import ReportedClaim

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHARE = re.compile(r"\b(?:were|are)\s+((?:[\w’'-]+\s+){0,2}[\w’'-]+)\W*\Z")
_AMOUNTS = frozenset(
    {"more", "than", "another", "some", "about", "around", "nearly", "hundred", "thousand", "million", "dozen", "other", "over", "least"}
)
PEOPLE = "people"
_CUT = re.compile(r"\b(?:of|who|which|that|from|in|at|with|including|left|mostly|mainly|among|for|to|on)\b.*", re.S | re.I)
#: Endings of plural nouns, the longest first, and what the singular has instead.
_PLURALS = (
    ("wives", "wife"),
    ("lives", "life"),
    ("men", "man"),
    ("people", "person"),
    ("children", "child"),
    ("families", "family"),
    ("ies", "y"),
)
_SIBILANT = ("sses", "shes", "ches", "xes")


@dataclass(frozen=True, slots=True)
class Kind:
    """Name a group of event types whose figures answer one question; ``any_start`` groups compare totals of any start."""

    name: str
    any_start: bool = False


def singular(noun: str) -> str:
    """Return an English noun in the singular; regular endings and the irregular nouns that news counts."""
    for plural, single in _PLURALS:
        if noun.endswith(plural):
            return noun[: -len(plural)] + single
    if noun.endswith(_SIBILANT):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


@cache
def _classes() -> Mapping[str, str]:
    rows = resources.toml_table("questions")["counted"]
    return {singular_phrase(noun): name for name, nouns in rows.items() for noun in nouns}


def singular_phrase(words: str) -> str:
    """Return the words in lower case, each in the singular, for looking up."""
    return " ".join(singular(word) for word in _WORD.findall(words.casefold()))


def counted_class(claim: ReportedClaim) -> str:
    """Return the class of the things that a claim counts or that its event happens to; "" where it names none.

    The counted words win, then the words for the patient; a share counts what it is said to be ("a tenth of them were
    fighters"). A noun that no row lists is a class of its own, and a unit of
    measure is one too.
    """
    quantity = claim.quantity
    if quantity is not None and quantity.unit:
        return f"unit {quantity.unit}"
    predicate = _SHARE.search(claim.content) if quantity is not None and " of " in quantity.text else None
    words = (predicate[1] if predicate else None) or (quantity.counted if quantity else None) or claim.patient_words or ""
    return class_of(words) or (PEOPLE if claim.event in resources.toml_table("events")["figures"]["people"] else "")


def is_class(noun: str) -> bool:
    """Tell whether a plural noun is listed as a kind of people."""
    name = _classes().get(singular_phrase(noun))
    return name is not None and counts_people(name) and singular(noun.casefold()) != noun.casefold()


@cache
def class_of(words: str) -> str:
    """Return the class of a noun phrase: by its last words, longest first."""
    names = [name for name in singular_phrase(_CUT.sub("", words) or words).split() if name not in _AMOUNTS]
    for size in (3, 2, 1):
        known = _classes().get(" ".join(names[-size:]))
        if known and len(names) >= size:
            return known
    return names[-1] if names else ""


def part_of(part: str, whole: str) -> bool:
    """Tell whether one class of things counted is a part of another."""
    return bool(resources.toml_table("questions")["parts"].get(part) == whole)


def is_part(name: str) -> bool:
    """Tell whether a class is a part of any other."""
    return name in resources.toml_table("questions")["parts"]


def counts_people(name: str) -> bool:
    """Tell whether a class holds people, of whatever kind."""
    return name == PEOPLE or is_part(name)


def kinds(event: str, counted: str) -> tuple[Kind, ...]:
    """Return the groups of event types that a claim belongs to: those that the table lists, else its own type."""
    rows = resources.toml_table("questions")["compatible"]
    found = {
        Kind(row["name"], row.get("any_start", False))
        for row in rows
        if event in row["types"] and row.get("counted") in (None, counted) and (row.get("counted") or not is_special(event, counted))
    }
    return tuple(sorted(found, key=lambda kind: kind.name)) or (Kind(event),)


def is_special(event: str, counted: str) -> bool:
    """Tell whether a row for just these things counted takes the place of the general one."""
    return any(event in row["types"] and row.get("counted") == counted for row in resources.toml_table("questions")["compatible"])


def is_stock(event: str) -> bool:
    """Tell whether figures of a type are true of a day and may fall."""
    return event in resources.toml_table("questions")["stocks"]


def manner(claim: ReportedClaim) -> str:
    """Return how those whom a claim of a stock counts are where they are; "" where its words do not say."""
    words = claim.content.casefold()
    rows = resources.toml_table("questions")["manners"].items()
    return next((name for name, known in rows if any(re.search(rf"\b{re.escape(word)}\b", words) for word in known)), "")


def is_open(event: str) -> bool:
    """Tell whether a type says nothing that another claim could be held against."""
    return event in resources.toml_table("questions")["open"]


def bounded_by() -> Mapping[str, str]:
    """Return the stocks that later flows out of them cannot exceed: stock type -> flow group."""
    return {row["stock"]: row["flow"] for row in resources.toml_table("questions")["bounded"]}


def is_left_behind(claim: ReportedClaim) -> bool:
    """Tell whether a claim counts those who are left in a place that people leave."""
    rows = [row for row in resources.toml_table("questions")["bounded"] if row["stock"] == claim.event]
    words = claim.content.casefold()
    return any(re.search(rf"\b{re.escape(word)}", words) for row in rows for word in row["words"])


def story_places(claims: Iterable[ReportedClaim]) -> Mapping[str, str]:
    """Return for each article the place that most of its claims name: where those that name none are taken to be."""
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        if claim.place:
            counts.setdefault(claim.article, Counter())[claim.place] += 1
    return {article: min(places, key=lambda place: (-places[place], place)) for article, places in counts.items()}

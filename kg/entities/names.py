"""Judge whether two names can be one person's, organisation's or place's: a score from 0 to 1.

How: words are folded (transliterated, without marks), emptied of what tells nothing (titles, legal forms), and
aligned one to one, each pair scored by letters and by sound. What stays unmatched on both sides speaks against the
two names far more than what only one of them adds ("Ali Akbar Velayati" may be "Ali Velayati"; "Hafez Makhlouf" is
not "Rami Makhlouf"); given and family name exchanged, two legal forms, a number on one side tell two apart. Measured
by ``tests/accuracy/name_bench.py``, which also holds the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Levenshtein

from kg.entities.forms import without_titles
from kg.entities.spelling import CACHE, bare, fold, initials, sound, vowels
from kg.resources import csv_rows, toml_table

#: "Ezzor" is "ez-Zor".
_ASSIMILATED = re.compile(r"^e([dnrstz])(?=\1.)")
Kind = Literal["person", "organisation", "place"]
#: One letter in so many may differ between two spellings of a word; no word of fewer than three letters may differ.
LETTERS_AN_EDIT = 3
#: Weights: of words unmatched on both sides, of words that one side adds (people drop names, organisations rarely), of an exchanged order,
#: of a conflict of legal forms, of a number on one side only.
CONFLICT, ADDED_PERSON, ADDED_OTHER, SWAPPED, LEGAL, NUMBER = 0.9, 0.35, 0.6, 0.15, 0.3, 0.1
#: A single word against a full name, and an acronym against its name, say so much and no more.
ONE_WORD, ACRONYM = 0.6, 0.8


@lru_cache(maxsize=CACHE)
def same_name(left: str, right: str, kind: Kind) -> float:
    """Return how likely two names are one's: 1.0 for equal words, about 0.5 where it is open; symmetric in its arguments."""
    a, b = sorted((words_of(left, kind), words_of(right, kind)))
    if not a or not b:
        return 0.0
    score = _by_words(a, b, kind)
    if kind != "person":
        score -= LEGAL * _legal_conflict(left, right)
        if "".join(a) in initials(" ".join(b)) or "".join(b) in initials(" ".join(a)):
            score = max(score, ACRONYM)
    return max(0.0, min(1.0, score))


def _by_words(a: Sequence[str], b: Sequence[str], kind: Kind) -> float:
    if "".join(a) == "".join(b):
        return 1.0
    pairs, free_a, free_b = align(a, b)
    joined = _joined(a, b) if free_a and free_b else 0.0
    if not pairs:
        return joined
    weight = sum(_weight(a[i]) + _weight(b[j]) for i, j, _ in pairs)
    matched = sum((_weight(a[i]) + _weight(b[j])) * s for i, j, s in pairs) / weight
    extra_a, extra_b = sum(_weight(a[i]) for i in free_a), sum(_weight(b[j]) for j in free_b)
    both, more = min(extra_a, extra_b), max(extra_a, extra_b)
    added = ADDED_PERSON if kind == "person" else ADDED_OTHER
    score = matched - CONFLICT * 2 * both / (weight / 2 + 2 * both) - added * more / (weight + more)
    score -= NUMBER * (_numbers(a) != _numbers(b) and kind != "person")
    if kind == "person":
        score -= SWAPPED * _swapped(pairs)
        score = min(score, ONE_WORD) if min(len(a), len(b)) == 1 < max(len(a), len(b)) else score
    return max(score, joined)


def _weight(word: str) -> int:
    """Return how much a word counts: its letters, an initial as much as a short name."""
    return max(len(word), 4)


def _joined(a: Sequence[str], b: Sequence[str]) -> float:
    """Return how alike two names are that only cut their words differently ("Patr ushev"), else 0."""
    left, right = "".join(a), "".join(b)
    if len(a) == len(b) or min(len(left), len(right)) < 8:
        return 0.0
    edits = Levenshtein.distance(left, right)
    return 1 - edits / 20 if edits <= max(len(left), len(right)) // 8 else 0.0


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(w for w in words if re.fullmatch(r"\d+|i{2,3}|iv|vi{0,3}|ix", w))


def _swapped(pairs: Sequence[tuple[int, int, float]]) -> bool:
    """Tell whether the first words of both names are paired with later ones, and not merely the family name put first."""
    order = [j for _, j, _ in sorted(pairs)]
    turned = sum(x > y for x, y in pairwise(order))
    return turned > 0 and (len(order) < 4 or turned > 1)


def words_of(name: str, kind: Kind) -> tuple[str, ...]:
    """Return the words of a name that tell who or what it is; "Family, Given" is turned round."""
    if kind == "person":
        family, comma, given = name.partition(",")
        return bare(without_titles(fold(f"{given} {family}" if comma and given.strip() else name)))
    if kind == "place":
        return tuple(w if i == 0 else _ASSIMILATED.sub("", w) for i, w in enumerate(bare(name)))
    words = bare(_written_one_way(fold(name.replace("&", " and "))))
    text = f" {' '.join(words)} "
    for form in legal_forms():
        text = text.replace(f" {form} ", " ")
    return tuple(text.split()) or words


@cache
def legal_forms() -> Mapping[str, str]:
    """Return the legal forms with their classes, the longest form first."""
    forms = {form: kind for kind, each in toml_table("legal-forms")["classes"].items() for form in each}
    return dict(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _written_one_way(key: str) -> str:
    text = f" {key} "
    for written, same in toml_table("legal-forms")["same"].items():
        text = text.replace(f" {written} ", f" {same} ")
    return text.strip()


def _legal_conflict(left: str, right: str) -> bool:
    """Tell whether both names have a legal form and the two are of different classes."""
    a, b = _legal_classes(left), _legal_classes(right)
    return bool(a and b and not a & b)


def _legal_classes(name: str) -> frozenset[str]:
    text, found = f" {fold(name)} ", set()
    for form, kind in legal_forms().items():
        if f" {form} " in text:
            text = text.replace(f" {form} ", " ")
            found.add(kind)
    return frozenset(found - {"plain"})


_SIDES = ("north", "south", "east", "west")
#: Words for directions: those of one name never are spellings of those of another ("Southeast", "Southwest").
_DIRECTIONS = frozenset(
    f"{side}{tail}" for side in (*_SIDES, *(f"{a}{b}" for a in _SIDES[:2] for b in _SIDES[2:])) for tail in ("", "ern")
) | {"upper", "lower"}

Aligned = tuple[list[tuple[int, int, float]], list[int], list[int]]


def align(left: Sequence[str], right: Sequence[str]) -> Aligned:
    """Pair words one to one, the most alike and the nearest in order first; return the pairs and what is left over on either side."""
    scored = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), key=lambda t: (-t[0], abs(t[1] - t[2]), t[1], t[2])
    )
    pairs: list[tuple[int, int, float]] = []
    used_left, used_right = set[int](), set[int]()
    for score, i, j in scored:
        if score > 0 and i not in used_left and j not in used_right:
            pairs.append((i, j, score))
            used_left.add(i)
            used_right.add(j)
    return pairs, [i for i in range(len(left)) if i not in used_left], [j for j in range(len(right)) if j not in used_right]


@lru_cache(maxsize=CACHE)
def alike(left: str, right: str) -> float:
    """Return how likely two words spell one name: by the table of variants, by vowels and sounds, by letters; else 0."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    if left in _DIRECTIONS and right in _DIRECTIONS:
        return 0.0
    if _variants().get(left, frozenset()) & _variants().get(right, frozenset()):
        return 0.95
    if re.search(r"\d", left + right):
        return 0.0
    if vowels(left) == vowels(right):
        return 0.95
    longest = max(len(left), len(right))
    edits = Levenshtein.distance(left, right)
    if sound(left) == sound(right) and len(sound(left)) > 1 and edits <= max(2, longest // 3):
        return 1 - 0.5 * edits / longest
    return 1 - 0.8 * edits / longest if edits <= min(edits_allowed(longest), 2) else 0.0


def edits_allowed(length: int) -> int:
    """Return how many letters of a word of some length may differ."""
    return length // LETTERS_AN_EDIT


@cache
def _variants() -> Mapping[str, frozenset[int]]:
    """Return for each given name the numbers of the rows of ``lexicon/name-variants.csv`` in which it stands."""
    found: dict[str, set[int]] = {}
    for n, row in enumerate(csv_rows("name-variants")):
        for name in row["variants"].split("|"):
            found.setdefault(fold(name), set()).add(n)
    return {name: frozenset(rows) for name, rows in found.items()}

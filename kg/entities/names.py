"""Judge whether two names can be one person's, organisation's or place's: a score from 0 to 1.

How: words are folded (transliterated, without marks), emptied of what tells nothing (titles, legal forms), and aligned one to one, each pair
scored by letters and by sound. What stays unmatched on both sides speaks against the two names far more than what only one of them adds
("Ali Akbar Velayati" may be "Ali Velayati"; "Hafez Makhlouf" is not "Rami Makhlouf").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import JaroWinkler, Levenshtein

from kg.entities.forms import without_titles
from kg.entities.spelling import CACHE, bare, fold, sound
from kg.resources import toml_table

Kind = Literal["person", "organisation", "place"]
#: Two words below this similarity are two words, not spellings of one.
WORD = 0.72


@lru_cache(maxsize=CACHE)
def same_name(left: str, right: str, kind: Kind) -> float:
    """Return how likely two names are one's: 1.0 for equal words, about 0.5 where it is open, symmetric in its arguments."""
    a, b = sorted((words_of(left, kind), words_of(right, kind)))
    if a == b or "".join(a) == "".join(b):
        return 1.0
    if not a or not b:
        return 0.0
    pairs, free_a, free_b = align(a, b)
    if not pairs:
        return 0.0
    weight = sum(len(x) + len(y) for x, y, _ in pairs)
    matched = sum((len(x) + len(y)) * s for x, y, s in pairs) / weight
    extra_a, extra_b = sum(map(len, free_a)), sum(map(len, free_b))
    conflict = 2 * min(extra_a, extra_b) / (weight / 2 + 2 * min(extra_a, extra_b))
    added = max(extra_a, extra_b) / (weight + max(extra_a, extra_b))
    return max(0.0, matched - 0.9 * conflict - (0.35 if kind == "person" else 0.8) * added)


def words_of(name: str, kind: Kind) -> tuple[str, ...]:
    """Return the words of a name that tell who or what it is."""
    if kind == "person":
        return bare(without_titles(fold(name)))
    words = bare(name)
    if kind == "organisation":
        return tuple(w for w in words if w not in legal_forms()) or words
    return words


@cache
def legal_forms() -> frozenset[str]:
    """Return the words that name a company's legal form only."""
    return frozenset(toml_table("legal-forms")["forms"])


Aligned = tuple[list[tuple[str, str, float]], list[str], list[str]]


def align(left: Sequence[str], right: Sequence[str]) -> Aligned:
    """Pair words one to one, the most similar first, and return the pairs and the words left over on either side."""
    scored = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), key=lambda t: (-t[0], abs(t[1] - t[2]), t[1], t[2])
    )
    used_left: dict[int, tuple[int, float]] = {}
    used_right: set[int] = set()
    for score, i, j in scored:
        if score >= WORD and i not in used_left and j not in used_right:
            used_left[i] = (j, score)
            used_right.add(j)
    pairs = [(left[i], right[j], score) for i, (j, score) in sorted(used_left.items())]
    free_left = [w for i, w in enumerate(left) if i not in used_left]
    return pairs, free_left, [w for j, w in enumerate(right) if j not in used_right]


@lru_cache(maxsize=CACHE)
def alike(left: str, right: str) -> float:
    """Return how likely two words spell one name: by letters, or by sound where romanisations differ."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    if re.search(r"\d", left + right):
        return 0.0
    letters = Levenshtein.normalized_similarity(left, right)
    if sound(left) == sound(right) and len(sound(left)) > 1:
        return max(letters, 0.9)
    return float(max(letters, JaroWinkler.similarity(left, right) - 0.15))

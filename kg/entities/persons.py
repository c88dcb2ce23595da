"""Bring the names of one person in an article together: full names, initials, family names, and two people with one family name apart.

A short name ("Bali", "al-Baghdadi") goes to the person whose full name ends in it; where several do, to the one of
fitting gender named last before it. A given name alone goes to a full name only when one person has it. Nothing else
joins people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from kg.entities.aliases import Pair, Scene, words
from kg.entities.forms import Form, titles
from kg.entities.spelling import fold, sound
from kg.model import Mention

#: Two spellings of one given or family name: Mustefa/Mustafa 0.86, Abdullah/Abdallah 0.88, Carter/Carver 0.83, Omar/Umar 0.75.
SPELLING = 0.84
_TITLE = re.compile(r"([\w.’'-]+)\s+$")


@cache
def _suffixes() -> frozenset[str]:
    return frozenset({"jr", "sr", "ii", "iii", "iv"})


def parts_of(key: str) -> tuple[str, ...]:
    """Return the words of a folded personal name without particles and suffixes, unless nothing else is left."""
    every = tuple(w for w in key.split() if w not in _suffixes())
    return tuple(w for w in every if w not in words("particles")) or every


def alike(left: str, right: str) -> bool:
    """Tell whether two words spell one name: equal, an initial of the other, or one sound and few letters apart."""
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    return sound(left) == sound(right) and Levenshtein.normalized_similarity(left, right) >= SPELLING


def same_full(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two full names can be one person's: family names alike, and the shorter's words all found in order in the longer."""
    few, many = sorted((tuple(left), tuple(right)), key=len)
    if len(few) < 2 or not alike(few[-1], many[-1]) or not alike(few[0], many[0]):
        return False
    rest = iter(many)
    return all(any(alike(word, other) for other in rest) for word in few)


def full_names(scene: Scene) -> Iterator[Pair]:
    """Pair full names of one person ("Stephen Townsend", "Stephen J. Townsend")."""
    full = [(i, parts_of(form.key)) for i, form in enumerate(scene.forms) if form.person]
    by_family: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for i, parts in full:
        if len(parts) > 1:
            by_family[sound(parts[-1])].append((i, parts))
    for family in by_family.values():
        for n, (i, left) in enumerate(family):
            for j, right in family[n + 1 :]:
                if same_full(left, right):
                    yield i, j


def short_names(scene: Scene) -> Iterator[Pair]:
    """Pair a family name, or an unmistakable given name, with the full name that it shortens."""
    people = [(i, form, parts_of(form.key)) for i, form in enumerate(scene.forms) if form.person]
    for i, form, parts in people:
        longer = [(j, other, many) for j, other, many in people if len(many) > len(parts)]
        family = [(j, other) for j, other, many in longer if _ends(many, parts)]
        given = [(j, other) for j, other, many in longer if len(parts) == 1 and parts[0] in many[:-1]]
        fitting = [(j, other) for j, other in family if _one_gender(gender_of(scene.text, form), gender_of(scene.text, other))]
        found = fitting or family
        if found:
            yield i, _nearest(found, form)
        elif given and len({other.words[-1] for _, other in given}) == 1:
            yield i, given[0][0]


def _ends(many: Sequence[str], few: Sequence[str]) -> bool:
    return bool(few) and all(alike(a, b) and min(len(a), len(b)) > 1 for a, b in zip(many[-len(few) :], few, strict=True))


def _one_gender(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def _nearest(found: Sequence[tuple[int, Form]], form: Form) -> int:
    """Return the one whose last mention before the form's first is nearest, else the one that comes first."""
    before = [(max(m.span.start for m in other.mentions if m.span.start < form.first), j) for j, other in found if other.first < form.first]
    return max(before)[1] if before else min((other.first, j) for j, other in found)[1]


def gender_of(text: str, form: Form) -> str | None:
    """Return the gender that a title before some mention tells ("Mrs", "spokeswoman"), or None."""
    return next((gender for mention in form.mentions if (gender := title_gender(text, mention))), None)


def title_gender(text: str, mention: Mention) -> str | None:
    """Return the gender that the title before or at the start of a mention tells, or None."""
    known = titles()
    found = _TITLE.search(text[max(0, mention.span.start - 24) : mention.span.start])
    words = (found.group(1) if found else "", mention.text.split()[0] if mention.text.split() else "")
    return next((gender for word in words if (gender := known.get(fold(word)))), None)

"""Bring names to the forms in which they are compared: folded, as slugs, as initials, and as skeletons of their sounds.

Why: one name reaches print in many spellings (Deir Ezzor, Deir ez-Zor, Dayr az Zawr). ``fold`` removes what never tells two names apart
(case, marks, punctuation, a leading article); ``skeleton`` also removes what romanisation adds (vowels, doubled letters, the Arabic
article and its assimilation) and so only proposes: two names with one skeleton are compared further, never merged for it alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from kg.resources import toml_table

CACHE = 100_000

_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}(?!\w)|\b(?:[A-Za-z]\.){2,}(?=[A-Z]\b)")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’‘`´ʿʾʼ]")
_SEPARATORS = re.compile(r"[^a-z0-9&+]+")
_LEADING = re.compile(r"^the\s+(?=\S)")

#: The Arabic article before a "sun letter" is spoken and often written with that letter (ez-Zor, ash-Sham).
_ARTICLES = frozenset(
    ["al", "el", "ul", "il", "ad", "ed", "adh", "ar", "er", "as", "es", "ash", "esh", "at", "et", "ath", "az", "ez", "an", "en", "l"]
)
_ASSIMILATED = re.compile(r"^[ae]([dnrstz])(?=\1.)")
#: Letters that romanisations of one sound exchange, applied in order; after them only consonants are kept.
_SOUNDS = (
    ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "z"), ("ph", "f"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("aw", "u"), ("ow", "u"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("p", "b"),
    ("dj", "j"), ("g", "k"), ("v", "w"),
)  # fmt: skip


@lru_cache(maxsize=CACHE)
def fold(name: str) -> str:
    """Return a name in lower-case ASCII words: no marks, no punctuation, no leading article, no possessive.

    Abbreviations lose their points ("U.S." is "us"); hyphens part words ("al-Hol" is "al hol").
    """
    plain = anyascii(_APOSTROPHES.sub("'", name))
    plain = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), plain)
    plain = _POSSESSIVE.sub("", plain)
    plain = _APOSTROPHES.sub("", plain).casefold()
    plain = _SEPARATORS.sub(" ", plain).strip()
    return _LEADING.sub("", plain)


def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(fold(name).split())


def slug(name: str) -> str:
    """Return a name as a path segment: folded, words joined by hyphens; "unnamed" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "unnamed"


def bare(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without the Arabic article in any of its forms, unless nothing else is left."""
    words = tokens(name)
    return tuple(w for w in words if w not in _ARTICLES) or words


@lru_cache(maxsize=CACHE)
def sound(word: str) -> str:
    """Return one folded word reduced to the consonants that romanisations agree on; its own first vowel counts as "a"."""
    reduced = word
    for written, spoken in _SOUNDS:
        reduced = reduced.replace(written, spoken)
    first = "a" if reduced[:1] in set("aeiou") else reduced[:1]
    consonants = re.sub(r"[aeiouwyh]", "", reduced[1:])
    return re.sub(r"(.)\1+", r"\1", first + consonants) or word


#: Ways of writing one vowel of Arabic, Kurdish or Persian in Latin letters.
_VOWELS = (
    ("ay", "e"), ("ei", "e"), ("ai", "e"), ("ey", "e"), ("aw", "o"), ("ow", "o"), ("au", "o"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("y", "i"), ("ah", "a"),
)  # fmt: skip


@lru_cache(maxsize=CACHE)
def vowels(word: str) -> str:
    """Return one folded word with its vowels written one way ("dayr" and "deir" are "der"); consonants stay as they are."""
    for written, plain in _VOWELS:
        word = word.replace(written, plain)
    return word


def skeleton(name: str) -> str:
    """Return the sounds of a name's words, in order; the key under which spelling variants meet."""
    words = bare(name)
    return " ".join(sound(w if i == 0 else _ASSIMILATED.sub("", w)) for i, w in enumerate(words))


def adjectives(key: str) -> frozenset[str]:
    """Return what may be the adjectives of an unknown country of one folded word: "norlandian", "aldran" of "aldra"."""
    stems = {key, key.rstrip("aeiou")} if " " not in key else set[str]()
    return frozenset(stem + ending for stem in stems if len(stem) > 2 for ending in toml_table("deciding")["nations"]["endings"])


_SMALL = frozenset(["of", "the", "for", "and", "in", "to", "de", "la", "du", "des", "et", "y", "del", "von", "&", "a", "an", "on"])


def initials(name: str) -> frozenset[str]:
    """Return the acronyms that a name's initials may form: with and without its small words ("DoD", "UNHCR")."""
    words = tokens(name)
    if len(words) < 2:
        return frozenset()
    every = "".join(w[0] for w in words)
    main = "".join(w[0] for w in words if w not in _SMALL)
    return frozenset({every, main})


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as an acronym: 2 to 8 letters of one word, most of them capitals ("HRW", "U.N.", "DoD")."""
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return " " not in name.strip() and 2 <= len(letters) <= 8 and capitals >= 2 and capitals * 2 > len(letters)

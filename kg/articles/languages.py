"""Recognise the language of a text by its script and its most frequent words.

A profile of a few dozen words a language (``article_languages.csv``) tells running text of a paragraph or more; a
headline alone is too short, and then nothing is said. The result depends on the text alone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from kg.articles.layout import comparable
from kg.resources import csv_rows

#: So many first words are looked at.
SAMPLE_WORDS = 2_000
#: Fewer words tell nothing.
LEAST_WORDS = 12
#: Share of the words that a language's profile must hold: running text has 0.25 to 0.5 of them, lists and tables less.
LEAST_SHARE = 0.12
#: A language must lead the next one by this much of the words; Danish and Norwegian hardly do.
LEAD = 0.01


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language (639-3 where there is none), or None where it cannot be told."""
    words = comparable(text[: SAMPLE_WORDS * 12])[:SAMPLE_WORDS]
    script = _script("".join(words[:400]))
    rows = _profiles().get(script, {})
    if len(rows) == 1:
        return next(iter(rows))
    if not rows or len(words) < LEAST_WORDS:
        return None
    counts = Counter(words)
    shares = sorted(((sum(counts[word] for word in profile) / len(words), code) for code, profile in rows.items()), reverse=True)
    (best, code), (second, _) = shares[:2]
    return code if best >= LEAST_SHARE and best - second >= LEAD else None


def name_of(code: str) -> str:
    """Return the English name of a language, or its code where it is not known."""
    return next((row["name"] for row in csv_rows("article_languages") if row["code"] == code), code)


def short_code(words: str | None) -> str | None:
    """Return the language's part of a code such as "en-US" or "EN_gb"; longer words are no code and stay as they are."""
    if not words:
        return None
    first = words.replace("_", "-").split("-")[0].strip().lower()
    return first if 2 <= len(first) <= 3 and first.isalpha() else words


@cache
def _profiles() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in csv_rows("article_languages"):
        found.setdefault(row["script"], {})[row["code"]] = frozenset(row["words"].split())
    return found


def _script(letters: str) -> str:
    """Return the script of most letters; a text with any Japanese syllables is Japanese, however many Chinese signs."""
    counts = Counter(unicodedata.name(letter, "?").split()[0].split("-")[0] for letter in letters if letter.isalpha())
    if not counts:
        return ""
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0.05 * counts.total():
        return "HIRAGANA"
    return max(sorted(counts), key=lambda script: counts[script])

"""Fold text into words that can be compared across cases, accents and scripts, and read what a person types into a search box.

A word is a run of letters, marks and digits. Case and accents are dropped, as Arabic and Hebrew vowel points are; the vowel signs of
Indic scripts, which are letters to their readers, stay. Scripts written without blanks (Han, kana, Thai, Khmer ...) become one word a
character, so that a name inside a sentence is a phrase that can be found.

What a person types is never wrong: all words must be there, ``"in quotes"`` they must follow each other, ``flo*`` is a beginning,
``-word`` or ``NOT word`` must not be there, and ``OR`` between two words asks for either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

#: Letters that no normal form takes apart, as they are written where they are not on the keyboard.
LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ى": "ي", "ة": "ه", "ـ": ""}
#: Scripts without blanks between words: first and last character of their blocks.
SPACELESS = (
    ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3005", "\u30ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
#: What may hold words: all but the signs and blanks of ASCII, which is most of most texts.
_RUN = re.compile(r"[A-Za-z0-9\x80-\U0010ffff]+")
_ITEM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_QUOTES = str.maketrans({char: '"' for char in "“”„‟«»＂"})


class Word(NamedTuple):
    """Hold a folded word, and where it stands in the text: ``text[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold words that follow each other; with ``prefix`` the last one need only begin so."""

    words: tuple[str, ...]
    prefix: bool = False

    def expression(self) -> str:
        """Return the phrase as SQLite's FTS5 writes it."""
        return f'"{" ".join(self.words)}"{" *" if self.prefix else ""}'

    def places(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield the spans of the text where the phrase stands, in order."""
        for first in range(len(words) - len(self.words) + 1):
            if all(self._fits(words[first + index].text, index) for index in range(len(self.words))):
                yield words[first].start, words[first + len(self.words) - 1].end

    def stands(self, words: Sequence[Word]) -> bool:
        """Tell whether the phrase stands anywhere among words."""
        return next(self.places(words), None) is not None

    def _fits(self, word: str, index: int) -> bool:
        if self.prefix and index == len(self.words) - 1:
            return word.startswith(self.words[index])
        return word == self.words[index]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what a person looks for: of each of ``every``, one phrase must be there, and of ``never`` none."""

    every: tuple[tuple[Phrase, ...], ...]
    never: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.every)

    def expression(self) -> str:
        """Return the search as SQLite's FTS5 writes it; to be asked only where there is something to look for."""
        wanted = " AND ".join(f"({' OR '.join(phrase.expression() for phrase in either)})" for either in self.every)
        return wanted + "".join(f" NOT {phrase.expression()}" for phrase in self.never)

    def fits(self, text: str) -> bool:
        """Tell whether a text is one that the person looks for."""
        found = list(words(text))
        return bool(self) and (
            all(any(phrase.stands(found) for phrase in either) for either in self.every)
            and not any(phrase.stands(found) for phrase in self.never)
        )

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of a text that the person looks for, in order, none inside another."""
        found = list(words(text))
        spans = sorted({span for either in self.every for phrase in either for span in phrase.places(found)}, key=lambda s: (s[0], -s[1]))
        kept: list[tuple[int, int]] = []
        for span in spans:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, folded, with their places."""
    for run in _RUN.finditer(text):
        if run[0].isascii():
            yield Word(run[0].lower(), run.start(), run.end())
        else:
            yield from _letters(run[0], run.start())


def _letters(text: str, begin: int) -> Iterator[Word]:
    """Yield the words of a text that stands at ``begin``, a letter at a time."""
    start, letters = begin, ""
    for place, char in enumerate(text, begin):
        folded, apart = _letter(char)
        if letters and (folded is None or apart):
            yield Word(letters, start, place)
            letters = ""
        if apart and folded:
            yield from (Word(letter, place, place + 1) for letter in folded)
        elif folded:
            start = start if letters else place
            letters += folded
    if letters:
        yield Word(letters, start, begin + len(text))


def folded(text: str) -> str:
    """Return the words of a text, one blank apart."""
    return " ".join(word.text for word in words(text))


@lru_cache(maxsize=8192)
def _letter(char: str) -> tuple[str | None, bool]:
    """Return what a character adds to a word (None: it ends one), and whether it is a word of its own."""
    if unicodedata.category(char)[0] not in "LNM":
        return LETTERS.get(char), False
    if unicodedata.category(char)[0] == "M" and _accent(char):
        return "", False
    # Taken apart before and after its case is folded, as in Unicode's toNFKC_Casefold: a mathematical capital is a capital only then.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    plain = "".join(part for part in apart if not _accent(part))
    kept = "".join(LETTERS.get(part, part) for part in unicodedata.normalize("NFC", plain) if unicodedata.category(part)[0] in "LNM")
    return kept, any(first <= letter <= last for letter in kept for first, last in SPACELESS)


def _accent(char: str) -> bool:
    """Tell whether a mark only says how a letter sounds: accents, and the points of Hebrew and Arabic."""
    place = unicodedata.combining(char)
    return 10 <= place <= 36 or place >= 200


def wanted(typed: str) -> Wanted:
    """Return what a person looks for, whatever was typed."""
    every: list[tuple[Phrase, ...]] = []
    never: list[Phrase] = []
    either = negative = False
    for sign, quoted, bare in _ITEM.findall(typed.translate(_QUOTES)):
        if bare in ("AND", "OR", "NOT", "|") and not sign:
            either, negative = bare in ("OR", "|") and bool(every), bare == "NOT"
            continue
        found = tuple(word.text for word in words(quoted or bare))
        if not found:
            continue
        phrase = Phrase(found, prefix=bare.endswith("*"))
        if sign or negative:
            never.append(phrase)
        elif either:
            every[-1] = (*every[-1], phrase)
        else:
            every.append((phrase,))
        either = negative = False
    return Wanted(tuple(every), tuple(never))

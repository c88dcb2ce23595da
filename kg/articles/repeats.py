"""Find what a page says twice: whole paragraphs, sentences, pull quotes, and captions whose first copy was cut short.

Two copies may differ in quotes, dashes, case and blanks, never in a word or a figure: "650 civilians" is no copy of
"600 civilians". The first copy is kept, except where it was cut short ("...") and the whole one stands near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.articles.layout import Paragraph, comparable
from kg.model import Span

#: Shorter paragraphs are repeated for good reasons ("Why?"), unless one beside them is a copy too.
LEAST_WORDS = 4
#: A sentence of so many words is not said twice by chance.
SENTENCE_WORDS = 8
#: Words of a paragraph that stand in another one, in a row: a pull quote.
QUOTE_WORDS = 6
#: So many places of one run of words are looked at, which keeps the cost linear.
PLACES = 8
#: A caption cut short stands at most this many paragraphs before the whole one, and has so many words.
NEAR = 3
CUT_WORDS = 5

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9À-Þ])")


def repeated(paragraphs: Sequence[Paragraph], read: Sequence[int]) -> set[int]:
    """Return the indexes, of those in ``read`` (in order), whose words another paragraph holds as well."""
    copies = _cut_short(paragraphs, read)
    first: dict[tuple[str, ...], int] = {}
    for index in read:
        if index not in copies and paragraphs[index].words:
            first.setdefault(paragraphs[index].words, index)
    exact = {i for i in read if i not in copies and first.get(paragraphs[i].words, i) != i}
    copies |= {i for i in exact if len(paragraphs[i].words) >= LEAST_WORDS}
    beside = {other for left, right in pairwise(read) for other, i in ((left, right), (right, left)) if i in copies}
    copies |= exact & beside
    return copies | _quoted(paragraphs, [i for i in read if i not in copies])


def _cut_short(paragraphs: Sequence[Paragraph], read: Sequence[int]) -> set[int]:
    """Return captions and headings that begin another paragraph near, which goes on."""
    cut: set[int] = set()
    for place, index in enumerate(read):
        paragraph = paragraphs[index]
        if len(paragraph.words) < CUT_WORDS or (paragraph.terminated and not paragraph.truncated):
            continue
        words = paragraph.words[:-1] if paragraph.truncated else paragraph.words
        for other in read[place + 1 : place + 1 + NEAR]:
            whole = paragraphs[other].words
            if len(whole) > len(words) and whole[: len(words)] == words:
                cut.add(index)
    return cut


def _quoted(paragraphs: Sequence[Paragraph], read: Sequence[int]) -> set[int]:
    """Return paragraphs whose words stand in a row in an earlier one; of a run of words that recurs, the first places count."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    found: set[int] = set()
    for index in read:
        words = paragraphs[index].words
        key = words[:QUOTE_WORDS]
        if len(words) >= QUOTE_WORDS and any(paragraphs[i].words[at : at + len(words)] == words for i, at in places.get(key, ())):
            found.add(index)
            continue
        for at in range(len(words) - QUOTE_WORDS + 1):
            known = places.setdefault(words[at : at + QUOTE_WORDS], [])
            if len(known) < PLACES:
                known.append((index, at))
    return found


def repeated_sentences(paragraphs: Sequence[Paragraph], read: Sequence[int]) -> dict[int, list[Span]]:
    """Return, by paragraph, the spans of its sentences that were a paragraph or a sentence before."""
    seen: set[tuple[str, ...]] = set()
    found: dict[int, list[Span]] = {}
    for index in read:
        paragraph = paragraphs[index]
        parts = sentences(paragraph)
        for span, words in parts:
            if len(words) < SENTENCE_WORDS:
                continue
            if words in seen and len(parts) > 1:
                found.setdefault(index, []).append(span)
            seen.add(words)
    return found


def sentences(paragraph: Paragraph) -> list[tuple[Span, tuple[str, ...]]]:
    """Return the sentences of a paragraph, roughly cut (after "." before a capital), with their comparable words."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(paragraph.text)), len(paragraph.text)]
    found, base = [], paragraph.span.start
    for start, end in pairwise(cuts):
        words = paragraph.text[start:end]
        inner = Span(base + end - len(words.lstrip()), base + start + len(words.rstrip()))
        if inner.start < inner.end:
            found.append((inner, comparable(words)))
    return found

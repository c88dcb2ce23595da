"""Find quotations, and tell from them whether words are quoted, half quoted or reported.

Quotation marks decide the kind of an attribution more surely than anything else: in hand-annotated news nine in ten
contents of direct quotations stand wholly inside marks, and contents of indirect speech hold marks only around names and
words that the writer keeps at arm's length (scare quotes).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.model import AttributionKind, Span

_MARK = re.compile(r"\"+|''|``|[“”„«»]")
_SINGLE = re.compile(r"(?<![^\s(\[“\"—–-])([‘'])(?=[^\s’'])(.{1,400}?)(?<=[\w.,!?…])[’'](?![\w’'])", re.S)
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
#: The share of a content's words that must be quoted for it to be a direct quotation.
_WHOLLY = 0.9


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Hold the words between two quotation marks; ``continues`` says that it goes on from the paragraph before."""

    inner: Span
    outer: Span
    continues: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order.

    Marks are paired within a paragraph; a paragraph that opens a quotation and does not close it is quoted to its end,
    and the quotation goes on where the next paragraph opens another. Single marks count only where no double mark
    encloses them and they cannot be apostrophes.
    """
    found: list[Quotation] = []
    pending = False
    for paragraph in _PARAGRAPH.finditer(text):
        doubles, unclosed = _doubles(text, paragraph.start(), paragraph.end())
        if doubles and pending and not text[paragraph.start() : doubles[0].outer.start].strip():
            doubles[0] = Quotation(doubles[0].inner, doubles[0].outer, True)
        found += doubles
        found += _singles(paragraph.group(), paragraph.start(), doubles)
        pending = unclosed
    return tuple(sorted(found))


def _doubles(text: str, start: int, end: int) -> tuple[list[Quotation], bool]:
    """Pair the double marks of one paragraph; also tell whether its last quotation stays open."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            opened = mark if _opens(text, mark, end) else None
        elif mark.group() not in _OPENING:
            found.append(Quotation(Span(opened.end(), mark.start()), Span(opened.start(), mark.end())))
            opened = None
    if opened is not None and _WORD.search(text, opened.end(), end):
        found.append(Quotation(Span(opened.end(), end), Span(opened.start(), end)))
        return found, True
    return found, False


def _opens(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark can open a quotation: an opening mark, or a straight one before a word."""
    if mark.group() in _CLOSING:
        return False
    return mark.end() < end and not text[mark.end()].isspace()


def _singles(paragraph: str, offset: int, doubles: list[Quotation]) -> list[Quotation]:
    """Return the quotations in single marks that stand outside every double one."""
    found = []
    for match in _SINGLE.finditer(paragraph):
        outer = Span(offset + match.start(1), offset + match.end())
        if not any(double.outer.overlaps(outer) for double in doubles):
            found.append(Quotation(Span(outer.start + 1, outer.end - 1), outer))
    return found


def repeated_phrases(text: str, found: tuple[Quotation, ...]) -> frozenset[str]:
    """Return the short phrases that the article quotes again and again: scare quotes, not anybody's words."""
    counts = Counter(_phrase(quotation.inner.of(text)) for quotation in found)
    return frozenset(phrase for phrase, count in counts.items() if count > 1 and len(phrase.split()) <= 3)


def _phrase(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


def quoted_kind(text: str, content: Span, found: tuple[Quotation, ...], scare: frozenset[str] = frozenset()) -> AttributionKind:
    """Tell how an attributed content is quoted: wholly (direct), in part (mixed) or not at all (indirect)."""
    words = [match.start() for match in _WORD.finditer(text, content.start, content.end)]
    inside = [quotation for quotation in found if quotation.inner.overlaps(content)]
    quoted = sum(any(quotation.inner.start <= word < quotation.inner.end for quotation in inside) for word in words)
    if words and quoted >= _WHOLLY * len(words):
        return AttributionKind.DIRECT
    said = [quotation for quotation in inside if not _is_label(text, quotation, scare)]
    return AttributionKind.MIXED if said else AttributionKind.INDIRECT


def _is_label(text: str, quotation: Quotation, scare: frozenset[str]) -> bool:
    """Tell whether marks enclose a label: a repeated phrase, or a name in capitals of at most four words."""
    words = _WORD.findall(quotation.inner.of(text))
    name = len(words) <= 4 and any(word[0].isupper() for word in words) and all(word[0].isupper() or len(word) <= 3 for word in words)
    return name or _phrase(quotation.inner.of(text)) in scare or not words

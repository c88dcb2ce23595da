"""Cut what is read of a text into overlapping passages, for engines that see only so much at a time.

The parts that are read are put on one page, so that a heading and the paragraph below it are seen together and what
lies between them (furniture, credits) is not seen at all. Each passage shows some text around the part that it answers
for; those parts do not overlap and together are the whole page, so every character is answered for once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span

_STOP = re.compile(r"[.!?…。؟][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the parts of an article's text that are read, one below the other, and where each came from."""

    text: str
    starts: tuple[int, ...]
    parts: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span | None:
        """Return the article's span of some characters of the page; None where they are not of one part."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= end:
            return None
        offset = self.parts[at].start - self.starts[at]
        found = Span(start + offset, end + offset)
        return found if self.parts[at].contains(found) else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Mark what an engine is shown of a page, and the part of it that the engine answers for."""

    shown: Span
    own: Span


def page_of(text: str, spans: Sequence[Span]) -> Page:
    """Put the given spans of a text, which are in order, on one page; those with nothing but white space between them stay together."""
    parts: list[Span] = []
    for span in spans:
        if parts and not text[parts[-1].end : span.start].strip():
            parts[-1] = Span(parts[-1].start, max(parts[-1].end, span.end))
        elif text[span.start : span.end].strip():
            parts.append(span)
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part) + 2
    return Page("\n\n".join(part.of(text) for part in parts), tuple(starts), tuple(parts))


def passages(text: str, most: int, around: int = 0, fits: Callable[[str], bool] = bool) -> Iterator[Passage]:
    """Yield the passages of a page: each answers for at most ``most`` characters and sees ``around`` more on both sides.

    ``fits`` says whether an engine can take a text in; one that it cannot is shown alone, then in halves.
    """
    start = 0
    while start < len(text):
        own = Span(start, _border(text, start, most))
        if own.of(text).strip():
            yield from _fitting(text, own, around, fits)
        start = own.end


def _fitting(text: str, own: Span, around: int, fits: Callable[[str], bool]) -> Iterator[Passage]:
    for shown in (_widened(text, own, around), own):
        if fits(shown.of(text)):
            yield Passage(shown, own)
            return
    if len(own) < 2:
        return
    middle = _border(text, own.start, (len(own) + 1) // 2)
    for half in (Span(own.start, middle), Span(middle, own.end)):
        if half.of(text).strip():
            yield from _fitting(text, half, 0, fits)


def _border(text: str, start: int, most: int) -> int:
    """Return where a part that begins at ``start`` ends: after a line, else a sentence, else a word, of its second half."""
    end = start + most
    if end >= len(text):
        return len(text)
    low = start + most // 2
    if (line := text.rfind("\n", low, end)) >= 0:
        return line + 1
    if stops := [found.end() for found in _STOP.finditer(text, low, end)]:
        return stops[-1]
    space = max(text.rfind(white, low, end) for white in " \t\u00a0\u3000")
    return space + 1 if space >= 0 else end


def _widened(text: str, own: Span, around: int) -> Span:
    """Return a part with what stands around it, cut between words."""
    start, end = max(0, own.start - around), min(len(text), own.end + around)
    if start > 0 and (space := re.compile(r"\s").search(text, start - 1, own.start)):
        start = space.end()
    if end < len(text):
        spaces = [at for white in " \n" if (at := text.rfind(white, own.end, end)) >= 0]
        end = max(spaces, default=end)
    return Span(start, end)

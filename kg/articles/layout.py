"""Split a text into paragraphs as its lines show them, without changing a character.

Pages arrive in two shapes: one paragraph a line (with or without blank lines between), and lines broken at a fixed
width with blank lines between paragraphs. The second shape is recognised by the widths of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kg.model import Span

#: A text is hard-wrapped where lines inside its blocks are this wide (characters) ...
WRAP_WIDTHS = (45, 100)
#: ... and their widths differ from the widest by less than this (a long word moves to the next line).
WRAP_SLACK = 25
#: Fewer broken lines than this prove nothing.
WRAP_LINES = 4

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’‘`´]\w+)*")
_APOSTROPHES = re.compile(r"['’‘`´_]")
_CLOSERS = "\"'”’»)]*"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold a paragraph: ``span`` without outer blanks, its ``words`` made comparable, ``gap`` True after a blank line."""

    span: Span
    text: str
    words: tuple[str, ...]
    gap: bool = True

    @property
    def terminated(self) -> bool:
        """Tell whether the paragraph ends as a sentence does (".", "!", "?", with closing quotes); "..." does not."""
        bare = self.text.rstrip().rstrip(_CLOSERS).rstrip()
        return bare.endswith((".", "!", "?", "…", ":")) and not self.truncated

    @property
    def truncated(self) -> bool:
        """Tell whether the paragraph was cut by its page: it ends in dots outside of quotes."""
        return self.text.rstrip().endswith(("...", "…", "[…]", "[...]"))

    @property
    def prose(self) -> bool:
        """Tell whether the paragraph reads as running text: at least eight words that end as a sentence does."""
        return len(self.words) >= 8 and self.terminated


def comparable(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, quotes, dashes and other marks: equal for two copies of one sentence."""
    return tuple(_APOSTROPHES.sub("", word).casefold() for word in _WORD.findall(text))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in order; a line of marks alone ("-") is a paragraph without words."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [span for span in (_trimmed(text, line) for line in lines) if len(span)]
    blocks = list(_blocks(text, lines))
    spans = _joined(blocks) if _hard_wrapped(blocks) else [(line, n == 0) for block in blocks for n, line in enumerate(block)]
    return tuple(Paragraph(span, span.of(text), comparable(span.of(text)), gap) for span, gap in spans)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _blocks(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield runs of lines that no blank line parts."""
    block: list[Span] = []
    for line in lines:
        if block and text.count("\n", block[-1].end, line.start) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _hard_wrapped(blocks: Sequence[Sequence[Span]]) -> bool:
    """Tell whether lines are broken at a fixed width: those that are not the last of their block are all nearly as wide."""
    inner = [len(line) for block in blocks for line in block[:-1]]
    if len(inner) < WRAP_LINES:
        return False
    low, high = WRAP_WIDTHS
    width = max(inner)
    near = sum(1 for length in inner if length >= width - WRAP_SLACK)
    return low <= median(inner) and width <= high and near >= 0.8 * len(inner)


def _joined(blocks: Sequence[Sequence[Span]]) -> list[tuple[Span, bool]]:
    return [(Span(block[0].start, block[-1].end), True) for block in blocks]

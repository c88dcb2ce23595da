"""Look at a text's words and their syntax: which word stands where, what governs it, in which sentence.

The labels are those of Universal Dependencies. A text without words (no reader was there) answers every question with "nothing".
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Span, Text, Word

SUBJECT = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Syntax:
    """Hold a text with its words by position and by governor; build it with :func:`syntax_of`."""

    text: str
    words: Sequence[Word]
    sentences: Sequence[Span]
    children: Mapping[int, Sequence[int]] = field(default_factory=dict)
    starts: Sequence[int] = ()
    firsts: Sequence[int] = ()

    def at(self, offset: int) -> int | None:
        """Return the index of the word that holds a character, or None."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.words[i].span.end else None

    def within(self, span: Span) -> range:
        """Return the indices of the words that lie in a span."""
        first = bisect_right(self.starts, span.start - 1)
        last = bisect_right(self.starts, span.end - 1)
        return range(first, last)

    def head_of(self, span: Span) -> int | None:
        """Return the word of a span that governs the others: the first whose own governor lies outside; None in a text without words."""
        inside = self.within(span)
        return next((i for i in inside if self.words[i].head not in inside or self.words[i].head == i), inside[-1] if inside else None)

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds a character; without sentences, of the line."""
        return bisect_right(self.firsts, offset) - 1

    def form(self, i: int) -> str:
        """Return a word as written."""
        return self.words[i].span.of(self.text)

    def lower(self, i: int) -> str:
        """Return a word in lower case."""
        return self.form(i).lower()

    def relation(self, i: int) -> str:
        """Return a word's UD relation with its subtype ("nsubj:pass")."""
        return self.words[i].relation

    def is_subject(self, i: int) -> bool:
        """Tell whether a word is the subject of something."""
        return self.words[i].relation.startswith(SUBJECT)

    def governor(self, i: int) -> int | None:
        """Return the index of the word that governs another, or None for a root."""
        head = self.words[i].head
        return head if 0 <= head != i else None

    def of_relation(self, i: int, *relations: str) -> Iterator[int]:
        """Yield the dependents of a word that stand in one of the relations, subtypes included."""
        for child in self.children.get(i, ()):
            if self.words[child].relation.partition(":")[0] in relations or self.words[child].relation in relations:
                yield child


def syntax_of(text: Text) -> Syntax:
    """Return a text's words indexed for look-up."""
    children: dict[int, list[int]] = defaultdict(list)
    for i, word in enumerate(text.words):
        if 0 <= word.head != i:
            children[word.head].append(i)
    sentences = [s.span for s in text.sentences]
    lines = [0, *(i + 1 for i, c in enumerate(text.text) if c == "\n")]
    firsts = [span.start for span in sentences] or lines
    return Syntax(text.text, text.words, sentences, children, [w.span.start for w in text.words], firsts)

"""Hold an article's text with everything found in it, indexed by place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.quotes import Quotation, quotations, repeated_phrases
from kg.model import Article, Entity, Mention, Quantity, Span, Text, TimeRange, Word

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’')\]]*(?=\s|$)|(?=\n)|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a mention together with the entity that it is a mention of."""

    mention: Mention
    entity: Entity

    @property
    def span(self) -> Span:
        """Return where the mention stands."""
        return self.mention.span


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what the assembling of claims looks up, each list in text order."""

    text: str
    article: Article
    sentences: tuple[Span, ...]
    found: tuple[Found, ...]
    entities: tuple[Entity, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeRange, ...]
    quotations: tuple[Quotation, ...]
    scare: frozenset[str]
    words: tuple[Word, ...] = ()
    sums: tuple[Quantity, ...] = ()

    def sentence_of(self, span: Span) -> Span:
        """Return the stretch from the start of the sentence of the span's start to the end of its end's sentence."""
        first = self._sentence_at(span.start)
        last = self._sentence_at(max(span.start, span.end - 1))
        return Span(min(first.start, span.start), max(last.end, span.end))

    def _sentence_at(self, offset: int) -> Span:
        i = bisect_right(self.sentences, Span(offset, 1 << 60)) - 1
        return self.sentences[i] if i >= 0 else Span(offset, offset)

    def found_in(self, span: Span) -> tuple[Found, ...]:
        """Return the mentions that lie within the span."""
        low = bisect_left(self.found, span.start, key=lambda found: found.span.start)
        high = bisect_left(self.found, span.end, key=lambda found: found.span.start)
        return tuple(found for found in self.found[low:high] if found.span.end <= span.end)


def make_page(text: Text, article: Article, entities: Sequence[Entity], quantities: Sequence[Quantity], times: Sequence[TimeRange]) -> Page:
    """Index a text and what was found in it."""
    found = sorted(
        (Found(mention, entity) for entity in entities for mention in entity.mentions),
        key=lambda f: (f.span.start, -f.span.end, f.entity.id),
    )
    marks = quotations(text.text)
    return Page(
        text.text,
        article,
        tuple(sentence.span for sentence in text.sentences) or split(text.text, article.read_spans()),
        tuple(found),
        tuple(entities),
        tuple(sorted(quantities, key=lambda quantity: quantity.span)),
        tuple(sorted(times, key=lambda time: time.span)),
        marks,
        repeated_phrases(text.text, marks),
        text.words,
    )


def split(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Split the given stretches of a text at stops and line breaks: for texts that no reader has split."""
    return tuple(Span(m.start(), m.end()) for span in spans for m in _SENTENCE.finditer(text, span.start, span.end) if m.group().strip())

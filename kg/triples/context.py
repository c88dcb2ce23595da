"""Hold what every writer and every reader of one article's graph needs, and do what they all do: words and entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.model import Span
from kg.triples import iris, vocab
from kg.triples.iris import ArticleIris
from kg.triples.terms import Facts, Node, Triple, integer, text

#: Characters before and after that a quote selector carries, so that its words are found again in a text that moved.
SURROUNDINGS = 32


@dataclass(frozen=True, slots=True)
class Writing:
    """Hold the article that is being written: its text, its IRIs, and the canonical path of each of its entities."""

    words: str
    iris: ArticleIris
    assignment: Mapping[str, str]

    def canonical(self, entity: str) -> NamedNode:
        """Return the resource that an entity of the article stands for; one that was never linked stands for itself."""
        return iris.resource(self.iris.base, self.assignment.get(entity, entity))

    def selected(self, subject: Node, predicate: Node, span: Span | None) -> Iterator[Triple]:
        """Yield the selector of words of the text, and the property that leads to it."""
        if span is None:
            return
        selector = self.iris.words(span)
        yield subject, predicate, selector
        yield selector, vocab.TYPE, vocab.POSITION_SELECTOR
        yield selector, vocab.TYPE, vocab.QUOTE_SELECTOR
        yield selector, vocab.START, integer(span.start)
        yield selector, vocab.END, integer(span.end)
        yield selector, vocab.EXACT, text(span.of(self.words))
        yield selector, vocab.PREFIX, text(self.words[max(0, span.start - SURROUNDINGS) : span.start])
        yield selector, vocab.SUFFIX, text(self.words[span.end : span.end + SURROUNDINGS])

    def entity(self, subject: Node, predicates: tuple[Node, Node], entity: str | None) -> Iterator[Triple]:
        """Yield the properties that lead to an entity: first to the canonical resource, then to its appearance here."""
        if entity is not None:
            yield subject, predicates[0], self.canonical(entity)
            yield subject, predicates[1], self.iris.part("appearance", entity)


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the graph that an article is read back from."""

    facts: Facts
    iris: ArticleIris

    def span(self, subject: Node, predicate: Node) -> Span | None:
        """Return the words that a selector marks, or None."""
        selector = self.facts.node(subject, predicate)
        return None if selector is None else self.position(selector)

    def position(self, selector: Node) -> Span:
        """Return the characters that a position selector marks."""
        return Span(self.facts.number(selector, vocab.START), self.facts.number(selector, vocab.END))

    def entity(self, subject: Node, predicate: Node) -> str | None:
        """Return the local identifier of the entity whose appearance a property leads to, or None."""
        appearance = self.facts.node(subject, predicate)
        return None if appearance is None else self.iris.local("appearance", appearance)

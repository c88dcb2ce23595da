"""Cover redacted people in the quads of a graph: names in texts and quotations, IRIs that spell them, links out.

In an article's words a name becomes its initial and as many blocks as it had characters, so that every offset still marks
the words that it marked: the masked text is made once, and every quotation is cut from it again by its selector. Elsewhere
whole names are covered wherever they stand, and names of one word where they are said of the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Span
from kg.store.names import folded
from kg.store.redaction import Redacted, slugs, words
from kg.triples import iris, vocab
from kg.triples.context import SURROUNDINGS
from kg.triples.shapes import QUOTED
from kg.triples.terms import Facts, text

#: What stands for a character of a name.
BLOCK = "█"
#: What stands in a path for a name that it spelled.
NOBODY = "redacted"

_STRING = vocab.name("xsd:string")
_QUOTED = dict(QUOTED)
_NAMES = frozenset({vocab.PREF_LABEL, vocab.LABEL, vocab.NAME})
_DROPPED = frozenset({vocab.ALT_LABEL, vocab.ALTERNATE_NAME, vocab.SAME_AS, vocab.EXACT_MATCH, vocab.GAZETTEER_ID})
_PATHS = frozenset({vocab.KEY, vocab.SOURCE_NAME})
#: Properties that say something of people in sentences: there a surname alone means the person too.
_SENTENCES = frozenset({vocab.BECAUSE, vocab.EXPLANATION})
#: Things whose IRI is a digest of what they connect, by their class: the properties that are digested anew.
_DIGESTED = {
    vocab.RELATION: (vocab.SUBJECT, vocab.PREDICATE, vocab.OBJECT, vocab.ROLE_TEXT),
    vocab.MEMBERSHIP: (vocab.MEMBER, vocab.ORGANIZATION, vocab.ROLE),
    vocab.LINK: (vocab.LEFT, vocab.RIGHT),
}


class Cover:
    """Cover some people in any graph of one store; the IRIs of what they are in follow from what is given out alone."""

    def __init__(self, people: Sequence[Redacted], base: str) -> None:
        self._base = base
        self.people = tuple(people)
        self._people = {iri: person for person in people for iri in person.iris}
        self._initials = {_folded(name): person.label for person in people for name in person.names}
        names = [name for person in people for name in person.names]
        self._any, self._whole = words(names), words(name for name in names if " " in name)
        self._slugs = slugs(names)

    def graph(self, quads: Sequence[Quad]) -> list[Quad]:
        """Return the quads of one named graph with nobody of the redacted in them."""
        if not self.people:
            return list(quads)
        one = _Graph(self, Facts.of(quads))
        return [quad for given in quads if (quad := one.quad(given)) is not None]

    def person(self, iri: str) -> Redacted | None:
        """Return the redacted person that an IRI of the graph stands for."""
        return self._people.get(iri)

    def iri(self, iri: str) -> str:
        """Return an IRI with no redacted name in it."""
        if (person := self._people.get(iri)) is not None:
            return self._base + person.path
        if self._slugs is None or not iri.startswith(self._base):
            return iri
        return self._base + self._slugs.sub(NOBODY, iri.removeprefix(self._base))

    def spelled(self, address: str) -> bool:
        """Tell whether a file name or an address spells a redacted name."""
        return self._slugs is not None and self._slugs.search(folded(address).replace(" ", "-")) is not None

    def whole(self, words: str) -> str:
        """Return words without the names of two words and more."""
        return words if self._whole is None else self._whole.sub(self._covered, words)

    def any(self, words: str) -> str:
        """Return words without any name of the redacted, surnames alone included."""
        return words if self._any is None else self._any.sub(self._covered, words)

    def names_somebody(self, words: str) -> bool:
        """Tell whether words hold a whole name."""
        return self._whole is not None and self._whole.search(words) is not None

    def text(self, words: str, own: Iterable[tuple[Span, str]], others: Sequence[Span]) -> str:
        """Return an article's text, no longer and no shorter: ``own`` are mentions of the redacted, ``others`` of anybody else.

        A name of one word is left where it is part of somebody else's name.
        """
        masked = list(words)
        for span, initial in own:
            masked[span.start : span.end] = _cover(initial, span.end - span.start)
        for found in self._any.finditer(words) if self._any else ():
            span = Span(found.start(), found.end())
            if " " in " ".join(found[0].split()) or not any(span.overlaps(other) for other in others):
                masked[span.start : span.end] = self._covered(found)
        return "".join(masked)

    def _covered(self, found: re.Match[str]) -> str:
        return _cover(self._initials[_folded(found[0])], len(found[0]))


def _cover(initial: str, length: int) -> str:
    return (initial + BLOCK * length)[:length]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


class _Graph:
    """Cover one named graph, whose facts tell which words are said of whom."""

    def __init__(self, cover: Cover, facts: Facts) -> None:
        self._cover, self._facts = cover, facts
        self._spans = {node.value: self._span(node) for node in facts.of_class(vocab.QUOTE_SELECTOR)}
        self._appearances = {
            node.value: person
            for node in facts.of_class(vocab.APPEARANCE)
            for target in facts.nodes(node, vocab.APPEARANCE_OF)
            if (person := cover.person(target.value)) is not None
        }
        self._masked = {article.value: self._text(article) for article in facts.of_class(vocab.ARTICLE)}
        self._known: dict[str, str] = {}
        self._digested = {node: kind for kind in _DIGESTED for node in facts.of_class(kind)}

    def _span(self, node: NamedNode) -> Span:
        return Span(self._facts.number(node, vocab.START), self._facts.number(node, vocab.END))

    def _text(self, article: NamedNode) -> str | None:
        """Return the masked text of an article that speaks of the redacted, None for any other."""
        words, own, others = self._facts.words(article, vocab.TEXT), list[tuple[Span, str]](), list[Span]()
        for mention in self._facts.of_class(vocab.MENTION):
            spans = [self._spans[node.value] for node in self._facts.nodes(mention, vocab.HAS_SELECTOR)]
            people = [self._cover.person(node.value) for node in self._facts.nodes(mention, vocab.REFERS_TO)]
            person = next(filter(None, people), None)
            if person is None:
                others += spans
            else:
                own += [(span, person.label) for span in spans]
        told = (words, self._facts.words(article, vocab.HEADLINE))
        spoken_of = own or self._appearances or any(map(self._cover.names_somebody, told))
        return self._cover.text(words, own, others) if spoken_of else None

    def quad(self, quad: Quad) -> Quad | None:
        """Return what is given out of a quad; None for what would give somebody away, or says nothing any more."""
        subject, graph = quad.subject.value, quad.graph_name.value  # type: ignore[union-attr]
        covered = self._cover.person(subject) or self._appearances.get(subject)
        if covered is not None and quad.predicate in _DROPPED:
            return None
        if isinstance(quad.object, NamedNode):
            target: NamedNode | Literal | None = NamedNode(self.iri(quad.object.value))
        elif covered is not None and quad.predicate in _NAMES:
            target = text(covered.label)
        else:
            target = self._literal(subject, quad.predicate, quad.object)  # type: ignore[arg-type]
        node = NamedNode(self.iri(subject))
        if target is None or (quad.predicate == vocab.REPLACED_BY and target == node):
            return None
        return Quad(node, quad.predicate, target, NamedNode(self._cover.iri(graph)))

    def iri(self, iri: str) -> str:
        """Return the IRI that a thing of this graph is given out under."""
        if iri not in self._known:
            self._known[iri] = self._iri(iri)
        return self._known[iri]

    def _iri(self, iri: str) -> str:
        if (person := self._appearances.get(iri)) is not None:
            twins = sorted(one for one, other in self._appearances.items() if other is person and _article_of(one) == _article_of(iri))
            number = twins.index(iri) + 1
            return f"{self._cover.iri(_article_of(iri))}/appearance/{person.path}{'' if number == 1 else f'-{number}'}"
        kind = self._digested.get(NamedNode(iri))
        return self._cover.iri(iri) if kind is None else self._digest(NamedNode(iri), _DIGESTED[kind])

    def _digest(self, node: NamedNode, properties: Sequence[NamedNode]) -> str:
        """Return the IRI of a thing that connects others; its digest is made of covered IRIs where one of them is covered."""
        ends = [term.value for one in properties for term in self._facts.all(node, one)]
        covered = [self.iri(end) if "://" in end else end for end in ends]
        plain = self._cover.iri(node.value)
        if covered == ends:
            return plain
        head, _, last = plain.rpartition("/")
        where = "-".join(last.split("-")[:-1])
        return f"{head}/{where}{'-' if where else ''}{iris.short_hash(*covered)}"

    def _literal(self, subject: str, predicate: NamedNode, value: Literal) -> Literal | None:
        if predicate == vocab.URL:
            return None if self._cover.spelled(value.value) else value
        if predicate in _PATHS:
            return text(NOBODY) if self._cover.spelled(value.value) else value
        if value.datatype != _STRING:
            return value
        return text(self._words(subject, predicate, value.value))

    def _words(self, subject: str, predicate: NamedNode, words: str) -> str:
        masked = self._masked.get(_article_of(subject))
        if masked is None:
            return self._cover.any(words) if predicate in _SENTENCES else self._cover.whole(words)
        if predicate == vocab.TEXT:
            return masked
        if (span := self._spans.get(subject)) is not None:
            return _cut(masked, span, predicate)
        if (where := _QUOTED.get(predicate)) is not None:
            for selector in self._facts.nodes(NamedNode(subject), where):
                return _cut(masked, self._spans[selector.value], vocab.EXACT)
        named = predicate in (vocab.NAME, vocab.ALTERNATE_NAME)
        return self._cover.whole(words) if named else self._cover.any(words)


def _cut(masked: str, span: Span, predicate: NamedNode) -> str:
    if predicate == vocab.PREFIX:
        return masked[max(0, span.start - SURROUNDINGS) : span.start]
    if predicate == vocab.SUFFIX:
        return masked[span.end : span.end + SURROUNDINGS]
    return masked[span.start : span.end]


def _article_of(iri: str) -> str:
    """Return the article that a thing hangs under: the IRI up to its identifier."""
    head, mark, rest = iri.partition("/article/")
    return head + mark + re.split(r"[/#]", rest, maxsplit=1)[0]

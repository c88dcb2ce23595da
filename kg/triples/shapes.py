"""Say what is wrong with a graph, before it becomes visible and whenever someone asks.

Three questions: does it keep the shapes of ``ontology/shapes.ttl`` (SHACL), do its selectors still mark the very words
that they quote, and does every IRI of the data lead to something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.model import Span
from kg.resources import folder
from kg.triples import vocab
from kg.triples.context import SURROUNDINGS
from kg.triples.shacl import Shape, Violation, read_shapes, short, validate
from kg.triples.terms import Facts, Node

#: Texts that must be exactly the words of a selector of the same resource.
QUOTED = (
    (vocab.CONTENT, vocab.HAS_SELECTOR),
    (vocab.QUANTITY_TEXT, vocab.HAS_SELECTOR),
    (vocab.SOURCE_TEXT, vocab.SOURCE_SELECTOR),
    (vocab.CUE, vocab.CUE_SELECTOR),
    (vocab.AGENT_TEXT, vocab.AGENT_SELECTOR),
    (vocab.PATIENT_TEXT, vocab.PATIENT_SELECTOR),
    (vocab.PLACE_TEXT, vocab.PLACE_SELECTOR),
    (vocab.TIME_TEXT, vocab.TIME_SELECTOR),
)

#: What people decided stays although the thing it is about may be gone.
_MAY_DANGLE = frozenset({vocab.ABOUT, vocab.DECIDED})

_SENTENCES = {
    "minCount": "needs {parameter} or more, has {count}",
    "maxCount": "takes {parameter} at most, has {count}",
    "datatype": "{value!r} is no {parameter}",
    "nodeKind": "{value!r} is no {parameter}",
    "class": "{value} is no {parameter} of this graph",
    "in": "{value} is none of {parameter}",
    "minLength": "{value!r} is shorter than {parameter}",
    "minInclusive": "{value} is below {parameter}",
    "maxInclusive": "{value} is above {parameter}",
    "lessThanOrEquals": "{value} is above the value of {parameter}",
}


@cache
def shipped_shapes() -> tuple[Shape, ...]:
    """Return the shapes that kg ships; read once."""
    return read_shapes((folder("ontology") / "shapes.ttl").read_text(encoding="utf-8"))


def violations(quads: Iterable[Quad]) -> tuple[str, ...]:
    """Return what is wrong with a named graph, one sentence each: its shapes, its selectors, what leads nowhere in it.

    For an article's graph all three are checked; an empty tuple means that it may become visible.
    """
    known = tuple(quads)
    facts = Facts.of(known)
    broken = (_sentence(one, facts) for one in validate(facts, shipped_shapes()))
    return (*broken, *_blank(known), *_selector_problems(facts), *_loose_ends(facts))


def broken_shapes(quads: Iterable[Quad]) -> tuple[Violation, ...]:
    """Return the violations of the shapes alone, as values."""
    return validate(Facts.of(quads), shipped_shapes())


def _sentence(violation: Violation, facts: Facts) -> str:
    said = _SENTENCES[violation.component].format(
        parameter=violation.parameter,
        count=len(facts.all(violation.focus, violation.path)),
        value="" if violation.value is None else short(violation.value),
    )
    return f"{violation.focus.value}: {short(violation.path)} {said}"


def _blank(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            yield f"{quad.subject} {short(quad.predicate)} {quad.object}: blank nodes are not used, every thing has an IRI"


def selectors(quads: Iterable[Quad]) -> tuple[str, ...]:
    """Return what is wrong with the selectors of an article's graph, read again against the article's text."""
    return tuple(_selector_problems(Facts.of(quads)))


def _selector_problems(facts: Facts) -> Iterator[str]:
    for selector in facts.of_class(vocab.QUOTE_SELECTOR):
        article = NamedNode(selector.value.partition("#")[0])
        text = facts.value(article, vocab.TEXT)
        if text is None:
            yield f"{selector.value}: its article has no text in this graph"
        else:
            yield from _misquotes(selector, text, facts)
    for zone in facts.of_class(vocab.ZONE):
        yield from _zone_problems(zone, facts)
    for said, where in QUOTED:
        yield from _other_words(said, where, facts)


def _misquotes(selector: Node, text: str, facts: Facts) -> Iterator[str]:
    span = Span(facts.number(selector, vocab.START), facts.number(selector, vocab.END))
    if not 0 <= span.start < span.end <= len(text):
        yield f"{selector.value}: characters {span.start} to {span.end} are no words of a text of {len(text)}"
        return
    expected = {
        vocab.EXACT: span.of(text),
        vocab.PREFIX: text[max(0, span.start - SURROUNDINGS) : span.start],
        vocab.SUFFIX: text[span.end : span.end + SURROUNDINGS],
    }
    for predicate, words in expected.items():
        quoted = facts.value(selector, predicate)
        if quoted != words:
            yield f"{selector.value}: {short(predicate)} is {quoted!r}, the text has {words!r}"


def _zone_problems(zone: Node, facts: Facts) -> Iterator[str]:
    article = NamedNode(zone.value.rpartition("/zone/")[0])
    end, length = facts.number(zone, vocab.END), len(facts.words(article, vocab.TEXT))
    if end > length:
        yield f"{zone.value}: ends at {end}, beyond the text of {length} characters"


def _other_words(said: Node, where: Node, facts: Facts) -> Iterator[str]:
    for subject in facts.by_subject:
        quoted = facts.value(subject, said)
        if quoted is None:
            continue
        marked = {facts.value(selector, vocab.EXACT) for selector in facts.nodes(subject, where)}
        if marked != {quoted}:
            yield f"{subject.value}: {short(said)} is {quoted!r}, its selector marks {sorted(map(str, marked))}"


def _loose_ends(facts: Facts) -> Iterator[str]:
    """Yield the IRIs below the graph's own articles that lead to nothing."""
    own = tuple(node.value for node in facts.of_class(vocab.ARTICLE))
    starts = tuple(f"{iri}{mark}" for iri in own for mark in "/#")
    for subject, predicate, target in _edges(facts):
        if target.value.startswith(starts) and target not in facts.by_subject:
            yield f"{subject.value}: {short(predicate)} leads to {target.value}, which does not exist"


def _edges(facts: Facts) -> Iterator[tuple[Node, Node, Node]]:
    for subject, rows in facts.by_subject.items():
        for predicate, terms in rows.items():
            yield from ((subject, predicate, term) for term in terms if isinstance(term, NamedNode))


def integrity(quads: Iterable[Quad], base: str) -> tuple[str, ...]:
    """Return the IRIs under the base that lead to nothing, over all named graphs together, with one place that uses each.

    What exists has a class, or is replaced by what has one. The quads are read once and only their IRIs are kept. Decisions
    may speak of things that are gone.
    """
    known: set[str] = set()
    targets: dict[str, str] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.predicate in (vocab.TYPE, vocab.REPLACED_BY):
            known.add(quad.subject.value)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(base) and quad.predicate not in _MAY_DANGLE:
            use = f"{quad.subject} {short(quad.predicate)}"
            targets[quad.object.value] = min(use, targets.get(quad.object.value, use))
    return tuple(f"{use} leads to {iri}, which does not exist" for iri, use in sorted(targets.items()) if iri not in known)

"""Write how claims of several articles stand to each other, and hand claims to comparison as it sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from kg.claims.tolls import about, calamity_of
from kg.errors import ShapeError
from kg.model import Claim, Comparison, Reading, ReportedClaim, Span, Verdict
from kg.triples import iris, vocab
from kg.triples.terms import Facts, Node, Triple, boolean, decimal, in_graph, integer, maybe, text


def comparison_quads(comparisons: Iterable[Comparison], wire: Mapping[str, str], base: str) -> list[Quad]:
    """Return the named graph of all comparisons.

    ``wire`` maps the id of each article to the id of the article that stands for its wire copy: itself where it is alone.
    """
    return in_graph(_triples(comparisons, wire, base), NamedNode(iris.graph(base, "comparisons")))


def _triples(comparisons: Iterable[Comparison], wire: Mapping[str, str], base: str) -> Iterator[Triple]:
    for comparison in comparisons:
        yield from _comparison(comparison, base)
    for article, first in wire.items():
        if article != first:
            yield NamedNode(iris.article_iri(base, article)), vocab.SAME_WIRE_COPY, NamedNode(iris.article_iri(base, first))


def comparison_iri(comparison: Comparison, base: str) -> str:
    """Return the IRI of a comparison: by its path, and for one that has none by the claims that it compares."""
    if comparison.path:
        return iris.resource(base, comparison.path).value
    return iris.resource(base, f"comparison/{iris.short_hash(*(claim.removeprefix(base) for claim in comparison.claims))}").value


def _comparison(comparison: Comparison, base: str) -> Iterator[Triple]:
    node = NamedNode(comparison_iri(comparison, base))
    yield node, vocab.TYPE, vocab.COMPARISON
    yield from ((node, vocab.COMPARES, NamedNode(claim)) for claim in comparison.claims)
    yield node, vocab.VERDICT, vocab.concept(comparison.verdict)
    yield node, vocab.EXPLANATION, text(comparison.explanation)
    yield node, vocab.INDEPENDENT_SOURCES, integer(comparison.independent_sources)
    yield from maybe(node, vocab.LOW, comparison.low, decimal)
    yield from maybe(node, vocab.HIGH, comparison.high, decimal)
    yield from maybe(node, vocab.CONFIRMED, comparison.confirmed or None, boolean)
    for left, pair, right in comparison.pairs:
        if pair not in vocab.CLAIM_PAIRS:
            raise ShapeError(f"no property for claims of which one {pair!r} the other; there are {', '.join(vocab.CLAIM_PAIRS)}")
        yield NamedNode(left), vocab.CLAIM_PAIRS[pair], NamedNode(right)


def read_comparisons(quads: Iterable[Quad]) -> tuple[Comparison, ...]:
    """Return the comparisons that ``comparison_quads`` was given, by their claims; pairs between the claims of each."""
    facts = Facts.of(quads)
    return tuple(sorted((_read_comparison(facts, node) for node in facts.of_class(vocab.COMPARISON)), key=lambda one: one.claims))


def _read_comparison(facts: Facts, node: Node) -> Comparison:
    claims, verdict = facts.nodes(node, vocab.COMPARES), facts.node(node, vocab.VERDICT)
    if verdict is None:
        raise ShapeError(f"{node} has no verdict; check the graph with 'kg check'")
    pairs = (
        (left.value, word, right.value)
        for left in claims
        for word, predicate in vocab.CLAIM_PAIRS.items()
        for right in facts.nodes(left, predicate)
        if right in claims
    )
    return Comparison(
        claims=tuple(sorted(claim.value for claim in claims)),
        verdict=Verdict(vocab.code_of(verdict)),
        explanation=facts.words(node, vocab.EXPLANATION),
        low=facts.amount(node, vocab.LOW),
        high=facts.amount(node, vocab.HIGH),
        independent_sources=facts.number(node, vocab.INDEPENDENT_SOURCES),
        pairs=tuple(sorted(pairs)),
        confirmed=facts.truth(node, vocab.CONFIRMED),
    )


def read_wire(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the articles (ids) that copy another one's wire text, with the one that stands for both."""
    facts = Facts.of(quads)
    rows = ((node, facts.node(node, vocab.SAME_WIRE_COPY)) for node in facts.by_subject)
    return {_last(copy): _last(first) for copy, first in rows if first is not None}


def _last(node: Node) -> str:
    return node.value.rpartition("/")[2]


def reported_claims(reading: Reading, assignment: Mapping[str, str], base: str, wire: str | None = None) -> tuple[ReportedClaim, ...]:
    """Return the claims of an article as comparison sees them: IRIs for ids, and the facts of the article.

    ``wire`` is the id of the article that stands for its wire copy; the article's own where it is alone. A figure that somebody
    is said to give is his who gives it: whoever only hands it on ("A says that B says") adds no figure of his own.
    """
    inner = {(claim.within, claim.quantity.span) for claim in reading.claims if claim.within and claim.quantity}
    claims = (replace(one, quantity=None) if one.quantity and (one.id, one.quantity.span) in inner else one for one in reading.claims)
    minted, places = iris.ArticleIris(base, iris.article_id(reading.article)), about(reading)
    return tuple(_reported(claim, reading, assignment, minted, wire or minted.id, places) for claim in claims)


def _reported(
    claim: Claim, reading: Reading, assignment: Mapping[str, str], minted: iris.ArticleIris, wire: str, places: Sequence[str]
) -> ReportedClaim:
    article, event = reading.article, claim.event

    def canonical(entity: str | None) -> str | None:
        return None if entity is None else iris.resource(minted.base, assignment.get(entity, entity)).value

    def words(span: Span | None) -> str | None:
        return None if span is None else span.of(article.text)

    return ReportedClaim(
        iri=minted.part("claim", claim.id).value,
        article=minted.id,
        outlet=article.publisher,
        published=article.published,
        wire=wire,
        content=claim.content.of(article.text),
        kind=claim.kind,
        status=claim.status,
        event=event.type,
        source=canonical(claim.source),
        speaker_words=words(claim.source_span),
        agent=canonical(event.agent),
        patient=canonical(event.patient),
        patient_words=words(event.patient_span),
        place=canonical(event.place),
        start=event.time.start if event.time else None,
        end=event.time.end if event.time else None,
        said=claim.said,
        quantity=claim.quantity,
        calamity=calamity_of(reading, claim.content) if claim.quantity else None,
        about=tuple(iri for place in places if (iri := canonical(place))),
        place_told=event.place_span is None or claim.content.contains(event.place_span),
    )

"""Write the claims of one article as triples, and read them back: who says it, the event, the quantity.

Each part of a claim is there twice: as the text that a reader sees, and as a selector of the very characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import ShapeError
from kg.model import AttributionKind, Claim, Event, Quantity, Span, Status, TimeRange
from kg.triples import vocab
from kg.triples.context import Source, Writing
from kg.triples.terms import Node, Triple, boolean, date, decimal, maybe, score, text


def claim_triples(claims: Sequence[Claim], writing: Writing) -> Iterator[Triple]:
    """Yield each claim with its event and its quantity."""
    for claim in claims:
        node = writing.iris.part("claim", claim.id)
        yield from _claim(node, claim, writing)
        yield from _attribution(node, claim, writing)
        event = writing.iris.part("event", claim.id)
        yield node, vocab.REPORTS, event
        yield from _event(event, claim.event, writing)
        if claim.quantity is not None:
            quantity = writing.iris.part("quantity", claim.id)
            yield node, vocab.HAS_QUANTITY, quantity
            yield from _quantity(quantity, claim.quantity, writing)


def _claim(node: Node, claim: Claim, writing: Writing) -> Iterator[Triple]:
    yield node, vocab.TYPE, vocab.CLAIM
    yield node, vocab.TYPE, vocab.SCHEMA_CLAIM
    yield node, vocab.IN_ARTICLE, writing.iris.article
    yield node, vocab.CONTENT, text(claim.content.of(writing.words))
    yield from writing.selected(node, vocab.HAS_SELECTOR, claim.content)
    yield node, vocab.ATTRIBUTION_KIND, vocab.concept(claim.kind)
    yield node, vocab.STATUS, vocab.concept(claim.status)
    yield node, vocab.CONFIDENCE, score(claim.confidence)
    yield from maybe(node, vocab.SAID_ON, claim.said, date)
    yield from maybe(node, vocab.WITHIN, claim.within, lambda outer: writing.iris.part("claim", outer))


def _attribution(node: Node, claim: Claim, writing: Writing) -> Iterator[Triple]:
    yield from writing.entity(node, (vocab.ATTRIBUTED_TO, vocab.ATTRIBUTED_TO_APPEARANCE), claim.source)
    yield from writing.entity(node, (vocab.ON_BEHALF_OF, vocab.ON_BEHALF_OF_APPEARANCE), claim.on_behalf_of)
    yield from writing.entity(node, (vocab.TOLD_TO, vocab.TOLD_TO_APPEARANCE), claim.told_to)
    yield from _words(node, (vocab.SOURCE_TEXT, vocab.SOURCE_SELECTOR), claim.source_span, writing)
    yield from _words(node, (vocab.CUE, vocab.CUE_SELECTOR), claim.cue_span, writing)
    yield from writing.selected(node, vocab.TOLD_TO_SELECTOR, claim.told_to_span)


def _words(node: Node, predicates: tuple[Node, Node], span: Span | None, writing: Writing) -> Iterator[Triple]:
    if span is not None:
        yield node, predicates[0], text(span.of(writing.words))
        yield from writing.selected(node, predicates[1], span)


def _event(node: Node, event: Event, writing: Writing) -> Iterator[Triple]:
    yield node, vocab.TYPE, vocab.EVENT
    yield node, vocab.TYPE, vocab.SEM_EVENT
    yield node, vocab.EVENT_TYPE, vocab.event_concept(event.type)
    yield from writing.entity(node, (vocab.AGENT, vocab.AGENT_APPEARANCE), event.agent)
    yield from writing.entity(node, (vocab.PATIENT, vocab.PATIENT_APPEARANCE), event.patient)
    yield from writing.entity(node, (vocab.PLACE_OF, vocab.PLACE_APPEARANCE), event.place)
    yield from _words(node, (vocab.AGENT_TEXT, vocab.AGENT_SELECTOR), event.agent_span, writing)
    yield from _words(node, (vocab.PATIENT_TEXT, vocab.PATIENT_SELECTOR), event.patient_span, writing)
    yield from _words(node, (vocab.PLACE_TEXT, vocab.PLACE_SELECTOR), event.place_span, writing)
    if event.time is not None:
        yield node, vocab.TIME_TEXT, text(event.time.text)
        yield from writing.selected(node, vocab.TIME_SELECTOR, event.time.span)
        yield from maybe(node, vocab.BEGIN, event.time.start, date)
        yield from maybe(node, vocab.FINISH, event.time.end, date)


def _quantity(node: Node, quantity: Quantity, writing: Writing) -> Iterator[Triple]:
    yield node, vocab.TYPE, vocab.QUANTITY
    yield node, vocab.QUANTITY_TEXT, text(quantity.text)
    yield from writing.selected(node, vocab.HAS_SELECTOR, quantity.span)
    yield from maybe(node, vocab.MIN, quantity.min, decimal)
    yield from maybe(node, vocab.MAX, quantity.max, decimal)
    yield from maybe(node, vocab.COUNTED, quantity.counted, text)
    yield from maybe(node, vocab.UNIT, quantity.unit, text)
    yield node, vocab.APPROXIMATE, boolean(quantity.approximate)
    yield node, vocab.INCREMENT, boolean(quantity.increment)
    yield node, vocab.CUMULATIVE, boolean(quantity.cumulative)
    yield from writing.selected(node, vocab.PART_OF, quantity.part_of)


def read_claims(source: Source) -> tuple[Claim, ...]:
    """Return the claims that ``claim_triples`` was given, in text order."""
    claims = (_read_claim(source, node) for node in source.facts.of_class(vocab.CLAIM))
    return tuple(sorted(claims, key=lambda claim: (claim.content, claim.id)))


def _read_claim(source: Source, node: Node) -> Claim:
    facts = source.facts
    content, event = source.span(node, vocab.HAS_SELECTOR), facts.node(node, vocab.REPORTS)
    kind, status = facts.node(node, vocab.ATTRIBUTION_KIND), facts.node(node, vocab.STATUS)
    if content is None or event is None or kind is None or status is None:
        raise ShapeError(f"{node} is no whole claim; check the graph with 'kg check'")
    outer, quantity = facts.node(node, vocab.WITHIN), facts.node(node, vocab.HAS_QUANTITY)
    return Claim(
        id=source.iris.local("claim", node),
        content=content,
        kind=AttributionKind(vocab.code_of(kind)),
        status=Status(vocab.code_of(status)),
        event=_read_event(source, event),
        source=source.entity(node, vocab.ATTRIBUTED_TO_APPEARANCE),
        source_span=source.span(node, vocab.SOURCE_SELECTOR),
        cue_span=source.span(node, vocab.CUE_SELECTOR),
        told_to=source.entity(node, vocab.TOLD_TO_APPEARANCE),
        told_to_span=source.span(node, vocab.TOLD_TO_SELECTOR),
        on_behalf_of=source.entity(node, vocab.ON_BEHALF_OF_APPEARANCE),
        within=None if outer is None else source.iris.local("claim", outer),
        quantity=None if quantity is None else _read_quantity(source, quantity),
        said=facts.day(node, vocab.SAID_ON),
        confidence=facts.score(node, vocab.CONFIDENCE),
    )


def _read_event(source: Source, node: Node) -> Event:
    kind = source.facts.node(node, vocab.EVENT_TYPE)
    if kind is None:
        raise ShapeError(f"{node} has no type; check the graph with 'kg check'")
    return Event(
        type=vocab.code_of(kind),
        agent=source.entity(node, vocab.AGENT_APPEARANCE),
        agent_span=source.span(node, vocab.AGENT_SELECTOR),
        patient=source.entity(node, vocab.PATIENT_APPEARANCE),
        patient_span=source.span(node, vocab.PATIENT_SELECTOR),
        place=source.entity(node, vocab.PLACE_APPEARANCE),
        place_span=source.span(node, vocab.PLACE_SELECTOR),
        time=_read_time(source, node),
    )


def _read_time(source: Source, node: Node) -> TimeRange | None:
    span, facts = source.span(node, vocab.TIME_SELECTOR), source.facts
    if span is None:
        return None
    return TimeRange(span, facts.words(node, vocab.TIME_TEXT), facts.day(node, vocab.BEGIN), facts.day(node, vocab.FINISH))


def _read_quantity(source: Source, node: Node) -> Quantity:
    facts, span = source.facts, source.span(node, vocab.HAS_SELECTOR)
    if span is None:
        raise ShapeError(f"{node} has no selector; check the graph with 'kg check'")
    return Quantity(
        span=span,
        text=facts.words(node, vocab.QUANTITY_TEXT),
        min=facts.amount(node, vocab.MIN),
        max=facts.amount(node, vocab.MAX),
        approximate=facts.truth(node, vocab.APPROXIMATE),
        counted=facts.value(node, vocab.COUNTED),
        unit=facts.value(node, vocab.UNIT),
        increment=facts.truth(node, vocab.INCREMENT),
        cumulative=facts.truth(node, vocab.CUMULATIVE),
        part_of=source.span(node, vocab.PART_OF),
    )

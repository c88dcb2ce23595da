"""Put a reading in its one order, so that what two stages found in another order is the same graph."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import msgspec

from kg.model import Article, Claim, Entity, Quantity, Reading, Relation
from kg.triples.appearances import mention_order, relation_order
from kg.triples.terms import decimal, rounded

T = TypeVar("T")


def in_order(reading: Reading) -> Reading:
    """Return the reading as its graph gives it back.

    Entities by id, mentions and claims and relations in text order, each once; texts of mentions, quantities and times are the
    words of the article; scores as many digits as the graph keeps. Of relations that differ in nothing but their probability the
    most probable stays.
    """
    return replace(
        reading,
        article=_article(reading.article),
        entities=tuple(sorted((_entity(entity, reading.article.text) for entity in reading.entities), key=lambda entity: entity.id)),
        claims=tuple(
            sorted((_claim(claim, reading.article.text) for claim in reading.claims), key=lambda claim: (claim.content, claim.id))
        ),
        relations=_relations(reading.relations),
        engines=dict(reading.engines),
        doubts=dict(reading.doubts),
    )


def _article(article: Article) -> Article:
    return replace(
        article,
        zones=tuple(sorted(set(article.zones), key=lambda zone: (zone.span, zone.kind))),
        credits=tuple(sorted(set(article.credits))),
        notes=tuple(sorted(set(article.notes))),
    )


def _entity(entity: Entity, words: str) -> Entity:
    mentions = {replace(mention, text=mention.span.of(words), probability=rounded(mention.probability)) for mention in entity.mentions}
    ordered = sorted(mentions, key=mention_order)
    return replace(entity, mentions=tuple(ordered), aliases=tuple(sorted(set(entity.aliases))))


def _claim(claim: Claim, words: str) -> Claim:
    event, time, quantity = claim.event, claim.event.time, claim.quantity
    return replace(
        claim,
        confidence=rounded(claim.confidence),
        event=event if time is None else replace(event, time=replace(time, text=time.span.of(words))),
        quantity=None if quantity is None else _quantity(quantity, words),
    )


def _quantity(quantity: Quantity, words: str) -> Quantity:
    low, high = (None if bound is None else Decimal(decimal(bound).value) for bound in (quantity.min, quantity.max))
    return replace(quantity, text=quantity.span.of(words), min=low, max=high)


def _relations(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    best: dict[tuple[object, ...], Relation] = {}
    for relation in sorted(relations, key=lambda each: each.probability):
        best[relation_order(relation)] = replace(relation, role=relation.role or None, probability=rounded(relation.probability))
    return tuple(sorted(best.values(), key=relation_order))


def encoded(reading: Reading) -> bytes:
    """Return a reading, in its one order, as JSON: equal readings give equal bytes."""
    return msgspec.json.encode(in_order(reading), order="deterministic")


def decoded(value: bytes) -> Reading:
    """Return the reading that ``encoded`` was given, in its one order."""
    return msgspec.json.decode(value, type=Reading)


def packed(value: object) -> bytes:
    """Return a value of the model as JSON: equal values give equal bytes."""
    return msgspec.json.encode(value, order="deterministic")


def unpacked(value: bytes, type: type[T]) -> T:
    """Return the value of a type that ``packed`` was given; ValueError where it is none."""
    return msgspec.json.decode(value, type=type)


def digest_of(value: bytes) -> str:
    """Return the digest of an encoded reading: SHA-256 (FIPS 180-4) in hexadecimal digits."""
    return hashlib.sha256(value).hexdigest()

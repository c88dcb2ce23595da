"""Write an article itself as triples, and read it back: its text, what its source told, its zones, what read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Article, Zone, ZoneKind
from kg.triples import iris, vocab
from kg.triples.context import Source, Writing
from kg.triples.terms import Node, Triple, address, date, integer, maybe, text

#: Properties that hold one text, by the field of the article.
_TEXTS: dict[str, Node] = {
    "key": vocab.KEY,
    "source_name": vocab.SOURCE_NAME,
    "text": vocab.TEXT,
    "encoding": vocab.ENCODING,
    "headline": vocab.HEADLINE,
    "publisher": vocab.PUBLISHER,
    "language": vocab.LANGUAGE,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Hold what an article's graph came from besides the article: the run that read it, and its wire fingerprint."""

    run: str | None = None
    fingerprint: tuple[int, ...] = ()


def article_triples(article: Article, writing: Writing) -> Iterator[Triple]:
    """Yield what the source told of the article, and its zones."""
    node = writing.iris.article
    yield node, vocab.TYPE, vocab.ARTICLE
    yield node, vocab.TYPE, vocab.NEWS_ARTICLE
    for field, predicate in _TEXTS.items():
        yield from maybe(node, predicate, getattr(article, field), text)
    yield from maybe(node, vocab.PUBLISHED, article.published, date)
    yield from maybe(node, vocab.URL, article.url, address)
    for predicate, texts in ((vocab.AUTHOR, article.authors), (vocab.CREDIT, article.credits), (vocab.NOTE, article.notes)):
        yield from ((node, predicate, text(each)) for each in texts)
    if len(article.authors) > 1:
        yield node, vocab.BYLINE, text("\n".join(article.authors))
    for zone in article.zones:
        yield from _zone_triples(zone, writing)


def _zone_triples(zone: Zone, writing: Writing) -> Iterator[Triple]:
    node = writing.iris.part("zone", f"{zone.span.start}-{zone.span.end}")
    yield writing.iris.article, vocab.HAS_ZONE, node
    yield node, vocab.TYPE, vocab.ZONE
    yield node, vocab.TYPE, vocab.POSITION_SELECTOR
    yield node, vocab.START, integer(zone.span.start)
    yield node, vocab.END, integer(zone.span.end)
    yield node, vocab.ZONE_KIND, vocab.concept(zone.kind)


def read_article_node(source: Source) -> Article:
    """Return the article that ``article_triples`` was given."""
    facts, node = source.facts, source.iris.article
    texts = {field: facts.value(node, predicate) for field, predicate in _TEXTS.items()}
    byline = facts.value(node, vocab.BYLINE)
    return Article(
        key=texts["key"] or "",
        source_name=texts["source_name"] or "",
        text=texts["text"] or "",
        zones=_read_zones(source),
        headline=texts["headline"],
        published=facts.day(node, vocab.PUBLISHED),
        publisher=texts["publisher"],
        authors=facts.values(node, vocab.AUTHOR) if byline is None else tuple(byline.split("\n")),
        url=facts.value(node, vocab.URL),
        language=texts["language"],
        credits=facts.values(node, vocab.CREDIT),
        encoding=texts["encoding"] or "",
        notes=facts.values(node, vocab.NOTE),
    )


def _read_zones(source: Source) -> tuple[Zone, ...]:
    zones = (
        Zone(source.position(node), ZoneKind(vocab.code_of(kind)))
        for node in source.facts.of_class(vocab.ZONE)
        for kind in source.facts.nodes(node, vocab.ZONE_KIND)
    )
    return tuple(sorted(zones, key=lambda zone: (zone.span, zone.kind)))


def reading_triples(engines: Mapping[str, str], doubts: Mapping[str, int], origin: Origin, writing: Writing) -> Iterator[Triple]:
    """Yield how the article was read: by which engines, in which run, and what was left out."""
    node = writing.iris.article
    for layer, engine in engines.items():
        one = writing.iris.part("engine", layer)
        yield node, vocab.READ_WITH, one
        yield one, vocab.TYPE, vocab.ENGINE
        yield one, vocab.LAYER, text(layer)
        yield one, vocab.ENGINE_NAME, text(engine)
    for reason, count in doubts.items():
        one = writing.iris.part("doubt", iris.short_hash(reason))
        yield node, vocab.HAS_DOUBT, one
        yield one, vocab.TYPE, vocab.DOUBT
        yield one, vocab.REASON, text(reason)
        yield one, vocab.COUNT, integer(count)
    yield from maybe(node, vocab.WIRE_FINGERPRINT, _hexadecimal(origin.fingerprint), text)
    if origin.run is not None:
        yield node, vocab.GENERATED_BY, iris.resource(writing.iris.base, origin.run)


def _hexadecimal(fingerprint: Sequence[int]) -> str | None:
    return " ".join(format(number, "x") for number in fingerprint) or None


def read_engines(source: Source) -> dict[str, str]:
    """Return what supplied each layer."""
    facts = source.facts
    return {facts.words(one, vocab.LAYER): facts.words(one, vocab.ENGINE_NAME) for one in facts.of_class(vocab.ENGINE)}


def read_doubts(source: Source) -> dict[str, int]:
    """Return what was left out, counted by reason."""
    facts = source.facts
    return {facts.words(one, vocab.REASON): facts.number(one, vocab.COUNT) for one in facts.of_class(vocab.DOUBT)}


def read_article_origin(source: Source) -> Origin:
    """Return the run and the fingerprint that ``reading_triples`` was given."""
    facts, node = source.facts, source.iris.article
    run = facts.node(node, vocab.GENERATED_BY)
    fingerprint = read_fingerprint(facts.words(node, vocab.WIRE_FINGERPRINT))
    return Origin(None if run is None else iris.path_of(source.iris.base, run.value), fingerprint)


def read_fingerprint(words: str) -> tuple[int, ...]:
    """Return the fingerprint that is written as hexadecimal numbers."""
    return tuple(int(number, 16) for number in words.split())

"""Write the entries of imported gazetteers, and read them back: the named graph ``graph/gazetteer``.

An entry is no actor and no place of the news: it is a ``kg:GazetteerEntry`` (a SKOS concept) in the scheme of its source, so that what asks
for actors and places does not see it. Its IRI is made from its source and its id. Reading goes one entry at a time, so that memory grows
with what is made of the entries and not with the graph. Not kept: ``curated``, for what is imported is not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby, pairwise

from pyoxigraph import Literal, NamedNode, Quad

from kg.entities.gazetteer import Entry
from kg.errors import ConfigError, ShapeError
from kg.triples import iris, vocab
from kg.triples.terms import Node, Triple, decimal, integer, maybe, text

_SOURCE_NAME = re.compile(r"[\w.-]{1,60}")
_TYPES = {kind.value: code for kind, code in vocab.TYPES.items()}
_GEONAMES, _WIKIDATA = "https://sws.geonames.org/", "http://www.wikidata.org/entity/"


def source_node(source: str, base: str) -> Node:
    """Return the resource of a source; ConfigError for a name that is more than letters, digits, ``.``, ``-`` and ``_``."""
    if not _SOURCE_NAME.fullmatch(source) or not source.strip("."):
        raise ConfigError(f"{source!r} is no name for a source: use up to 60 letters, digits, '.', '-' and '_'")
    return iris.resource(base, f"gazetteer/{source}")


def gazetteer_quads(entries: Iterable[Entry], source: str, base: str) -> Iterator[Quad]:
    """Yield the quads of one source: the source itself and each entry once, by id.

    Raises ShapeError for a type that the ontology does not know, and for two entries of one id.
    """
    graph, node = NamedNode(iris.graph(base, "gazetteer")), source_node(source, base)
    ordered = sorted(entries, key=lambda entry: entry.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise ShapeError(f"two entries of {source} have the id {one.id!r}")
    yield Quad(node, vocab.TYPE, vocab.GAZETTEER_SOURCE, graph)
    yield Quad(node, vocab.PREF_LABEL, text(source), graph)
    yield Quad(node, vocab.CONTENT_HASH, text(content_hash(ordered)), graph)
    known = frozenset(entry.id for entry in ordered)
    for entry in ordered:
        for triple in dict.fromkeys(_entry(entry, node, known)):
            yield Quad(*triple, graph)


def content_hash(entries: Iterable[Entry]) -> str:
    """Return twelve hexadecimal digits that stand for all that entries say, whatever their order."""
    digest = hashlib.sha256()
    for entry in sorted(entries, key=lambda entry: entry.id):
        facts = (entry.id, entry.name, entry.type, entry.aliases, entry.descriptions, entry.country, entry.inside)
        places = (entry.latitude, entry.longitude, entry.geonames, entry.wikidata, entry.weight, tuple(sorted(entry.loose)))
        digest.update(repr((facts, places)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


def _entry(entry: Entry, source: Node, known: frozenset[str]) -> Iterator[Triple]:
    if entry.type not in vocab.CLASSES:
        raise ShapeError(f"no class for the type {entry.type!r} of {entry.id}; the types are those of ActorType and PlaceType")
    node = iris.resource(f"{source.value}/", entry.id)
    yield node, vocab.TYPE, vocab.GAZETTEER_ENTRY
    yield node, vocab.IN_SCHEME, source
    yield node, vocab.ENTRY_TYPE, vocab.CLASSES[entry.type][0]
    yield node, vocab.PREF_LABEL, text(entry.name)
    yield from ((node, vocab.ALT_LABEL, text(alias)) for alias in entry.aliases)
    yield from ((node, vocab.LOOSE_NAME, text(name)) for name in sorted(entry.loose))
    yield from ((node, vocab.ENTRY_DESCRIPTION, text(words)) for words in entry.descriptions)
    yield from maybe(node, vocab.ADDRESS_COUNTRY, entry.country or None, text)
    yield from maybe(node, vocab.BROADER, entry.inside if entry.inside in known else None, lambda id: iris.resource(f"{source.value}/", id))
    yield from maybe(node, vocab.LAT, entry.latitude, lambda degrees: decimal(Decimal(repr(float(degrees)))))
    yield from maybe(node, vocab.LONG, entry.longitude, lambda degrees: decimal(Decimal(repr(float(degrees)))))
    yield from maybe(node, vocab.EXACT_MATCH, entry.geonames, lambda id: NamedNode(f"{_GEONAMES}{id}/"))
    yield from maybe(node, vocab.EXACT_MATCH, entry.wikidata, lambda id: NamedNode(f"{_WIKIDATA}{id}"))
    yield from maybe(node, vocab.WEIGHT, entry.weight or None, integer)


def read_gazetteer(quads: Iterable[Quad]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each source, by id; the quads of one subject must follow each other, as ``GraphStore.scan`` gives them.

    What ``inside`` names is kept only where it is an entry of the same source. Aliases and descriptions are sorted.
    """
    found: dict[str, list[Entry]] = {}
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        facts: dict[str, list[str]] = {}
        for quad in group:
            if isinstance(quad.object, NamedNode | Literal):
                facts.setdefault(quad.predicate.value, []).append(quad.object.value)
        source = facts.get(vocab.IN_SCHEME.value)
        if isinstance(subject, NamedNode) and source:
            found.setdefault(iris.unsafe(source[0].rpartition("/")[2]), []).append(_read_entry(subject.value, facts, f"{source[0]}/"))
        elif vocab.GAZETTEER_SOURCE.value in facts.get(vocab.TYPE.value, ()):
            found.setdefault(facts[vocab.PREF_LABEL.value][0], [])
    return {source: tuple(sorted(entries, key=lambda entry: entry.id)) for source, entries in sorted(found.items())}


def _read_entry(node: str, facts: Mapping[str, list[str]], start: str) -> Entry:
    def first(predicate: Node) -> str | None:
        return facts.get(predicate.value, (None,))[0]

    def every(predicate: Node) -> tuple[str, ...]:
        return tuple(sorted(facts.get(predicate.value, ())))

    name, kind = first(vocab.PREF_LABEL), _TYPES.get(first(vocab.ENTRY_TYPE) or "")
    if name is None or kind is None:
        raise ShapeError(f"{node} is no whole entry of a gazetteer; check the graph with 'kg check'")
    inside, latitude, longitude, matches = first(vocab.BROADER), first(vocab.LAT), first(vocab.LONG), every(vocab.EXACT_MATCH)
    return Entry(
        id=iris.path_of(start, node),
        name=name,
        type=kind,
        aliases=every(vocab.ALT_LABEL),
        descriptions=every(vocab.ENTRY_DESCRIPTION),
        country=first(vocab.ADDRESS_COUNTRY) or "",
        inside=None if inside is None else iris.path_of(start, inside),
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
        geonames=_matched(matches, _GEONAMES),
        wikidata=_matched(matches, _WIKIDATA),
        weight=int(first(vocab.WEIGHT) or 0),
        loose=frozenset(every(vocab.LOOSE_NAME)),
    )


def _matched(matches: Iterable[str], start: str) -> str | None:
    return next((iri.removeprefix(start).rstrip("/") for iri in matches if iri.startswith(start)), None)

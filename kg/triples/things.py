"""Write what all articles together speak of: the actors and places, their names, positions, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ShapeError
from kg.model import Link, PlaceType
from kg.triples import iris, vocab
from kg.triples.terms import Facts, Node, Triple, boolean, decimal, in_graph, maybe, rounded, score, text

_PLACE_TYPES = frozenset(PlaceType)


@dataclass(frozen=True, slots=True)
class Thing:
    """Describe an actor or a place: ``path`` is its canonical path, ``type`` an ActorType or PlaceType value.

    ``latitude`` and ``longitude`` are WGS84 degrees; ``inside`` is the path of the place that contains it; ``matches``
    holds the IRIs of the same thing elsewhere (Wikidata, GeoNames), which only a gazetteer may supply. What a person has
    ``rejected`` (a claim or a comparison too) keeps its name and nothing else: it is no actor and no place, but its
    IRI still leads somewhere, and its evidence stays.
    """

    path: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    inside: str | None = None
    matches: tuple[str, ...] = ()
    rejected: bool = False


def entity_quads(
    things: Iterable[Thing], links: Iterable[Link], base: str, replaced: Mapping[str, str] | None = None, part: str = "entities"
) -> list[Quad]:
    """Return the named graph of all actors and places, and of the links found between them.

    ``replaced`` maps the paths that things were known by alone to the path of what they were found to be the same as:
    an IRI that was once given out goes on leading somewhere.
    """
    return in_graph(_triples(things, links, base, replaced or {}), NamedNode(iris.graph(base, part)))


def _triples(things: Iterable[Thing], links: Iterable[Link], base: str, replaced: Mapping[str, str]) -> Iterator[Triple]:
    for thing in things:
        yield from _thing(thing, base)
    for link in links:
        yield from _link(link, base)
    for old, new in replaced.items():
        yield iris.resource(base, old), vocab.REPLACED_BY, iris.resource(base, new)


def _thing(thing: Thing, base: str) -> Iterator[Triple]:
    node = iris.resource(base, thing.path)
    if thing.rejected:
        yield node, vocab.TYPE, vocab.REJECTED
        yield node, vocab.LABEL, text(thing.name)
        return
    if thing.type not in vocab.CLASSES:
        raise ShapeError(f"no class for the type {thing.type!r}; the types are those of ActorType and PlaceType")
    for kind in (*vocab.CLASSES[thing.type], vocab.PLACE if thing.type in _PLACE_TYPES else vocab.ACTOR):
        yield node, vocab.TYPE, kind
    yield node, vocab.PREF_LABEL, text(thing.name)
    yield from ((node, vocab.ALT_LABEL, text(alias)) for alias in thing.aliases if alias != thing.name)
    yield from maybe(node, vocab.CONTAINED_IN, thing.inside, lambda path: iris.resource(base, path))
    for match in thing.matches:
        yield node, vocab.SAME_AS if "wikidata.org/" in match else vocab.EXACT_MATCH, NamedNode(match)
    if thing.latitude is not None and thing.longitude is not None:
        yield from _position(node, thing.latitude, thing.longitude)


def _position(node: Node, latitude: float, longitude: float) -> Iterator[Triple]:
    lat, long = decimal(Decimal(repr(float(latitude)))), decimal(Decimal(repr(float(longitude))))
    geometry = NamedNode(f"{node.value}/geometry")
    yield node, vocab.LAT, lat
    yield node, vocab.LONG, long
    yield node, vocab.HAS_GEOMETRY, geometry
    yield geometry, vocab.TYPE, vocab.GEOMETRY
    yield geometry, vocab.AS_WKT, Literal(f"POINT({long.value} {lat.value})", datatype=vocab.WKT_LITERAL)


def _link(link: Link, base: str) -> Iterator[Triple]:
    left, right = sorted((link.left, link.right))
    node = iris.resource(base, f"link/{iris.short_hash(left, right)}")
    yield node, vocab.TYPE, vocab.LINK
    yield node, vocab.LEFT, iris.resource(base, left)
    yield node, vocab.RIGHT, iris.resource(base, right)
    yield node, vocab.SCORE, score(link.score)
    yield node, vocab.BECAUSE, text(link.because)
    yield node, vocab.DOUBTFUL, boolean(link.doubtful)


def read_things(quads: Iterable[Quad], base: str) -> tuple[Thing, ...]:
    """Return the actors and places that ``entity_quads`` was given, and what was rejected, by path."""
    facts = Facts.of(quads)
    nodes = (*facts.of_class(vocab.ACTOR), *facts.of_class(vocab.PLACE))
    rejected = (
        Thing(iris.path_of(base, node.value), facts.words(node, vocab.LABEL), "", rejected=True) for node in facts.of_class(vocab.REJECTED)
    )
    return tuple(sorted((*(_read_thing(facts, node, base) for node in nodes), *rejected), key=lambda thing: thing.path))


def _read_thing(facts: Facts, node: Node, base: str) -> Thing:
    types = [vocab.TYPES[kind] for kind in facts.nodes(node, vocab.TYPE) if kind in vocab.TYPES]
    inside, lat, long = facts.node(node, vocab.CONTAINED_IN), facts.value(node, vocab.LAT), facts.value(node, vocab.LONG)
    return Thing(
        path=iris.path_of(base, node.value),
        name=facts.words(node, vocab.PREF_LABEL),
        type=next(iter(types), ""),
        aliases=facts.values(node, vocab.ALT_LABEL),
        latitude=None if lat is None else float(lat),
        longitude=None if long is None else float(long),
        inside=None if inside is None else iris.path_of(base, inside.value),
        matches=tuple(sorted((*facts.values(node, vocab.SAME_AS), *facts.values(node, vocab.EXACT_MATCH)))),
    )


def read_links(quads: Iterable[Quad], base: str) -> tuple[Link, ...]:
    """Return the links that ``entity_quads`` was given: each with its ends in alphabetical order."""
    facts = Facts.of(quads)
    return tuple(sorted((_read_link(facts, node, base) for node in facts.of_class(vocab.LINK)), key=lambda link: (link.left, link.right)))


def _read_link(facts: Facts, node: Node, base: str) -> Link:
    left, right = (iris.path_of(base, facts.words(node, end)) for end in (vocab.LEFT, vocab.RIGHT))
    return Link(left, right, facts.score(node, vocab.SCORE), facts.words(node, vocab.BECAUSE), facts.truth(node, vocab.DOUBTFUL))


def in_link_order(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return links as their graph gives them back."""
    ordered = (
        replace(link, left=min(link.left, link.right), right=max(link.left, link.right), score=rounded(link.score)) for link in links
    )
    return tuple(sorted(ordered, key=lambda link: (link.left, link.right)))

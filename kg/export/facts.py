"""Ask the graph for what a network is drawn from, and hold the answers as plain values.

The queries speak the vocabulary of the ontology and nothing of the store: any callable that answers SPARQL with rows
of text will do, the local store or a distant endpoint.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

#: One row of an answer: the value of each variable, written as its ``str``; an unbound variable is None or absent.
Row = Mapping[str, object]
#: Answers a SPARQL SELECT with rows.
Query = Callable[[str], Iterable[Row]]

KG = "https://w3id.org/newsclaims/ns#"

PREFIXES = f"""PREFIX kg: <{KG}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#>
"""

#: The classes of the ontology, most general first, by the kind of node that they become.
CLASSES: dict[str, tuple[str, ...]] = {
    "actor": (
        "Actor", "Person", "ArmedGroup", "Alliance", "State", "GovernmentBody", "Military", "InternationalOrganisation",
        "NGO", "Monitor", "MediaOutlet", "Company", "SocialGroup", "OtherOrganisation",
    ),
    "place": (
        "Place", "Country", "Province", "Settlement", "River", "Desert", "Region", "Camp", "Building", "Water", "OtherPlace",
    ),
}  # fmt: skip

#: Properties that lead from a claim, or from the event that it reports, to what a network links it with.
CLAIM_LINKS = ("attributedTo", "onBehalfOf", "toldTo", "within", "corroborates", "contradicts", "updates", "repeats")
EVENT_LINKS = ("agent", "patient", "place")


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold an actor or a place: ``kind`` says which, ``type`` is its class in words ("armed group")."""

    id: str
    label: str
    kind: str
    type: str
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Hold an article as a network shows it."""

    id: str
    label: str
    published: str | None = None
    publisher: str | None = None
    url: str = ""
    #: The first of the articles that share one wire text; an article that shares none is its own.
    wire: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a claim with its links: (local name of the property, IRI), sorted.

    ``speaker`` is its source as written, ``happening`` the IRI of the event that it reports, ``begin`` and ``end`` the ISO
    dates between which that happened; one alone is an open interval.
    """

    id: str
    article: str
    content: str
    attribution: str = ""
    status: str = ""
    event: str = ""
    figure: str = ""
    confidence: float | None = None
    links: tuple[tuple[str, str], ...] = ()
    speaker: str = ""
    happening: str = ""
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold one statement of a relation between two things: the words of one article."""

    id: str
    subject: str
    predicate: str
    object: str
    article: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold everything that a network can be drawn from.

    ``seen`` says in which articles a thing is mentioned, ``compared`` which claims answer one question.
    """

    things: Mapping[str, Thing]
    sources: Mapping[str, Source]
    claims: Mapping[str, Said]
    ties: tuple[Tie, ...]
    seen: Mapping[str, frozenset[str]]
    compared: tuple[frozenset[str], ...] = ()


def gather(query: Query) -> Facts:
    """Return the facts of a graph; links to what has no label or is no actor, place, claim or article are left out."""
    return Facts(_things(query), _sources(query), _claims(query), _ties(query), _seen(query), _compared(query))


def words(name: str) -> str:
    """Return a name of the ontology as words: ``ArmedGroup`` and ``armed-group`` are "armed group"."""
    return name if name.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", name).lower()


def local(iri: str) -> str:
    """Return the last part of an IRI: what follows its last ``#`` or ``/``."""
    return re.split(r"[#/]", iri)[-1]


def _things(query: Query) -> dict[str, Thing]:
    aliases: dict[str, set[str]] = defaultdict(set)
    for row in _ask(query, "SELECT ?id ?alias WHERE { ?id skos:altLabel ?alias }"):
        aliases[_text(row, "id")].add(_text(row, "alias"))
    places = {_text(row, "id"): row for row in _ask(query, "SELECT ?id ?lat ?long WHERE { ?id wgs:lat ?lat ; wgs:long ?long }")}
    things: dict[str, Thing] = {}
    for kind, names in CLASSES.items():
        for name in names:
            for row in _ask(query, f"SELECT ?id ?label WHERE {{ ?id a kg:{name} ; skos:prefLabel ?label }}"):
                id_ = _text(row, "id")
                at = places.get(id_, {})
                type_ = "other" if name in ("Actor", "Place") else words(name)
                coordinates = _number(at, "lat"), _number(at, "long")
                things[id_] = Thing(id_, _text(row, "label"), kind, type_, tuple(sorted(aliases[id_])), *coordinates)
    return dict(sorted(things.items()))


def _sources(query: Query) -> dict[str, Source]:
    found: dict[str, Source] = {}
    copies: dict[str, set[str]] = defaultdict(set)
    for row in _ask(query, "SELECT ?id ?other WHERE { ?id kg:sameWireCopyAs ?other }"):
        copies[_text(row, "id")].add(_text(row, "other"))
        copies[_text(row, "other")].add(_text(row, "id"))
    text = """SELECT ?id ?name ?headline ?published ?publisher ?url WHERE { ?id a kg:Article ; kg:sourceName ?name
      OPTIONAL { ?id schema:headline ?headline } OPTIONAL { ?id schema:datePublished ?published }
      OPTIONAL { ?id schema:publisher ?publisher } OPTIONAL { ?id schema:url ?url } }"""
    for row in _ask(query, text):
        id_, label = _text(row, "id"), _text(row, "headline") or _text(row, "name")
        wire = min(id_, *copies[id_]) if copies[id_] else id_
        found[id_] = Source(id_, label, _text(row, "published")[:10] or None, _text(row, "publisher") or None, _text(row, "url"), wire)
    return dict(sorted(found.items()))


def _claims(query: Query) -> dict[str, Said]:
    links: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in CLAIM_LINKS:
        for row in _ask(query, f"SELECT ?id ?to WHERE {{ ?id a kg:Claim ; kg:{name} ?to }}"):
            links[_text(row, "id")].add((name, _text(row, "to")))
    for name in EVENT_LINKS:
        for row in _ask(query, f"SELECT ?id ?to WHERE {{ ?id kg:reports ?event . ?event kg:{name} ?to }}"):
            links[_text(row, "id")].add((name, _text(row, "to")))
    text = """SELECT ?id ?article ?content ?attribution ?status ?speaker ?happening ?event ?begin ?end ?figure ?confidence WHERE {
      ?id a kg:Claim ; kg:inArticle ?article ; kg:content ?content
      OPTIONAL { ?id kg:attributionKind ?attribution } OPTIONAL { ?id kg:status ?status } OPTIONAL { ?id kg:sourceText ?speaker }
      OPTIONAL { ?id kg:reports ?happening OPTIONAL { ?happening kg:eventType ?event }
        OPTIONAL { ?happening sem:hasBeginTimeStamp ?begin } OPTIONAL { ?happening sem:hasEndTimeStamp ?end } }
      OPTIONAL { ?id kg:confidence ?confidence } OPTIONAL { ?id kg:quantity/kg:quantityText ?figure } }"""
    return {_text(row, "id"): _said(row, links[_text(row, "id")]) for row in sorted(_ask(query, text), key=lambda row: _text(row, "id"))}


def _said(row: Row, links: set[tuple[str, str]]) -> Said:
    return Said(
        id=_text(row, "id"),
        article=_text(row, "article"),
        content=_text(row, "content"),
        attribution=local(_text(row, "attribution")),
        status=local(_text(row, "status")),
        event=words(local(_text(row, "event"))),
        figure=_text(row, "figure"),
        confidence=_number(row, "confidence"),
        links=tuple(sorted(links)),
        speaker=_text(row, "speaker"),
        happening=_text(row, "happening"),
        begin=_text(row, "begin")[:10] or None,
        end=_text(row, "end")[:10] or None,
    )


def _ties(query: Query) -> tuple[Tie, ...]:
    text = """SELECT ?id ?subject ?predicate ?object ?article (MIN(?exact) AS ?words) WHERE { ?id a kg:Relation ; kg:subject ?subject ;
      kg:predicate ?predicate ; kg:object ?object ; kg:inArticle ?article OPTIONAL { ?id oa:hasSelector/oa:exact ?exact } }
      GROUP BY ?id ?subject ?predicate ?object ?article"""
    keys = ("id", "subject", "predicate", "object", "article", "words")
    found = {tuple(_text(row, key) for key in keys) for row in _ask(query, text)}
    told = [Tie(id_, subject, local(predicate), *rest) for id_, subject, predicate, *rest in sorted(found)]
    known = {(tie.subject, tie.object) for tie in told if tie.predicate == "containedInPlace"}
    inside = {(_text(row, "id"), _text(row, "to")) for row in _ask(query, "SELECT ?id ?to WHERE { ?id schema:containedInPlace ?to }")}
    return (*told, *(Tie(f"{one} {other}", one, "containedInPlace", other, "") for one, other in sorted(inside - known)))


def _seen(query: Query) -> dict[str, frozenset[str]]:
    seen: dict[str, set[str]] = defaultdict(set)
    for row in _ask(query, "SELECT DISTINCT ?thing ?article WHERE { ?mention kg:refersTo ?thing ; kg:inArticle ?article }"):
        seen[_text(row, "thing")].add(_text(row, "article"))
    return {thing: frozenset(articles) for thing, articles in seen.items()}


def _compared(query: Query) -> tuple[frozenset[str], ...]:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in _ask(query, "SELECT ?id ?claim WHERE { ?id kg:compares ?claim }"):
        groups[_text(row, "id")].add(_text(row, "claim"))
    return tuple(frozenset(groups[id_]) for id_ in sorted(groups))


def _ask(query: Query, text: str) -> Iterable[Row]:
    return query(PREFIXES + text)


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value)


def _number(row: Row, key: str) -> float | None:
    try:
        return float(_text(row, key))
    except ValueError:
        return None

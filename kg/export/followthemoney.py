"""Write a graph as entities of FollowTheMoney, one JSON object a line, for Aleph and the tools of OpenSanctions.

Format: https://followthemoney.tech/docs/. Actors become Person, Organization, Company, PublicBody or LegalEntity, places Address,
articles Article, claims Event (what is claimed, whom it involves, and the article as proof), relations the links that the
model has for them, else UnknownLink. Nothing is called a fact: the notes of an event say who says so, and its status. No topics
are given: who is a criminal or a terrorist is not for kg to say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kg.export.facts import Facts, Said, Source, Thing, Tie, words
from kg.export.network import shortened, targets
from kg.export.xml import clean
from kg.triples.iris import slug

Entity = Mapping[str, object]

#: The schema of each type of actor, as the graph words it; others are a LegalEntity.
SCHEMATA: Mapping[str, str] = {
    "person": "Person",
    "company": "Company",
    "state": "PublicBody",
    "government body": "PublicBody",
    "military": "PublicBody",
    "armed group": "Organization",
    "alliance": "Organization",
    "international organisation": "Organization",
    "NGO": "Organization",
    "monitor": "Organization",
    "media outlet": "Organization",
    "social group": "Organization",
    "other organisation": "Organization",
}
#: The schema of each relation between actors, with the properties of its ends, and the schemata that these ends may have.
#: What does not fit is an UnknownLink, whose ends may be anything.
_ORGANISED = frozenset({"Organization", "Company", "PublicBody"})
LINKS: Mapping[str, tuple[str, str, str, frozenset[str]]] = {
    "memberOf": ("Membership", "member", "organization", _ORGANISED),
    "leads": ("Directorship", "director", "organization", _ORGANISED),
    "speaksFor": ("Representation", "agent", "client", _ORGANISED | {"Person", "LegalEntity"}),
}


def write_followthemoney(facts: Facts, sink: BinaryIO) -> int:
    """Write the entities of a graph, things before what links them, and return how many there are."""
    count = 0
    for entity in entities(facts):
        sink.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n")
        count += 1
    return count


def entities(facts: Facts) -> Iterator[Entity]:
    """Yield the entities of a graph."""
    yield from map(_thing, facts.things.values())
    yield from map(_article, facts.sources.values())
    for claim in facts.claims.values():
        yield _event(facts, claim)
    for tie in facts.ties:
        if tie.article and tie.subject in facts.things and tie.object in facts.things:
            yield _link(facts, tie)


def identifier(iri: str) -> str:
    """Return the identifier of a thing: FollowTheMoney allows letters, digits, dots and hyphens alone."""
    path = iri.partition("://")[2].partition("/")[2] or iri
    return f"kg-{slug(path)[:60].strip('-')}-{hashlib.sha256(iri.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _entity(iri: str, schema: str, caption: str, properties: Mapping[str, Iterable[str]]) -> Entity:
    cleaned = {name: [text for value in values if (text := clean(value))] for name, values in properties.items()}
    return {
        "id": identifier(iri),
        "schema": schema,
        "caption": clean(caption),
        "properties": {name: list(dict.fromkeys(values)) for name, values in sorted(cleaned.items()) if values},
    }


def _schema(thing: Thing) -> str:
    return "Address" if thing.kind == "place" else SCHEMATA.get(thing.type, "LegalEntity")


def _thing(thing: Thing) -> Entity:
    properties: dict[str, Iterable[str]] = {
        "name": [thing.label],
        "alias": thing.aliases,
        "keywords": [thing.type],
        "notes": [thing.id],
    }
    if thing.kind == "place":
        properties["full"] = [thing.label]
        properties["latitude"] = [] if thing.latitude is None else [str(thing.latitude)]
        properties["longitude"] = [] if thing.longitude is None else [str(thing.longitude)]
    return _entity(thing.id, _schema(thing), thing.label, properties)


def _article(source: Source) -> Entity:
    properties = {"title": [source.label], "notes": [source.id], "publishedAt": [source.published or ""], **_where(source)}
    return _entity(source.id, "Article", source.label, properties)


def _where(source: Source | None) -> dict[str, Iterable[str]]:
    if source is None:
        return {}
    return {"publisher": [source.publisher or ""], "sourceUrl": [source.url] if source.url.startswith(("http://", "https://")) else []}


def _event(facts: Facts, claim: Said) -> Entity:
    speakers = [facts.things[id_].label for id_ in targets(claim, "attributedTo") if id_ in facts.things]
    who = ", ".join(speakers) or claim.speaker or "the article itself"
    places = [facts.things[id_] for id_ in targets(claim, "place") if id_ in facts.things]
    involved = {end for name in ("agent", "patient") for end in targets(claim, name) if end in facts.things}
    properties: dict[str, Iterable[str]] = {
        **_where(facts.sources.get(claim.article)),
        "name": [shortened(claim.content)],
        "summary": [claim.content],
        "notes": [f"Claimed by {who} ({claim.attribution}), {claim.status}", claim.id],
        "keywords": [claim.event, claim.status],
        "startDate": [claim.begin or ""],
        "endDate": [claim.end or ""],
        "location": [place.label for place in places],
        "addressEntity": [identifier(place.id) for place in places],
        "involved": sorted(identifier(end) for end in involved),
        "proof": [identifier(claim.article)],
    }
    return _entity(claim.id, "Event", shortened(claim.content), properties)


def _link(facts: Facts, tie: Tie) -> Entity:
    ends = facts.things[tie.subject], facts.things[tie.object]
    schema, subject, object_, allowed = LINKS.get(tie.predicate, ("UnknownLink", "subject", "object", frozenset[str]()))
    if _schema(ends[1]) not in allowed or _schema(ends[0]) == "Address":
        schema, subject, object_ = "UnknownLink", "subject", "object"
    properties: dict[str, Iterable[str]] = {
        subject: [identifier(tie.subject)],
        object_: [identifier(tie.object)],
        "role": [words(tie.predicate)],
        "summary": [tie.words],
        "proof": [identifier(tie.article)],
        "date": [_day(facts, tie.article)],
        **_where(facts.sources.get(tie.article)),
    }
    return _entity(f"{tie.id} {tie.article}", schema, words(tie.predicate), properties)


def _day(facts: Facts, article: str) -> str:
    return (facts.sources[article].published if article in facts.sources else None) or ""

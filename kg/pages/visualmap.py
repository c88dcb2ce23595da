"""Make the page of the map: claims at the places where their events happened, on outlines of the world."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.pages.visual import ROWS, Dated, choice, dated, drawn, families, filters, href, kept, shown
from kg.store.graphs import GraphStore


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold a place that has coordinates, in degrees."""

    iri: str
    label: str
    type: str
    latitude: float
    longitude: float


def spots(graph: GraphStore) -> tuple[Spot, ...]:
    """Return the places that have coordinates, by name."""
    return kept(graph, "spots", _spots)


_PLACES = """SELECT ?place ?label ?lat ?long (MIN(?class) AS ?kind) WHERE {
  ?place wgs:lat ?lat ; wgs:long ?long ; skos:prefLabel ?label ; a ?class FILTER(STRSTARTS(STR(?class), STR(kg:)) && ?class != kg:Place) }
  GROUP BY ?place ?label ?lat ?long"""


def _spots(graph: GraphStore) -> tuple[Spot, ...]:
    found: dict[str, Spot] = {}
    for place, label, latitude, longitude, kind in sorted(graph.query(_PLACES).rows, key=str):
        spot = Spot(str(place), str(label), words(kind), float(str(latitude)), float(str(longitude)))
        if -90 <= spot.latitude <= 90 and -180 <= spot.longitude <= 180:
            found.setdefault(spot.iri, spot)
    return tuple(sorted(found.values(), key=lambda spot: (spot.label, spot.iri)))


def page(visit: Visit) -> Page:
    """Return the page of the map, or its data."""
    asked = choice(visit.parameters)
    if visit.path.endswith(".json"):
        return drawn(visit, "map", "Map", payload)
    claims = [claim for claim in dated(visit.graph) if asked.fits(claim)]
    at, placed = defaultdict[str, list[Dated]](list), {spot.iri for spot in spots(visit.graph)}
    for claim in claims:
        for place in claim.places:
            at[place].append(claim)
    listed = sorted((spot for spot in spots(visit.graph) if at[spot.iri]), key=lambda spot: (-len(at[spot.iri]), spot.label))
    return drawn(
        visit,
        "map",
        "Map",
        payload,
        filters=filters(_located(visit.graph)),
        asked=asked,
        table=[_row(visit, spot, at[spot.iri]) for spot in listed[:ROWS]],
        total=len(listed),
        nowhere=sum(1 for claim in claims if claim.places and not placed.intersection(claim.places)),
        legend=families(_located(visit.graph)),
    )


def _row(visit: Visit, spot: Spot, claims: list[Dated]) -> dict[str, object]:
    events = Counter(words(claim.event) for claim in claims)
    days = sorted(claim.published for claim in claims if claim.published)
    return {
        "label": spot.label,
        "type": spot.type,
        "href": href(visit, spot.iri),
        "claims": len(claims),
        "events": ", ".join(f"{event} ({count})" for event, count in sorted(events.items(), key=lambda pair: (-pair[1], pair[0]))[:4]),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
    }


def _located(graph: GraphStore) -> tuple[Dated, ...]:
    placed = {spot.iri for spot in spots(graph)}
    return tuple(claim for claim in dated(graph) if placed.intersection(claim.places))


def payload(visit: Visit) -> dict[str, object]:
    """Return what the script draws: places, and the newest claims at them."""
    located = _located(visit.graph)
    used = {place for claim in located for place in claim.places}
    found = [spot for spot in spots(visit.graph) if spot.iri in used]
    index = {spot.iri: number for number, spot in enumerate(found)}
    places = [
        {"label": spot.label, "type": spot.type, "href": href(visit, spot.iri), "at": [spot.latitude, spot.longitude]} for spot in found
    ]
    return {**shown(visit, located, index), "places": places}

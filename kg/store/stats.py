"""Count what the graph holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.store.graphs import GraphStore
from kg.triples.vocab import KG

_COUNTS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  VALUES ?class { kg:Article kg:Actor kg:Place kg:Claim kg:Relation kg:Mention kg:Reference kg:Comparison kg:Decision kg:Quantity }
  ?thing a ?class .
} GROUP BY ?class"""
_TYPES = """
SELECT ?type (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  ?thing a kg:%s ; a ?type .
  FILTER(STRSTARTS(STR(?type), STR(kg:)) && ?type != kg:%s)
} GROUP BY ?type"""
_VALUES = "SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing kg:%s ?value } GROUP BY ?value"
_DOUBTFUL = "SELECT (COUNT(DISTINCT ?link) AS ?count) WHERE { ?link a kg:Link ; kg:doubtful true }"


@dataclass(frozen=True, slots=True)
class Stats:
    """Hold the counts of a graph; the mappings are from code to count, greatest first, ties by code."""

    articles: int
    actors: int
    places: int
    mentions: int
    references: int
    claims: int
    quantities: int
    relations: int
    comparisons: int
    decisions: int
    doubtful_links: int
    quads: int
    actors_by_type: Mapping[str, int]
    places_by_type: Mapping[str, int]
    claims_by_kind: Mapping[str, int]
    claims_by_status: Mapping[str, int]
    events_by_type: Mapping[str, int]
    comparisons_by_verdict: Mapping[str, int]


def stats(store: GraphStore) -> Stats:
    """Return the counts of the graph."""
    counts = _counted(store, _COUNTS)
    return Stats(
        articles=counts.get("Article", 0),
        actors=counts.get("Actor", 0),
        places=counts.get("Place", 0),
        mentions=counts.get("Mention", 0),
        references=counts.get("Reference", 0),
        claims=counts.get("Claim", 0),
        quantities=counts.get("Quantity", 0),
        relations=counts.get("Relation", 0),
        comparisons=counts.get("Comparison", 0),
        decisions=counts.get("Decision", 0),
        doubtful_links=int(str(store.query(_DOUBTFUL).rows[0][0])),
        quads=len(store),
        actors_by_type=_counted(store, _TYPES % ("Actor", "Actor")),
        places_by_type=_counted(store, _TYPES % ("Place", "Place")),
        claims_by_kind=_counted(store, _VALUES % "attributionKind"),
        claims_by_status=_counted(store, _VALUES % "status"),
        events_by_type=_counted(store, _VALUES % "eventType"),
        comparisons_by_verdict=_counted(store, _VALUES % "verdict"),
    )


def _counted(store: GraphStore, text: str) -> dict[str, int]:
    rows = [(str(code).removeprefix(KG), int(str(count))) for code, count in store.query(text).rows]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))

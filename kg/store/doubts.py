"""List the doubtful links that wait for a person: which two resources may be one, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass

from kg.store.graphs import GraphStore

_DOUBTFUL = """
SELECT ?left ?left_name ?right ?right_name ?score ?because WHERE {
  ?link a kg:Link ; kg:doubtful true ; kg:left ?left ; kg:right ?right ; kg:score ?score ; kg:because ?because .
  OPTIONAL { ?left skos:prefLabel ?left_name }
  OPTIONAL { ?right skos:prefLabel ?right_name }
} ORDER BY DESC(?score) ?left ?right"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Hold one doubtful link: two resources (IRIs) with their names, a score (0..1) and the sentence that says why."""

    left: str
    left_name: str
    right: str
    right_name: str
    score: str
    because: str


def doubtful_links(store: GraphStore) -> tuple[Doubt, ...]:
    """Return the doubtful links, the surest first."""
    rows = store.query(_DOUBTFUL).rows
    return tuple(
        Doubt(str(left), str(left_name or left), str(right), str(right_name or right), str(score), str(because))
        for left, left_name, right, right_name, score, because in rows
    )

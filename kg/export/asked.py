"""Draw a network from the answer of any SPARQL query: SELECT with ``?source`` and ``?target``, or CONSTRUCT.

Other columns that SELECT may have: ``?relation`` (else "related to"), ``?claim`` (weight, sources and days are then those of the
distinct claims), ``?weight`` (a number, summed; without it and claims rows are counted), ``?source_label``, ``?target_label``
and ``?words``. Of CONSTRUCT every triple between two IRIs is an edge; rdfs:label, skos:prefLabel and schema:name name their
subject, rdf:type types it. What the graph itself knows of a node is told as in the other views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.errors import QueryError
from kg.export.facts import Facts, local, words
from kg.export.network import Edge, GraphView, Node, assembled, claims_view, edges_of, shortened
from kg.store.results import Cell, Iri, Rows

_LABELS = frozenset(
    {"http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel", "https://schema.org/name"}
)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TRIPLE = ("subject", "predicate", "object")

_Ends = tuple[str, str, str]


def network_of(rows: Rows, facts: Facts) -> GraphView:
    """Return the network of an answer.

    Raises QueryError for an answer without the columns ``source`` and ``target``, or a ``?weight`` that is no number above 0.
    """
    labels: dict[str, str] = {}
    types: dict[str, str] = {}
    found = _constructed(rows, labels, types) if rows.columns == _TRIPLE else _selected(rows, labels)
    edges = [_edge(facts, ends, told) for ends, told in found.items()]
    ids = sorted({end for edge in edges for end in (edge.source, edge.target)})
    known = {node.id: node for node in claims_view(facts).nodes}
    return assembled("query", (_node(id_, known, labels, types) for id_ in ids), edges)


def _constructed(rows: Rows, labels: dict[str, str], types: dict[str, str]) -> Mapping[_Ends, list[Mapping[str, Cell]]]:
    found: dict[_Ends, list[Mapping[str, Cell]]] = defaultdict(list)
    for subject, predicate, object_ in rows.rows:
        if str(predicate) in _LABELS:
            labels.setdefault(str(subject), str(object_))
        elif str(predicate) == _TYPE:
            types.setdefault(str(subject), words(local(str(object_))))
        elif isinstance(object_, Iri):
            found[str(subject), str(object_), words(local(str(predicate)))].append({})
    return found


def _selected(rows: Rows, labels: dict[str, str]) -> Mapping[_Ends, list[Mapping[str, Cell]]]:
    if not {"source", "target"} <= set(rows.columns):
        raise QueryError(f"a network needs the columns ?source and ?target (or CONSTRUCT); the query has {', '.join(rows.columns)}")
    found: dict[_Ends, list[Mapping[str, Cell]]] = defaultdict(list)
    for row in rows.records():
        source, target = row["source"], row["target"]
        if source is None or target is None:
            continue
        relation = row.get("relation")
        kind = "related to" if relation is None else words(local(relation) if isinstance(relation, Iri) else str(relation))
        found[str(source), str(target), kind].append(row)
        for end in ("source", "target"):
            if (label := row.get(f"{end}_label")) is not None:
                labels.setdefault(str(row[end]), str(label))
    return found


def _edge(facts: Facts, ends: _Ends, told: list[Mapping[str, Cell]]) -> Edge:
    claims = sorted({str(claim) for row in told if (claim := row.get("claim")) is not None} & facts.claims.keys())
    said = sorted({str(text) for row in told if (text := row.get("words")) is not None}, key=lambda text: (len(text), text))
    strands = ((*ends, claim, facts.claims[claim].article, facts.claims[claim].content) for claim in claims)
    edge = next(iter(edges_of(facts, strands)), Edge(*ends, weight=len(told)))
    weights = list(_weights(told))
    edge = replace(edge, weight=sum(weights)) if weights else edge
    return replace(edge, words=" ".join(said[0].split())) if said else edge


def _weights(told: list[Mapping[str, Cell]]) -> Iterator[int]:
    for row in told:
        weight = row.get("weight")
        if weight is None:
            continue
        try:
            number = round(float(str(weight)))
        except (ValueError, OverflowError):
            number = 0
        if number < 1:
            raise QueryError(f"?weight is {weight!s}; the weight of an edge is a whole number from 1")
        yield number


def _node(id_: str, known: Mapping[str, Node], labels: Mapping[str, str], types: Mapping[str, str]) -> Node:
    node = known.get(id_, Node(id_, shortened(local(id_) or id_), "thing", "thing"))
    return replace(node, label=shortened(labels.get(id_, node.label)) or id_, type=types.get(id_, node.type))

"""Find the words behind the rows of an answer: each row cites what it names, each citation quotes its article.

A row that names claims, relations, mentions or comparisons cites their words; one that names two ends of a relation cites
what says so; one that names other things, such as actors, cites the first passages that mention them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.export.facts import PREFIXES
from kg.store.graphs import GraphStore
from kg.store.results import Iri, Rows

#: IRIs that one query asks for.
BATCH = 200
#: Passages that are cited for a thing that is no passage itself.
PASSAGES = 3


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Hold words of an article with what stands around them; ``start`` and ``end`` count in the article's text."""

    published: str
    article: str
    start: int
    end: int
    part: str
    words: str
    before: str = ""
    after: str = ""
    headline: str = ""
    outlet: str = ""
    url: str = ""


_QUOTED = """?part kg:inArticle ?article . ?selector oa:start ?start ; oa:end ?end ; oa:exact ?words .
  OPTIONAL { ?selector oa:prefix ?before } OPTIONAL { ?selector oa:suffix ?after }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:publisher ?outlet }
  OPTIONAL { ?article schema:datePublished ?published } OPTIONAL { ?article schema:url ?url }"""
_PARTS = "{ ?asked oa:hasSelector ?selector BIND(?asked AS ?part) } UNION { ?asked kg:compares ?part . ?part oa:hasSelector ?selector }"
_MENTIONS = "?part kg:refersTo ?asked ; oa:hasSelector ?selector ."
_RELATIONS = "?part kg:subject ?asked ; kg:object ?other ; oa:hasSelector ?selector ."


def cited(store: GraphStore, answer: Rows) -> tuple[tuple[Quotation, ...], ...]:
    """Return what each row of an answer cites, in the order in which it was published."""
    named = [tuple(cell for cell in row if isinstance(cell, Iri)) for row in answer.rows]
    asked = sorted({iri for row in named for iri in row})
    parts = _asked(store, _PARTS, asked)
    rest = [iri for iri in asked if iri not in parts]
    relations = _related(store, rest)
    mentions = _asked(store, _MENTIONS, rest)
    return tuple(_of_row(row, parts, relations, mentions) for row in named)


def _of_row(
    row: Sequence[str],
    parts: Mapping[str, list[Quotation]],
    relations: Mapping[tuple[str, str], list[Quotation]],
    mentions: Mapping[str, list[Quotation]],
) -> tuple[Quotation, ...]:
    found = {quotation for iri in row for quotation in parts.get(iri, ())}
    if not found:
        found = {quotation for one in row for other in row for quotation in relations.get((one, other), ())}
    if not found:
        found = {quotation for iri in row for quotation in sorted(mentions.get(iri, ()))[:PASSAGES]}
    return tuple(sorted(found))


def _asked(store: GraphStore, pattern: str, iris: Sequence[str]) -> Mapping[str, list[Quotation]]:
    found: dict[str, list[Quotation]] = defaultdict(list)
    for row in _answers(store, pattern, iris):
        found[str(row["asked"])].append(_quotation(row))
    return found


def _related(store: GraphStore, iris: Sequence[str]) -> Mapping[tuple[str, str], list[Quotation]]:
    found: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
    for row in _answers(store, _RELATIONS, iris):
        found[str(row["asked"]), str(row["other"])].append(_quotation(row))
    return found


def _answers(store: GraphStore, pattern: str, iris: Sequence[str]) -> Iterable[Mapping[str, object]]:
    for start in range(0, len(iris), BATCH):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + BATCH])
        yield from store.query(f"{PREFIXES}SELECT * WHERE {{ VALUES ?asked {{ {values} }} {pattern} {_QUOTED} }}").records()


def _quotation(row: Mapping[str, object]) -> Quotation:
    def told(name: str) -> str:
        value = row.get(name)
        return "" if value is None else str(value)

    numbers = int(told("start")), int(told("end"))
    around = told("words"), told("before"), told("after"), told("headline"), told("outlet"), told("url")
    return Quotation(told("published")[:10], told("article"), *numbers, told("part"), *around)

"""Keep the tables that lists and counts are made from: read once from a snapshot, for a snapshot never changes.

Each is one plain query or a few, joined here: an ``ORDER BY`` or ``OPTIONAL`` over everything costs the store far more. A
graph that is open for writing is read anew each time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from kg.pages.show import words
from kg.store import comparisons as compared
from kg.store.comparisons import Compared
from kg.store.graphs import GraphStore
from kg.store.stats import Stats, stats
from kg.triples.dataset import Totals
from kg.triples.vocab import KG

Table = TypeVar("Table")
_KEPT: WeakKeyDictionary[GraphStore, dict[str, object]] = WeakKeyDictionary()


def _once(make: Callable[[GraphStore], Table]) -> Callable[[GraphStore], Table]:
    @wraps(make)
    def kept(graph: GraphStore) -> Table:
        if not graph.read_only:
            return make(graph)
        tables = _KEPT.setdefault(graph, {})
        if make.__name__ not in tables:
            tables[make.__name__] = make(graph)
        return cast(Table, tables[make.__name__])

    return kept


@dataclass(frozen=True, slots=True)
class ThingRow:
    """Hold an actor or a place of a list; ``says`` and ``about`` count claims."""

    iri: str
    label: str
    type: str
    mentions: int
    says: int
    about: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Hold an article of a list; ``copy_of`` is the article whose wire text it shares."""

    iri: str
    label: str
    outlet: str
    published: str
    claims: int
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Hold where a claim stands in a list."""

    iri: str
    article: str
    published: str
    event: str
    status: str
    by: str | None


@dataclass(frozen=True, slots=True)
class OutletRow:
    """Hold an outlet: how much it publishes, and who it relies on, most relied on first."""

    name: str
    articles: int
    claims: int
    own_voice: int
    unnamed: int
    first: str
    last: str
    sources: tuple[tuple[str, int], ...] = field(default=())


@_once
def counts(graph: GraphStore) -> Stats:
    """Return the counts of the graph."""
    return stats(graph)


@_once
def totals(graph: GraphStore) -> Totals:
    """Return the counts of the graph by property and by class, as queries see it."""
    properties = _pairs(graph, "SELECT ?property (COUNT(*) AS ?count) { ?thing ?property ?value } GROUP BY ?property")
    classes = _pairs(graph, "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) { ?thing a ?class } GROUP BY ?class")
    by_property, by_class = ({name: int(count) for name, count in found.items()} for found in (properties, classes))
    return Totals(sum(by_property.values()), by_property, by_class)


@_once
def actors(graph: GraphStore) -> tuple[ThingRow, ...]:
    """Return all actors, most spoken of first."""
    return _things(graph, "Actor", "attributedTo", ("agent", "patient"))


@_once
def places(graph: GraphStore) -> tuple[ThingRow, ...]:
    """Return all places, most spoken of first."""
    return _things(graph, "Place", "attributedTo", ("place",))


@_once
def things(graph: GraphStore) -> Mapping[str, ThingRow]:
    """Return all actors and places by IRI."""
    return {row.iri: row for row in (*actors(graph), *places(graph))}


def _things(graph: GraphStore, kind: str, says: str, about: tuple[str, ...]) -> tuple[ThingRow, ...]:
    types: dict[str, str] = {}
    for iri, other in graph.query(f"SELECT ?iri ?type {{ ?iri a kg:{kind} ; a ?type }}").rows:
        if str(other).startswith(KG):
            types[str(iri)] = max(types.get(str(iri), ""), "" if str(other) == KG + kind else words(other))
    mentions, said = _counted(graph, "refersTo"), _counted(graph, says)
    told = sum((_counted(graph, one) for one in about), Counter[str]())
    labels = {str(iri): str(label) for iri, label in graph.query(f"SELECT ?iri ?label {{ ?iri a kg:{kind} ; skos:prefLabel ?label }}").rows}
    found = [ThingRow(iri, labels.get(iri, iri), types[iri] or kind.lower(), mentions[iri], said[iri], told[iri]) for iri in types]
    return tuple(sorted(found, key=lambda row: (-row.mentions, row.label.casefold(), row.iri)))


def _counted(graph: GraphStore, name: str) -> Counter[str]:
    rows = graph.query(f"SELECT ?iri (COUNT(DISTINCT ?one) AS ?count) {{ ?one kg:{name} ?iri }} GROUP BY ?iri").rows
    return Counter({str(iri): int(str(count)) for iri, count in rows})


@_once
def articles(graph: GraphStore) -> Mapping[str, ArticleRow]:
    """Return all articles by IRI, the newest first; those without a date last."""
    claims = _pairs(graph, "SELECT ?article (COUNT(?claim) AS ?count) { ?claim a kg:Claim ; kg:inArticle ?article } GROUP BY ?article")
    copies = _pairs(graph, "SELECT ?article ?first { ?article kg:sameWireCopyAs ?first }")
    names, headlines, outlets, days = (
        _pairs(graph, f"SELECT ?article ?value {{ ?article a kg:Article ; {name} ?value }}")
        for name in ("kg:sourceName", "schema:headline", "schema:publisher", "schema:datePublished")
    )
    found = [
        ArticleRow(
            iri,
            " ".join((headlines.get(iri) or name).split()) or name,
            outlets.get(iri, ""),
            days.get(iri, "")[:10],
            int(claims.get(iri, "0")),
            copies.get(iri),
        )
        for iri, name in names.items()
    ]
    found.sort(key=lambda row: row.iri)
    return {row.iri: row for row in sorted(found, key=lambda row: row.published, reverse=True)}


@_once
def claims(graph: GraphStore) -> Mapping[str, ClaimRow]:
    """Return all claims by IRI: those of the newest article first, in each by where they stand in the text."""
    statuses, sources = (_pairs(graph, f"SELECT ?claim ?value {{ ?claim kg:{name} ?value }}") for name in ("status", "attributedTo"))
    events = _pairs(graph, "SELECT ?claim ?type { ?claim kg:reports ?event . ?event kg:eventType ?type }")
    written = articles(graph)
    order = {iri: number for number, iri in enumerate(written)}
    found = []
    for claim, article in _pairs(graph, "SELECT ?claim ?article { ?claim a kg:Claim ; kg:inArticle ?article }").items():
        if article in written:
            kind, status = (_local(table.get(claim, "")) for table in (events, statuses))
            found.append(ClaimRow(claim, article, written[article].published, kind, status, sources.get(claim)))
    found.sort(key=lambda row: (order[row.article], _start(row.iri), row.iri))
    return {row.iri: row for row in found}


@_once
def positions(graph: GraphStore) -> Mapping[str, int]:
    """Return where each claim stands in the table of claims."""
    return {iri: number for number, iri in enumerate(claims(graph))}


@_once
def comparisons(graph: GraphStore) -> Mapping[str, Compared]:
    """Return all comparisons by IRI, the sharpest disagreements first."""
    return {one.iri: one for one in sorted(compared.comparisons(graph), key=_sharpness)}


@_once
def compared_in(graph: GraphStore) -> Mapping[str, tuple[Compared, ...]]:
    """Return the comparisons that each claim is in, by the claim's IRI."""
    found: dict[str, list[Compared]] = defaultdict(list)
    for one in comparisons(graph).values():
        for member in one.members:
            found[member.claim].append(one)
    return {claim: tuple(ones) for claim, ones in found.items()}


def _sharpness(one: Compared) -> tuple[int, float, int, str]:
    """Return what comparisons are sorted by: disagreement, how many times the least figure the greatest is, how many sources."""
    low, high = (float(figure) if figure else 0.0 for figure in (one.low, one.high))
    apart = high / max(low, 1.0)
    return ("disagree", "updated", "agree").index(one.verdict), -apart, -one.independent_sources, one.iri


@_once
def outlets(graph: GraphStore) -> tuple[OutletRow, ...]:
    """Return all outlets, those with most articles first; articles without an outlet count for none."""
    own: dict[str, list[ArticleRow]] = defaultdict(list)
    for row in articles(graph).values():
        own[row.outlet].append(row)
    kinds = _pairs(graph, "SELECT ?claim ?kind { ?claim kg:attributionKind ?kind }")
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    voices: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims(graph).values():
        outlet = articles(graph)[claim.article].outlet
        narrator = _local(kinds.get(claim.iri, "")) == "narrator"
        voices[outlet]["own" if narrator else "named" if claim.by else "unnamed"] += 1
        if claim.by:
            sources[outlet][claim.by] += 1
    found = []
    for name, rows in own.items():
        days = sorted(row.published for row in rows if row.published) or [""]
        relied = tuple(sorted(sources[name].items(), key=lambda pair: (-pair[1], pair[0])))
        said = sum(row.claims for row in rows)
        found.append(OutletRow(name, len(rows), said, voices[name]["own"], voices[name]["unnamed"], days[0], days[-1], relied))
    return tuple(sorted((row for row in found if row.name), key=lambda row: (-row.articles, row.name)))


def _pairs(graph: GraphStore, text: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in sorted(graph.query(text).rows, key=str)}


def _start(claim: str) -> int:
    """Return where the words of a claim begin, which its IRI tells: ``.../claim/10-20``."""
    digits = re.match(r"[0-9]+", claim.rpartition("/")[2])
    return int(digits[0]) if digits else 0


def _local(iri: str) -> str:
    return iri.removeprefix(KG)

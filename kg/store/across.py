"""Read and write what spans articles: readings as they are stored, links, comparisons, runs.

An article's named graph is written when the article is read, with what its entities stood for when last linked. What
spans articles (who is the same, how claims compare) is a function of all article graphs and of people's decisions; it is
written in one transaction, together with the article graphs whose entities now stand for something else.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Appearance, Article, Comparison, Decision, Link, Reading, ReportedClaim
from kg.store.graphs import GraphStore
from kg.store.kept import Kept
from kg.triples import iris
from kg.triples.article import read_fingerprint
from kg.triples.order import encoded, in_order
from kg.triples.quads import (
    Origin,
    Run,
    Thing,
    article_quads,
    comparison_iri,
    comparison_quads,
    entity_quads,
    read_article,
    read_decisions,
    read_origin,
    read_runs,
    reported_claims,
    run_quads,
)
from kg.triples.shapes import violations

#: How many names that come close are offered where a name is unknown.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """Hold an article of the store: its id, what was read in it, what its entities stand for, and where it came from."""

    id: str
    reading: Reading
    assignment: Mapping[str, str]
    origin: Origin


_FACTS = """PREFIX kg: <https://w3id.org/newsclaims/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?article ?digest ?run ?print { ?article a kg:Article ; kg:digest ?digest OPTIONAL { ?article prov:wasGeneratedBy ?run }
OPTIONAL { ?article kg:wireFingerprint ?print } }"""
_STANDS_FOR = """PREFIX kg: <https://w3id.org/newsclaims/ns#> SELECT ?appearance ?thing { ?appearance kg:appearanceOf ?thing }"""


def stored(store: GraphStore, article: Article) -> Stored | None:
    """Return what the store holds of an article, found by its key, or None."""
    return _load(store, iris.article_graph(store.base, iris.article_id(article)))


def all_stored(store: GraphStore) -> Iterator[Stored]:
    """Yield every article of the store, by the IRI of its graph.

    What was read in it comes from the readings kept beside the graph, by the digest that the graph holds; only an article
    whose reading is not kept is read back from its graph.
    """
    facts = {str(row[0]): (str(row[1]), row[2], row[3]) for row in store.query(_FACTS).rows}
    assignments = _assignments(store)
    prefix = store.graph_iri("article/")
    with Kept(store.path) as kept:
        fresh = []
        for graph in store.graph_names(prefix):
            identifier = graph.removeprefix(prefix)
            digest, run, prints = facts.get(iris.article_iri(store.base, identifier), ("", None, None))
            reading = kept.get(digest)
            if reading is not None:
                origin = Origin(None if run is None else iris.path_of(store.base, str(run)), read_fingerprint(str(prints or "")))
                yield Stored(identifier, reading, assignments.get(identifier, {}), origin)
            elif (found := _load(store, graph)) is not None:
                fresh.append(encoded(found.reading))
                yield found
        kept.put(fresh)
        kept.forget_others({digest for digest, _, _ in facts.values()})


def _assignments(store: GraphStore) -> dict[str, dict[str, str]]:
    """Return what the entities of each article stand for: article id, entity id, canonical path."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for appearance, thing in store.query(_STANDS_FOR).rows:
        article, _, entity = str(appearance).removeprefix(f"{store.base}article/").partition("/appearance/")
        found[article][iris.unsafe(entity)] = iris.path_of(store.base, str(thing))
    return found


def _load(store: GraphStore, graph: str) -> Stored | None:
    quads = store.read(graph)
    if not quads:
        return None
    reading, assignment = read_article(quads)
    return Stored(iris.article_id(reading.article), reading, assignment, read_origin(quads))


def iri(store: GraphStore, path: str) -> str:
    """Return the IRI of a canonical path."""
    return iris.resource(store.base, path).value


def is_current(known: Stored, article: Article, run: Run) -> bool:
    """Tell whether what the store holds of an article is the article just as it is, read by this run."""
    return known.origin.run == run.path and known.reading.article == in_order(Reading(article)).article


def put(store: GraphStore, reading: Reading, assignment: Mapping[str, str], origin: Origin) -> tuple[str, ...]:
    """Swap an article's graph in whole, in one transaction, and return nothing; or write nothing and return what is wrong."""
    quads = article_quads(reading, assignment, store.base, origin)
    problems = violations(quads)
    if not problems:
        store.replace({iris.article_graph(store.base, iris.article_id(reading.article)): quads})
    return problems


def put_run(store: GraphStore, run: Run) -> None:
    """Record how articles are about to be read; a run that is recorded already changes nothing."""
    graph = store.graph_iri("runs")
    runs = {known.path: known for known in read_runs(store.read(graph))} | {run.path: run}
    store.replace({graph: run_quads(runs.values(), store.base)})


def appearances(articles: Iterable[Stored]) -> tuple[Appearance, ...]:
    """Return the entities of all articles as linking sees them; the other places of an article are their context."""
    found = []
    for one in articles:
        places = tuple(sorted({e.gazetteer or e.name for e in one.reading.entities if e.is_place}))
        found += [
            Appearance(one.id, e.id, e.name, e.type, e.aliases, e.gazetteer, sum(m.named for m in e.mentions), places)
            for e in one.reading.entities
        ]
    return tuple(found)


def reported(
    articles: Iterable[Stored],
    assignment: Mapping[tuple[str, str], str],
    wires: Mapping[str, str],
    base: str,
    rejected: Collection[str] = frozenset(),
) -> list[ReportedClaim]:
    """Return the claims of all articles as comparison sees them.

    Claims whose IRIs are among the ``rejected`` are left out; actors and places that are, are nobody and nowhere.
    """
    claims = (claim for one in articles for claim in reported_claims(one.reading, _assigned(one, assignment), base, wires.get(one.id)))
    return [_without(claim, rejected) for claim in claims if claim.iri not in rejected]


def _without(claim: ReportedClaim, rejected: Collection[str]) -> ReportedClaim:
    if not {claim.source, claim.agent, claim.patient, claim.place}.intersection(rejected):
        return claim
    source, agent, patient, place = (None if iri in rejected else iri for iri in (claim.source, claim.agent, claim.patient, claim.place))
    return replace(claim, source=source, agent=agent, patient=patient, place=place)


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold the comparisons that people have let stand, and the marks of the claims and comparisons that they rejected."""

    comparisons: tuple[Comparison, ...]
    marks: tuple[Thing, ...]


def judged(
    comparisons: Iterable[Comparison], articles: Iterable[Stored], rejected: Collection[str], confirmed: Collection[str], base: str
) -> Judged:
    """Return comparisons without those that people rejected, and with those that they confirmed marked."""
    named = [(comparison_iri(one, base), one) for one in comparisons]
    marks = [Thing(name, one.explanation, "", rejected=True) for name, one in named if name in rejected]
    if rejected:
        marks += [
            Thing(claim.iri, claim.content, "", rejected=True)
            for one in articles
            for claim in reported_claims(one.reading, one.assignment, base)
            if claim.iri in rejected
        ]
    kept = tuple(replace(one, confirmed=name in confirmed) for name, one in named if name not in rejected)
    return Judged(kept, tuple(marks))


@dataclass(frozen=True, slots=True)
class Spanning:
    """Hold what spans articles, ready to be written.

    ``assignment`` maps (article id, entity id) to canonical paths, ``homes`` the paths that links speak of to them.
    """

    assignment: Mapping[tuple[str, str], str]
    things: Sequence[Thing]
    links: Sequence[Link]
    comparisons: Sequence[Comparison]
    wires: Mapping[str, str]
    homes: Mapping[str, str]


def put_spanning(store: GraphStore, articles: Iterable[Stored], spanning: Spanning) -> None:
    """Write what spans articles, and the articles whose entities now stand for something else, in one transaction."""
    graphs = {
        store.graph_iri("entities"): entity_quads(spanning.things, spanning.links, store.base, _replaced(spanning)),
        store.graph_iri("comparisons"): comparison_quads(spanning.comparisons, spanning.wires, store.base),
    }
    used = set()
    for one in articles:
        used.add(one.origin.run)
        now = _assigned(one, spanning.assignment)
        if now != one.assignment:
            graphs[iris.article_graph(store.base, one.id)] = article_quads(one.reading, now, store.base, one.origin)
    runs = store.graph_iri("runs")
    graphs[runs] = run_quads((run for run in read_runs(store.read(runs)) if run.path in used), store.base)
    store.replace(graphs)


def _replaced(spanning: Spanning) -> dict[str, str]:
    """Return the paths that things were known by before they were linked, with the one path that took their place.

    A path that is in use, or whose bearers became several things (namesakes), has no successor of its own.
    """
    used, found = set(spanning.assignment.values()), defaultdict(set)
    for (_, old), new in spanning.assignment.items():
        found[old].add(new)
    one = {old: next(iter(new)) for old, new in found.items() if len(new) == 1}
    return {old: new for old, new in sorted({**spanning.homes, **one}.items()) if old not in used}


def _assigned(one: Stored, assignment: Mapping[tuple[str, str], str]) -> dict[str, str]:
    return {entity.id: assignment.get((one.id, entity.id), entity.id) for entity in one.reading.entities}


def decisions(store: GraphStore) -> tuple[Decision, ...]:
    """Return what people decided, in the order in which they decided it."""
    return read_decisions(store.read(store.graph_iri("curation")))


_ARTICLES = """PREFIX kg: <https://w3id.org/newsclaims/ns#> PREFIX schema: <https://schema.org/>
SELECT ?article ?name ?key ?url ?headline { ?article kg:sourceName ?name ; kg:key ?key OPTIONAL { ?article schema:url ?url }
OPTIONAL { ?article schema:headline ?headline } } ORDER BY ?article"""


def find_articles(store: GraphStore, name: str) -> tuple[str, ...]:
    """Return the IRIs of the articles with this IRI, key, source name, URL or headline, sorted."""
    rows = store.query(_ARTICLES).rows
    return tuple(sorted({str(row[0]) for row in rows if name in [str(cell) for cell in row if cell is not None]}))


def nearest_articles(store: GraphStore, name: str) -> tuple[str, ...]:
    """Return the source names that come closest to a name that no article has."""
    return tuple(difflib.get_close_matches(name, sorted({str(row[1]) for row in store.query(_ARTICLES).rows}), NEAREST, 0.4))


def drop_article(store: GraphStore, article: str) -> None:
    """Remove the graph of an article, given the article's IRI."""
    store.drop(iris.article_graph(store.base, article.removeprefix(f"{store.base}article/")))

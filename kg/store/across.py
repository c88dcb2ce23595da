"""Read and write what spans articles: readings as they are stored, links, comparisons, runs.

An article's named graph is written when the article is read, with what its entities stood for when last linked. What
spans articles (who is the same, how claims compare) is a function of all article graphs and of people's decisions; it is
written in one transaction, together with the article graphs whose entities now stand for something else.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Article, Comparison, Decision, Link, Reading
from kg.store import tombstones
from kg.store.graphs import GraphStore
from kg.store.kept import Kept, Outline, outline_of
from kg.triples import iris
from kg.triples.article import read_fingerprint
from kg.triples.order import encoded, in_order
from kg.triples.quads import (
    Origin,
    Run,
    Thing,
    article_quads,
    comparison_quads,
    entity_quads,
    read_article,
    read_decisions,
    read_origin,
    read_runs,
    run_quads,
)
from kg.triples.shapes import violations

#: How many names that come close are offered where a name is unknown.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what the store holds of one article: what was read in it, what its entities stand for, where it came from."""

    reading: Reading
    assignment: Mapping[str, str]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stored:
    """Hold an article of the store in outline: its id, the digest of its reading, what its entities stand for, its origin."""

    id: str
    digest: str
    outline: Outline
    assignment: Mapping[str, str]
    origin: Origin


_FACTS = """PREFIX kg: <https://w3id.org/newsclaims/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?article ?digest ?run ?print { ?article a kg:Article ; kg:digest ?digest OPTIONAL { ?article prov:wasGeneratedBy ?run }
OPTIONAL { ?article kg:wireFingerprint ?print } }"""
_STANDS_FOR = """PREFIX kg: <https://w3id.org/newsclaims/ns#> SELECT ?appearance ?thing { ?appearance kg:appearanceOf ?thing }"""


def stored(store: GraphStore, article: Article) -> Known | None:
    """Return what the store holds of an article, found by its key, or None."""
    return _load(store, iris.article_graph(store.base, iris.article_id(article)))


def all_stored(store: GraphStore, kept: Kept) -> tuple[Stored, ...]:
    """Return every article of the store in outline, by the IRI of its graph.

    The outline comes from what is kept beside the graph, by the digest that the graph holds; only an article of which
    nothing is kept is read back from its graph.
    """
    prefix, assignments, found, fresh = store.graph_iri("article/"), _assignments(store), [], {}
    for article, digest, run, prints in store.query(_FACTS).rows:
        identifier, key = str(article).removeprefix(f"{store.base}article/"), str(digest)
        outline = kept.outline(key)
        if outline is None:
            outline = fresh[key] = outline_of(_reading(store, kept, identifier, key))
        origin = Origin(None if run is None else iris.path_of(store.base, str(run)), read_fingerprint(str(prints or "")))
        found.append(Stored(identifier, key, outline, assignments.get(identifier, {}), origin))
    kept.put_outlines(fresh.items())
    kept.forget_others({one.digest for one in found})
    return tuple(sorted(found, key=lambda one: f"{prefix}{one.id}"))


def reading_of(store: GraphStore, kept: Kept, one: Stored) -> Reading:
    """Return what was read in an article: as it is kept beside the graph, else read back from its graph."""
    return _reading(store, kept, one.id, one.digest)


def _reading(store: GraphStore, kept: Kept, identifier: str, digest: str) -> Reading:
    reading = kept.get(digest)
    if reading is None:
        reading = read_article(store.read(iris.article_graph(store.base, identifier)))[0]
        kept.put([encoded(reading)])
    return reading


def _assignments(store: GraphStore) -> dict[str, dict[str, str]]:
    """Return what the entities of each article stand for: article id, entity id, canonical path."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for appearance, thing in store.query(_STANDS_FOR).rows:
        article, _, entity = str(appearance).removeprefix(f"{store.base}article/").partition("/appearance/")
        found[article][iris.unsafe(entity)] = iris.path_of(store.base, str(thing))
    return found


def _load(store: GraphStore, graph: str) -> Known | None:
    quads = store.read(graph)
    return Known(*read_article(quads), read_origin(quads)) if quads else None


def iri(store: GraphStore, path: str) -> str:
    """Return the IRI of a canonical path."""
    return iris.resource(store.base, path).value


def is_current(known: Known, article: Article, run: Run) -> bool:
    """Tell whether what the store holds of an article is the article just as it is, read by this run."""
    return known.origin.run == run.path and known.reading.article == in_order(Reading(article)).article


def put(store: GraphStore, reading: Reading, assignment: Mapping[str, str], origin: Origin, kept: Kept | None = None) -> tuple[str, ...]:
    """Swap an article's graph in whole, in one transaction, and return nothing; or write nothing and return what is wrong.

    What was read is kept beside the graph, where ``kept`` says so, so that relating need not read the graph back.
    """
    quads = article_quads(reading, assignment, store.base, origin)
    problems = violations(quads)
    if not problems:
        identifier = iris.article_id(reading.article)
        gone = tombstones.lifted(store, iris.article_iri(store.base, identifier))
        store.replace({iris.article_graph(store.base, identifier): quads, **gone})
        if kept is not None:
            kept.put([encoded(reading)])
    return problems


def put_run(store: GraphStore, run: Run) -> None:
    """Record how articles are about to be read; a run that is recorded already changes nothing."""
    graph = store.graph_iri("runs")
    runs = {known.path: known for known in read_runs(store.read(graph))} | {run.path: run}
    store.replace({graph: run_quads(runs.values(), store.base)})


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


def put_spanning(store: GraphStore, kept: Kept, articles: Iterable[Stored], spanning: Spanning) -> None:
    """Write what spans articles, and the articles whose entities now stand for something else, in one transaction."""
    graphs = {
        store.graph_iri("entities"): entity_quads(spanning.things, spanning.links, store.base, _replaced(spanning)),
        store.graph_iri("comparisons"): comparison_quads(spanning.comparisons, spanning.wires, store.base),
    }
    used = set()
    for one in articles:
        used.add(one.origin.run)
        now = assigned(one, spanning.assignment)
        if now != one.assignment:
            reading = reading_of(store, kept, one)
            graphs[iris.article_graph(store.base, one.id)] = article_quads(reading, now, store.base, one.origin)
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


def assigned(one: Stored, assignment: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return what each entity of an article stands for: its id, and its canonical path."""
    return {known.id: assignment.get((one.id, known.id), known.id) for known in one.outline.appearances}


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
    """Remove the graph of an article, given the article's IRI, and leave a tombstone."""
    graph = iris.article_graph(store.base, article.removeprefix(f"{store.base}article/"))
    store.replace({graph: (), **tombstones.raised(store, article)})

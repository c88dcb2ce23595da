"""One small graph for the tests of the exports: two articles, two speakers who disagree, one place with coordinates."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.export.facts import Query, Row
from kg.store import across
from kg.store.graphs import GraphStore
from kg.triples.quads import Origin
from tests.store import story

TRIG = """
@prefix kg: <https://w3id.org/newsclaims/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://x.example/> .

:entities {
  :bali a kg:Actor, kg:Person ; skos:prefLabel "Ann Bali" ; skos:altLabel "Bali", "Anne Bali" .
  :front a kg:ArmedGroup ; skos:prefLabel "River Front" .
  :monitor a kg:Monitor ; skos:prefLabel "Delta Monitor" .
  :town a kg:Settlement ; skos:prefLabel "Old Town" ; wgs:lat 35.5 ; wgs:long 40.25 ; schema:containedInPlace :land .
  :land a kg:Country ; skos:prefLabel "Deltaland" .
}
:one {
  :a1 a kg:Article ; kg:sourceName "one.txt" ; schema:headline "Town taken" ; schema:datePublished "2024-03-01"^^xsd:date ;
    schema:publisher "The Post" .
  :m1 kg:refersTo :bali ; kg:inArticle :a1 . :m2 kg:refersTo :town ; kg:inArticle :a1 . :m3 kg:refersTo :front ; kg:inArticle :a1 .
  :c1 a kg:Claim ; kg:inArticle :a1 ; kg:content "12 people died\\nin Old Town" ; kg:attributedTo :bali ; kg:onBehalfOf :front ;
    kg:attributionKind kg:indirect ; kg:status kg:asserted ; kg:confidence 0.9 ; kg:reports :e1 ; kg:contradicts :c2 ;
    kg:quantity :q1 .
  :e1 kg:eventType kg:killing ; kg:place :town .
  :q1 kg:quantityText "12 people" .
  :r1 a kg:Relation ; kg:subject :bali ; kg:predicate kg:speaksFor ; kg:object :front ; kg:inArticle :a1 ;
    oa:hasSelector :s1 .
  :s1 oa:exact "River Front spokeswoman Ann Bali" .
}
:two {
  :a2 a kg:Article ; kg:sourceName "two.txt" ; schema:datePublished "2024-03-03"^^xsd:date .
  :m4 kg:refersTo :monitor ; kg:inArticle :a2 . :m5 kg:refersTo :town ; kg:inArticle :a2 .
  :c2 a kg:Claim ; kg:inArticle :a2 ; kg:content "the River Front shelled Old Town, killing 40" ; kg:attributedTo :monitor ;
    kg:attributionKind kg:indirect ; kg:status kg:asserted ; kg:reports :e2 .
  :e2 kg:eventType kg:media-release ; kg:agent :front ; kg:place :town .
}
:comparisons {
  :k1 a kg:Comparison ; kg:compares :c1, :c2 ; kg:verdict kg:disagree ; kg:low 12 ; kg:high 40 ; kg:independentSources 2 ;
    kg:explanation "12 or 40" .
}
"""


@pytest.fixture(scope="session")
def query() -> Query:
    """Answer SPARQL from the small graph, all named graphs together."""
    store = ox.Store()
    store.load(TRIG.encode(), format=ox.RdfFormat.TRIG)

    def answer(text: str) -> Iterable[Row]:
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [{name: None if row[name] is None else row[name].value for name in names} for row in found]  # type: ignore[union-attr]

    return answer


@pytest.fixture(scope="session")
def told() -> GraphStore:
    """Return the graph of the story that the tests of the store tell, related; to be read only."""
    store = GraphStore.memory(story.BASE)
    for reading in story.READINGS:
        assert across.put(store, reading, {}, Origin()) == ()
    pipeline.relate(store)
    return store


@pytest.fixture(scope="session")
def judges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the readers in JavaScript of ``judges/`` and what they need, in the versions of their lock."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed: graphology and rdf-canonize cannot judge")
    place = tmp_path_factory.mktemp("judges")
    for path in (Path(__file__).parent / "judges").iterdir():
        shutil.copy(path, place)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    run = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=300)
    if run.returncode != 0:
        pytest.skip(f"npm cannot install the judges: {run.stderr.strip()[-200:]}")
    return place

"""Saved questions described in RDF."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import RDF, RDFS, SH
from rdflib.collection import Collection

from kg.errors import QueryError
from kg.store.executables import plain, serialised
from kg.store.graphs import GraphStore
from kg.store.library import Library
from store.story import BASE, told

LIBRARY = Library.load()


def test_a_question_says_what_it_asks_and_what_it_takes() -> None:
    graph = rdflib.Graph().parse(data=serialised(LIBRARY, BASE, "ttl"), format="turtle")
    near = rdflib.URIRef(f"{BASE}question/near")
    assert set(graph.objects(near, RDF.type)) == {SH.SPARQLExecutable, SH.SPARQLSelectExecutable}
    assert str(graph.value(near, RDFS.label)) == LIBRARY.get("near").summary
    taken = {
        (str(graph.value(one, SH.name)), bool(graph.value(one, SH.optional)), graph.value(one, SH["class"]), graph.value(one, SH.datatype))
        for one in graph.objects(near, SH.parameter)
    }
    kg = rdflib.Namespace("https://w3id.org/newsclaims/ns#")
    assert taken == {("place", False, kg.Place, None), ("km", True, None, rdflib.XSD.decimal)}
    status = graph.value(rdflib.URIRef(f"{BASE}question/claims-about#status"), SH["in"])
    assert [str(word) for word in Collection(graph, status)] == ["asserted", "denied", "possible", "planned", "conditional"]


@pytest.mark.parametrize("name", LIBRARY.names())
def test_the_query_of_a_description_can_be_asked_as_it_is(name: str) -> None:
    assert told().query(plain(LIBRARY.get(name))).columns == tuple(LIBRARY.get(name).columns)
    assert GraphStore.memory(BASE).query(plain(LIBRARY.get(name))).rows == ()


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(QueryError, match="no format 'pdf'; there are jsonld, nt, rdfxml, ttl"):
        serialised(LIBRARY, BASE, "pdf")

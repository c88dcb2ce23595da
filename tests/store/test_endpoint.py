"""A graph behind a SPARQL endpoint is asked and changed as one on disk is."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.store import library
from kg.store.checks import check_store
from kg.store.endpoint import connect
from kg.store.find import describe
from kg.store.graphs import Change, GraphStore
from kg.store.library import Library
from kg.store.results import Iri
from kg.store.search import search
from kg.store.stats import stats
from store.endpoints import TOKEN, endpoint
from store.story import BASE, told

WAYS = ("always", "asked", "never")
STORY = told()
ARMY = f"{BASE}actor/army"


def copied() -> ox.Store:
    """Return the story in a store of its own."""
    store = ox.Store()
    for name in STORY.graph_names():
        store.extend(STORY.read(name))
    return store


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, "nq")
    return output.getvalue()


@pytest.mark.parametrize("union", WAYS)
def test_it_answers_as_the_graph_itself_does(union: str) -> None:
    with endpoint(copied(), union) as url, connect(url) as remote:
        assert remote.base == BASE
        assert stats(remote) == stats(STORY)
        assert describe(remote, ARMY) == describe(STORY, ARMY)
        assert (len(remote), remote.graph_names(), remote.holds(ARMY)) == (len(STORY), STORY.graph_names(), True)
        assert dumped(remote) == dumped(STORY)
        assert check_store(remote) == check_store(STORY)
        assert search(remote, "lenta") == search(STORY, "lenta")


@pytest.mark.parametrize("name", Library.load().names())
def test_a_saved_question_is_answered(name: str, asked: GraphStore) -> None:
    question = Library.load().get(name)
    assert library.run(asked, question, question.examples[-1]) == library.run(STORY, question, question.examples[-1])


@pytest.fixture(scope="module")
def asked() -> Iterator[GraphStore]:
    with endpoint(copied(), "always") as url, connect(url) as remote:
        yield remote


def test_answers_come_in_the_formats_of_the_endpoint(asked: GraphStore) -> None:
    assert asked.answer("SELECT (1 AS ?one) WHERE {}", "csv") == b"one\r\n1\r\n"
    assert asked.query("ASK { ?claim a kg:Claim }").rows == ((True,),)
    assert asked.query(f"CONSTRUCT {{ <{ARMY}> a kg:Actor }} WHERE {{}}").rows[0][0] == Iri(ARMY)
    with pytest.raises(QueryError, match="no format 'pdf'"):
        asked.answer("ASK {}", "pdf")


def test_words_are_found_in_sparql(asked: GraphStore) -> None:
    text = 'SELECT ?text WHERE { ?claim kg:search "troops" . ?claim kg:content ?text }'
    assert asked.query(text).rows == STORY.query(text).rows == (("Troops will leave Tarn Province",),)


def test_what_the_endpoint_refuses_is_one_line(asked: GraphStore) -> None:
    with pytest.raises(QueryError, match="the endpoint says: error at 1:"):
        asked.query("SELECT {")
    with pytest.raises(QueryError, match="SERVICE is refused"):
        asked.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    with pytest.raises(StoreError, match=r"refused \(401\): who are you\?; set KG_TOKEN"):
        asked.drop(asked.graph_iri("entities"))
    with pytest.raises(StoreError, match="this needs a graph in a folder"):
        asked._open()


def test_what_cannot_be_reached_is_one_line() -> None:
    with pytest.raises(StoreError, match=r"http://127.0.0.1:1/: cannot be reached"):
        connect("http://127.0.0.1:1/")


def test_a_graph_of_another_base_is_refused() -> None:
    with endpoint(copied(), "always") as url, pytest.raises(StoreError, match=r"base IRI is http://example.org/, not http://other.org/"):
        connect(url, "http://other.org/")


@pytest.mark.parametrize("union", WAYS)
def test_an_empty_endpoint_is_filled_graph_by_graph(union: str) -> None:
    with endpoint(ox.Store(), union) as url, connect(url, BASE, TOKEN) as remote:
        for name in STORY.graph_names():
            assert remote.replace({name: STORY.read(name)}) == {name: Change.ADDED}
        assert stats(remote) == stats(STORY)
        [name] = [name for name in STORY.graph_names() if "/article/nine" in name]
        assert [hit.label for hit in search(remote, '"troops will leave"')][:1] == ["Troops will leave Tarn Province"]
        remote.drop(name)
        assert search(remote, '"troops will leave"') == ()
        assert remote.graph_names() == tuple(one for one in STORY.graph_names() if one != name)

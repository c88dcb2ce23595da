"""The search index stays in step with the graph, for each reader as its snapshot is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.fts import Index, Texts
from kg.store.ftsrows import FILE
from kg.store.ftswords import wanted
from kg.store.graphs import GraphStore
from kg.triples import vocab

BASE = "http://example.org/"


def quads(graph: str, *texts: str) -> list[ox.Quad]:
    """Return the quads of an article that claims some texts."""
    return [
        ox.Quad(
            ox.NamedNode(f"{BASE}article/{graph}/claim/{text.replace(' ', '-')}"),
            vocab.CONTENT,
            ox.Literal(text),
            ox.NamedNode(article(graph)),
        )
        for text in texts
    ]


def article(graph: str) -> str:
    return f"{BASE}graph/article/{graph}"


def found(store: GraphStore, words: str) -> list[str]:
    return sorted(subject.removeprefix(f"{BASE}article/") for subject in store.texts().subjects(wanted(words)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with GraphStore.open(tmp_path / "graph", create=True, base=BASE) as store:
        store.replace({article("one"): quads("one", "dam", "flood"), article("two"): quads("two", "dam")})
    return tmp_path / "graph"


def test_what_is_written_is_found_and_what_is_replaced_or_dropped_is_not(path: Path) -> None:
    with GraphStore.open(path) as store:
        assert found(store, "dam") == ["one/claim/dam", "two/claim/dam"]
        store.replace({article("one"): quads("one", "flood", "army")})
        store.drop(article("two"))
        assert [found(store, word) for word in ("dam", "flood", "army")] == [[], ["one/claim/flood"], ["one/claim/army"]]


def test_a_reader_finds_what_its_snapshot_holds(path: Path) -> None:
    with GraphStore.open(path) as writer, GraphStore.open(path, read_only=True) as reader:
        assert found(reader, "dam") == ["one/claim/dam", "two/claim/dam"]
        writer.replace({article("one"): quads("one", "army")})
        assert (found(reader, "dam"), found(reader, "army")) == (["one/claim/dam", "two/claim/dam"], [])
        writer.publish()
        assert (found(reader, "dam"), found(reader, "army")) == (["one/claim/dam", "two/claim/dam"], [])
        with GraphStore.open(path, read_only=True) as later:
            assert (found(later, "dam"), found(later, "army")) == (["two/claim/dam"], ["one/claim/army"])


def test_what_no_snapshot_holds_any_more_is_removed(path: Path) -> None:
    with GraphStore.open(path) as writer:
        writer.replace({article("one"): quads("one", "army")})
        writer.publish()
    with sqlite3.connect(path / FILE) as file:
        assert file.execute("SELECT words FROM piece ORDER BY id").fetchall() == [("dam",), ("army",)]


@pytest.mark.parametrize("harm", [lambda file: file.unlink(), lambda file: file.write_bytes(b"no database" * 999)])
def test_a_file_that_is_missing_or_damaged_is_made_anew_and_readers_do_without(path: Path, harm: object) -> None:
    for rest in path.glob(f"{FILE}-*"):
        rest.unlink()
    harm(path / FILE)  # type: ignore[operator]
    with GraphStore.open(path, read_only=True) as reader:
        assert found(reader, "dam") == ["one/claim/dam", "two/claim/dam"]
    with GraphStore.open(path) as writer:
        writer.replace({article("two"): quads("two", "army")})
        assert found(writer, "dam") == ["one/claim/dam"]
        with GraphStore.open(path, read_only=True) as reader:
            assert found(reader, "dam") == ["one/claim/dam", "two/claim/dam"]
    with GraphStore.open(path, read_only=True) as reader:
        assert (found(reader, "dam"), found(reader, "army")) == (["one/claim/dam"], ["two/claim/army"])


@pytest.mark.parametrize("moment", ["begin", "end"])
def test_a_writer_killed_between_the_graph_and_the_index_leaves_nothing_wrong(path: Path, moment: str) -> None:
    code = f"""
import os, sys
import pyoxigraph as ox
from store.test_fts import article, quads
from kg.store.fts import Index
from kg.store.graphs import GraphStore
kill = lambda *_: os.kill(os.getpid(), 9)
if {moment!r} == "begin":
    Index._change = kill
store = GraphStore.open({str(path)!r})
if {moment!r} == "end":
    store._texts.index(store._store)._file.set_trace_callback(lambda words: kill() if "DELETE FROM noted" in words else None)
store.replace({{article("one"): quads("one", "army")}})
"""
    paths = f"sys.path[:0] = [{str(Path(__file__).parents[2])!r}, {str(Path(__file__).parents[1])!r}]"
    assert subprocess.run([sys.executable, "-c", f"import sys; {paths}\n{code}"], check=False).returncode == -9
    with GraphStore.open(path, read_only=True) as reader:
        assert (found(reader, "dam"), found(reader, "army")) == (["two/claim/dam"], ["one/claim/army"])


def test_an_index_in_memory_follows_its_graph() -> None:
    store = GraphStore.memory(BASE)
    assert found(store, "dam") == []
    store.replace({article("one"): quads("one", "dam")})
    assert found(store, "dam") == ["one/claim/dam"]


def test_names_of_imported_gazetteers_are_not_searched(path: Path) -> None:
    graph = ox.NamedNode(f"{BASE}graph/gazetteer")
    with GraphStore.open(path) as store:
        store.exchange(graph.value, (), [ox.Quad(ox.NamedNode(f"{BASE}entry"), vocab.PREF_LABEL, ox.Literal("Dam"), graph)])
        assert found(store, "dam") == ["one/claim/dam", "two/claim/dam"]


TEXTS = st.lists(st.sampled_from(("dam", "flood", "the dam", "army flood", "Dám", "大马士革")), max_size=3, unique=True)
STEPS = st.lists(st.tuples(st.sampled_from(("one", "two", "publish")), TEXTS), max_size=8)


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_after_any_changes_the_index_is_that_of_the_graph(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[tuple[str, list[str]]]
) -> None:
    path = tmp_path_factory.mktemp("steps") / "graph"
    with GraphStore.open(path, create=True, base=BASE) as store:
        for name, texts in steps:
            if name == "publish":
                store.publish()
            else:
                store.replace({article(name): quads(name, *texts)})
            afresh = Index.memory(store._open())
            for word in ("dam", "flood", "马士", '"the dam"'):
                assert store.texts().counts(wanted(word)) == afresh.counts(wanted(word))
                assert store.texts().subjects(wanted(word)) == afresh.subjects(wanted(word))


LETTERS = st.characters(codec="utf-8").filter(lambda char: unicodedata.category(char) != "Cn")


@given(st.lists(st.text(LETTERS, max_size=12), max_size=4), st.text(LETTERS, min_size=1, max_size=8))
@settings(deadline=None)
def test_the_index_finds_the_texts_that_fit(texts: list[str], typed: str) -> None:
    store = GraphStore.memory(BASE)
    there = {f"{BASE}article/one/claim/{number}": text for number, text in enumerate(texts)}
    graph = ox.NamedNode(article("one"))
    store.replace({graph.value: [ox.Quad(ox.NamedNode(iri), vocab.CONTENT, ox.Literal(text), graph) for iri, text in there.items()]})
    for words in (typed, f'"{typed}"', f"{typed}*"):
        looked_for = wanted(words)
        assert store.texts().subjects(looked_for) == {iri for iri, text in there.items() if looked_for.fits(text)}


def test_an_index_is_opened_when_it_is_needed_and_again_after_it_was_closed(path: Path) -> None:
    texts, graph = Texts(None, None), ox.Store()
    first = texts.index(graph)
    assert texts.index(graph) is first
    texts.close()
    texts.close()
    assert texts.index(graph) is not first

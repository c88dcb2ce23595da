"""The whole path: articles in, one graph out, the same whatever the order, the repetition or the interruption."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import pipeline
from kg.articles.load import load
from kg.errors import InputError, NotFoundError
from kg.language.reader import Reader
from kg.model import Article
from kg.pipeline import State
from kg.store.checks import check_store
from kg.store.graphs import GraphStore

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
#: Three articles that share actors, figures and a wire text: enough for links and comparisons, quick to read.
FEW = ("morvitz-gazette-2024-03-05.txt", "tamber-courier-2024-03-06.txt", "fenwick-post-2024-03-20.txt")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for name in FEW:
        for path in EXAMPLES.glob(Path(name).stem + ".*"):
            shutil.copy(path, place)
    return place


def built(store: GraphStore, reader: Reader, articles: Iterable[Article | InputError]) -> list[State]:
    states = [outcome.state for outcome in pipeline.build(articles, store, reader)]
    pipeline.relate(store)
    return states


def dumped(store: GraphStore) -> bytes:
    sink = io.BytesIO()
    store.dump(sink, "nq")
    return sink.getvalue()


def test_building_twice_changes_nothing(folder: Path, reader: Reader) -> None:
    store = GraphStore.memory()
    assert built(store, reader, load([str(folder)])) == [State.ADDED] * 3
    first = dumped(store)
    assert built(store, reader, load([str(folder)])) == [State.UNCHANGED] * 3
    assert dumped(store) == first


def test_reading_anew_writes_the_same_bytes(folder: Path, reader: Reader) -> None:
    stores = GraphStore.memory(), GraphStore.memory()
    for store in stores:
        built(store, reader, load([str(folder)]))
    assert dumped(stores[0]) == dumped(stores[1])


def test_the_order_of_articles_changes_nothing(folder: Path, reader: Reader, tmp_path: Path) -> None:
    articles = list(load([str(folder)]))
    forwards, backwards = GraphStore.memory(), GraphStore.memory()
    built(forwards, reader, articles)
    built(backwards, reader, reversed(articles))
    with GraphStore.open(tmp_path / "one-by-one", create=True) as one_by_one:
        for article in articles:
            built(one_by_one, reader, [article])
        assert dumped(forwards) == dumped(backwards) == dumped(one_by_one)


def test_relating_after_a_build_reads_no_graph_of_an_article(
    folder: Path, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with GraphStore.open(tmp_path / "store", create=True) as store:
        list(pipeline.build(load([str(folder)]), store, reader))
        seen, read = [], GraphStore.read
        monkeypatch.setattr(GraphStore, "read", lambda self, graph: seen.append(graph) or read(self, graph))
        pipeline.relate(store)
        assert [graph for graph in seen if graph.startswith(store.graph_iri("article/"))] == []


def test_a_changed_article_replaces_its_old_graph(folder: Path, reader: Reader) -> None:
    store, fresh = GraphStore.memory(), GraphStore.memory()
    built(store, reader, load([str(folder)]))
    changed = folder / FEW[0]
    headline = changed.read_text(encoding="utf-8").split("\n\n")[0]
    changed.write_text(f"{headline}\n\nNine people died on Friday, the mayor said.\n", encoding="utf-8")
    assert sorted(built(store, reader, load([str(folder)]))) == [State.REPLACED, State.UNCHANGED, State.UNCHANGED]
    built(fresh, reader, load([str(folder)]))
    assert dumped(store) == dumped(fresh)


def test_retracting_removes_all_that_only_the_article_said(folder: Path, reader: Reader) -> None:
    store, without = GraphStore.memory(), GraphStore.memory()
    built(store, reader, load([str(folder)]))
    pipeline.retract(store, FEW[1])
    for path in folder.glob(Path(FEW[1]).stem + ".*"):
        path.unlink()
    built(without, reader, load([str(folder)]))
    [tombstone] = store.read(store.graph_iri("retracted"))
    assert dumped(store).replace(f"{tombstone} .\n".encode(), b"") == dumped(without)


def test_reading_a_retracted_article_again_lifts_its_tombstone(folder: Path, reader: Reader) -> None:
    store, fresh = GraphStore.memory(), GraphStore.memory()
    for one in (store, fresh):
        built(one, reader, load([str(folder)]))
    pipeline.retract(store, FEW[1])
    built(store, reader, load([str(folder)]))
    assert dumped(store) == dumped(fresh)


def test_retracting_an_unknown_article_offers_the_nearest(folder: Path, reader: Reader) -> None:
    store = GraphStore.memory()
    built(store, reader, load([str(folder / FEW[0])]))
    with pytest.raises(NotFoundError, match=f"no article answers to 'morvitz-gazete.txt'; did you mean {FEW[0]}"):
        pipeline.retract(store, "morvitz-gazete.txt")


def test_what_cannot_be_read_is_refused_and_the_rest_is_built(folder: Path, reader: Reader) -> None:
    (folder / "a-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "empty.txt").write_bytes(b"")
    store = GraphStore.memory()
    outcomes = list(pipeline.build(load([str(folder)]), store, reader))
    refused = [outcome for outcome in outcomes if outcome.state is State.REFUSED]
    assert sorted(outcome.state for outcome in outcomes) == [State.ADDED] * 3 + [State.REFUSED] * 2
    assert all(outcome.problem and "\n" not in outcome.problem for outcome in refused)


def test_every_graph_passes_its_own_check(folder: Path, reader: Reader) -> None:
    store = GraphStore.memory()
    built(store, reader, load([str(folder)]))
    found = check_store(store)
    assert (found.problems, found.notes) == ((), ())
    assert found.selectors > 100


def test_a_kill_at_any_moment_leaves_whole_articles_only(tmp_path: Path, reader: Reader) -> None:
    whole = tmp_path / "whole"
    with GraphStore.open(whole, create=True) as store:
        built(store, reader, load([str(EXAMPLES)]))
        expected, articles = dumped(store), set(store.graph_names(store.graph_iri("article/")))
        quads = {graph: len(store.read(graph)) for graph in articles}
    kg = [sys.executable, "-c", "from kg.cli import main; main()"]
    command = [*kg, "build", str(EXAMPLES), "--store", str(tmp_path / "killed"), "--quiet"]
    chance, seen = random.Random(7), set()
    for _ in range(4):
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(EXAMPLES.parent.parent)})
        time.sleep(chance.uniform(1.5, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not (tmp_path / "killed" / "store.json").exists():
            continue
        with GraphStore.open(tmp_path / "killed") as store:
            present = store.graph_names(store.graph_iri("article/"))
            seen.add(len(present))
            assert set(present) <= articles
            # Until its articles are related, a graph lacks what linking adds: fewer statements, never a part of an article.
            assert all(abs(len(store.read(graph)) - quads[graph]) <= 0.1 * quads[graph] for graph in present)
            assert not [problem for graph, problem in check_store(store).problems if graph in articles]
    assert subprocess.run(command, env=os.environ | {"PYTHONPATH": str(EXAMPLES.parent.parent)}, check=False).returncode == 0
    with GraphStore.open(tmp_path / "killed") as store:
        assert dumped(store) == expected

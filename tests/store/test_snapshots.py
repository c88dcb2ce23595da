"""Reading the graph while another process writes to it."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store.graphs import GraphStore

BASE = "http://example.org/"
GRAPH = BASE + "graph/article/one"


def quads(*values: str) -> list[ox.Quad]:
    return [ox.Quad(ox.NamedNode(BASE + "a"), ox.NamedNode(BASE + "says"), ox.Literal(value), ox.NamedNode(GRAPH)) for value in values]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph"


def snapshots(path: Path) -> list[str]:
    return sorted(entry.name for entry in (path / "snapshots").iterdir())


def test_a_reader_sees_what_was_published_and_not_what_is_being_written(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as writer:
        writer.replace({GRAPH: quads("one")})
        writer.publish()
        writer.replace({GRAPH: quads("two")})
        with GraphStore.open(path, read_only=True) as reader:
            assert reader.read(GRAPH) == quads("one")
    with GraphStore.open(path, read_only=True) as reader:
        assert reader.read(GRAPH) == quads("two")


def test_a_graph_that_is_being_built_for_the_first_time_reads_as_empty(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as writer:
        writer.replace({GRAPH: quads("one")})
        with GraphStore.open(path, read_only=True) as reader:
            assert len(reader) == 0


def test_another_process_reads_while_this_one_writes(path: Path) -> None:
    code = f"from kg.store.graphs import GraphStore; print(len(GraphStore.open({str(path)!r}, read_only=True)))"
    with GraphStore.open(path, create=True, base=BASE) as writer:
        writer.replace({GRAPH: quads("one", "two")})
        writer.publish()
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "2\n"


def test_a_reader_cannot_write(path: Path) -> None:
    GraphStore.open(path, create=True, base=BASE).close()
    with GraphStore.open(path, read_only=True) as reader, pytest.raises(StoreError, match="open for reading only"):
        reader.replace({GRAPH: quads("one")})


def test_a_reader_keeps_its_snapshot_until_it_ends(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as writer:
        writer.replace({GRAPH: quads("one")})
        writer.publish()
        reader = GraphStore.open(path, read_only=True)
        writer.replace({GRAPH: quads("two")})
        writer.publish()
        writer.publish()
        assert snapshots(path) == ["00000002", "00000002.lock", "00000004", "00000004.lock"]
        assert reader.read(GRAPH) == quads("one")
        reader.close()
        writer.publish()
        assert snapshots(path) == ["00000005", "00000005.lock"]


def test_a_store_that_was_only_read_is_not_published_again(path: Path) -> None:
    GraphStore.open(path, create=True, base=BASE).close()
    with GraphStore.open(path) as writer:
        writer.replace({})
    assert snapshots(path) == ["00000001", "00000001.lock"]


def test_what_a_killed_writer_left_is_published_or_removed(path: Path) -> None:
    code = (
        "import os, sys; sys.path[:0] = [sys.argv[2]]; import pyoxigraph as ox; from kg.store.graphs import GraphStore\n"
        f"g = ox.NamedNode({GRAPH!r}); s = GraphStore.open(sys.argv[1], create=True, base={BASE!r})\n"
        f"s.replace({{g.value: [ox.Quad(ox.NamedNode({BASE + 'a'!r}), ox.NamedNode({BASE + 'says'!r}), ox.Literal('one'), g)]}})\n"
        "os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path), str(Path.cwd())], check=False).returncode == -9
    (path / "snapshots" / "00000002.part").mkdir()
    with GraphStore.open(path, read_only=True) as reader:
        assert reader.read(GRAPH) == quads("one")
    assert snapshots(path) == ["00000002", "00000002.lock"]
    assert not (path / "dirty").exists()


def test_many_readers_read_one_snapshot(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as writer:
        writer.replace({GRAPH: quads("one")})
    readers = [GraphStore.open(path, read_only=True) for _ in range(3)]
    assert [reader.read(GRAPH) for reader in readers] == [quads("one")] * 3

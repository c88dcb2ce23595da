"""A dump is one file that any tool reads, and knows what changed since the one that was published."""

import gzip
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.site.dump import DUMP, dump
from kg.site.tree import Tree
from kg.store.graphs import GraphStore

BASE = "http://x.example/"
SAYS = NamedNode("http://p.example/says")


def graph(store: GraphStore, name: str, *words: str) -> str:
    iri = store.graph_iri(name)
    store.replace({iri: [Quad(NamedNode(BASE + name), SAYS, Literal(word), NamedNode(iri)) for word in words]})
    return iri


def line(name: str, word: str) -> str:
    return f'<{BASE}{name}> <http://p.example/says> "{word}" <{BASE}graph/{name}> .\n'


def publish(store: GraphStore, keys: dict[str, str], folder: Path) -> frozenset[tuple[str, str, str | None]] | None:
    with Tree(folder) as tree:
        made = dump(store, keys, tree)
        tree.put(DUMP, made.body)
        tree.finish({"graphs": made.notes()})
    return made.changed


def test_a_dump_is_gzip_of_sorted_lines(tmp_path):
    store = GraphStore.memory(BASE)
    keys = {graph(store, "b", "2", "1\u2028\u0085x"): "k", graph(store, "a", "3"): "k"}
    assert publish(store, keys, tmp_path) is None
    assert gzip.decompress((tmp_path / DUMP).read_bytes()).decode() == line("a", "3") + line("b", "1\u2028\u0085x") + line("b", "2")


def test_only_graphs_with_another_key_are_read_and_what_changed_in_them_is_told(tmp_path):
    store = GraphStore.memory(BASE)
    one, two, gone = graph(store, "a", "1", "2"), graph(store, "b", "1"), graph(store, "c", "1")
    publish(store, {one: "1", two: "1", gone: "1"}, tmp_path)
    graph(store, "a", "2", "3")
    graph(store, "b", "not read")
    store.drop(gone)
    changed = publish(store, {one: "2", two: "1"}, tmp_path)
    assert changed == frozenset({(BASE + "a", SAYS.value, None), (BASE + "c", SAYS.value, None)})
    assert gzip.decompress((tmp_path / DUMP).read_bytes()).decode() == line("a", "2") + line("a", "3") + line("b", "1")
    assert publish(store, {one: "2", two: "1"}, tmp_path) == frozenset()


def test_nothing_is_taken_over_from_a_dump_that_somebody_changed(tmp_path):
    store = GraphStore.memory(BASE)
    one = graph(store, "a", "1")
    publish(store, {one: "1"}, tmp_path)
    (tmp_path / DUMP).write_bytes(gzip.compress(b"something else"))
    assert publish(store, {one: "1"}, tmp_path) is None
    assert gzip.decompress((tmp_path / DUMP).read_bytes()).decode() == line("a", "1")

"""Opening, replacing, reading and querying the graph on disk."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError, KgError, QueryError, StoreError, StoreLockedError, StoreVersionError
from kg.store.folder import store_error
from kg.store.graphs import Change, GraphStore
from kg.store.results import Iri, Rows

BASE = "http://example.org/"
G1, G2 = BASE + "graph/article/one", BASE + "graph/article/two"


def quad(local: str, value: str = "x", graph: str = G1) -> ox.Quad:
    return ox.Quad(ox.NamedNode(BASE + local), ox.NamedNode(BASE + "says"), ox.Literal(value), ox.NamedNode(graph))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph"


def test_a_new_store_keeps_its_base_and_is_empty(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as store:
        assert (store.base, len(store), store.graph_names()) == (BASE, 0, ())
    with GraphStore.open(path) as store:
        assert store.base == BASE


def test_replacing_adds_replaces_removes_and_leaves_alone(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as store:
        assert store.replace({G1: [quad("a"), quad("b")], G2: [quad("c", graph=G2)]}) == {G1: Change.ADDED, G2: Change.ADDED}
        assert store.replace({G1: [quad("b"), quad("a")], G2: [quad("d", graph=G2)]}) == {G1: Change.UNCHANGED, G2: Change.REPLACED}
        assert store.read(G2) == [quad("d", graph=G2)]
        assert store.drop(G1, "http://example.org/none") == {G1: Change.REMOVED, "http://example.org/none": Change.UNCHANGED}
        assert (store.graph_names(), store.read(G1)) == ((G2,), [])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(st.characters(codec="utf-8"), max_size=8)), max_size=6), st.data())
def test_any_text_survives_being_replaced(old: list[tuple[str, str]], data: st.DataObject) -> None:
    new = data.draw(st.lists(st.tuples(st.sampled_from("abc"), st.text(st.characters(codec="utf-8"), max_size=8)), max_size=6))
    store = GraphStore.memory(BASE)
    store.replace({G1: [quad(*row) for row in old]})
    store.replace({G1: [quad(*row) for row in new]})
    assert store.read(G1) == sorted({quad(*row) for row in new}, key=str)


def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    with GraphStore.open(path, create=True, base=BASE) as store:
        store.replace({G1: [quad("a")]})
    with GraphStore.open(path) as store:
        assert store.read(G1) == [quad("a")]


def test_quads_that_do_not_belong_are_refused_and_nothing_changes() -> None:
    store = GraphStore.memory(BASE)
    blank = ox.Quad(ox.BlankNode("b"), ox.NamedNode(BASE + "p"), ox.Literal("x"), ox.NamedNode(G1))
    for wrong in (quad("a", graph=G2), blank):
        with pytest.raises(StoreError):
            store.replace({G1: [quad("b"), wrong]})
    assert len(store) == 0


def test_a_dump_is_sorted_and_equal_for_equal_graphs() -> None:
    def dumped(format: str, *quads: ox.Quad) -> str:
        store, output = GraphStore.memory(BASE), io.BytesIO()
        for one in quads:
            store.replace({one.graph_name.value: [*store.read(one.graph_name.value), one]})
        store.dump(output, format)
        return output.getvalue().decode()

    quads = (quad("b"), quad("c", graph=G2), quad("a"))
    assert (
        dumped("nq", *quads)
        == dumped("nq", *reversed(quads))
        == (f'<{BASE}a> <{BASE}says> "x" <{G1}> .\n<{BASE}b> <{BASE}says> "x" <{G1}> .\n<{BASE}c> <{BASE}says> "x" <{G2}> .\n')
    )
    assert dumped("nt", quad("a"), quad("a", graph=G2)) == f'<{BASE}a> <{BASE}says> "x" .\n'
    for format in ("trig", "jsonld", "ttl", "rdfxml"):
        assert f"{BASE}a" in dumped(format, *quads)
    with pytest.raises(StoreError, match="no RDF format 'odt'; use one of nq"):
        dumped("odt")


def test_queries_see_the_union_of_all_graphs_and_answer_in_plain_values() -> None:
    store = GraphStore.memory(BASE)
    store.replace({G1: [quad("a")], G2: [quad("b", graph=G2)]})
    answer = store.query("SELECT ?s ?o ?none (2 AS ?two) (true AS ?yes) ('2019-02-12'^^xsd:date AS ?day) { ?s ?p ?o } ORDER BY ?s")
    assert answer.columns == ("s", "o", "none", "two", "yes", "day")
    assert [row[:4] for row in answer.rows] == [(Iri(BASE + "a"), "x", None, 2), (Iri(BASE + "b"), "x", None, 2)]
    assert (answer.records()[0]["yes"], str(answer.column("day")[0])) == (True, "2019-02-12")
    assert isinstance(answer.rows[0][0], Iri) and not isinstance(answer.rows[0][1], Iri)


def test_a_variable_is_bound_to_a_term_and_never_pasted() -> None:
    store = GraphStore.memory(BASE)
    store.replace({G1: [quad("a", 'say "} DROP'), quad("b", "y")]})
    answer = store.query("SELECT ?s ?o { ?s ?p ?o }", {"o": 'say "} DROP'})
    assert answer == Rows(("s", "o"), ((Iri(BASE + "a"), 'say "} DROP'),))


def test_ask_and_construct_are_tables_too() -> None:
    store = GraphStore.memory(BASE)
    store.replace({G1: [quad("a")]})
    assert store.query("ASK { ?s ?p ?o }") == Rows(("answer",), ((True,),))
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o }") == Rows(("subject", "predicate", "object"), ((BASE + "a", BASE + "says", "x"),))


def test_answers_come_in_the_standard_formats() -> None:
    store = GraphStore.memory(BASE)
    store.replace({G1: [quad("a")]})
    select = "SELECT ?o { ?s ?p ?o }"
    assert store.answer(select, "csv") == b"o\r\nx\r\n"
    assert store.answer(select, "tsv") == b'?o\n"x"\n'
    assert store.answer(select, "json").startswith(b'{"head":{"vars":["o"]}')
    assert b"<sparql" in store.answer(select, "xml")
    assert store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "nt") == f'<{BASE}a> <{BASE}says> "x" .\n'.encode()
    with pytest.raises(QueryError, match="no format 'ttl'; it has csv, json, tsv, xml"):
        store.answer(select, "ttl")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("SELECT ?x {\n ?x ?y }", 2, 9, "expected"),
        ("SELECT ?x { ?x nope:p ?y }", 1, None, "unknown prefix"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 1, None, "INSERT is refused"),
        ("LOAD <http://example.org/x>", 1, None, "LOAD is refused"),
        ("SELECT * {\n  SERVICE <http://example.org/> { ?s ?p ?o } }", 2, 3, "SERVICE is refused"),
        ("PREFIX : <http://example.org/> SELECT * { service:x { ?s ?p ?o } }", 1, 43, "SERVICE is refused"),
        ("SELECT * { { ?s ?p 1SERVICE ?g { ?s ?p ?o } } }", 1, None, "SERVICE is refused"),
        ("", 1, None, "expected"),
    ],
)
def test_a_query_that_cannot_run_says_where_and_why(text: str, line: int, column: int | None, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        GraphStore.memory(BASE).query(text)
    assert caught.value.line == line
    assert column is None or caught.value.column == column
    assert "\n" not in str(caught.value)


def test_the_word_service_is_free_inside_strings_iris_comments_and_variables() -> None:
    text = "SELECT ?service { <http://example.org/SERVICE> ?p ?service FILTER(?service != 'SERVICE <x>') } # SERVICE"
    assert GraphStore.memory(BASE).query(text) == Rows(("service",), ())


def test_a_store_that_is_being_written_is_refused_to_another_writer(path: Path) -> None:
    code = f"from kg.store.graphs import GraphStore; GraphStore.open({str(path)!r})"
    with GraphStore.open(path, create=True):
        with pytest.raises(StoreLockedError, match="another process is writing"):
            GraphStore.open(path)
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "StoreLockedError" in other.stderr
    GraphStore.open(path).close()


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    GraphStore.open(path, create=True).close()
    (path / "store.json").write_text('{"format": 99, "base": "http://example.org/"}')
    with pytest.raises(StoreVersionError, match="newer version of kg"):
        GraphStore.open(path)


def test_what_is_no_store_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter.txt").write_text("x")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "store.json").write_text("{")
    cases = {"file": "is a file", "foreign": "holds no graph", "broken": "cannot be read"}
    for name, words in cases.items():
        for create in (True, False):
            with pytest.raises(StoreError, match=words):
                GraphStore.open(tmp_path / name, create=create)
    with pytest.raises(StoreError, match="there is no graph here; make one with: kg build"):
        GraphStore.open(tmp_path / "nothing")
    assert sorted(entry.name for entry in (tmp_path / "foreign").iterdir()) == ["letter.txt"]


def test_an_empty_folder_becomes_a_store(path: Path) -> None:
    path.mkdir()
    GraphStore.open(path, create=True, base=BASE).close()
    assert GraphStore.open(path, read_only=True).base == BASE


def test_another_base_is_refused(path: Path) -> None:
    GraphStore.open(path, create=True, base=BASE).close()
    for create in (True, False):
        with pytest.raises(StoreError, match=r"base IRI is http://example\.org/, not http://other\.org/"):
            GraphStore.open(path, create=create, base="http://other.org/")
    with pytest.raises(ConfigError):
        GraphStore.open(path.with_name("new"), create=True, base="not an iri")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="permission denied"):
        GraphStore.open(tmp_path / "graph", create=True)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("IO error: No space left on device: While appending to file: /x/000012.sst", "the disk is full"),
        ("[Errno 13] Permission denied: '/x'", "permission denied"),
        ("IO error: While lock file: /x/LOCK: Resource temporarily unavailable", "another process is writing"),
        ("Corruption: bad block contents", "the database is damaged"),
        ("something\nelse", "something else"),
    ],
)
def test_failures_of_the_system_become_one_line(words: str, meaning: str) -> None:
    message = str(store_error(Path("/x"), OSError(words)))
    assert message.startswith(f"/x: {meaning}") and "\n" not in message


def test_a_closed_store_says_so(path: Path) -> None:
    store = GraphStore.open(path, create=True)
    store.close()
    store.close()
    with pytest.raises(KgError, match="was closed"):
        store.read(G1)


KILLED = """
import sys, itertools
import pyoxigraph as ox
from kg.store.graphs import GraphStore
base, size = "http://example.org/", 300
store = GraphStore.open(sys.argv[1], create=True, base=base)
print("ready", flush=True)
for turn in itertools.count(int(sys.argv[2])):
    graphs = {}
    for name in ("one", "two"):
        graph = ox.NamedNode(base + "graph/article/" + name)
        graphs[graph.value] = [
            ox.Quad(ox.NamedNode(f"{base}{i}"), ox.NamedNode(base + "turn"), ox.Literal(str(turn)), graph) for i in range(size)
        ]
    store.replace(graphs)
    if turn % 7 == 0:
        store.publish()
"""


def test_a_kill_at_any_moment_leaves_whole_graphs_only(path: Path) -> None:
    turns = []
    for number in range(12):
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(path), str(number * 1000)], stdout=subprocess.PIPE)
        assert child.stdout is not None and child.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.05 + 0.037 * number)
        child.kill()
        child.wait()
        child.stdout.close()
        with GraphStore.open(path, read_only=number % 2 == 0) as store:
            found = {name: [quad.object.value for quad in store.read(name)] for name in store.graph_names()}
        assert list(found) == [G1, G2]
        assert [len(values) for values in found.values()] == [300, 300]
        turns.append(set(found[G1] + found[G2]))
    assert [len(turn) for turn in turns] == [1] * 12

"""The graph taken out: files appear whole or not at all."""

import gzip
import hashlib
import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
import zstandard

from kg.cli import output
from kg.export import EXPORTERS, PAIRS, RDF_FORMATS, arrow
from kg.export.frames import FRAMES
from kg.store.graphs import GraphStore


@pytest.mark.parametrize("form", sorted(RDF_FORMATS))
def test_rdf_goes_to_stdout_and_to_a_file(run, told, tmp_path, form):
    done = run("export", "rdf", "--format", form, "--store", told)
    assert done.code == 0 and "lenta" in done.out
    assert run("export", "rdf", "--format", form, "--store", told, "-o", "graph.out").out == ""
    assert (tmp_path / "graph.out").read_text(encoding="utf-8") == done.out


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_exporter_writes_a_file(run, told, tmp_path, name):
    done = run("export", name, "-o", "out", "--store", told)
    assert done.code == 0 and done.out == "" and (tmp_path / "out").stat().st_size > 0


def test_a_file_that_cannot_be_written_is_one_line(run, told, tmp_path):
    for place in ("no/such/folder/graph.nq", "."):
        done = run("export", "rdf", "--store", told, "-o", place)
        assert (done.code, len(done.lines)) == (1, 1) and "cannot be written" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_as_it_was(run, told, tmp_path, monkeypatch):
    (tmp_path / "graph.gexf").write_text("old", encoding="utf-8")

    def full(graph, sink):
        sink.write(b"half")
        raise OSError(28, "No space left on device")

    exporter = EXPORTERS["gexf"]
    monkeypatch.setitem(EXPORTERS, "gexf", type(exporter)(full, exporter.media_type, exporter.suffix, exporter.view))
    done = run("export", "gexf", "--store", told, "-o", "graph.gexf")
    assert (done.code, len(done.lines)) == (1, 1) and "No space left on device" in done.err
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"graph.gexf": "old"}


def test_an_unknown_format_is_usage(run, told):
    assert run("export", "gefx", "--store", told).code == 2
    assert run("export", "rdf", "--format", "xls", "--store", told).code == 2


def test_target_writes_through_a_file_beside(tmp_path):
    with output.target(str(tmp_path / "out")) as sink:
        sink.write(b"whole")
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out").read_bytes() == b"whole"


@pytest.fixture
def empty(tmp_path):
    with GraphStore.open(tmp_path / "empty", create=True):
        pass
    return tmp_path / "empty"


def network(path):
    return nx.read_gexf(path)


def test_the_name_of_a_file_says_how_it_is_written_and_packed(run, told, tmp_path):
    plain = run("export", "rdf", "--format", "trig", "--store", told).out.encode()
    for name, unpack in (("g.trig", bytes), ("g.trig.gz", gzip.decompress), ("g.trig.zst", unpacked)):
        assert run("export", "rdf", "--store", told, "-o", name).code == 0
        assert unpack((tmp_path / name).read_bytes()) == plain
    assert run("export", "gexf", "--store", told, "-o", "g.gexf.gz").code == 0
    assert ET.fromstring(gzip.decompress((tmp_path / "g.gexf.gz").read_bytes())).get("version") == "1.3"


def unpacked(block):
    return zstandard.ZstdDecompressor().decompressobj().decompress(block)


@pytest.mark.parametrize("name", ["g.nq", "g.nq.zst"])
def test_a_checksum_is_that_of_the_file_as_it_lies_there(run, told, tmp_path, name):
    assert run("export", "rdf", "--store", told, "--checksum", "-o", name).code == 0
    digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert (tmp_path / f"{name}.sha256").read_text() == f"{digest}  {name}\n"
    assert run("export", "rdf", "--store", told, "--checksum").code == 2


def test_one_named_graph_is_found_by_its_last_part_and_an_unknown_one_refused(run, told):
    done = run("export", "rdf", "--store", told, "--graph", "entities")
    assert done.code == 0 and all(line.endswith("/graph/entities> .") for line in done.out.splitlines())
    wrong = run("export", "rdf", "--store", told, "--graph", "entitles")
    assert (wrong.code, len(wrong.lines)) == (1, 1) and "no named graph 'entitles'; nearest are" in wrong.err


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_is_two_files_whose_ends_fit(run, told, tmp_path, name):
    assert run("export", name, "-o", "net", "--store", told).code == 0
    nodes, edges = ((tmp_path / f"net{suffix}").read_text("utf-8").splitlines() for suffix in PAIRS[name].files)
    known = {line.split(",")[0] for line in nodes[1:]}
    assert len(edges) > 10 and {end for line in edges[1:] for end in line.split(",")[:2]} <= known
    assert run("export", name, "-o", "-", "--store", told).code == 2


@pytest.mark.parametrize("form", arrow.FORMS)
def test_tables_go_to_a_folder_or_one_to_a_file(run, told, tmp_path, form):
    done = run("export", form, "-o", "tables", "--store", told)
    assert done.code == 0 and "claims, " in done.err
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == sorted(f"{name}.{form}" for name in FRAMES)
    assert run("export", form, "--table", "claims", "-o", "one", "--store", told).code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "tables" / f"claims.{form}").read_bytes()
    (tmp_path / "file").write_text("mine")
    wrong = run("export", form, "-o", "file", "--store", told)
    assert (wrong.code, len(wrong.lines)) == (1, 1) and "cannot be written" in wrong.err


def test_entities_of_followthemoney_are_lines_of_json(run, told):
    done = run("export", "followthemoney", "--store", told)
    assert {json.loads(line)["schema"] for line in done.out.splitlines()} >= {"Person", "Article", "Event"}


@pytest.mark.parametrize(("name", "begins"), [("r.md", "# Figures"), ("r.html", "<!DOCTYPE html>")])
def test_a_report_is_written_as_its_name_asks(run, told, tmp_path, name, begins):
    done = run("export", "report", "figures", "--param", "place=Lenta", "--store", told, "-o", name)
    assert done.code == 0 and "quotation" in done.err
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_report_of_what_cannot_be_asked_is_refused_in_one_line(run, told):
    for words, said in (
        (("figgures",), "no saved question 'figgures'; nearest are figures"),
        (("figures", "--param", "place"), "write it as NAME=VALUE"),
        (("figures", "--param", "plaice=x"), "no parameter 'plaice'"),
        (("evidence",), "needs --thing"),
    ):
        done = run("export", "report", *words, "--store", told)
        assert (done.code, len(done.lines), done.out) == (1, 1, "") and said in done.err


def test_a_network_is_filtered_measured_and_laid_out_by_flags(run, told, tmp_path):
    words = (
        "--view",
        "actors",
        "--communities",
        "--centrality",
        "degree",
        "--layout",
        "circular",
        "--min-weight",
        "1",
        "--since",
        "1900-01-01",
    )
    assert run("export", "gexf", *words, "--store", told, "-o", "g.gexf").code == 0
    graph = network(tmp_path / "g.gexf")
    assert all({"Community", "Degree", "viz"} <= set(data) for _, data in graph.nodes(data=True)) and len(graph) > 2
    assert "Layout: circular" in (tmp_path / "g.gexf").read_text("utf-8")


def test_a_query_draws_its_answer(run, told, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT ?source ?target ?claim WHERE { ?claim kg:attributedTo ?source ; kg:inArticle ?target }")
    assert run("export", "gexf", "--query", "q.rq", "--store", told, "-o", "g.gexf").code == 0
    assert network(tmp_path / "g.gexf").number_of_edges() > 0
    done = run(
        "export",
        "edges",
        "--query",
        "-",
        "--store",
        told,
        stdin="CONSTRUCT { ?a <http://x/by> ?b } WHERE { ?c kg:attributedTo ?b ; kg:inArticle ?a }",
    )
    assert done.code == 0 and ",by," in done.out


def test_what_cannot_be_drawn_is_refused_in_one_line_and_nothing_is_written(run, told, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT ?a WHERE { ?a ?b ?c } LIMIT 1")
    for words, said in (
        (("--query", "none.rq"), "cannot be read as a query"),
        (("--query", "q.rq"), "needs the columns ?source and ?target"),
        (("--outlet", "Nobody"), "no outlet 'Nobody'"),
        (("--place", "Nowhere at all"), "no place 'Nowhere at all'"),
        (("--since", "2024-02-01", "--until", "2024-01-01"), "nothing can be both"),
    ):
        done = run("export", "gexf", *words, "--store", told, "-o", "g.gexf")
        assert (done.code, len(done.lines)) == (1, 1) and said in done.err
    for words in (
        ("--since", "soon"),
        ("--type", "party"),
        ("--status", "true"),
        ("--min-weight", "0"),
        ("--layout", "nice"),
        ("--view", "all"),
    ):
        assert run("export", "gexf", *words, "--store", told, "-o", "g.gexf").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["q.rq"]


@pytest.mark.parametrize("name", ["gexf", "graphml", "svg", "geojson", "followthemoney", "nodes"])
def test_a_graph_with_nothing_in_it_and_a_filter_that_leaves_nothing_are_whole_files(run, told, empty, tmp_path, name):
    asked = () if name == "followthemoney" else ("--communities", "--centrality", "betweenness")
    files = []
    for words in (("--store", empty), ("--store", told, "--since", "2999-01-01")):
        assert run("export", name, *words, *asked, "-o", "out").code == 0
        files.append((tmp_path / "out").read_bytes())
    assert files[0] == files[1]
    if name in ("gexf", "graphml", "svg"):
        ET.fromstring(files[0])


def test_a_report_and_tables_of_an_empty_graph(run, empty, tmp_path):
    assert "0 rows, 0 quotations" in run("export", "report", "figures", "--store", empty).out
    assert "0 claims, 0 mentions, 0 entities, 0 comparisons" in run("export", "parquet", "-o", "t", "--store", empty).err
    assert run("export", "rdf", "--store", empty).code == 0


def test_a_full_disk_leaves_both_files_of_a_pair_as_they_were(run, told, tmp_path, monkeypatch):
    for suffix in PAIRS["csv"].files:
        (tmp_path / f"net{suffix}").write_text("old", encoding="utf-8")

    def full(graph, sink):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(PAIRS["csv"].files, ".edges.csv", full)
    done = run("export", "csv", "--store", told, "-o", "net")
    assert (done.code, len(done.lines)) == (1, 1) and "No space left on device" in done.err
    assert {path.read_text("utf-8") for path in tmp_path.iterdir()} == {"old"} and len(list(tmp_path.iterdir())) == 2


def test_dynamic_weights_are_asked_for(run, told):
    assert 'for="weight"' not in run("export", "gexf", "--store", told).out
    assert 'for="weight"' in run("export", "gexf", "--dynamic-weights", "--store", told).out


def test_a_disk_that_fills_up_half_way_leaves_the_old_file_and_nothing_beside_it(told, tmp_path):
    (tmp_path / "g.gexf").write_text("old", encoding="utf-8")
    # The system lets no file of this process grow beyond 20 kB: writing fails in the middle, as on a full disk.
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); from kg.cli import main; main(sys.argv[1:])"
    words = ["export", "gexf", "--store", told, "-o", "g.gexf"]
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1) and "g.gexf: cannot be written: File too large" in done.stderr
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"g.gexf": "old"}

"""The graph taken out: files appear whole or not at all."""

import pytest

from kg.cli import output
from kg.export import EXPORTERS, RDF_FORMATS


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

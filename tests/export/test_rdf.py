"""Dumps as judges outside kg read them."""

import io
import subprocess

from kg.export.rdf import RDF_FORMATS, format_of


def test_a_file_is_written_in_the_format_that_its_name_asks_for():
    assert {format_of(f"x{suffix}.gz"): suffix for _, suffix in RDF_FORMATS.values()} == {
        name: suffix for name, (_, suffix) in RDF_FORMATS.items()
    }
    assert format_of("-") == format_of("graph.out") == "nq"


def test_the_sorted_lines_of_a_dump_are_its_canonical_form(told, judges, tmp_path):
    sink = io.BytesIO()
    told.dump(sink)
    (tmp_path / "graph.nq").write_bytes(sink.getvalue())
    run = subprocess.run(["node", judges / "canonical.js", tmp_path / "graph.nq"], capture_output=True, check=True, timeout=120)
    lines = sink.getvalue().splitlines(keepends=True)
    assert len(lines) > 300
    assert b"".join(sorted(lines)) == run.stdout

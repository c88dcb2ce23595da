"""Building reports what was read, what was refused and why, and goes on with the rest."""

import gzip
import json
import os
import pty
import shutil
import socket
import subprocess
import sys

import pytest

from kg.store.graphs import GraphStore
from tests.cli.conftest import TEXT

FRENCH = (
    "Le gouvernement a annoncé mardi que les habitants de la ville avaient été évacués après la crue de la rivière, "
    "et que les écoles seraient fermées pendant une semaine, selon le porte-parole du ministère de l'Intérieur.\n"
)
PDF, PICTURE = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256))
BROKEN_UTF8 = "“Good” words, “good” words, “good” words".encode() + b"\xff"

#: Inputs that cannot be read, with words of the one line that says so.
BAD = {
    "empty.txt": (b"", "empty.txt: the file is empty"),
    "blank.txt": (b" \n\n ", "blank.txt: the file is empty"),
    "picture.txt": (PICTURE, "picture.txt: is a PNG picture, not text"),
    "paper.txt": (PDF, "paper.txt: is a PDF, not text"),
    "noise.txt": (bytes(range(256)) * 40, "noise.txt: is binary data, not text"),
    "half.txt": (BROKEN_UTF8, "byte 0xff at offset"),
    "cut.txt.gz": (gzip.compress(TEXT.encode())[:40], "cut.txt.gz: the gzip data is damaged or cut short"),
    "plain.html": (b"no markup here", "plain.html: is no HTML"),
    "bare.html": (b"<html><body><script>var x = 1;</script></body></html>", "bare.html: no article was found in the page"),
    "not.json": (b'{"text": ', "not.json: is no JSON"),
    "missing.json": (b'{"title": "x"}', "field text (or html) is missing"),
    "unknown.json": (b'{"text": "x y z", "titel": "x"}', "unknown field titel; known are text, html, title"),
    "day.json": (b'{"text": "x y z", "published": "soon"}', "field published must be a day"),
    "one.jsonl": (b'{"text": 5}\n', "one.jsonl:1: field text must be text"),
    "feed.xml": (b"<html><p>x</p></html>", "feed.xml"),
    "notes.docx": (b"PK\x03\x04", "notes.docx: is of no known kind"),
    "lonely.meta.json": (b"{}", "lonely.meta.json: is a sidecar without its article"),
}


def articles(place):
    with GraphStore.open(place, read_only=True) as store:
        return sorted(str(row[0]) for row in store.query("SELECT ?name { ?article kg:sourceName ?name }").rows)


def test_each_bad_input_has_one_line_and_the_others_are_built(run, tmp_path):
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    done = run("build", *BAD, "no-such.txt", "good.txt", "--store", "graph")
    refused = [line for line in done.lines if line.startswith("kg: ")]
    assert done.code == 1 and done.out == "" and "Traceback" not in done.err
    assert [words for (_, words), line in zip(BAD.values(), refused, strict=False) if words not in line] == []
    assert refused[-1] == "kg: no-such.txt: there is no such file or folder"
    assert len(refused) == len(BAD) + 1
    assert articles("graph") == ["good.txt"]
    assert run("check", "--store", "graph").code == 0


def test_a_line_of_50_mb_is_refused_as_text_and_as_json(run, tmp_path):
    (tmp_path / "long.txt").write_bytes(b"word " * 10_000_000)
    (tmp_path / "long.jsonl").write_bytes(b'{"text": "' + b"word " * 10_000_000 + b'"}\n' + json.dumps({"text": TEXT}).encode())
    done = run("build", "long.txt", "long.jsonl", "--store", "graph")
    assert done.code == 1
    assert [line for line in done.lines if line.startswith("kg: ")] == [
        "kg: long.txt: a text of 50,000,000 characters is no article (at most 2,000,000); split it",
        "kg: long.jsonl:1: a line of more than 16 MB is no article",
    ]
    assert articles("graph") == ["long.jsonl"]


def test_an_address_that_cannot_be_reached_is_one_line(run, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/story"
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    done = run("build", address, "http://", "good.txt", "--store", "graph")
    assert done.code == 1
    assert done.lines[0].startswith(f"kg: {address}: cannot be reached: ") and done.lines[1].startswith("kg: http://: is no address")
    assert articles("graph") == ["good.txt"]


def test_the_report_names_languages_encodings_dates_and_files_of_unknown_kinds(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "french.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "in" / "old.txt").write_bytes(TEXT.replace("river", "café “river”").encode("cp1252"))
    for name in ("a.pdf", "b.pdf", "notes.docx"):
        (tmp_path / "in" / name).write_bytes(PDF)
    done = run("build", "in", "--store", "graph")
    assert done.code == 0
    assert done.lines[0] == "2 articles: 2 added"
    assert "  note: the article is in French: only what needs no English is read (french.txt)" in done.lines
    assert "  note: the encoding was detected: cp1252 (old.txt)" in done.lines
    assert "  2 without a date of publication: relative times in them stay unresolved (give --published)" in done.lines
    assert done.lines[-1] == "not read in in, being of no known kind: 1 .docx, 2 .pdf"


def test_standard_input_is_an_article_and_quiet_says_nothing(run):
    done = run("build", "-", "--quiet", "--published", "2024-03-05", "--store", "graph", stdin=TEXT)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert articles("graph") == ["stdin"]


def test_building_again_changes_nothing_and_finishes_what_a_killed_build_left(run, tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    run("build", "good.txt", "--store", "graph")
    with GraphStore.open("graph") as store:
        entities = store.graph_iri("entities")
        before = store.read(entities)
        store.drop(entities)
    done = run("build", "good.txt", "--store", "graph")
    assert done.lines[0] == "1 article: 1 unchanged"
    with GraphStore.open("graph", read_only=True) as store:
        assert store.read(entities) == before


def test_retracting_takes_an_article_out_and_an_unknown_one_offers_the_nearest(run, built, tmp_path):
    graph = shutil.copytree(built / "graph", tmp_path / "graph")
    done = run("retract", "morvitz-gazete-2024-03-05.txt", "--store", graph)
    assert done.code == 1 and "did you mean morvitz-gazette-2024-03-05.txt" in done.err and len(done.lines) == 1
    assert run("retract", "morvitz-gazette-2024-03-05.txt", "--store", graph).code == 0
    assert articles(graph) == ["fenwick-post-2024-03-20.txt", "tamber-courier-2024-03-06.txt"]
    assert run("check", "--store", graph).code == 0


def test_a_defect_at_one_article_is_one_line_and_the_others_go_on(run, tmp_path, monkeypatch, reader):
    read = type(reader).read

    def failing(self, text, spans):
        return read(self, text, spans) if "Lenta" in text else {}["missing"]

    monkeypatch.setattr(type(reader), "read", failing)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "odd.txt").write_text(TEXT.replace("Lenta", "Tarn"), encoding="utf-8")
    done = run("build", "odd.txt", "good.txt", "--quiet", "--store", "graph")
    assert (done.code, done.lines) == (1, ["kg: odd.txt: a defect in kg: KeyError: 'missing'"])
    assert articles("graph") == ["good.txt"]
    monkeypatch.setenv("KG_DEBUG", "1")
    assert "Traceback" in run("build", "odd.txt", "--quiet", "--store", "graph").err


@pytest.mark.parametrize("option", [["--published", "soon"], ["--base", "nowhere"]])
def test_an_option_that_cannot_be_used_is_one_line_and_makes_no_graph(run, tmp_path, option):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    done = run("build", "good.txt", *option, "--store", "graph")
    assert (done.code, len(done.lines), (tmp_path / "graph").exists()) == (1, 1, False)


def test_a_terminal_sees_progress_and_a_pipe_does_not(tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "good.txt", "bad.txt", "--store", "graph"]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(command, stderr=theirs, stdout=subprocess.PIPE, cwd=tmp_path, env=environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end of a terminal closes with an error on Linux
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert process.stdout is not None and process.stdout.read() == b""
    process.stdout.close()
    assert process.wait() == 1
    assert b"reading" in seen and b"kg: bad.txt: there is no such file or folder" in seen and b"1 added, 1 refused" in seen


@pytest.fixture
def small(tmp_path):
    """Return a disk of 1 MB, where one may be made."""
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_one_line_and_leaves_whole_articles(run, built, small):
    done = run("build", built / "articles", "--store", small / "graph")
    assert done.code == 1
    assert done.lines == [f"kg: {small}/graph: the disk is full; free some space and run the command again, nothing is half written"]
    subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
    assert run("build", built / "articles", "--quiet", "--store", small / "graph").code == 0
    assert run("check", "--store", small / "graph").code == 0

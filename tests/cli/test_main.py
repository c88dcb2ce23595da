"""Every command has help, failures are one line, and exit codes mean what they say."""

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest

from kg.cli import root
from kg.config import Settings
from kg.store.graphs import GraphStore
from tests.cli.conftest import TEXT


def commands(group, words=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))


ALL = list(commands(root))
#: Commands that read a graph, with what they need besides.
READING = [
    ("ask", "actors"), ("sparql", "SELECT * { ?s ?p ?o } LIMIT 1"), ("show", "Lenta"), ("compare",), ("check",), ("stats",),
    ("export", "rdf"), ("export", "gexf"), ("decisions", "list"), ("decisions", "export"),
]  # fmt: skip
WRITING = [("retract", "x"), ("merge", "a", "b"), ("reject", "a"), ("review",), ("decisions", "undo", "1")]


@pytest.mark.parametrize(("words", "command"), ALL, ids=[" ".join(words) for words, _ in ALL])
def test_every_command_and_every_option_has_help(words, command):
    assert command.help or command.short_help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_help_is_a_result_and_a_wrong_option_is_usage(run):
    done = run("build", "--help")
    assert done.code == 0 and done.out.startswith("Usage: kg build") and done.err == ""
    done = run("build", "--nonsense")
    assert done.code == 2 and done.out == "" and "No such option" in done.err
    assert run("biuld").code == 2
    assert run("build").code == 2


@pytest.mark.parametrize("words", READING + WRITING, ids=" ".join)
def test_a_graph_that_is_not_there_is_one_line(run, tmp_path, words):
    done = run(*words, "--store", "nowhere")
    assert (done.code, done.out) == (1, "")
    assert done.lines == ["kg: nowhere: there is no graph here; make one with: kg build SOURCE --store nowhere"]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("words", [("stats",), ("retract", "x"), ("build", "good.txt")], ids=" ".join)
def test_what_is_no_graph_of_ours_is_left_alone(run, tmp_path, words):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "newer").mkdir()
    (tmp_path / "newer" / "store.json").write_text(json.dumps({"format": 99, "base": "http://x/"}), encoding="utf-8")
    foreign, newer, file = (run(*words, "--store", name) for name in ("foreign", "newer", "good.txt"))
    assert (foreign.code, foreign.lines) == (1, ["kg: foreign: this folder holds no graph (store.json is missing); choose another --store"])
    assert (newer.code, newer.lines) == (1, ["kg: newer: written by a newer version of kg (format 99, known up to 1); upgrade kg"])
    assert (file.code, file.lines) == (1, ["kg: good.txt: this is a file, not a graph's folder; choose another --store"])
    assert [path.name for path in (tmp_path / "foreign").iterdir()] == ["letter.txt"]


def test_a_graph_that_another_holds_is_read_but_not_written(run, own, tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    with GraphStore.open(own):
        for words in (("build", "good.txt"), ("reject", "Lenta"), ("review",)):
            done = run(*words, "--store", own)
            assert (done.code, done.lines) == (
                1,
                [f"kg: {own}: another process is writing to this graph; wait for it to end, or build into another --store"],
            )
        assert run("stats", "--store", own).code == 0


def test_settings_that_cannot_be_used_are_one_line(run, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_THREADS", "many")
    assert run("stats").lines == ["kg: setting threads must be a whole number, not 'many'"]
    monkeypatch.delenv("KG_THREADS")
    (tmp_path / "kg.toml").write_text("stroe = 'x'\n", encoding="utf-8")
    known = ", ".join(sorted(field.name for field in fields(Settings)))
    assert run("stats").lines == [f"kg: {tmp_path}/kg.toml: unknown setting stroe; known are {known}"]


def test_a_defect_is_one_line_and_debug_shows_where(run, told, monkeypatch):
    def broken(store):
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr(sys.modules["kg.cli.check"], "count", broken)
    done = run("stats", "--store", told)
    assert (done.code, done.lines) == (1, ["kg: a defect in kg: ZeroDivisionError: two lines; 'kg --debug ...' or KG_DEBUG=1 shows where"])
    assert "Traceback" in run("--debug", "stats", "--store", told).err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_one_line(run, tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "closed").mkdir(mode=0o500)
    done = run("build", "good.txt", "--store", "closed/graph")
    assert (done.code, len(done.lines)) == (1, 1) and "permission denied" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_device_is_one_line_and_a_closed_pipe_none(told):
    def kg(redirection):
        command = f"{sys.executable} -c 'from kg.cli import main; main()' export rdf --store {told} {redirection}"
        return subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)

    full, closed = kg("> /dev/full"), kg("| head -c 10")
    assert (full.returncode, len(full.stderr.splitlines())) == (1, 1)
    assert "the disk is full" in full.stderr or "No space left on device" in full.stderr
    assert closed.stderr == "" and len(closed.stdout) == 10

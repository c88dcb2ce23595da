"""Options that several commands share."""

import datetime as dt

import click
import pyoxigraph as ox
import pytest
from store.endpoints import endpoint

from kg.articles.load import Overrides
from kg.cli.options import debugging, overrides, settings, signer
from kg.config import Settings
from kg.errors import ConfigError
from kg.store.graphs import GraphStore


def called(decorate, *words):
    seen = {}

    @click.command()
    @decorate
    def command(**given):
        seen.update(given)

    command.main(list(words), standalone_mode=False)
    return seen


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path, monkeypatch):
    (tmp_path / "kg.toml").write_text("store = 'filed'\nqueries = 'mine'\n", encoding="utf-8")
    assert called(settings)["settings"].store == "filed"
    monkeypatch.setenv("KG_STORE", "set")
    assert called(settings)["settings"].store == "set"
    assert called(settings, "--store", "flag")["settings"] == Settings(store="flag", queries="mine", by="ann")


def test_overrides_are_one_value():
    how = called(overrides, "--published", "2024-03-05", "--url", "https://x.example/a")["how"]
    assert how == Overrides(published=dt.date(2024, 3, 5), url="https://x.example/a")
    with pytest.raises(ConfigError, match="is no date"):
        called(overrides, "--published", "5/3/2024")


def test_the_login_name_signs_where_nobody_is_named(monkeypatch):
    monkeypatch.setenv("USER", "ben")
    assert (signer(Settings(by="ann")), signer(Settings())) == ("ann", "ben")


def test_debugging_is_asked_for_in_the_environment(monkeypatch):
    assert not debugging()
    monkeypatch.setenv("KG_DEBUG", "1")
    assert debugging()


def test_engines_are_settings_and_an_unknown_one_is_refused(run, tmp_path):
    (tmp_path / "one.txt").write_text("A dam broke.\n", encoding="utf-8")
    done = run("read", tmp_path / "one.txt", "--names", "oracle:delphi")
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert "oracle" in done.err and "spacy:PIPELINE" in done.err


def test_a_graph_behind_an_endpoint_is_asked_in_place_of_a_folder(run, told):
    held = ox.Store()
    with GraphStore.open(told, read_only=True) as graph:
        for name in graph.graph_names():
            held.extend(graph.read(name))
    with endpoint(held, "asked") as url:
        for words in (("stats",), ("ask", "denials"), ("show", "Lenta"), ("search", "lenta"), ("compare",), ("export", "rdf"), ("check",)):
            assert run(*words, "--endpoint", url) == run(*words, "--store", told)


def test_what_is_no_address_is_no_endpoint(run):
    assert run("stats", "--endpoint", "graph").lines == ["kg: --endpoint 'graph' is no address; write it as http://localhost:8000/sparql"]


def test_a_command_that_needs_a_folder_says_so(run):
    assert run("decisions", "list", "--store", "http://localhost:1/sparql").lines == [
        "kg: http://localhost:1/sparql: this command needs a graph in a folder, not one behind an endpoint"
    ]

"""kg serve, from its command line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from server.conftest import TOKEN, fill, serving

from kg.cli.serve import Size
from kg.store.graphs import GraphStore

KG = str(Path(sys.executable).parent / "kg")


def refused(*words: str, **environment: str) -> str:
    """Run a command that fails, and return what it says."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    done = subprocess.run([KG, "serve", *words], env={**kept, **environment}, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("served") / "story"
    fill(place)
    return place


def test_a_graph_that_is_not_there_is_said_in_one_line(tmp_path):
    assert refused("--store", str(tmp_path / "none")).startswith(f"kg: {tmp_path}/none: there is no graph here; make one with: kg build")


def test_a_port_that_is_taken_is_said_in_one_line(store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused("--store", str(store), "--port", str(port))
    assert said == f"kg: cannot serve at 127.0.0.1:{port}: Address already in use; choose another --port or --host\n"


def test_updates_need_a_token_that_keeps_people_out(store, tmp_path):
    assert refused("--store", str(store), "--allow-update") == "kg: updates need a token: set KG_TOKEN, or give --token-file\n"
    short = "kg: the token is too short to keep anybody out; take at least 16 characters\n"
    assert refused("--store", str(store), "--allow-update", KG_TOKEN="short") == short
    (tmp_path / "token").write_text("short\n", "utf-8")
    assert refused("--store", str(store), "--token-file", str(tmp_path / "token")) == short
    assert "cannot be read" in refused("--store", str(store), "--token-file", str(tmp_path / "none"))


def test_an_update_during_a_build_is_asked_to_come_again(store):
    with serving(store, "--allow-update") as served, GraphStore.open(store):
        update = {"content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}
        answer = served.client.post("/sparql", **update)
        assert (answer.status_code, answer.json()["detail"].split(": ")[1]) == (
            503,
            "another process is writing to this graph; wait for it to end, or build into another --store",
        )
        assert served.client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_asked_to_end_does_so(number, store):
    with serving(store) as served:
        assert httpx.get(f"{served.url}/health").status_code == 200
        served.process.send_signal(number)
        served.process.communicate(timeout=30)
        assert served.process.returncode in (0, 130, -number)
    assert TOKEN not in served.lines()


@pytest.mark.parametrize(("text", "size"), [("500M", 500 << 20), ("2G", 2 << 30), ("1.5gb", 3 << 29), ("4096", 4096)])
def test_sizes_are_read_as_people_write_them(text, size):
    assert Size().convert(text, None, None) == size

"""Run a real ``kg serve`` on a small story, one for all tests that only read and one for each that changes something."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from store import story

from kg.store.graphs import GraphStore

#: Each server has a log of its own.
NUMBERS = itertools.count()
TOKEN = "a-token-of-the-tests"


@dataclass
class Served:
    """Hold a server that runs: its address, its graph's folder, its log, and a client that has the token."""

    url: str
    store: Path
    log: Path
    process: subprocess.Popen[str]
    client: httpx.Client

    def lines(self) -> str:
        """Return what was logged so far; a thread writes it, so it is given a moment."""
        time.sleep(0.5)
        return self.log.read_text("utf-8")


def fill(store: Path) -> None:
    """Write the story into a store on disk."""
    told = story.told()
    with GraphStore.open(store, create=True, base=story.BASE) as graph:
        graph.replace({name: told.read(name) for name in told.graph_names()})


@contextmanager
def serving(store: Path, *options: str, token: str | None = TOKEN, stdout: int | None = None) -> Iterator[Served]:
    """Serve a store on a free port until the block ends."""
    log = store.with_name(f"{store.name}-{next(NUMBERS)}.log")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    if token:
        environment["KG_TOKEN"] = token
    command = [Path(sys.executable).parent / "kg", "serve", "--store", store, "--port", "0", "--workers", "2", "--log", log, *options]
    process = subprocess.Popen(command, env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"at (http://\S+)/", line)
        assert found, line + process.stderr.read()
        with httpx.Client(base_url=found[1], timeout=60, headers={"Authorization": f"Bearer {token}"}) as client:
            yield Served(found[1], store, log, process, client)
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="session")
def story_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store on disk with the story, not to be changed."""
    store = tmp_path_factory.mktemp("served") / "story"
    fill(store)
    return store


@pytest.fixture(scope="session")
def reading(story_store: Path) -> Iterator[Served]:
    """Serve the story to tests that only read."""
    with serving(story_store) as served:
        yield served


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a story that tests may change."""
    store = tmp_path_factory.mktemp("written") / "story"
    fill(store)
    with serving(store, "--allow-update") as served:
        yield served

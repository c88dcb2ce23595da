"""A site of the small story, published once for the tests that only look at it, and what changes the story."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import pipeline
from kg.site.options import Options
from kg.site.publish import Published, publish
from kg.store import across
from kg.store.graphs import GraphStore
from kg.triples.quads import Origin
from tests.store import story

BASE = "https://data.example.org/flood/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OPTIONS = Options(BASE, LICENCE, "The <flood> & after", "Ann's “desk”")


def put(place: Path, *readings: object) -> None:
    """Read articles into a graph and relate it."""
    with GraphStore.open(place, create=True, base=story.BASE) as store:
        for reading in readings:
            assert across.put(store, reading, {}, Origin()) == ()  # type: ignore[arg-type]
        pipeline.relate(store)


def with_headline(number: int, headline: str) -> object:
    """Return an article of the story under another headline."""
    reading = story.READINGS[number]
    return replace(reading, article=replace(reading.article, headline=headline))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def run_program() -> Callable[..., str]:
    """Run a program that has to succeed, and return what it prints."""

    def run(*words: object) -> str:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the story's graph, to be read only."""
    place = tmp_path_factory.mktemp("told") / "graph"
    put(place, *story.READINGS)
    return place


@pytest.fixture
def own(told: Path, tmp_path: Path) -> Path:
    """Return a copy of the story's graph, to be changed."""
    return shutil.copytree(told, tmp_path / "graph")


@pytest.fixture(scope="session")
def site(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the story's site, to be read only."""
    place = tmp_path_factory.mktemp("site") / "site"
    published(told, place)
    return place


def published(graph: Path, folder: Path, options: Options = OPTIONS, processes: int = 1) -> Published:
    with GraphStore.open(graph, read_only=True) as store:
        return publish(store, folder, options, processes)

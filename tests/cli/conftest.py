"""Run commands in this process, on small graphs that are made once: a story of values, and three example articles read."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import pipeline
from kg.articles.load import load
from kg.cli import main
from kg.language.reader import Reader
from kg.model import Entity, Mention, Reading, Span
from kg.store import across
from kg.store.graphs import GraphStore
from kg.triples.quads import Origin
from tests.store import story

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
FEW = ("morvitz-gazette-2024-03-05.txt", "tamber-courier-2024-03-06.txt", "fenwick-post-2024-03-20.txt")
TEXT = "Officials in Lenta said on Monday that 40 people had left the town after the river rose and the bridge was closed.\n"


@dataclass(frozen=True)
class Done:
    """Hold what a command did: its exit code, and what it printed for programs and for people."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Return the lines of what was said to the person."""
        return self.err.splitlines()


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Keep a test from the settings of whoever runs it, and read with one reader for all."""
    monkeypatch.chdir(tmp_path)
    for name in ("KG_STORE", "KG_BASE", "KG_QUERIES", "KG_THREADS", "KG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_BY", "ann")
    monkeypatch.setattr(sys.modules["kg.cli.options"], "Reader", lambda **_: request.getfixturevalue("reader"))


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    def once(*words: object, stdin: str | bytes = "") -> Done:
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        code: object = 0
        try:
            main([str(word) for word in words])
        except SystemExit as stop:
            code = stop.code
        out, err = capfdbinary.readouterr()
        return Done(int(str(code)), out.decode(), err.decode())

    return once


def extra(name: str, text: str, person: str) -> Reading:
    """Return a reading with one person in it."""
    span = Span(text.index(person), text.index(person) + len(person))
    entity = Entity(f"actor/{person.lower().replace(' ', '-')}", person, "person", (Mention(span, person, "person"),))
    return Reading(story.article(name, text, 7, "Coast Mail"), (entity,))


#: Two spellings that may be of one person: what linking leaves to people.
DOUBTFUL = (extra("one.txt", "Mara Lind spoke.", "Mara Lind"), extra("two.txt", "Mira Lund spoke.", "Mira Lund"))


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the story's graph, related; to be read only."""
    place = tmp_path_factory.mktemp("told") / "graph"
    with GraphStore.open(place, create=True, base=story.BASE) as store:
        for reading in (*story.READINGS, *DOUBTFUL):
            assert across.put(store, reading, {}, Origin()) == ()
        pipeline.relate(store)
    return place


@pytest.fixture
def own(told: Path, tmp_path: Path) -> Path:
    """Return a copy of the story's graph, to be changed."""
    return shutil.copytree(told, tmp_path / "own")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Path]:
    """Return a folder with three example articles and the graph that was built of them; to be copied before it is changed."""
    place = tmp_path_factory.mktemp("built")
    (place / "articles").mkdir()
    for name in FEW:
        for path in EXAMPLES.glob(Path(name).stem + ".*"):
            shutil.copy(path, place / "articles")
    with GraphStore.open(place / "graph", create=True) as store:
        assert [outcome.problem for outcome in pipeline.build(load([str(place / "articles")]), store, reader)] == [None] * 3
        pipeline.relate(store)
    yield place

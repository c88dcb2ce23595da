"""What is given out of a graph: under another base, without what stays at home, and written again only where it changed."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import StoreError
from kg.model import Action, Decision
from kg.store import across, curation
from kg.store.edition import Edition, Terms, edition
from kg.store.graphs import GraphStore
from kg.triples.quads import Origin, Run
from tests.store import story

BASE = "https://data.example.org/flood/"
VALE = story.BASE + "actor/omar-vale"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with GraphStore.open(tmp_path / "graph", create=True, base=story.BASE) as store:
        across.put_run(store, Run("kg", "1", {"statements": "LLM small at localhost:11434 (instructions 2)"}))
        for reading in story.READINGS:
            assert across.put(store, reading, {}, Origin()) == ()
        pipeline.relate(store)
        curation.record(store, story.DECISION)
    return tmp_path / "graph"


def made(place: Path, texts: bool = False) -> Edition:
    with GraphStore.open(place, read_only=True) as store:
        return edition(store, Terms(BASE, texts))


def lines(place: Path) -> list[str]:
    with GraphStore.open(place, read_only=True) as store:
        return [str(quad) for name in store.graph_names() for quad in store.read(name)]


def test_every_iri_moves_under_the_new_base_and_every_text_stays(place: Path) -> None:
    given = lines(made(place, texts=True).path)
    kept = [line for line in lines(place) if "graph/curation" not in line]
    assert given == sorted(
        (line.replace(f"<{story.BASE}", f"<{BASE}").replace(" at localhost:11434", "") for line in kept), key=lambda line: given.index(line)
    )
    assert not any("localhost" in line for line in given)


def test_without_texts_neither_the_text_nor_the_words_around_a_quotation_are_given_out(place: Path) -> None:
    given = "\n".join(lines(made(place).path))
    for word in ("ns#text>", "oa#prefix", "oa#suffix", "wireFingerprint"):
        assert word not in given
    assert "Harbour Watch said at least 40 people fled Lenta on Monday. " not in given
    assert '"at least 40 people fled Lenta on Monday"' in given


def test_an_unchanged_graph_keeps_its_key_and_a_changed_article_gets_another(place: Path) -> None:
    before = made(place)
    assert made(place) == before
    changed = replace(story.READINGS[2], article=replace(story.READINGS[2].article, headline="Another"))
    with GraphStore.open(place) as store:
        across.put(store, changed, {}, Origin())
        pipeline.relate(store)
    after = made(place)
    assert {graph for graph in before.keys if before.keys[graph] != after.keys[graph]} == {f"{BASE}graph/article/{story.ARTICLES[2]}"}
    assert any('"Another"' in line for line in lines(after.path))


def test_of_what_is_retracted_the_edition_keeps_the_tombstone_alone(place: Path) -> None:
    made(place)
    with GraphStore.open(place) as store:
        pipeline.retract(store, "nine.txt")
    kept = [line for line in lines(made(place).path) if story.ARTICLES[2] in line]
    assert len(kept) == 1
    assert kept[0].split()[:3:2] == [f"<{BASE}article/{story.ARTICLES[2]}>", "<https://w3id.org/newsclaims/ns#Retracted>"]


def test_an_edition_in_place_is_the_edition_from_nothing(place: Path, tmp_path: Path) -> None:
    made(place)
    with GraphStore.open(place) as store:
        pipeline.retract(store, "nine.txt")
        curation.record(store, Decision(Action.REDACT, VALE, "person-0123456789ab", "ana", dt.datetime(2024, 5, 1, tzinfo=dt.UTC)))
    kept = lines(made(place).path)
    assert kept == lines(made(place).path)
    assert "Vale" not in "\n".join(kept) and "omar-vale" not in "\n".join(kept)
    assert made(place, texts=True) != made(place)
    assert lines(made(place).path) == kept


def test_an_edition_that_was_cut_short_is_made_anew(place: Path) -> None:
    whole = lines(made(place).path)
    (place / "edition" / "edition.json").unlink()
    assert lines(made(place).path) == whole


def test_a_graph_in_memory_has_no_edition() -> None:
    with pytest.raises(StoreError, match="in memory"):
        edition(GraphStore.memory(), Terms(BASE))

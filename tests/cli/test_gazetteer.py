"""Gazetteers come and go by the command line, and building uses them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg import pipeline
from kg.cli import main
from kg.entities.gazetteer import Entry
from kg.language.reader import Reader
from kg.model import Article, Name, Sentence, Span, Text, Word
from kg.pipeline import State
from kg.store import gazetteer
from kg.store.checks import check_store
from kg.store.graphs import Change, GraphStore
from kg.store.stats import stats

TOWNS = """item,itemLabel,itemAltLabel,coord,type,countryCode
Q101,Tarn,Tarnov,Point(17.2 45.1),settlement,SY
Q102,Low Tarn,,,settlement,SY
"""
GROUPS = '{"id": "zz-1", "schema": "Organization", "properties": {"name": ["Orb Front"]}}\n'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "towns.csv").write_text(TOWNS)
    (tmp_path / "groups.jsonl").write_text(GROUPS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kg(*words: str) -> int:
    try:
        main(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str]]:
    capsys.readouterr()
    assert kg("gazetteer", "list", "--format", "csv", *words) == 0
    return [(row["source"], row["id"]) for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]


def test_sources_are_added_listed_and_removed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("gazetteer", "import", "towns.csv", "groups.jsonl") == 0
    assert "towns: 2 entries, added" in capsys.readouterr().err
    everything = [("groups", "actor/orb-front"), ("towns", "place/low-tarn"), ("towns", "place/tarn")]
    assert listed(capsys) == everything
    assert listed(capsys, "--source", "groups") == everything[:1]
    assert listed(capsys, "tarnov") == listed(capsys, "Q101") == everything[2:]
    assert kg("gazetteer", "import", "towns.csv") == 0
    assert "nothing changed" in capsys.readouterr().err
    assert kg("gazetteer", "remove", "town") == 1
    assert capsys.readouterr().err == "kg: no gazetteer was imported as 'town'; there are towns\n"
    assert kg("gazetteer", "remove", "towns") == 0
    assert listed(capsys) == everything[:1]


def test_bad_rows_are_named_and_a_file_without_entries_changes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "towns.csv").write_text(TOWNS + "Q103,Far,,Point(200 0),settlement,SY\n")
    assert kg("gazetteer", "import", "towns.csv") == 1
    assert capsys.readouterr().err.splitlines() == [
        "kg: towns.csv:4: longitude '200' is not between -180 and 180",
        "towns: 2 entries, added; 1 rows refused",
    ]
    (place / "towns.csv").write_text("nothing\n")
    assert kg("gazetteer", "import", "towns.csv") == 1
    assert "column item is missing" in capsys.readouterr().err
    assert len(listed(capsys)) == 2


def test_a_replaced_source_holds_what_its_file_holds() -> None:
    store = GraphStore.memory()
    tarn, low, front = Entry("place/tarn", "Tarn", "settlement"), Entry("place/low", "Low", "camp"), Entry("actor/front", "Front", "ngo")
    assert [gazetteer.put(store, "towns", [tarn, low]), gazetteer.put(store, "towns-2", [front])] == [Change.ADDED] * 2
    first = gazetteer.fingerprint(store)
    assert gazetteer.put(store, "towns", [low, tarn]) is Change.UNCHANGED
    assert gazetteer.put(store, "towns", [low]) is Change.REPLACED
    assert gazetteer.entries(store) == {"towns": (low,), "towns-2": (front,)}
    assert gazetteer.fingerprint(store) != first and check_store(store).problems == ()
    assert (stats(store).actors, stats(store).places) == (0, 0)
    assert (gazetteer.remove(store, "towns"), gazetteer.remove(store, "towns-2"), len(store)) == (1, 1, 0)


class Named(Reader):
    """Stand in for the model: the words in capitals of its table are names."""

    def __init__(self) -> None:
        self.known = {"Syria": "country", "Tarn": "settlement"}

    @property
    def engines(self) -> dict[str, str]:
        return {"names": "table 1"}

    def read(self, text: str, spans: object) -> Text:
        words = tuple(Word(Span(m, m + len(w))) for w, m in _words(text))
        names = tuple(Name(word.span, self.known[word.span.of(text)]) for word in words if word.span.of(text) in self.known)
        return Text(text, words, (Sentence(0, len(words), Span(0, len(text))),), names, engines=self.engines)


def _words(text: str) -> list[tuple[str, int]]:
    found, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        found.append((word, start))
        start += len(word)
    return found


def test_articles_are_read_anew_with_what_was_imported() -> None:
    store, reader = GraphStore.memory(), Named()
    article = Article("a", "a.txt", "In Syria they left Tarn today .")

    def built() -> tuple[State, str | None]:
        (outcome,) = pipeline.build([article], store, reader)
        pipeline.relate(store)
        rows = store.query("SELECT ?same WHERE { ?place a kg:Place ; skos:prefLabel 'Tarn' ; owl:sameAs ?same }").rows
        return outcome.state, str(rows[0][0]) if rows else None

    assert built() == (State.ADDED, None)
    assert built() == (State.UNCHANGED, None)
    gazetteer.put(store, "towns", [Entry("place/tarn", "Tarn", "settlement", country="SY", wikidata="Q101")])
    assert built() == (State.REPLACED, "http://www.wikidata.org/entity/Q101")
    assert built() == (State.UNCHANGED, "http://www.wikidata.org/entity/Q101")
    gazetteer.remove(store, "towns")
    assert built() == (State.REPLACED, None)

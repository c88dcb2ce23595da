"""What was imported into the gazetteer is looked up in a file beside the graph."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.entities.gazetteer import Entry, Gazetteer, shipped
from kg.entities.imported import additions, with_imported
from kg.errors import StoreError
from kg.store import gazetteer, lookup
from kg.store.graphs import GraphStore

TOWNS = [
    Entry("place/low-tarn", "Low Tarn", "settlement", ("Tarnov",), country="SY", inside="place/zed-province", weight=7),
    Entry("place/mosul", "Mosul", "settlement", ("Mossulia",), country="IQ", wikidata="Q101"),
    Entry("place/zed-province", "Zed", "province", country="SY", latitude=35.5, longitude=40.25),
]


def imported(place: Path) -> Gazetteer:
    with GraphStore.open(place, create=True) as store:
        gazetteer.put(store, "towns", TOWNS)
        return gazetteer.load(store)


def answers(known: Gazetteer) -> object:
    named = [known.named(name, place=True) for name in ("Tarnov", "Mossulia", "Mosul", "Zed", "Raqqa", "nowhere")]
    return named, known.get("place/low-tarn"), known.get("place/mosul"), known.get("actor/iraq"), known.get("place/none")


def test_the_file_answers_as_joining_all_entries_does(tmp_path: Path) -> None:
    found = imported(tmp_path / "kg")
    assert isinstance(found.entries, lookup.Rows)
    joined = with_imported(shipped(), {"towns": TOWNS})
    assert answers(found) == answers(joined)
    assert dict(found.entries) == joined.entries and dict(found.names) == joined.names


def test_a_file_that_is_missing_damaged_or_of_something_else_is_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "kg"
    first = answers(imported(place))
    file = place / lookup.FILE
    whole = file.read_bytes()
    with GraphStore.open(place) as store:
        stamp = gazetteer.fingerprint(store) or ""
        for content in (None, b"no database", whole[:4096]):
            file.unlink()
            if content is not None:
                file.write_bytes(content)
            gazetteer._joined.cache_clear()
            assert answers(gazetteer.load(store)) == first
            assert lookup.opened(place, stamp, shipped()) is not None
        assert lookup.opened(place, "another", shipped()) is None
        gazetteer.remove(store, "towns")
        assert not file.exists() and gazetteer.load(store) is shipped()
    assert [path.name for path in place.iterdir() if path.name.startswith(lookup.FILE)] == []


def test_a_reader_without_the_file_joins_the_entries_and_writes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "kg"
    first = answers(imported(place))
    (place / lookup.FILE).unlink()
    gazetteer._joined.cache_clear()
    with GraphStore.open(place, read_only=True) as store:
        assert answers(gazetteer.load(store)) == first
    assert not (place / lookup.FILE).exists()


def test_a_file_that_is_damaged_while_it_is_read_is_one_clear_error(tmp_path: Path) -> None:
    assert lookup.write(tmp_path, "x", additions(shipped(), {"towns": TOWNS}))
    known = lookup.opened(tmp_path, "x", shipped())
    assert known is not None
    os.truncate(tmp_path / lookup.FILE, 4096)
    with pytest.raises(StoreError, match=r"gazetteer\.sqlite: cannot be read: .*; delete it"):
        known.get("place/low-tarn")

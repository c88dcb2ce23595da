"""Readings are kept beside the graph, and never believed over it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from triples.strategies import readings

from kg.model import Article, Reading
from kg.store.kept import FILE, Kept, outline_of
from kg.triples.order import decoded, digest_of, encoded, in_order

ONE, OTHER = (encoded(Reading(Article(key=key, source_name=key, text="A dam broke."))) for key in ("one.txt", "other.txt"))


@given(readings())
def test_a_reading_is_kept_as_it_stands_in_its_graph(reading: Reading) -> None:
    assert decoded(encoded(reading)) == in_order(reading)
    assert encoded(in_order(reading)) == encoded(reading)


def test_what_was_put_is_found_by_its_digest_when_opened_again(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        kept.put([ONE, OTHER])
    with Kept(tmp_path) as kept:
        assert kept.get(digest_of(ONE)) == decoded(ONE)
        assert kept.get("0" * 64) is None


def test_what_no_article_has_any_more_is_forgotten(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        kept.put([ONE, OTHER])
        kept.forget_others({digest_of(OTHER)})
        assert (kept.get(digest_of(ONE)), kept.get(digest_of(OTHER))) == (None, decoded(OTHER))


def test_a_reading_that_was_tampered_with_is_not_believed(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        kept.put([ONE])
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE reading SET value = ?", (OTHER,))
    with Kept(tmp_path) as kept:
        assert kept.get(digest_of(ONE)) is None


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with Kept(tmp_path) as kept:
        kept.put([ONE])
        assert kept.get(digest_of(ONE)) == decoded(ONE)


def test_without_a_folder_nothing_is_kept_and_nothing_fails() -> None:
    with Kept(None) as kept:
        kept.put([ONE])
        assert kept.get(digest_of(ONE)) is None


@given(readings())
@settings(max_examples=25, deadline=None)
def test_an_outline_is_kept_beside_its_reading(tmp_path_factory: pytest.TempPathFactory, reading: Reading) -> None:
    folder, value, outline = tmp_path_factory.mktemp("kept"), encoded(reading), outline_of(reading)
    with Kept(folder) as kept:
        kept.put_outlines([(digest_of(value), outline)])
        assert kept.outline(digest_of(value)) == outline
        kept.forget_others(())
        assert kept.outline(digest_of(value)) is None


def test_an_outline_that_was_tampered_with_is_not_believed(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        kept.put_outlines([(digest_of(value), outline_of(decoded(value))) for value in (ONE, OTHER)])
        assert kept.outline(digest_of(ONE)) is not None
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE outline SET value = value || ' '")
    with Kept(tmp_path) as kept:
        assert kept.outline(digest_of(ONE)) is None

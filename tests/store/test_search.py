"""Finding claims, actors, places and articles by their words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.graphs import GraphStore
from kg.store.search import Hit, counts, cut, search
from store.story import BASE, told


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


def test_a_name_is_found_first_and_its_words_are_marked(store: GraphStore) -> None:
    assert search(store, "vale", limit=1) == (Hit(f"{BASE}actor/omar-vale", "actor", "Omar Vale", "label", "Omar Vale", ((5, 9),), None),)


def test_a_claim_says_in_which_article_it_stands(store: GraphStore) -> None:
    found = search(store, '"troops will leave"', ["claim"])
    assert [(hit.label, hit.field, hit.marks) for hit in found] == [("Troops will leave Tarn Province", "content", ((0, 17),))]
    assert [(hit.article, hit.outlet, hit.published) for hit in found] == [
        (found[0].iri.partition("/claim/")[0], "Radio Nine", dt.date(2024, 3, 6))
    ]


def test_another_name_is_found_with_the_preferred_one(store: GraphStore) -> None:
    [hit] = search(store, "aldoran forces", ["actor"])
    assert (hit.label, hit.field, hit.snippet, hit.marks) == ("Aldoran Army", "alias", "Aldoran forces", ((0, 7), (8, 14)))


def test_a_part_of_a_name_is_found_where_nothing_has_the_word(store: GraphStore) -> None:
    assert [(hit.label, hit.marks) for hit in search(store, "doran")] == [("Aldoran Army", ())]


def test_kinds_and_pages_narrow_what_is_shown(store: GraphStore) -> None:
    everything = search(store, "lenta")
    assert search(store, "lenta", limit=2, offset=1) == everything[1:3]
    assert [hit for hit in everything if hit.kind in ("place", "article")] == list(search(store, "lenta", ["place", "article"]))
    assert counts(store, "lenta") == {
        kind: len(search(store, "lenta", [kind])) for kind in ("actor", "article", "claim", "place") if search(store, "lenta", [kind])
    }


def test_an_unknown_kind_is_refused(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="no kind 'person' to search; there are actor, article, claim, place"):
        search(store, "lenta", ["person"])


@given(st.text(max_size=12))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    found = search(STORY, text)
    assert all(hit.snippet[start:end] for hit in found for start, end in hit.marks)


STORY = told()


def test_a_long_text_is_cut_around_what_was_found() -> None:
    text = "word " * 100 + "the dam broke and\nthe dam fell " + "word " * 100
    snippet, marks = cut(text, [(504, 507), (522, 525)])
    assert snippet.startswith("…") and snippet.endswith("…") and "\n" not in snippet and len(snippet) <= 202
    assert [snippet[start:end] for start, end in marks] == ["dam", "dam"]
    assert cut("x" * 300, []) == ("x" * 200 + "…", ())

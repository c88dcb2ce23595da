"""Lists, and how they are narrowed."""

import pytest

from kg.errors import NotFoundError, ParameterError
from kg.pages import render
from pages.conftest import LIVE, all_of, said, seen, words


def rows(store, path, **parameters):
    return [words(one) for one in all_of(seen(store, path, **parameters), "tbody/tr/th")]


def test_actors_are_listed_most_spoken_of_first_and_narrowed(store):
    assert rows(store, "actors") == ["Aldoran Army", "Harbour Watch", "Omar Vale", "River League", "Radio Nine"]
    assert rows(store, "actors", type="person") == ["Omar Vale"]
    assert rows(store, "actors", text="ríver") == ["River League"]
    assert said(seen(store, "actors", text="nobody"), ".count") == ["Nothing fits."]


def test_articles_are_narrowed_by_outlet_and_day(store):
    assert len(rows(store, "articles")) == 3
    assert rows(store, "articles", outlet="Radio Nine") == ["The army said no more than 10 people fled Lenta on Monday"]
    assert len(rows(store, "articles", to="2024-03-05")) == 1
    with pytest.raises(ParameterError, match="from: '5 March' is no date"):
        render(store, "articles", {"from": "5 March"}, LIVE)


def test_claims_are_narrowed_by_what_they_are_about_how_they_stand_and_who_makes_them(store):
    assert said(seen(store, "claims"), ".count")[0] == "16 claims."
    assert said(seen(store, "claims", event="displacement", outlet="Radio Nine"), ".count")[0] == "2 claims."
    assert said(seen(store, "claims", status="denied"), ".count")[0] == "2 claims."
    assert said(seen(store, "claims", by="actor/army"), "h1") == ["Claims by Aldoran Army"]


def test_comparisons_begin_with_the_sharpest_disagreement(store):
    assert [one.get("class") for one in all_of(seen(store, "comparisons"), ".comparison")] == [
        "comparison disagree", "comparison updated", "comparison agree",
    ]  # fmt: skip
    assert len(all_of(seen(store, "comparisons", verdict="agree"), ".comparison")) == 1


def test_what_a_person_chose_stays_in_the_form(store):
    page = seen(store, "claims", status="denied")
    assert [one.get("value") for one in all_of(page, "option[@selected]")] == ["denied"]


def test_a_page_behind_the_last_is_not_there(store):
    with pytest.raises(NotFoundError, match="has no page 9"):
        render(store, "claims/9", {}, LIVE)

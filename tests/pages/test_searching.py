"""The page of search."""

import json

from kg.pages import render
from pages.conftest import FILES, LIVE, all_of, said, seen


def test_what_is_found_is_listed_with_the_words_marked(store):
    page = seen(store, "search", q="shelled")
    assert said(page, "mark") == ["shelled"] * 4
    assert all_of(page, ".hits")[0].get("start") == "1"


def test_nothing_found_says_so(store):
    assert "Nothing holds these words." in said(seen(store, "search", q="xyzzy"), "p")


def test_files_search_the_names_by_script(store):
    page = seen(store, "search", FILES)
    assert [one.get("data-index") for one in all_of(page, "form")] == ["search.json"]
    names = json.loads(render(store, "search.json", {}, FILES).body)
    assert ["Omar Vale", "actor", "actor/omar-vale.html", 3] in names
    assert render(store, "search.json", {}, LIVE).media_type == "application/json"

"""The pages of actors and places."""

import pytest
from store.story import BASE, told

from kg.errors import GoneError, MovedError, NotFoundError
from kg.pages import render
from kg.store import across
from kg.store.graphs import GraphStore
from kg.triples.quads import Thing, entity_quads
from pages.conftest import FILES, LIVE, all_of, said, seen, words


def test_an_actor_has_its_names_its_claims_and_its_relations_with_their_words(store):
    page = seen(store, "actor/omar-vale")
    assert said(page, "h1") == ["Omar Vale"]
    assert said(page, ".aliases") == ["Also “Vale”"]
    assert said(page, "h2")[:3] == ["What it claims 3", "Relations", "Articles that speak of it 3"]
    assert said(page, "h3") == ["speaks for 1", "was at 1"]
    assert "its spokesman Omar Vale" in said(page, "mark")
    assert "Omar Vale as “its spokesman Omar Vale” for Harbour Watch, told to Radio Nine" in said(page, ".who")


def test_a_place_has_its_position_what_it_lies_in_and_what_happened_there(store):
    page = seen(store, "place/lenta")
    facts = words(all_of(page, ".facts")[0])
    assert facts == "Lies inTarn ProvincePosition12.5, -3.25Elsewherehttps://sws.geonames.org/1/"
    [small] = all_of(page, ".small-map")
    assert (small.get("data-latitude"), small.get("data-longitude")) == ("12.5", "-3.25")
    assert "What is claimed about it 7" in said(page, "h2")


def test_what_disagrees_stands_first(store):
    assert [one.split()[0] for one in said(seen(store, "actor/harbour-watch"), ".comparison")] == ["disagree", "updated", "agree"]


def test_doubts_and_decisions_are_told(store):
    page = seen(store, "actor/army")
    assert "River League: both are called forces score 0.4" in said(page, "li")
    assert "2024-04-01, ana: confirm (“seen on a map”)" in said(page, "li")


def test_a_page_says_what_it_is_in_the_words_of_the_web(store):
    page = render(store, "actor/omar-vale", {}, LIVE)
    assert ("cite-as", f"{BASE}actor/omar-vale", "") in page.links
    assert ("type", "https://schema.org/Person", "") in page.links
    assert ("describedby", "/data/actor/omar-vale.ttl", "text/turtle") in page.links
    assert ("license", "https://creativecommons.org/licenses/by/4.0/", "") in page.links
    assert b'"@id": "http://example.org/actor/omar-vale", "@type": "Person", "alternateName": ["Vale"], "name": "Omar Vale"' in page.body


def test_a_list_of_claims_leads_back_to_its_thing(store):
    page = seen(store, "place/lenta/about", FILES)
    assert (said(page, "h1"), said(page, ".count")[0]) == (["What is claimed about Lenta"], "7 claims.")
    assert all_of(page, ".kind")[0].find("a").get("href") == "../lenta.html"


def test_a_merged_thing_has_moved_and_a_retracted_article_is_gone():
    store = told()
    merged = entity_quads([Thing("actor/army", "Aldoran Army", "military")], [], BASE, {"actor/old": "actor/army"})
    store.replace({merged[0].graph_name.value: merged})
    with pytest.raises(MovedError) as moved:
        render(store, "actor/old", {}, LIVE)
    assert moved.value.to == "actor/army"
    post = next(iter(across.find_articles(store, "post.txt")))
    across.drop_article(store, post)
    with pytest.raises(GoneError, match="was retracted"):
        render(store, post.removeprefix(BASE), {}, LIVE)


@pytest.mark.parametrize("path", ["actor/nobody", "place/no where", "article/none", "article/none/claim/1-2", "comparison/0", "x/y/z"])
def test_what_the_graph_does_not_hold_has_no_page(store: GraphStore, path: str) -> None:
    with pytest.raises(NotFoundError):
        render(store, path, {}, LIVE)

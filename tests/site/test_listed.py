"""A page of a list is known by its rows, without making it."""

from kg.pages.lists import SIZE
from kg.site import listed as module
from kg.site.listed import listed
from kg.store.graphs import GraphStore
from tests.site.conftest import put, with_headline
from tests.store import story


def key(place, path):
    with GraphStore.open(place, read_only=True) as store:
        found = listed(store, path)
    return None if found is None else found.key


def test_a_page_that_is_no_list_has_no_rows(told):
    for path in ("", "network", "actor/harbour-watch", f"article/{story.ARTICLES[0]}", "question/actors", "map.json"):
        assert key(told, path) is None


def test_a_list_knows_the_things_in_its_rows(told):
    with GraphStore.open(told, read_only=True) as store:
        found = listed(store, "articles")
    assert found is not None
    assert found.things == {story.POST, story.MAIL, story.NINE}


def test_a_list_is_another_where_a_row_is(own):
    before = {path: key(own, path) for path in ("articles", "places", "claims")}
    put(own, with_headline(2, "Something else"))
    after = {path: key(own, path) for path in before}
    assert {path for path in before if before[path] != after[path]} == {"articles"}


def test_the_claims_of_a_thing_are_a_list_too(told):
    with GraphStore.open(told, read_only=True) as store:
        found = listed(store, "actor/harbour-watch/says")
    assert found is not None
    assert story.claim_iri(0, 0) in found.things


def test_the_pages_of_one_list_show_one_part_each(told, monkeypatch):
    assert SIZE > 2
    monkeypatch.setattr(module, "SIZE", 2)
    with GraphStore.open(told, read_only=True) as store:
        parts = [listed(store, path) for path in ("claims", "claims/2", "claims/3")]
    assert [len(part.things) for part in parts if part] == [2, 2, 2]
    assert len(frozenset().union(*(part.things for part in parts if part))) == 6

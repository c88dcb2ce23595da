"""Remembering which articles were retracted."""

from kg.store import across
from kg.store.tombstones import retracted
from store.story import BASE, POST, READINGS, told


def test_a_retracted_article_is_remembered_with_all_that_it_said():
    store = told()
    assert not retracted(store, POST)
    across.drop_article(store, POST)
    assert [retracted(store, iri) for iri in (POST, f"{POST}#char=1,2", f"{POST}/claim/0-1", f"{BASE}actor/army")] == [
        True,
        True,
        True,
        False,
    ]
    assert [str(quad.object) for quad in store.read(f"{BASE}graph/retracted")] == ["<https://w3id.org/newsclaims/ns#Retracted>"]


def test_an_article_that_is_read_again_is_not():
    store = told()
    across.drop_article(store, POST)
    across.put(store, READINGS[0], {}, across.Origin())
    assert not retracted(store, POST)
    assert store.read(f"{BASE}graph/retracted") == []

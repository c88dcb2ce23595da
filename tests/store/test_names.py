"""Finding what a person means by a name."""

import datetime as dt

import pytest

from kg.errors import NotFoundError
from kg.model import Action, Decision
from kg.store import curation, names
from kg.store.graphs import GraphStore
from kg.triples.quads import Thing, entity_quads
from store.story import BASE, POST, claim_iri, told

ANY = ("Actor", "Place")


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


def places(*things: Thing) -> GraphStore:
    store = GraphStore.memory(BASE)
    store.replace({store.graph_iri("entities"): entity_quads(things, (), BASE)})
    return store


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Aldoran Army", "actor/army"),
        ("aldoran army", "actor/army"),
        ("The Army", "actor/army"),
        ("lenta", "place/lenta"),
        ("LÉNTA", "place/lenta"),
        ("River", "actor/river-league"),
        ("Riv", "actor/river-league"),
        ("place/lenta", "place/lenta"),
        (BASE + "place/lenta", "place/lenta"),
    ],
)
def test_a_name_stands_for_one_thing(store: GraphStore, text: str, path: str) -> None:
    assert names.resolve(store, text, ANY) == (BASE + path,)


def test_articles_and_claims_are_found_too(store: GraphStore) -> None:
    assert names.resolve(store, "post.txt", ("Article",)) == (POST,)
    assert names.resolve(store, claim_iri(0, 0), ("Article",)) == (claim_iri(0, 0),)
    assert names.resolve(store, claim_iri(0, 0).removeprefix(BASE), ANY) == (claim_iri(0, 0),)


def test_a_name_that_nothing_has_offers_the_nearest(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="no actor is called 'Harbor Wach'; nearest are Harbour Watch") as caught:
        names.resolve(store, "Harbor Wach", ("Actor",))
    assert caught.value.nearest == ("Harbour Watch",)
    with pytest.raises(NotFoundError, match="nothing comes near"):
        names.resolve(store, "???", ANY)
    with pytest.raises(NotFoundError):
        names.resolve(store, BASE + "place/nowhere", ANY)


def test_a_name_of_several_things_of_one_kind_is_refused_with_a_list() -> None:
    store = places(Thing("place/tarn", "Tarn", "settlement"), Thing("place/tarn-province", "Tarn", "province"))
    with pytest.raises(
        NotFoundError, match=r"'Tarn' may be any of 2: place/tarn \(Tarn\), place/tarn-province \(Tarn\); give one of these"
    ):
        names.resolve(store, "Tarn", ("Place",))


def test_a_country_is_a_place_and_an_actor() -> None:
    store = places(Thing("place/aldora", "Aldora", "country"), Thing("actor/aldora", "Aldora", "state"))
    assert names.resolve(store, "Aldora", ANY) == (BASE + "actor/aldora", BASE + "place/aldora")
    assert names.resolve(store, "Aldora", ("Actor",)) == (BASE + "actor/aldora",)


def test_a_preferred_name_goes_before_another_name_and_that_before_a_beginning() -> None:
    lenta, other = Thing("place/lenta", "Lenta", "settlement"), Thing("place/x", "Old Town", "settlement", ("Lenta", "Ol"))
    longer = Thing("place/old", "Ol Dam", "building")
    store = places(lenta, other, longer)
    assert names.resolve(store, "Lenta", ("Place",)) == (BASE + "place/lenta",)
    assert names.resolve(store, "Ol", ("Place",)) == (BASE + "place/x",)


def test_a_merged_iri_leads_on_even_through_a_cycle() -> None:
    store = places(Thing("place/lenta", "Lenta", "settlement"))
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    ring = [("place/old", "place/older"), ("place/older", "place/lenta"), ("place/lenta", "place/old")]
    curation.record(store, *(Decision(Action.SAME, BASE + left, BASE + right, "ana", at) for left, right in ring))
    assert names.resolve(store, "place/old", ("Place",)) == (BASE + "place/lenta",)


def test_names_in_other_scripts_are_compared_by_sound() -> None:
    store = places(Thing("place/moskva", "Москва", "settlement"))
    assert names.resolve(store, "Moskva", ("Place",)) == names.resolve(store, "москва", ("Place",)) == (BASE + "place/moskva",)

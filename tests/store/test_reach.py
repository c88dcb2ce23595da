"""A change travels to what shows it, and no further."""

from kg.store.reach import reached
from kg.triples import vocab
from tests.store import story

BASE = story.BASE
ARMY, LENTA, WATCH, LEAGUE = (BASE + path for path in ("actor/army", "place/lenta", "actor/harbour-watch", "actor/river-league"))


def things(found: frozenset[str]) -> set[str]:
    """Return the things with pages among what was reached: claims by their words."""
    graph = story.told()
    words = {str(iri): str(content) for iri, content in graph.query("SELECT ?claim ?content { ?claim kg:content ?content }").rows}
    return {
        words.get(one, one.removeprefix(BASE))
        for one in found
        if one in words or one.removeprefix(BASE).split("/")[0] in ("actor", "place")
    }


def test_a_changed_claim_reaches_who_says_it_where_and_what_it_is_compared_with() -> None:
    claim = story.claim_iri(0, 0)
    found = reached(story.told(), [(claim, vocab.STATUS.value, vocab.KG + "denied")])
    assert {claim, WATCH, LENTA, story.POST, story.claim_iri(2, 0), story.claim_iri(1, 0), story.claim_iri(2, 4)} <= found
    assert story.claim_iri(2, 1) not in found


def test_a_changed_name_reaches_all_that_show_it() -> None:
    found = reached(story.told(), [(ARMY, vocab.PREF_LABEL.value, None)])
    assert {ARMY, story.claim_iri(0, 2), story.claim_iri(0, 3), story.claim_iri(2, 3), story.claim_iri(2, 5), LEAGUE, story.NINE} <= found


def test_another_name_changes_its_own_page_alone() -> None:
    assert reached(story.told(), [(LENTA, vocab.ALT_LABEL.value, None)]) == {LENTA}


def test_one_more_claim_about_a_place_does_not_reach_the_others_there() -> None:
    event = story.claim_iri(2, 3).replace("/claim/", "/event/")
    found = reached(story.told(), [(event, vocab.PLACE_OF.value, LENTA)])
    assert {LENTA, ARMY, story.claim_iri(2, 3)} <= found
    assert story.claim_iri(2, 2) not in found and story.claim_iri(0, 2) not in found


def test_what_lies_elsewhere_is_not_reached() -> None:
    found = reached(story.told(), [(story.claim_iri(0, 0), vocab.TYPE.value, vocab.CLAIM.value), ("https://other.example/x", "p", None)])
    assert all(one.startswith(BASE) for one in found)


def test_nothing_reaches_nothing() -> None:
    assert reached(story.told(), []) == frozenset()

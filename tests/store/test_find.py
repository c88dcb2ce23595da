"""Finding and describing a thing."""

import pytest

from kg.errors import NotFoundError
from kg.store.find import Fact, describe, evidence, find
from kg.store.graphs import GraphStore
from kg.store.names import Named
from kg.store.results import Iri
from store.story import BASE, NINE, POST, READINGS, claim_iri, told


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


def test_a_name_an_iri_or_a_beginning_finds_a_thing(store: GraphStore) -> None:
    assert find(store, "Lenta") == (Named("Place", BASE + "place/lenta", 1, "Lenta"),)
    assert find(store, "vale") == (Named("Actor", BASE + "actor/omar-vale", 2, "Vale"),)
    assert find(store, "actor/army") == (Named("Actor", BASE + "actor/army", 0, "Aldoran Army"),)
    assert find(store, "post.txt") == (Named("Article", POST, 1, "post.txt"),)
    assert find(store, claim_iri(2, 0))[0].kind == "Claim"


def test_several_matches_are_a_choice(store: GraphStore) -> None:
    assert [one.iri for one in find(store, "r")] == [BASE + "actor/radio-nine", BASE + "actor/river-league"]


def test_what_is_not_there_offers_the_nearest(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="nothing is called 'Lentta'; nearest are Lenta"):
        find(store, "Lentta")
    with pytest.raises(NotFoundError, match="says nothing of http://example"):
        describe(store, BASE + "place/nowhere")


def test_a_place_is_described_with_its_names_and_position(store: GraphStore) -> None:
    lenta = describe(store, BASE + "place/lenta")
    assert (lenta.kind, lenta.types, lenta.label) == ("Place", ("Place", "Settlement"), "Lenta")
    facts = {(fact.property, str(fact.value)): fact for fact in lenta.facts}
    assert facts["schema:containedInPlace", BASE + "place/tarn-province"].label == "Tarn Province"
    assert ("wgs:lat", "12.5") in facts and ("skos:altLabel", "Lénta") in facts
    assert facts["kg:wasAt", BASE + "actor/omar-vale"] == Fact("kg:wasAt", Iri(BASE + "actor/omar-vale"), "Omar Vale", backward=True)


def test_a_claim_is_described_with_its_event_figure_and_comparisons(store: GraphStore) -> None:
    claim = describe(store, claim_iri(0, 0))
    facts = [(fact.property, fact.label or str(fact.value).rpartition("#")[2], fact.backward) for fact in claim.facts]
    assert claim.kind == "Claim"
    for expected in (
        ("kg:attributedTo", "Harbour Watch", False),
        ("kg:eventType", "displacement", False),
        ("kg:place", "Lenta", False),
        ("kg:min", "40", False),
        ("kg:contradicts", "no more than 10 people fled Lenta on Monday", False),
        ("kg:updates", "45 people had fled Lenta by Tuesday", True),
    ):
        assert expected in facts
    assert [(one.role, one.words) for one in claim.evidence] == [
        ("source", "Harbour Watch"),
        ("cue", "said"),
        ("quantity", "at least 40 people"),
        ("claim", "at least 40 people fled Lenta on Monday"),
        ("patient", "people"),
        ("place", "Lenta"),
        ("time", "on Monday"),
    ]


def test_all_evidence_is_the_words_of_the_text(store: GraphStore) -> None:
    texts = dict(zip((POST, NINE), (READINGS[0].article.text, READINGS[2].article.text), strict=True))
    for thing in ("actor/army", "place/lenta", "actor/omar-vale"):
        found = [one for one in evidence(store, BASE + thing) if one.article in texts]
        assert found and all(one.words == texts[one.article][one.start : one.end] for one in found)


def test_a_comparison_is_described_by_the_words_of_its_claims(store: GraphStore) -> None:
    comparison = str(store.query("SELECT ?c { ?c kg:verdict kg:agree }").rows[0][0])
    described = describe(store, comparison)
    assert described.kind == "Comparison"
    assert {one.words for one in described.evidence if one.role == "claim"} == {
        "Six soldiers died in Tarn Province",
        "six soldiers died in Tarn Province",
    }

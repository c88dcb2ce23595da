import pytest
from pyoxigraph import NamedNode

from kg.model import ActorType, AttributionKind, PlaceType, Predicate, Status, Verdict, ZoneKind
from kg.triples import vocab


def test_a_prefixed_name_is_an_iri():
    assert vocab.name("kg:Claim") == NamedNode("https://w3id.org/newsclaims/ns#Claim")


def test_an_unknown_prefix_is_an_error():
    with pytest.raises(KeyError, match="foaf"):
        vocab.name("foaf:Person")


def test_codes_that_stand_alone_keep_their_names():
    assert vocab.concept(AttributionKind.DIRECT) == vocab.name("kg:direct")
    assert vocab.concept(Status.ASSERTED) == vocab.name("kg:asserted")
    assert vocab.concept(Verdict.DISAGREE) == vocab.name("kg:disagree")
    assert vocab.event_concept("pause-or-ceasefire") == vocab.name("kg:pause-or-ceasefire")


def test_codes_that_would_share_a_name_carry_their_family():
    assert vocab.concept(ZoneKind.TITLE) == vocab.name("kg:zone-title")


def test_every_type_and_relation_of_the_model_has_a_name():
    assert set(vocab.CLASSES) == {*ActorType, *PlaceType}
    assert set(vocab.PREDICATES) == set(Predicate)

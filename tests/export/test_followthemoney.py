import io
import json
from collections import Counter

import pytest

from kg.entities.followthemoney import read_followthemoney
from kg.export.facts import Facts, Said, Source, Thing, Tie, gather
from kg.export.followthemoney import SCHEMATA, entities, identifier, write_followthemoney

BASE = "http://x.example/"


@pytest.fixture(scope="session")
def model():
    """Give FollowTheMoney's own model; the package needs ICU's headers to install, so it is no part of the tests' environment."""
    return pytest.importorskip("followthemoney", reason="followthemoney is not installed, and cannot judge").model


def problems(model, found):
    """Return what FollowTheMoney has against entities, one by one and as a whole."""
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in found}
    for entity in found:
        schema = schemata[entity["id"]]
        schema.validate(entity)
        assert sorted(model.get_proxy(entity, cleaned=False).to_dict()["properties"]) == sorted(entity["properties"])
        for name, values in entity["properties"].items():
            wanted = schema.get(name)
            for value in values:
                if not wanted.type.validate(value):
                    yield entity["schema"], name, value
                if wanted.range and not (value in schemata and schemata[value].is_a(wanted.range)):
                    yield entity["schema"], name, schemata.get(value)


def test_followthemoney_finds_nothing_wrong(model, query, told):
    for facts in (gather(query), gather(lambda text: told.query(text).records())):
        found = list(entities(facts))
        assert len({entity["id"] for entity in found}) == len(found)
        assert list(problems(model, found)) == []


def test_things_articles_claims_and_relations_have_the_schemata_of_the_model(query):
    assert Counter(entity["schema"] for entity in entities(gather(query))) == {
        "Address": 2,
        "Article": 2,
        "Event": 2,
        "Organization": 2,
        "Person": 1,
        "Representation": 1,
    }


def test_a_claim_says_who_claims_it_and_what_proves_it(query):
    event = next(entity for entity in entities(gather(query)) if entity["properties"].get("summary") == ["12 people died in Old Town"])
    assert event == {
        "id": identifier(BASE + "c1"),
        "schema": "Event",
        "caption": "12 people died in Old Town",
        "properties": {
            "addressEntity": [identifier(BASE + "town")],
            "keywords": ["killing", "asserted"],
            "location": ["Old Town"],
            "name": ["12 people died in Old Town"],
            "notes": ["Claimed by Ann Bali (indirect), asserted", BASE + "c1"],
            "proof": [identifier(BASE + "a1")],
            "publisher": ["The Post"],
            "summary": ["12 people died in Old Town"],
        },
    }


def test_relations_that_the_model_has_no_link_for_are_unknown_links(model):
    things = {
        id_: Thing(id_, id_, kind, type_)
        for id_, kind, type_ in (("a", "actor", "person"), ("b", "actor", "person"), ("p", "place", "camp"))
    }
    ties = (
        Tie("1", "a", "leads", "b", "s"),
        Tie("2", "a", "wasAt", "p", "s"),
        Tie("3", "p", "memberOf", "b", "s"),
        Tie("4", "a", "leads", "b", ""),
    )
    found = list(entities(Facts(things, {"s": Source("s", "S", "1965-01-01", url="ftp://x")}, {}, ties, {})))
    assert [entity["schema"] for entity in found[4:]] == ["UnknownLink"] * 3
    assert list(problems(model, found)) == []
    assert found[4]["properties"]["date"] == ["1965-01-01"]


@pytest.mark.parametrize("label", ["قسد", "هێزەکان <b>&", 'two\nlines "\x00', "\ud800lone"])
def test_labels_come_back_as_they_are(model, label):
    claim = Said("c", "s", label, speaker=label, begin="1915-04-24")
    sink = io.BytesIO()
    count = write_followthemoney(Facts({"a": Thing("a", label, "actor", "person")}, {"s": Source("s", label)}, {"c": claim}, (), {}), sink)
    found = [json.loads(line) for line in sink.getvalue().decode().splitlines()]
    assert (len(found), list(problems(model, found))) == (count, [])
    assert {entity["caption"] for entity in found} == {" ".join(label.replace("\x00", "").replace("\ud800", "").split())}


def test_kg_reads_back_the_actors_that_it_writes(query):
    sink = io.BytesIO()
    write_followthemoney(gather(query), sink)
    rows = read_followthemoney(sink.getvalue().decode().splitlines(), "x.jsonl")
    assert {row.name for row in rows if hasattr(row, "name")} == {"Ann Bali", "Delta Monitor", "River Front"}


def test_every_type_of_actor_has_a_schema(model):
    assert {name for name in SCHEMATA.values() if model.get(name) is None} == set()

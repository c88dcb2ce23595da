from kg.claims.blocks import Block, blocks, placed
from kg.model import Status
from tests.claims.builders import reported


def test_claims_meet_by_kind_things_and_place() -> None:
    claims = [reported("a", 16, 16), reported("b", 40, 40, event="transport"), reported("c", 1, 1, place="place/hill")]
    found = blocks(claims)
    assert set(found) == {
        Block("figure", "leaving", "people", "place/port"),
        Block("bound", "presence", "people", "place/port"),
    }
    assert [claim.iri for claim in found[Block("figure", "leaving", "people", "place/port")]] == ["a", "b"]


def test_a_claim_of_no_known_place_meets_its_wire_copies_only() -> None:
    claims = [reported("a", 16, 16, place=None, wire="w"), reported("b", 16, 16, place=None, wire="w"), reported("c", 16, 16, place=None)]
    (block, *_) = sorted(blocks(claims))
    assert (block.place, [claim.iri for claim in blocks(claims)[block]]) == ("wire:w", ["a", "b"])


def test_figures_also_stand_in_the_places_around_theirs() -> None:
    claims = [reported("a", 16, 16), reported("b", 40, 40, place="place/province")]
    found = blocks(claims, {"place/port": "place/province", "place/province": "place/port"})
    assert {block.place for block in found if block.form == "figure"} == {"place/port", "place/province"}


def test_happenings_meet_by_who_is_in_them() -> None:
    claims = [reported(iri, event="airstrike", agent="actor/x", patient="actor/y", status=Status.DENIED) for iri in "ab"]
    assert {block.counted for block in blocks(claims)} == {"agent actor/x", "patient actor/y"}


def test_where_a_claim_stands_is_told_by_its_own_article() -> None:
    one = [reported("a", 16, 16, article="m", place=None), reported("c", event="clash", article="m", agent="actor/x")]
    other = [reported("b", 40, 40, article="n")]
    alone = {(block, claim.iri) for claims in (one, other) for block, claim in placed(claims, {})}
    together = {(block, claim.iri) for block, members in blocks([*one, *other]).items() for claim in members}
    assert together <= alone
    assert {iri for block, iri in alone if block.form == "figure"} == {"a", "b"}

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kg.claims.blocks import Block, blocks
from kg.claims.compare import compare
from kg.claims.tolls import about, calamity_of, is_toll
from kg.model import Reading, ReportedClaim, Status, Verdict
from tests.claims.builders import article, at, count, entity, reported


def toll(iri: str, number: int, day: int, place: str | None = None, **more: Any) -> ReportedClaim:
    """Return a claim of so many dead of a flood, told on a day of March by an article about Tarn."""
    low, high = (number, None) if more.pop("least", False) else (number, number)
    told = {"published": f"2022-03-{day:02}", "place": place, "content": f"{number} people had died", "event": "killing"}
    claim = reported(iri, low, high, **{**told, "source": f"actor/{iri}", **more})
    return replace(claim, calamity=more.get("calamity", "flood"), about=("place/tarn",))


def verdict(*claims: ReportedClaim) -> Verdict | None:
    found = compare(claims)
    return found[0].verdict if found else None


def test_tolls_of_one_flood_are_compared_without_a_place() -> None:
    (comparison,) = compare([toll("a", 12, 6, least=True), toll("b", 31, 8), toll("c", 71, 22)])
    assert (comparison.verdict, comparison.pairs) == (Verdict.UPDATED, (("b", "updates", "a"), ("c", "updates", "b")))
    assert comparison.explanation == (
        "The figure for killing (people, flood) was updated: a: “12 people” (2022-03-06); b: “31 people” (2022-03-08); "
        "c: “71 people” (2022-03-22). (The place is taken from the article in all of 3.)"
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (toll("b", 64, 9), Verdict.DISAGREE),  # twice as many on the next day, in another's mouth
        (toll("b", 64, 9, source="actor/a"), Verdict.UPDATED),
        (toll("b", 64, 15), Verdict.UPDATED),
        (toll("b", 20, 15), Verdict.DISAGREE),  # the dead do not rise
        (toll("b", 31, 15), Verdict.AGREE),
        (toll("b", 64, 8), Verdict.DISAGREE),
        (replace(toll("b", 64, 9), published=dt.date(2022, 5, 30)), None),
    ],
)
def test_a_toll_is_held_against_a_later_one(other: ReportedClaim, expected: Verdict | None) -> None:
    assert verdict(toll("a", 31, 8), other) is expected


def test_tolls_of_two_calamities_or_of_two_places_never_meet() -> None:
    assert verdict(toll("a", 31, 8), toll("b", 64, 8, calamity="earthquake")) is None
    assert verdict(toll("a", 31, 8), replace(toll("b", 64, 8), about=("place/vesk",))) is None
    assert verdict(toll("a", 31, 8, "place/tarn"), toll("b", 64, 8, "place/vesk")) is None


def test_the_very_same_great_number_agrees_wherever_it_is_placed() -> None:
    assert verdict(toll("a", 31, 8, "place/tarn"), toll("b", 31, 9, "place/vesk")) is Verdict.AGREE
    assert verdict(toll("a", 3, 8, "place/tarn"), toll("b", 3, 9, "place/vesk")) is None


def test_a_place_outside_the_words_of_a_claim_parts_nothing() -> None:
    assert verdict(toll("a", 31, 8, "place/tarn"), replace(toll("b", 64, 8, "place/vesk"), place_told=False)) is Verdict.DISAGREE


@pytest.mark.parametrize("words", ["40 people had drowned in Vesk alone", "40 people were missing", "40 people died in the hospital"])
def test_a_part_of_the_dead_is_no_toll(words: str) -> None:
    assert not is_toll(replace(toll("a", 40, 8), content=words))


def test_what_is_denied_or_kills_in_a_moment_is_no_toll() -> None:
    assert is_toll(toll("a", 40, 8))
    assert not is_toll(replace(toll("a", 40, 8), status=Status.DENIED))
    assert not is_toll(toll("a", 40, 8, calamity="strike"))
    assert set(blocks([toll("a", 4, 8), toll("b", 4, 8)])) == {Block("toll", "killing", "flood", "", True)}


TEXT = (
    "The flood began on Monday. Four people died when a drone hit a truck near Tarn, Vesk radio said. Some 30 people died, Ada Lind said. "
    "The floods have reached Tarn, and more than 4,000 people have been killed in the war."
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Four people died", "strike"), ("30 people died", "flood"), ("4,000 people have been killed in the war", "war")],
)
def test_what_killed_is_told_by_the_nearest_words(words: str, expected: str) -> None:
    assert calamity_of(Reading(article(TEXT)), at(TEXT, words)) == expected


def test_an_article_is_about_the_places_that_it_names_most() -> None:
    places = (entity(TEXT, "place/vesk", "settlement", "Vesk"), entity(TEXT, "place/tarn", "settlement", "Tarn"))
    assert about(Reading(article(TEXT), (*places, entity(TEXT, "actor/ada", "person", "Ada Lind")))) == ("place/tarn", "place/vesk")


def test_a_share_of_the_dead_is_no_toll() -> None:
    text = "49 of the dead came from Tarn"
    assert not is_toll(replace(toll("a", 49, 8), content=text, quantity=count(text, "49 of the dead", 49, 49, counted="dead")))

import pytest

from kg.claims.attribution import Speaker, hearer, participant, speaker
from kg.claims.page import Page, make_page
from kg.model import Entity, Text
from tests.claims.builders import article, at, entity

ARMY, RIVER, ANNA, PRESS = "actor/river-army", "place/river", "actor/anna-holt", "actor/press"


def page(text: str, role: str | None = None) -> Page:
    entities: list[Entity] = []
    rows = (
        ("River Army", ARMY, "armed-group"),
        ("Anna Holt", ANNA, "person"),
        ("Delta Press", PRESS, "media"),
        ("Lowtown", "place/lowtown", "settlement"),
    )
    for name, ident, type_ in rows:
        if name in text:
            entities.append(entity(text, ident, type_, name, role=role if type_ == "person" else None))
    return make_page(Text(text), article(text), entities, (), ())


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("the River Army", Speaker(ARMY)),
        ("River Army spokeswoman Anna Holt", Speaker(ANNA, ARMY)),
        ("Anna Holt, a spokeswoman for the River Army,", Speaker(ANNA, ARMY)),
        ("A spokeswoman for the River Army, Anna Holt", Speaker(ANNA, ARMY)),
        ("a spokeswoman for the River Army", Speaker(ARMY, ARMY)),
        ("a River Army fighter", Speaker(None, ARMY)),
        ("River Army fighters", Speaker(ARMY, ARMY)),
        ("members of the River Army", Speaker(ARMY, ARMY)),
        ("a farmer near Lowtown", Speaker()),
        ("a woman who fled the River Army", Speaker(None, ARMY)),
        ("a video released by the River Army", Speaker(ARMY, ARMY)),
    ],
)
def test_a_source_is_resolved_by_the_head_of_its_words(words: str, who: Speaker) -> None:
    assert speaker(page(words), at(words, words)) == who


def test_a_person_speaks_for_the_organisation_of_their_role() -> None:
    text = "Anna Holt spoke. The River Army marched."
    assert speaker(page(text, role="River Army spokeswoman"), at(text, "Anna Holt")) == Speaker(ANNA, ARMY)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("the River Army", ARMY),
        ("River Army fighters", ARMY),
        ("fighters of the River Army", ARMY),
        ("Anna Holt", ANNA),
        ("the River Army's oldest town", None),
        ("civilians", None),
    ],
)
def test_a_doer_is_an_actor_or_its_members(words: str, who: str | None) -> None:
    assert participant(page(words), at(words, words)) == who


def test_a_hearer_is_the_actor_who_was_told() -> None:
    text = "the mayor told Delta Press"
    assert hearer(page(text), at(text, "Delta Press")) == PRESS

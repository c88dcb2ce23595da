"""A child is nobody of the gazetteer; nor is a source without a name."""

import pytest

from kg.entities.gazetteer import gazetteer_of

from .builders import entities, entry

KNOWN = gazetteer_of([entry("actor/lea-ford", "Lea Ford", "person", wikidata="Q1"), entry("actor/army", "Red Army", "military")])


@pytest.mark.parametrize(
    "notation",
    [
        "[Lea Ford|person], 9, drew it.",
        "[Lea Ford|person] (17) drew it.",
        "[Lea Ford|person], a 12-year-old, drew it.",
        "[Lea Ford|person], aged 16, drew it.",
        "The 11-year-old girl [Lea Ford|person] drew it.",
        "[Lea Ford|person] drew it. The 14-year-old [Lea Ford|person] signed it.",
    ],
)
def test_a_child_has_no_identifier_of_a_gazetteer(notation):
    assert [(one.name, one.gazetteer) for one in entities(notation, KNOWN)] == [("Lea Ford", None)]


@pytest.mark.parametrize("notation", ["[Lea Ford|person], 19, drew it.", "[Lea Ford|person] drew 9 of them.", "[Lea Ford|person] drew it."])
def test_a_grown_up_of_that_name_has(notation):
    assert [one.gazetteer for one in entities(notation, KNOWN)] == ["actor/lea-ford"]


@pytest.mark.parametrize("notation", ["An officer of the army said so.", "A source close to Lea said so.", "An official said so."])
def test_a_source_without_a_name_is_no_actor_and_has_no_identifier(notation):
    assert entities(notation, KNOWN) == ()

import pytest

from kg.claims.events import event_type, event_types, settled


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("at least nine people were killed", "killing"),
        ("villagers fled across the river", "displacement"),
        ("police arrested two men", "detention"),
        ("warplanes bombed the depot in an airstrike", "airstrike"),
        ("one strike destroyed a depot", "airstrike"),
        ("helicopters dropped barrel bombs", "airstrike"),
        ("families trudged over the pass", "displacement"),
        ("thousands have abandoned their homes to the rebels", "displacement"),
        ("the army is looking into the incident", "sanction-or-legal-measure"),
        ("troops have been surrounding the town", "siege"),
        ("four miners did not survive the fall", "killing"),
        ("the soup was warm", "other"),
    ],
)
def test_stems_show_the_type(words: str, event: str) -> None:
    assert event_type(words) == event


def test_every_row_is_of_a_known_type() -> None:
    assert {"killing", "displacement", "assessment"} <= event_types()


def test_a_compound_says_whose_something_is() -> None:
    assert event_type("rebel-controlled soup") == "other"


def test_a_sure_reader_is_believed_and_an_unsure_one_is_helped_by_the_words() -> None:
    words = "nine people were killed"
    assert settled("bombing", 0.9, words) == "bombing"
    assert settled("bombing", 0.1, words) == "killing"
    assert settled("bombing", 0.9, "a jet bombed the school") == "airstrike"
    assert settled("bombing", 0.1, "the soup was warm") == "bombing"
    assert settled("other", 0.9, words) == "killing"
    assert settled("other", 0.9, "the soup was warm", attributed=True) == "assessment"


def test_a_judgement_that_names_a_plain_event_is_about_that() -> None:
    assert settled("assessment", 0.8, "it is shocking that nine people were killed") == "killing"
    assert settled("assessment", 0.99, "it is shocking that nine people were killed") == "assessment"
    assert settled("assessment", 0.8, "it is shocking that the talks went on") == "assessment"

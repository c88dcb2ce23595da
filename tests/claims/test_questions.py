import pytest

from kg.claims import questions
from kg.claims.questions import Kind
from tests.claims.builders import reported


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("civilians", "people"),
        ("displaced people", "people"),
        ("suspected jihadists", "fighters"),
        ("fighters of the army", "fighters"),
        ("wives and children", "women and children"),
        ("Red Cross workers", "worker"),
        ("women", "women"),
        ("more than 30,000", ""),
        ("", ""),
    ],
)
def test_things_counted_belong_to_classes(words: str, name: str) -> None:
    assert questions.class_of(words) == name


@pytest.mark.parametrize(
    ("plural", "single"), [("wives", "wife"), ("buses", "buse"), ("bus", "bus"), ("policemen", "policeman"), ("glasses", "glass")]
)
def test_nouns_are_looked_up_in_the_singular(plural: str, single: str) -> None:
    assert questions.singular(plural) == single


def test_the_counted_words_win_over_the_patient() -> None:
    assert questions.counted_class(reported("a", 3, 3, counted="militants", patient_words="people")) == "fighters"
    assert questions.counted_class(reported("a", 3, 3, counted=None, patient_words="more civilians")) == "people"
    assert questions.counted_class(reported("a", 3, 3, unit="km")) == "unit km"


def test_who_is_not_named_is_people_where_the_event_happens_to_people() -> None:
    assert questions.counted_class(reported("a", 3, 3, counted=None)) == "people"
    assert questions.counted_class(reported("a", 3, 3, counted=None, event="attack")) == ""
    assert questions.is_class("Civilians")
    assert not questions.is_class("trucks")


def test_a_share_counts_what_it_is_said_to_be() -> None:
    share = reported("a", 5800, 5800, words="a tenth of the people", content="a tenth of the people who fled were foreign fighters")
    assert questions.counted_class(share) == "foreigners"


def test_types_that_count_the_same_are_one_kind() -> None:
    assert questions.kinds("displacement", "people") == questions.kinds("transport", "people") == (Kind("leaving"),)
    assert questions.kinds("detention", "fighters") == questions.kinds("surrender", "fighters") == (Kind("fighters out or held", True),)
    assert questions.kinds("aid", "people") == (Kind("aid"),)


def test_parts_and_wholes() -> None:
    assert questions.part_of("children", "people")
    assert not questions.part_of("people", "children")
    assert questions.is_part("fighters")
    assert not questions.is_part("people")


def test_an_article_is_where_most_of_its_claims_are() -> None:
    claims = [reported(str(i), place=place, article="one") for i, place in enumerate(["p/b", "p/a", "p/b", None])]
    assert questions.story_places(claims) == {"one": "p/b"}


def test_kinds_of_figures_are_rows_of_the_table() -> None:
    assert questions.is_stock("presence")
    assert not questions.is_stock("killing")
    assert questions.is_open("other")
    assert questions.bounded_by() == {"presence": "leaving"}

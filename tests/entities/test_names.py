import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.names import same_name
from kg.entities.spelling import fold, initials, is_acronym, skeleton, slug


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Mustefa Sabri", "Mustafa Sabri", "person"),
        ("Sabri, Mustafa", "Mustafa Sabri", "person"),
        ("Gen. Omar al-Sabri", "Omar Sabri", "person"),
        ("Stephen J. Reed", "Stephen Reed", "person"),
        ("Dayr az Zawr", "Deir ez-Zor", "place"),
        ("Deir Ezzor", "Deir ez-Zor", "place"),
        ("Lake Power Ltd", "Lake Power Limited", "organisation"),
    ],
)
def test_spellings_of_one_name_score_high(left: str, right: str, kind: str) -> None:
    assert same_name(left, right, kind) >= 0.92  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Rami Sabri", "Omar Sabri", "person"),
        ("Mohammed Reed", "Mahmoud Reed", "person"),
        ("George W. Reed", "George H. Reed", "person"),
        ("Sabri", "Omar Sabri", "person"),
        ("First Army", "Third Army", "organisation"),
        ("North Garda", "South Garda", "place"),
    ],
)
def test_names_of_two_score_low(left: str, right: str, kind: str) -> None:
    assert same_name(left, right, kind) < 0.75  # type: ignore[arg-type]


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["person", "organisation", "place"]))
def test_the_score_is_symmetric_and_between_0_and_1(left: str, right: str, kind: str) -> None:
    score = same_name(left, right, kind)  # type: ignore[arg-type]
    assert score == same_name(right, left, kind) and 0 <= score <= 1  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name) or fold(name).startswith("the ")


def test_what_spelling_says_of_names() -> None:
    assert [fold("The U.S.-led Coalition’s"), slug("Côte d'Ivoire"), skeleton("Al-Baghuz"), skeleton("Baghouz")] == [
        "us led coalition", "cote divoire".replace(" ", "-"), "bkz", "bkz",
    ]  # fmt: skip
    assert initials("Council for Rural Health") == {"cfrh", "crh"}
    assert [is_acronym(n) for n in ("HRW", "U.N.", "DoD", "Omar", "Red Front")] == [True, True, True, False, False]

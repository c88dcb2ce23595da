import pytest

from kg.claims.explain import label, sentence, verdict_of, voice
from kg.claims.figures import Tie
from kg.model import Verdict
from tests.claims.builders import reported


def test_a_comparison_is_one_sentence_with_numbers_and_words() -> None:
    claims = [
        reported("b", 20, 20, words="20 people", source="actor/x/river-army", published="2022-05-10"),
        reported("a", 9, 9, words="nine people", speaker_words="the  mayor", end="2022-05-09"),
    ]
    assert sentence(Verdict.DISAGREE, claims, "killing (people) at lowtown") == (
        "The claims about killing (people) at lowtown exclude each other: "
        "the mayor: “nine people” (2022-05-09); river army: “20 people” (2022-05-10)."
    )


def test_a_long_list_is_counted() -> None:
    claims = [reported(str(i), 1, 1, words="one") for i in range(9)]
    assert sentence(Verdict.AGREE, claims, "x").endswith("Outlet 5: “one”; and 3 more.")


def test_a_pronoun_names_nobody() -> None:
    assert voice(reported("a", speaker_words="He", source="actor/anna-holt")) == "anna holt"
    assert voice(reported("a", speaker_words="He")) == "He"


@pytest.mark.parametrize(
    ("ties", "verdict"),
    [
        ([Tie.AGREE, Tie.UPDATE, Tie.DISAGREE], Verdict.DISAGREE),
        ([Tie.AGREE, Tie.UPDATE], Verdict.UPDATED),
        ([Tie.AGREE, Tie.BESIDE], Verdict.AGREE),
    ],
)
def test_the_gravest_tie_gives_the_verdict(ties: list[Tie], verdict: Verdict) -> None:
    assert verdict_of(ties) is verdict


def test_a_known_name_stands_for_an_iri_and_its_last_part_for_an_unknown_one() -> None:
    names = {"http://kg.example/place/karsa-province": "Karsa"}
    assert label("http://kg.example/place/karsa-province", names) == "Karsa"
    assert label("http://kg.example/place/old-harbour", names) == "old harbour"

from typing import Any

import pytest

from kg.claims.figures import Tie
from kg.claims.happenings import is_happening, relate, topics
from kg.model import ReportedClaim, Status
from tests.claims.builders import reported

DAY = {"start": "2022-05-09", "end": "2022-05-09"}


def strike(iri: str, **more: Any) -> ReportedClaim:
    return reported(iri, **{"event": "airstrike", "agent": "actor/air-force", "source": f"actor/{iri}", **DAY, **more})


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, Tie.AGREE),
        ({"status": Status.DENIED}, Tie.DISAGREE),
        ({"status": Status.DENIED, "source": "actor/a", "article": "article/a"}, None),
        ({"agent": "actor/rebels"}, None),
        ({"start": "2022-05-12", "end": "2022-05-12"}, None),
        ({"start": None, "end": None, "published": "2022-05-09"}, Tie.AGREE),
    ],
)
def test_two_claims_of_one_event_agree_or_exclude_each_other(more: Any, found: Tie | None) -> None:
    assert relate(strike("a"), strike("b", **more)) is found
    assert relate(strike("b", **more), strike("a")) is found


def test_figures_are_left_to_figures() -> None:
    assert relate(strike("a", low=3, high=3), strike("b", low=4, high=4)) is None


def test_a_claim_is_about_those_it_names() -> None:
    assert list(topics(strike("a", patient="actor/rebels"))) == [("agent", "actor/air-force"), ("patient", "actor/rebels")]
    assert list(topics(strike("a", agent=None, patient_words="three soldiers"))) == [("class", "soldiers")]


def test_plans_and_opinions_are_no_happenings() -> None:
    assert is_happening(strike("a"))
    assert not is_happening(strike("a", status=Status.PLANNED))
    assert not is_happening(strike("a", event="assessment"))
    assert not is_happening(strike("a", place=None))

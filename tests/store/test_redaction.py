"""Who is redacted, by which IRIs and names."""

import datetime as dt
import re

from kg.model import Action, Decision
from kg.store import curation
from kg.store.redaction import Redacted, new_token, redacted, token_of, words
from tests.store import story

VALE = story.BASE + "actor/omar-vale"
TOKEN = "person-0123456789ab"


def decided(thing: str, token: str, day: int = 1) -> Decision:
    return Decision(Action.REDACT, thing, token, "ana", dt.datetime(2024, 5, day, tzinfo=dt.UTC))


def test_a_redacted_person_is_known_by_every_name_that_an_article_gives() -> None:
    graph = story.told()
    curation.record(graph, decided(VALE, TOKEN))
    assert redacted(graph) == (Redacted(f"actor/{TOKEN}", "O.", frozenset({VALE}), ("Omar Vale", "Vale")),)
    assert token_of(graph, VALE) == TOKEN


def test_nobody_is_redacted_without_a_decision() -> None:
    assert redacted(story.told()) == ()
    assert token_of(story.told(), VALE) is None


def test_a_decision_that_was_undone_redacts_nobody() -> None:
    graph = story.told()
    curation.record(graph, decided(VALE, TOKEN))
    curation.undo(graph, decided(VALE, TOKEN))
    assert redacted(graph) == ()


def test_a_token_is_drawn_and_not_made_of_the_name() -> None:
    assert re.fullmatch(r"person-[0-9a-f]{12}", new_token())
    assert new_token() != new_token()


def test_names_are_found_as_whole_words_in_any_case_and_over_lines() -> None:
    found = words(["Vale", "Omar Vale"])
    assert found is not None
    assert [match[0] for match in found.finditer("OMAR\nVALE met Vale's son in the valency vale-side")] == ["OMAR\nVALE", "Vale", "vale"]

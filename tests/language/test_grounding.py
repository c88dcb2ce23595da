import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.grounding import (
    MALFORMED,
    NO_SUCH_ROLE,
    NO_SUCH_SOURCE,
    NOT_IN_TEXT,
    OFF_THE_LISTS,
    PROBABILITY,
    Grounding,
    claims_of,
    ground,
)
from kg.language.llm import messages_for
from kg.language.passages import Passage
from kg.model import Span, Statement
from kg.resources import toml_table

TEXT = "Brandt said the boats sank. Varga said the boats sank, too. “They’re lost,” he told Coast Radio."
WHOLE = Passage(Span(0, len(TEXT)), Span(0, len(TEXT)))


def claim(content, **more):
    return {"content": content, "kind": "indirect", "event": "other", "status": "asserted", **more}


def words(statement, role="content"):
    span = getattr(statement, role)
    return span and span.of(TEXT)


def grounded(*claims, passage=WHOLE):
    return ground(TEXT, passage, claims)


def test_a_claim_is_found_with_its_roles():
    found = grounded(
        {
            "content": "They're lost",
            "kind": "direct",
            "event": "killing",
            "status": "possible",
            "source": "he",
            "cue": "told",
            "told_to": "Coast Radio",
            "agent": None,
            "place": "",
        }
    )
    assert found == Grounding(
        (
            Statement(
                Span(61, 73),
                "direct",
                PROBABILITY,
                "killing",
                status="possible",
                source=Span(76, 78),
                cue=Span(79, 83),
                told_to=Span(84, 95),
            ),
        )
    )
    assert words(found.statements[0]) == "They’re lost"


def test_of_places_with_the_same_words_the_one_beside_the_source_is_meant():
    first, second = grounded(
        claim("the boats sank", source="Varga", cue="said"), claim("the boats sank", source="Brandt", cue="said")
    ).statements
    assert (first.content, first.source, first.cue) == (Span(39, 53), Span(28, 33), Span(34, 38))
    assert (second.content, second.source, second.cue) == (Span(12, 26), Span(0, 6), Span(7, 11))


def test_the_same_words_twice_are_two_places():
    assert [found.content.start for found in grounded(claim("the boats sank"), claim("the boats sank")).statements] == [12, 39]


@pytest.mark.parametrize(
    ("made_up", "reason"),
    [
        (claim("the boats have sunk"), NOT_IN_TEXT),
        (claim("the boats sank."[:12]), NOT_IN_TEXT),
        (claim("The boats sank"), NOT_IN_TEXT),
        (claim("the boats sank", source="Ana Brandt"), NO_SUCH_SOURCE),
        (claim(""), MALFORMED),
        (claim(["the boats sank"]), MALFORMED),
        ({}, MALFORMED),
    ],
)
def test_what_is_not_in_the_text_is_left_out_and_counted(made_up, reason):
    assert grounded(made_up) == Grounding((), {reason: 1})


def test_a_role_that_is_not_in_the_text_is_left_out_alone():
    found = grounded(claim("the boats sank", source="Brandt", place="off Merrow", when=7))
    assert [words(s, "source") for s in found.statements] == ["Brandt"]
    assert (found.statements[0].place, found.dropped) == (None, {NO_SUCH_ROLE: 1, MALFORMED: 1})


def test_words_off_the_lists_are_counted_and_replaced():
    found = grounded({"content": "the boats sank", "kind": "loud", "event": "sinking", "status": None, "source": "Brandt"})
    assert [(s.kind, s.event, s.status) for s in found.statements] == [("indirect", "other", "asserted")]
    assert found.dropped == {OFF_THE_LISTS: 3}


@pytest.mark.parametrize(
    ("kind", "more", "meant"),
    [
        ("narrator", {"source": "Brandt"}, "indirect"),
        ("indirect", {}, "narrator"),
        ("direct", {}, "direct"),
        ("mixed", {"cue": "said"}, "mixed"),
    ],
)
def test_the_kind_fits_who_says_it(kind, more, meant):
    assert [s.kind for s in grounded(claim("the boats sank", **more) | {"kind": kind}).statements] == [meant]


def test_what_begins_where_another_passage_answers_is_left_to_it():
    passage = Passage(Span(0, 60), Span(28, 60))
    assert grounded(claim("the boats sank", source="Brandt"), passage=passage) == Grounding()
    assert grounded(claim("They’re lost"), passage=passage) == Grounding((), {NOT_IN_TEXT: 1})


@pytest.mark.parametrize(
    "answer",
    [
        '{"claims": [{"content": "x"}]}',
        '<think>{"claims": no, they are</think>\n```json\n{"claims": [{"content": "x"}]}\n```',
        'Here they are: {"claims": [{"content": "x"}]} I hope this helps {you}.',
    ],
)
def test_claims_are_found_in_an_answer_with_words_around_it(answer):
    assert claims_of(answer) == [{"content": "x"}]


@pytest.mark.parametrize("answer", ["", "none", '{"claims": [', '{"claims": {}}', '{"answer": []}', "[1]", '{"a":' * 50_000])
def test_what_is_not_the_json_that_was_asked_for_is_none(answer):
    assert claims_of(answer) is None


def test_a_claim_that_is_no_object_is_malformed():
    assert grounded(*claims_of('{"claims": [7]}')) == Grounding((), {MALFORMED: 1})


def test_the_example_that_a_model_is_shown_stands_in_its_own_text():
    text = toml_table("llm")["example"]["text"]
    shown = claims_of(messages_for("")[2]["content"])
    found = ground(text, Passage(Span(0, len(text)), Span(0, len(text))), shown)
    assert (len(found.statements), found.dropped) == (len(shown), {})


VALUES = st.none() | st.text(alphabet="the boats sank. said“”’", max_size=12) | st.integers() | st.lists(st.text(max_size=3), max_size=2)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["content", "kind", "event", "status", "source", "cue", "place"]), VALUES), max_size=4))
def test_whatever_a_model_says_only_words_of_the_text_come_out(claims):
    found = ground(TEXT, WHOLE, claims_of(json.dumps({"claims": claims})))
    assert len(found.statements) + sum(found.dropped.get(reason, 0) for reason in (NOT_IN_TEXT, NO_SUCH_SOURCE, MALFORMED)) >= len(claims)
    assert all(0 <= s.content.start < s.content.end <= len(TEXT) for s in found.statements)

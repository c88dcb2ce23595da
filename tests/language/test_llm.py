"""Read with a model that is a server on this machine: it answers what a test wants, in the protocol of the real ones."""

import pytest
import rdflib

from kg.errors import LanguageError
from kg.language.cache import Cache
from kg.language.chat import Chat, Endpoint, Limits
from kg.language.grounding import NOT_IN_TEXT, PROBABILITY
from kg.language.llm import ACROSS_PARTS, UNUSABLE, LlmStatements, instructions, schema, version
from kg.model import ActorType, AttributionKind, PlaceType, Span, Statement, Status
from kg.resources import folder, toml_table
from tests.language.chatserver import claims, fails, says, serving

TEXT = "Boats sink\nShare this\nBrandt said two boats sank off Merrow."
PARTS = (Span(0, 10), Span(22, 60))
SANK = {
    "content": "two boats sank off Merrow",
    "kind": "indirect",
    "event": "other",
    "status": "asserted",
    "source": "Brandt",
    "cue": "said",
}
FOUND = Statement(Span(34, 59), "indirect", PROBABILITY, source=Span(22, 28), cue=Span(29, 33))


def engine(server, cache=None, **limits):
    return LlmStatements(Chat(Endpoint.of(server.url, "small"), Limits(**limits), cache, sleep=lambda seconds: None))


def read(reader, text=TEXT, parts=PARTS):
    return reader.find(text, parts), reader.unread()


def shown(server):
    """Return the last message of every request."""
    return [body["messages"][-1]["content"] for _, _, body in server.seen]


def test_claims_come_out_with_places_in_the_article():
    with serving(claims(SANK)) as server:
        assert read(engine(server)) == ((FOUND,), {})


def test_a_model_is_told_what_to_do_and_shown_only_what_is_read():
    with serving(claims()) as server:
        read(engine(server))
    (_, _, body), *more = server.seen
    assert more == []
    assert [message["role"] for message in body["messages"]] == ["system", "user", "assistant", "user"]
    assert body["messages"][0]["content"] == instructions()
    assert "Boats sink\n\nBrandt said two boats sank off Merrow." in shown(server)[0]
    assert "Share this" not in shown(server)[0]


def test_what_a_model_makes_up_is_left_out_and_counted():
    with serving(claims(SANK, SANK | {"content": "three boats sank off Merrow"})) as server:
        assert read(engine(server)) == ((FOUND,), {NOT_IN_TEXT: 1})


def test_words_that_run_across_what_is_not_read_are_left_out_and_counted():
    with serving(claims(SANK | {"content": "Boats sink\n\nBrandt"})) as server:
        assert read(engine(server)) == ((), {ACROSS_PARTS: 1})


@pytest.mark.parametrize("bad", [says("I am sorry."), says('{"claims": [{"content": "two boa', finish="length"), says("")])
def test_an_answer_that_cannot_be_used_is_asked_for_once_more(bad):
    with serving(bad, claims(SANK)) as server:
        assert read(engine(server)) == ((FOUND,), {})
    assert len(server.seen) == 2


def test_an_answer_that_was_cut_off_gets_more_room_the_second_time():
    with serving(says("{", finish="length"), claims()) as server:
        read(engine(server))
    first, second = (body["max_tokens"] for _, _, body in server.seen)
    assert second > first


def test_a_passage_without_usable_answer_is_counted_and_the_others_are_read():
    text = "Nothing is said here. " * 400 + "Brandt said two boats sank off Merrow."
    with serving(says("no"), says("no"), claims(SANK), claims(SANK)) as server:
        found, unread = read(engine(server), text, [Span(0, len(text))])
    assert [s.content.of(text) for s in found] == [SANK["content"]]
    assert (unread, len(server.seen)) == ({UNUSABLE: 1}, 3)


def test_a_busy_server_is_asked_again():
    with serving(fails(429, Retry_After="1"), fails(500), claims(SANK)) as server:
        assert read(engine(server)) == ((FOUND,), {})


def test_a_long_text_is_read_in_overlapping_passages_and_nothing_twice():
    text = "Nobody said anything at all. " * 170 + "Brandt said two boats sank off Merrow. " + "Nobody said anything at all. " * 170
    with serving(claims(SANK)) as server:
        found, _ = read(engine(server), text, [Span(0, len(text))])
        assert [s.content.of(text) for s in found] == [SANK["content"]]
    assert len(server.seen) == 2
    assert all("Brandt" in passage for passage in shown(server))


def test_nothing_is_paid_for_twice(tmp_path):
    with serving(claims(SANK), fails(500)) as server:
        first = read(engine(server, Cache(tmp_path)))
        assert read(engine(server, Cache(tmp_path))) == first == ((FOUND,), {})
    assert len(server.seen) == 1


def test_an_answer_that_could_not_be_used_is_not_kept(tmp_path):
    with serving(says("no"), says("no"), claims(SANK)) as server:
        assert read(engine(server, Cache(tmp_path)))[1] == {UNUSABLE: 1}
        assert read(engine(server, Cache(tmp_path))) == ((FOUND,), {})


def test_a_spent_budget_is_one_clear_line():
    with serving(claims(SANK)) as server:
        reader = engine(server, requests=1)
        read(reader)
        with pytest.raises(LanguageError, match="the limit of 1 requests"):
            read(reader)


def test_an_empty_text_costs_nothing():
    with serving(claims()) as server:
        assert read(engine(server), "", ()) == ((), {})
        assert server.seen == []


def test_the_engine_names_its_model_its_host_and_its_instructions():
    with serving(claims()) as server:
        assert engine(server).name == f"LLM small at {server.url.split('/')[2]} (instructions {version()})"


def test_the_lists_that_a_model_chooses_from_are_those_of_the_graph():
    graph = rdflib.Graph().parse(folder("ontology") / "event-types.ttl")
    kg, skos = rdflib.Namespace("https://w3id.org/newsclaims/ns#"), rdflib.SKOS
    table = toml_table("llm")
    assert set(table["events"]) == {str(graph.value(event, skos.notation)) for event in graph.subjects(skos.inScheme, kg.EventTypes)}
    assert set(table["kinds"]) == set(AttributionKind)
    assert set(table["statuses"]) == set(Status)
    assert set(table["roles"]) < set(Statement.__dataclass_fields__)


def test_the_types_that_an_engine_is_asked_for_hold_those_of_the_graph():
    types = {kind.value for kind in (*ActorType, *PlaceType)} - {"other", "other-place"}
    assert types < set(toml_table("name-labels")["words"])


def test_every_property_of_an_answer_is_required_as_strict_services_demand():
    claim = schema()["properties"]["claims"]["items"]
    assert claim["required"] == list(claim["properties"])
    assert claim["properties"]["source"] == {"type": ["string", "null"]}

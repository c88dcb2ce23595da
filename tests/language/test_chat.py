import datetime as dt

import pytest

from kg.errors import ConfigError, LanguageError
from kg.language.cache import Cache
from kg.language.chat import Answer, Chat, Endpoint, Limits
from tests.language.chatserver import breaks_off, drips, fails, hangs_up, says, serving, sleeps

ASKED = ({"role": "user", "content": "What is claimed?"},)
SCHEMA = {"type": "object"}


def chat(server, waits=None, cache=None, key=None, **limits):
    waits = [] if waits is None else waits
    return Chat(Endpoint.of(server.url, "small", key), Limits(**limits), cache, waits.append)


def asked(partner, again=False):
    return partner.ask(ASKED, SCHEMA, 50, again)


def test_a_question_is_asked_by_the_protocol():
    with serving(says("nothing")) as server:
        assert asked(chat(server, key="secret")) == Answer("nothing")
    (path, headers, body), *more = server.seen
    assert (path, headers["Authorization"], headers["Content-Type"], more) == (
        "/v1/chat/completions",
        "Bearer secret",
        "application/json",
        [],
    )
    assert body == {
        "model": "small",
        "messages": list(ASKED),
        "temperature": 0,
        "max_tokens": 50,
        "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA}},
    }


def test_without_a_key_none_is_sent():
    with serving(says("nothing")) as server:
        asked(chat(server))
    assert "Authorization" not in server.seen[0][1]


def test_an_answer_that_was_cut_off_is_known_as_such():
    with serving(says("noth", finish="length")) as server:
        assert asked(chat(server)) == Answer("noth", whole=False)


@pytest.mark.parametrize(
    "trouble",
    [
        fails(500),
        fails(503, b"overloaded"),
        fails(200, b"<html>"),
        fails(200, b'{"choices": []}'),
        fails(200, b"[" * 100_000),
        breaks_off,
        hangs_up,
    ],
)
def test_what_passes_is_tried_again_with_waits_that_double(trouble):
    waits = []
    with serving(trouble, trouble, says("nothing")) as server:
        assert asked(chat(server, waits)) == Answer("nothing")
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize(("after", "wait"), [("7", 7.0), ("3600", 60.0), ("soon", 1.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 1.0), ("", 1.0)])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(after, wait):
    waits = []
    with serving(fails(429, Retry_After=after), says("nothing")) as server:
        asked(chat(server, waits))
    assert waits == [wait]


def test_a_busy_server_may_name_a_day():
    waits = []
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    with serving(fails(429, Retry_After=later.strftime("%a, %d %b %Y %H:%M:%S GMT")), says("nothing")) as server:
        asked(chat(server, waits))
    assert 1 < waits[0] <= 30


@pytest.mark.parametrize("slow", [sleeps, drips])
def test_a_slow_server_is_not_waited_for_for_ever(slow):
    with serving(slow, says("nothing")) as server:
        assert asked(chat(server, seconds=0.3)) == Answer("nothing")


def test_a_server_that_stays_broken_is_one_clear_line():
    waits = []
    with serving(fails(500, b"out of\nmemory")) as server, pytest.raises(LanguageError) as raised:
        asked(chat(server, waits, tries=3))
    host = server.url.split("/")[2]
    assert str(raised.value) == (
        f"the LLM at {host} gave no answer in 3 tries: it answers 500 Internal Server Error (out of memory); try again later"
    )
    assert (len(server.seen), waits) == (3, [1.0, 2.0])


def test_a_server_that_is_not_there_is_one_clear_line():
    with serving(says("")) as server:
        pass
    with pytest.raises(LanguageError, match="gave no answer in 2 tries: it cannot be reached"):
        asked(chat(server, tries=2))


@pytest.mark.parametrize(("status", "advice"), [(401, "give the key"), (404, "check the address and the model"), (301, "Moved")])
def test_what_does_not_pass_is_not_tried_again(status, advice):
    with (
        serving(fails(status, b"no secret here", Location="http://127.0.0.1:1/")) as server,
        pytest.raises(LanguageError, match=advice) as raised,
    ):
        asked(chat(server, key="secret"))
    assert len(server.seen) == 1
    assert "secret" not in str(raised.value)


def test_a_request_that_is_not_understood_is_said_more_plainly_from_then_on():
    with serving(fails(400, b"response_format?"), fails(422), says("one"), says("two")) as server:
        partner = chat(server)
        assert [asked(partner).text, asked(partner).text] == ["one", "two"]
    assert [body.get("response_format", {}).get("type") for _, _, body in server.seen] == [
        "json_schema",
        "json_schema",
        "json_object",
        "json_object",
    ]


def test_a_request_that_no_form_makes_understood_is_refused_with_the_first_reason():
    with (
        serving(fails(400, b"too long"), fails(400, b"what?")) as server,
        pytest.raises(LanguageError, match=r"refuses the request: 400 .*too long"),
    ):
        asked(chat(server))


def test_an_answer_without_end_is_refused():
    with serving(fails(200, b" " * (8 * 1024 * 1024 + 1))) as server, pytest.raises(LanguageError, match="more than"):
        asked(chat(server))


def test_the_limit_on_requests_holds_for_all_questions_and_tries():
    with serving(fails(500), says("one"), says("two")) as server:
        partner = chat(server, requests=2)
        assert asked(partner).text == "one"
        with pytest.raises(LanguageError, match=r"the limit of 2 requests to the LLM at .* is reached"):
            asked(partner)
    assert len(server.seen) == 2


def test_the_limit_on_tokens_counts_what_the_server_says():
    with serving(says("one", tokens=700)) as server:
        partner = chat(server, tokens=1000)
        assert [asked(partner).text, asked(partner).text] == ["one", "one"]
        with pytest.raises(LanguageError, match="the limit of 1,000 tokens"):
            asked(partner)
    assert (partner.requests, partner.tokens) == (2, 1400)


def test_tokens_are_guessed_where_the_server_does_not_count_them():
    with serving(says("x" * 400, tokens=None)) as server:
        partner = chat(server)
        asked(partner)
    assert 100 < partner.tokens < 300


def test_an_answer_that_was_kept_is_not_asked_for_again(tmp_path):
    with serving(says("one"), says("two")) as server:
        partner = chat(server, cache=Cache(tmp_path))
        partner.keep(ASKED, SCHEMA, asked(partner))
        assert [asked(partner), asked(chat(server, cache=Cache(tmp_path))), asked(partner, again=True)] == [
            Answer("one", kept=True),
            Answer("one", kept=True),
            Answer("two"),
        ]
    assert len(server.seen) == 2


def test_an_address_may_be_that_of_the_api_or_of_its_completions():
    urls = [
        Endpoint.of(url, "m").url for url in ("https://h/v1", "https://h/v1/", "https://h/v1/chat/completions", "https://h/x?version=1")
    ]
    assert urls == [*["https://h/v1/chat/completions"] * 3, "https://h/x/chat/completions?version=1"]


def test_a_password_in_the_address_is_refused():
    with pytest.raises(ConfigError, match="leave it out"):
        Endpoint.of("https://me:word@h/v1", "m")

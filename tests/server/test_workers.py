"""Limits: what passes one is ended, says so, and harms nobody else."""

from __future__ import annotations

import http.client
import json
import os
import re
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import httpx
import psutil
import pytest
from server.conftest import TOKEN, fill, serving

from kg.store.graphs import GraphStore

#: A billion rows, and the same in an order, which no row can leave before all are there.
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = ENDLESS + " ORDER BY ?a ?f ?i"


@pytest.fixture(scope="module")
def limited(story_store):
    with serving(story_store, "--timeout", "1.5", "--memory", "250M", "--rows", "2000") as served:
        yield served


def asked(served, query, accept="application/sparql-results+json", **given):
    return served.client.get("/sparql", params={"query": query, **given}, headers={"accept": accept})


def cut(served, query, accept):
    """Return what came of a response that is cut, and check that it was."""
    connection = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=60)
    connection.request("GET", f"/sparql?{urlencode({'query': query, 'timeout': '1.5'})}", headers={"accept": accept})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("transfer-encoding")) == (200, "chunked")
    with pytest.raises(http.client.IncompleteRead) as error:
        while answer.read(1 << 20):
            pass
        answer.read()
    connection.close()
    return error.value.partial


def test_time_ends_a_query_before_its_first_byte_with_a_problem(limited):
    began = time.monotonic()
    answer = asked(limited, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert time.monotonic() - began < 10
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "the query took longer than this server lets it; ask for less",
        "limit": "time",
    }


def test_a_client_may_ask_for_less_time(limited):
    began = time.monotonic()
    assert asked(limited, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout="0.2").status_code == 503
    assert time.monotonic() - began < 1.4


def test_memory_ends_a_query_with_a_problem(story_store):
    with serving(story_store, "--timeout", "60", "--memory", "250M") as served:
        answer = asked(served, SORTED)
        assert (answer.status_code, answer.json()["limit"]) == (507, "memory")
        assert asked(served, "ASK {}").json() == {"head": {}, "boolean": True}


def test_rows_end_a_small_answer_with_a_problem(limited):
    answer = asked(limited, "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 2100", accept="text/csv")
    assert (answer.status_code, answer.json()["detail"]) == (413, "the answer has more than 2,000 rows; ask for fewer with LIMIT")
    assert asked(limited, "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 2000", accept="text/csv").text.count("\n") == 2001


@pytest.mark.parametrize(
    ("accept", "tail"),
    [
        ("text/csv", b""),
        ("application/sparql-results+json", b""),
        (
            "application/sparql-results+xml",
            b"\n<!-- this answer is not whole: the answer has more than 2,000 rows; ask for fewer with LIMIT -->\n",
        ),
    ],
)
def test_rows_end_a_long_answer_so_that_nobody_takes_it_for_whole(accept, tail, limited):
    assert cut(limited, ENDLESS, accept).endswith(tail)
    assert '"limit":"rows"' in limited.lines()


def test_time_ends_a_long_answer_so_that_nobody_takes_it_for_whole(story_store):
    with serving(story_store, "--timeout", "1.5") as served:
        query = "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        partial = cut(served, query, "application/n-triples")
        assert partial.endswith(b"# this answer is not whole: the query took longer than this server lets it; ask for less\n")
        [line] = [json.loads(line) for line in served.lines().splitlines()]
        assert (line["status"], line["limit"], line["arguments"]["query"]) == (200, "time", query)


def test_others_are_answered_while_queries_run_to_their_limit(limited):
    attack = threading.Thread(target=lambda: [asked(limited, SORTED) for _ in range(2)])
    attack.start()
    try:
        with httpx.Client(base_url=limited.url, timeout=30) as other:
            statuses = {other.get("/sparql", params={"query": "ASK {}"}).status_code for _ in range(20)}
    finally:
        attack.join()
    assert statuses == {200}


def test_a_client_that_goes_away_frees_its_reader(story_store):
    with serving(story_store, "--timeout", "60", "--memory", "8G") as served:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{served.url}/sparql", params={"query": SORTED}, timeout=1)
        for _ in range(50):
            running = served.client.get("/queries").json()["running"]
            if not running:
                break
            time.sleep(0.1)
        assert running == []
        assert served.client.get("/health").json()["running"] == 0


def test_what_runs_is_listed_and_can_be_stopped(story_store):
    with serving(story_store, "--timeout", "60", "--memory", "8G") as served:
        answers = []
        asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{served.url}/sparql", params={"query": SORTED}, timeout=60)))
        asking.start()
        running = []
        while not running:
            running = served.client.get("/queries").json()["running"]
        assert (running[0]["task"], running[0]["arguments"]["query"]) == ("sparql", SORTED)
        assert httpx.get(f"{served.url}/queries").status_code == 401
        assert httpx.delete(f"{served.url}/queries/{running[0]['id']}").status_code == 401
        assert served.client.delete(f"/queries/{running[0]['id']}").status_code == 204
        asking.join()
        assert (answers[0].status_code, answers[0].json()["limit"]) == (503, "stopped")
        assert served.client.delete("/queries/999").status_code == 404


def test_a_reader_that_dies_is_replaced(story_store):
    with serving(story_store) as served:
        for process in psutil.Process(served.process.pid).children(recursive=True)[1:]:
            process.kill()
        statuses = [asked(served, "ASK {}").status_code for _ in range(6)]
        assert set(statuses) <= {200, 500}
        assert statuses[-1] == 200


def test_a_nursery_that_dies_is_replaced_with_all_its_readers(story_store):
    with serving(story_store) as served:
        for process in psutil.Process(served.process.pid).children(recursive=True):
            process.kill()
        statuses = [asked(served, "ASK {}").status_code for _ in range(6)]
        assert set(statuses) <= {200, 500}
        assert statuses[-1] == 200


def test_nothing_is_left_when_the_server_ends(story_store):
    with serving(story_store) as served:
        family = [psutil.Process(served.process.pid), *psutil.Process(served.process.pid).children(recursive=True)]
        assert len(family) == 4
    psutil.wait_procs(family, timeout=10)
    assert [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []


def test_readers_end_when_the_front_is_killed(story_store):
    with serving(story_store) as served:
        family = psutil.Process(served.process.pid).children(recursive=True)
        served.process.kill()
        _, alive = psutil.wait_procs(family, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []


def test_what_is_built_meanwhile_appears_without_a_failed_request(tmp_path):
    store = tmp_path / "story"
    fill(store)
    with serving(store) as served:
        statuses: set[int] = set()
        stop = threading.Event()

        def ask():
            with httpx.Client(base_url=served.url, timeout=30) as client:
                while not stop.is_set():
                    statuses.add(client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 500"}).status_code)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        tags = []
        for number in range(4):
            tags.append(served.client.get("/sparql", params={"query": "ASK {}"}).headers["etag"])
            with GraphStore.open(store) as graph:
                told = graph.read("http://example.org/graph/entities")
                graph.replace({"http://example.org/graph/entities": told[: len(told) - 1 - number]})
        stop.set()
        for thread in threads:
            thread.join()
        assert statuses == {200}
        assert len(set(tags)) == 4
        for _ in range(100):
            left = sorted(path.name for path in (store / "snapshots").iterdir())
            if len(left) == 2:
                break
            time.sleep(0.1)
        assert [name for name in left if re.fullmatch(r"\d+", name)] == [max(left).removesuffix(".lock")]


def test_a_stale_lock_is_left_by_nobody(story_store):
    with serving(story_store, token=TOKEN):
        pass
    with GraphStore.open(story_store) as graph:
        assert len(graph) > 0
    assert Path(os.fspath(story_store / "lock")).exists()

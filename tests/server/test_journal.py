import json
import subprocess

from server.conftest import serving


def test_a_query_is_written_down_with_its_rows_and_its_time(reading):
    query = "SELECT * { ?s ?p ?o } LIMIT 3 # written down"
    reading.client.get("/sparql", params={"query": query})
    [line] = [line for line in map(json.loads, reading.lines().splitlines()) if line.get("arguments", {}).get("query") == query]
    assert 0 < line.pop("seconds") < 60
    assert line.pop("id") > 0
    assert line.pop("bytes") > 0
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "event": "request",
        "client": "127.0.0.1",
        "method": "GET",
        "path": "/sparql",
        "status": 200,
        "task": "sparql",
        "arguments": {"query": query, "base": f"{reading.url}/sparql"},
        "rows": 3,
    }


def test_no_token_is_written_down(reading):
    reading.client.get("/queries", params={"token": "a-token-of-the-tests"})
    assert "a-token-of-the-tests" not in reading.lines()


def test_a_log_that_nobody_reads_keeps_nobody_waiting(story_store):
    with serving(story_store, "--log", "-", stdout=subprocess.PIPE) as served:
        query = "ASK {} #" + "x" * 3000
        assert {served.client.get("/sparql", params={"query": f"{query}{number}"}).status_code for number in range(60)} == {200}
        assert served.process.poll() is None

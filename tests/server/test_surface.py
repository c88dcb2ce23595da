"""What stands between the network and the graph: hosts, origins, protecting headers."""

from __future__ import annotations

import pytest
from server.conftest import serving

POLICY = "default-src 'none'"


def get(served, path="/health", **headers):
    return served.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", ""])
def test_a_server_for_this_machine_answers_to_no_other_name(host, reading):
    assert get(reading, host=host).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:80", "localhost.", "example.org"])
def test_a_server_for_this_machine_answers_to_its_own_names_and_that_of_its_graph(host, reading):
    assert get(reading, host=host).status_code == 200


def test_pages_of_other_origins_read_nothing_from_a_server_for_this_machine(reading):
    answer = get(reading, origin="https://evil.example")
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["vary"] == "origin"
    assert get(reading, origin="http://localhost:3000").headers["access-control-allow-origin"] == "http://localhost:3000"


def test_pages_of_origins_that_are_named_may_read(story_store):
    with serving(story_store, "--cors", "https://friend.example", "--hostname", "graph.example") as served:
        assert get(served, origin="https://friend.example").headers["access-control-allow-origin"] == "https://friend.example"
        assert "access-control-allow-origin" not in get(served, origin="https://evil.example").headers
        assert get(served, host="graph.example").status_code == 200
        asked = served.client.options("/sparql", headers={"origin": "https://friend.example", "access-control-request-method": "POST"})
        assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD, POST, PUT, DELETE")


def test_a_server_for_all_lets_all_origins_read_and_answers_to_every_name(story_store):
    with serving(story_store, "--host", "0.0.0.0") as served:
        answer = get(served, host="any.example", origin="https://any.example")
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")


def test_every_answer_protects_its_reader(reading):
    headers = get(reading).headers
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    assert "content-security-policy" not in headers


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static//etc/passwd", "/none"]
)
def test_no_path_leads_out(path, reading):
    answer = reading.client.request("GET", path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("method", "path"), [("POST", "/health"), ("PUT", "/sparql"), ("PATCH", "/store?default"), ("TRACE", "/sparql")])
def test_other_methods_are_refused_with_those_there_are(method, path, reading):
    answer = reading.client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert "GET" in answer.headers["allow"]

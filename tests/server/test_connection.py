"""Requests that are too long, too slow, or none."""

from __future__ import annotations

import socket
import time

import httpx
import pytest
from server.conftest import serving


def said(served, *parts: bytes, wait: float = 0.0) -> bytes:
    """Send the parts of a request, and return all that comes until the server closes."""
    host, _, port = served.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(wait)
        except OSError:
            pass
        held = b""
        try:
            while block := connection.recv(1 << 16):
                held += block
        except ConnectionError:
            pass
        return held


@pytest.fixture(scope="module")
def strict(story_store):
    with serving(story_store, "--patience", "1") as served:
        yield served


def test_a_head_that_is_too_long_is_refused(reading):
    assert said(reading, b"GET /health HTTP/1.1\r\nhost: localhost\r\nx: " + b"y" * 100_000).startswith(b"HTTP/1.1 431 ")


def test_a_request_line_that_is_too_long_is_refused(reading):
    assert said(reading, b"GET /" + b"y" * 100_000).startswith(b"HTTP/1.1 431 ")


def test_what_is_no_http_is_refused(reading):
    assert said(reading, b"\x16\x03\x01\x02\x00 hello\r\n\r\n").startswith(b"HTTP/1.1 400 ")


def test_who_says_nothing_is_cut(strict):
    began = time.monotonic()
    assert said(strict) == b""
    assert 0.5 < time.monotonic() - began < 10


def test_who_says_little_by_little_is_cut(strict):
    began = time.monotonic()
    assert said(strict, b"GET /health HTTP/1.1\r\n", b"host: localhost\r\n", b"a: b\r\n", b"c: d\r\n", wait=0.6) == b""
    assert time.monotonic() - began < 15


def test_a_body_that_comes_too_slowly_is_cut(strict):
    head = b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\ncontent-length: 100\r\n\r\nASK"
    assert said(strict, head + b"\r\n").startswith(b"HTTP/1.1 408 ")


def test_who_does_not_read_is_cut_and_frees_the_reader(strict):
    host, _, port = strict.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        query = "SELECT%20*%20%7B%20?a%20?b%20?c%20.%20?d%20?e%20?f%20.%20?g%20?h%20?i%20%7D"
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode())
        for _ in range(100):
            time.sleep(0.1)
            if '"limit":"stall"' in strict.lines():
                break
        assert '"limit":"stall"' in strict.lines()
    assert strict.client.get("/health").json()["running"] == 0


def test_a_query_that_is_too_long_is_refused(reading):
    query = "ASK { } #" + "x" * (1 << 20)
    answer = reading.client.post("/sparql", content=query, headers={"content-type": "application/sparql-query"})
    assert (answer.status_code, answer.json()["detail"]) == (413, "the request is longer than 1,048,576 bytes")


def test_a_body_of_unknown_length_is_refused_where_it_is_too_long(reading):
    def blocks():
        for _ in range(40):
            yield b"#" * (1 << 16)

    try:
        answer = reading.client.post("/sparql", content=blocks(), headers={"content-type": "application/sparql-query"})
    except httpx.TransportError:
        return
    assert answer.status_code == 413

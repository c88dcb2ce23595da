"""A server on this machine that speaks the chat-completions protocol and does what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answer each request by the next of the server's replies; the last one stays."""

    server: Any

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, dict(self.headers), body))
        replies = self.server.replies
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    def send(self, status: int, data: bytes, headers: dict[str, str] | None = None, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data) if length is None else length), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def says(content: object, finish: str = "stop", tokens: int | None = 100) -> Reply:
    """Answer with a chat completion; ``content`` is text, or a value that becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    completion: dict[str, object] = {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}]}
    completion |= {} if tokens is None else {"usage": {"total_tokens": tokens}}
    return lambda handler: handler.send(200, json.dumps(completion).encode())


def claims(*found: dict[str, object], **how: Any) -> Reply:
    """Answer with claims."""
    return says({"claims": list(found)}, **how)


def fails(status: int, data: bytes = b"", **headers: str) -> Reply:
    """Answer with an error, or with bytes that are no completion."""
    return lambda handler: handler.send(status, data, {name.replace("_", "-"): value for name, value in headers.items()})


def breaks_off(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send(200, b'{"choices": [', length=1000)


def hangs_up(handler: Handler) -> None:
    """Close the connection without a word."""
    handler.connection.close()


def drips(handler: Handler) -> None:
    """Send an answer so slowly that it never ends, though never silent for long."""
    handler.send(200, b"", length=1000)
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.05)
    except OSError:
        return


def sleeps(handler: Handler) -> None:
    """Say nothing for a second."""
    time.sleep(1)
    hangs_up(handler)


@contextmanager
def serving(*replies: Reply) -> Iterator[Any]:
    """Run a server with these replies; it has ``url``, ``replies`` and what it has ``seen``."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda request, address: None
    server.daemon_threads = True
    server.replies, server.seen, server.url = list(replies), [], f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""Say what went wrong as problem details (RFC 9457); one row of ``STATUS`` for each kind of error."""

from __future__ import annotations

import html
import http
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response
from starlette.types import Message, Send

PROBLEM = "application/problem+json"

#: The status of each error of the tree in :mod:`kg.errors`; what is not listed is a defect of ours.
STATUS: Mapping[str, int] = {
    "QueryError": 400,
    "ParameterError": 400,
    "NotAcceptableError": 406,
    "NotFoundError": 404,
    "MovedError": 301,
    "GoneError": 410,
    "InputError": 400,
    "ShapeError": 422,
    "StoreError": 503,
    "StoreLockedError": 503,
    "StoreVersionError": 500,
    "LimitError": 413,
}
#: The status of each limit. 503 asks to come back: with less, or later.
LIMITS: Mapping[str, int] = {
    "time": 503,
    "queue": 503,
    "closing": 503,
    "stopped": 503,
    "memory": 507,
    "rows": 413,
    "size": 413,
    "stall": 408,
    "lost": 500,
}
#: After how many seconds a client may come again.
RETRY = {"queue": "2", "closing": "10"}


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **facts: Any) -> Response:
    """Return a response that says what went wrong, with its facts."""
    title = http.HTTPStatus(status).phrase
    body = msgspec.json.encode({"type": "about:blank", "title": title, "status": status, "detail": detail, **facts})
    return Response(body, status, {"cache-control": "no-store", **(headers or {})}, PROBLEM)


def limit(detail: str, limit: str) -> Response:
    """Return the response to a request that was ended before its first byte."""
    headers = {"retry-after": RETRY[limit]} if limit in RETRY else {}
    return problem(LIMITS.get(limit, 500), detail, headers, limit=limit)


class Readable:
    """Hand the messages of a response on, problem details as a page: for a person, whose browser asks for pages."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Hand a message on; the start of a problem waits for its body."""
        if message["type"] == "http.response.start" and (b"content-type", PROBLEM.encode()) in message["headers"]:
            self._start = message
            return
        if self._start is not None:
            message = {**message, "body": _as_page(message["body"])}
            changed = {b"content-type": b"text/html; charset=utf-8", b"content-length": str(len(message["body"])).encode()}
            start, self._start = self._start, None
            await self._send({**start, "headers": [(name, changed.get(name, value)) for name, value in start["headers"]]})
        await self._send(message)


def _as_page(body: bytes) -> bytes:
    said = msgspec.json.decode(body)
    title, detail = html.escape(f"{said['status']} {said['title']}"), html.escape(said["detail"])
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f'<title>{title}</title>\n<link rel="stylesheet" href="/static/kg.css">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n'
        f'<p role="alert">{detail}</p>\n<p><a href="/">The overview</a></p>\n</main>\n</body>\n</html>\n'
    ).encode()

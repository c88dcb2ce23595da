"""Say what went wrong as problem details (RFC 9457); one row of ``STATUS`` for each kind of error."""

from __future__ import annotations

import http
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response

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
    return Response(body, status, {"cache-control": "no-store", **(headers or {})}, "application/problem+json")


def limit(detail: str, limit: str) -> Response:
    """Return the response to a request that was ended before its first byte."""
    headers = {"retry-after": RETRY[limit]} if limit in RETRY else {}
    return problem(LIMITS.get(limit, 500), detail, headers, limit=limit)

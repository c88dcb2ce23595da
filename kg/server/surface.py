"""Stand between the network and the routes: hosts, origins, headers that protect, the log, the figures."""

from __future__ import annotations

import time
import traceback
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.journal import Journal
from kg.server.problems import Readable, problem
from kg.server.state import State

#: What pages may load and do: nothing from elsewhere, no script or style within the page, no frame around it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
_HTML = [(b"content-security-policy", POLICY.encode()), (b"x-frame-options", b"DENY"), (b"cross-origin-opener-policy", b"same-origin")]
_EXPOSED = b"ETag, Link, Location, Retry-After, Allow"
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
    "access-control-allow-headers": "Accept, Authorization, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}
_LOOKED_AT = frozenset({b"host", b"origin", b"accept", b"access-control-request-method"})
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Surface:
    """Wrap an application."""

    def __init__(self, app: ASGIApp, state: State, journal: Journal) -> None:
        self._app = app
        self._state = state
        self._journal = journal
        #: What everybody may read, every page may read; a server for this machine alone has to be told.
        self._origins = state.serving.origins or (() if state.serving.local else ("*",))
        #: A page elsewhere can make its own name point at this machine, and a browser would then let it read a server that
        #: is meant for this machine alone; so such a server answers to names of this machine, and of its graph, only.
        named = {urlsplit(state.base).hostname or "", state.serving.host, *state.serving.hostnames}
        self._hosts = LOCAL | named if state.serving.local else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        notes: dict[str, Any] = {}
        scope.update({"kg": notes, "kg.state": self._state})
        began = time.perf_counter()
        headers = {name: value for name, value in scope["headers"] if name in _LOOKED_AT}
        extra = self._origin(headers)
        status, size = 0, 0

        async def passed(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _joined([*message["headers"], *_protected(message["headers"]), *extra])
            else:
                size += len(message.get("body", b""))
            await send(message)

        out = Readable(passed) if b"text/html" in headers.get(b"accept", b"") else passed
        try:
            early = self._early(scope, headers)
            await (early or self._app)(scope, receive, out)
        except Exception as error:  # what nobody expected is written down, whole, and told to the client in one line
            notes["trace"] = "".join(traceback.format_exception(error))
            if not status:
                await problem(500, "a defect of the server; its log says where")(scope, receive, out)
        finally:
            self._note(scope, status, size, time.perf_counter() - began)
        if notes.get("abort") and (abort := scope.get("kg.abort")):
            abort()

    def _early(self, scope: Scope, headers: Mapping[bytes, bytes]) -> Response | None:
        """Return the response to what no route should see."""
        host = _hostname(headers.get(b"host", b"").decode("latin-1"))
        if self._hosts is not None and host not in self._hosts:
            return problem(421, f"this server does not answer to the name {host!r}; --hostname lets it")
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            return Response(status_code=204, headers=_PREFLIGHT)
        return None

    def _origin(self, headers: Mapping[bytes, bytes]) -> list[tuple[bytes, bytes]]:
        """Return the headers that let a page of another origin read the response, if it may."""
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not origin:
            return [(b"vary", b"origin")] if "*" not in self._origins else []
        if "*" in self._origins:
            return [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", _EXPOSED)]
        same = origin in self._origins or (self._hosts is not None and _hostname(origin.partition("//")[2]) in LOCAL)
        allowed = [(b"access-control-allow-origin", origin.encode("latin-1")), (b"access-control-expose-headers", _EXPOSED)] if same else []
        return [(b"vary", b"origin"), *allowed]

    def _note(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        notes = scope["kg"]
        route = notes.get("route", "none")
        self._state.metrics.count(route, status, seconds, size)
        self._state.metrics.count_answer(notes.get("rows", -1), notes.get("limit", ""))
        self._journal.request(scope, status, size, seconds)


def _protected(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers that protect whoever reads a response, and make caches ask whether it still holds."""
    given = dict(headers)
    more = [pair for pair in _ALWAYS if pair[0] not in given]
    if given.get(b"content-type", b"").startswith((b"text/html", b"application/xhtml", b"image/svg")):
        more += [pair for pair in _HTML if pair[0] not in given]
    if b"cache-control" not in given:
        more.append((b"cache-control", b"no-cache"))
    return more


def _joined(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers with what they vary by in one of them, for some clients look at the first alone."""
    varies = [value for name, value in headers if name == b"vary"]
    if len(varies) < 2:
        return headers
    return [*(pair for pair in headers if pair[0] != b"vary"), (b"vary", b", ".join(varies))]


def _hostname(host: str) -> str:
    """Return the name in a Host header, without its port and brackets, in lower case."""
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    return name.rstrip(".").lower()

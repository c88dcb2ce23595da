"""Hold what all routes of one server share."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from kg.server.cache import Cache
from kg.server.metrics import Metrics
from kg.server.settings import Serving
from kg.server.workers import Pool


@dataclass(frozen=True, slots=True)
class State:
    """Hold the settings, the pool of readers, the answers that are kept, the figures, and the base IRI of the graph."""

    serving: Serving
    pool: Pool
    cache: Cache
    metrics: Metrics
    base: str


def state_of(request: Request) -> State:
    """Return what the routes of a request's server share."""
    return cast(State, request.scope["kg.state"])


def permitted(request: Request) -> bool:
    """Tell whether a request carries the server's token (``Authorization: Bearer TOKEN``); compared in constant time."""
    token = state_of(request).serving.token
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if token is None or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), token.encode())

"""Decide who may change something: whoever has the token, if the server permits changes at all."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.problems import problem
from kg.server.state import permitted, state_of

_CHALLENGE = {"www-authenticate": 'Bearer realm="kg"'}


def forbidden(request: Request) -> Response | None:
    """Return the refusal of a request that would change the graph; None where it may."""
    if not state_of(request).serving.allow_update:
        return problem(403, "this server is for reading; it changes nothing")
    return unauthorised(request)


def unauthorised(request: Request) -> Response | None:
    """Return the refusal of a request without the server's token; None for one that has it."""
    if state_of(request).serving.token is None:
        return problem(403, "this server has no token, so nobody may do this")
    return None if permitted(request) else problem(401, "this needs the server's token: Authorization: Bearer TOKEN", _CHALLENGE)

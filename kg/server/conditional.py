"""Answer conditional requests: nothing changes between snapshots, so a snapshot's name is the entity tag of all that it says."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.state import state_of
from kg.server.versions import newest, stamp


def unchanged(request: Request) -> Response | None:
    """Return 304 where the client has what the newest snapshot says (RFC 9110, section 13.1.2); None where it has not."""
    header = request.headers.get("if-none-match")
    if header is None or request.method not in ("GET", "HEAD"):
        return None
    serving = state_of(request).serving
    tag = stamp(serving.store, newest(serving.store), serving.began)
    known = {one.strip().removeprefix("W/").strip('"') for one in header.split(",")}
    if "*" not in known and tag not in known:
        return None
    return Response(status_code=304, headers={"etag": f'W/"{tag}"', "vary": "accept, accept-encoding"})

"""Say how the server is: whether it works, its figures, and what it is working on."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.server.access import unauthorised
from kg.server.problems import problem
from kg.server.routes import Row
from kg.server.state import state_of
from kg.server.versions import newest

#: So much of a query is shown in the list.
SHOWN = 2000


async def health(request: Request) -> Response:
    """Say whether queries can be answered: 200, or 503 where there is no reader or no snapshot."""
    state = state_of(request)
    snapshot = newest(state.serving.store)
    readers = state.pool.idle + len(state.pool.running)
    well = bool(snapshot) and readers > 0
    body = {"status": "ok" if well else "failing", "snapshot": snapshot, "readers": readers, "running": len(state.pool.running)}
    return JSONResponse(body, 200 if well else 503, {"cache-control": "no-store"})


async def metrics(request: Request) -> Response:
    """Return the figures in the format of Prometheus."""
    body, media_type = state_of(request).metrics.text()
    return Response(body, headers={"content-type": media_type, "cache-control": "no-store"})


async def queries(request: Request) -> Response:
    """List what runs, oldest first; for whoever has the token."""
    if refused := unauthorised(request):
        return refused
    now = time.monotonic()
    listed = [
        {
            "id": one.id,
            "task": one.job.task,
            "seconds": round(now - one.began, 3),
            "client": one.client,
            "arguments": {name: value if not isinstance(value, str) else value[:SHOWN] for name, value in one.job.arguments.items()},
        }
        for one in state_of(request).pool.running.values()
    ]
    return JSONResponse({"running": listed, "waiting": state_of(request).pool.waiting}, headers={"cache-control": "no-store"})


async def stop(request: Request) -> Response:
    """Stop what runs under a number; for whoever has the token."""
    if refused := unauthorised(request):
        return refused
    running = state_of(request).pool.running.get(request.path_params["id"])
    if running is None:
        return problem(404, f"nothing runs under the number {request.path_params['id']}")
    running.stop()
    return Response(status_code=204)


ROWS = (
    Row("/health", health, name="health"),
    Row("/metrics", metrics, name="metrics"),
    Row("/queries", queries, name="queries"),
    Row("/queries/{id:int}", stop, ("DELETE",), name="queries"),
)

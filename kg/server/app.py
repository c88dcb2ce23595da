"""Put the application together: the table of routes, each route module's rows in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError, LimitError
from kg.server import api, dereference, graphs, problems, sparql, status
from kg.server.cache import Cache
from kg.server.journal import Journal
from kg.server.metrics import Metrics
from kg.server.routes import Row
from kg.server.settings import Serving
from kg.server.state import State
from kg.server.surface import Surface
from kg.server.workers import Pool
from kg.store import folder

#: All routes, first match first.
ROUTES: tuple[Row, ...] = (*sparql.ROWS, *graphs.ROWS, *api.ROWS, *status.ROWS, *dereference.ROWS)


def application(serving: Serving, sink: IO[str] | None = None) -> ASGIApp:
    """Return the application that serves a graph; its log goes to ``sink``.

    Raises StoreError where there is no graph to serve.
    """
    base = folder.describe(Path(serving.store)).base
    state = State(serving, Pool(serving), Cache(serving.store), Metrics(), base)
    _watch(state)
    journal = Journal(sink)

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        await state.pool.start()
        try:
            yield
        finally:
            await state.pool.close()
            journal.close()

    router = Router([_route(row) for row in ROUTES], redirect_slashes=False, lifespan=lifespan)
    return Surface(_Handled(router), state, journal)


class _Handled:
    """Wrap the routes: what they raise becomes a response."""

    def __init__(self, router: Router) -> None:
        self._router = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # With an application in its scope, the router raises what it refuses.
        scope["app"] = self
        try:
            await self._router(scope, receive, send)
        except KgError as error:
            await _failed(error)(scope, receive, send)
        except HTTPException as error:
            await _refused(scope["path"], error)(scope, receive, send)


class _Endpoint:
    """Be the application of one row."""

    def __init__(self, row: Row) -> None:
        self._row = row

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["kg"]["route"] = self._row.name or self._row.path
        response = await self._row.endpoint(Request(scope, receive, send))
        await response(scope, receive, send)


def _route(row: Row) -> Route:
    return Route(row.path, _Endpoint(row), methods=list(row.methods), name=row.name or row.path)


def _failed(error: KgError) -> Response:
    """Answer what a route raised before any job was begun."""
    if isinstance(error, LimitError):
        return problems.limit(str(error), error.limit)
    if isinstance(error, sparql.MediaTypeError):
        return problems.problem(415, str(error))
    kinds = (problems.STATUS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in problems.STATUS)
    facts = {name: getattr(error, name) for name in ("line", "column", "parameter") if getattr(error, name, None)}
    return problems.problem(next(kinds, 500), str(error), **facts)


def _refused(path: str, error: HTTPException) -> Response:
    """Answer what has no route, or not by this method."""
    detail = f"there is nothing at {path}" if error.status_code == 404 else error.detail
    return problems.problem(error.status_code, detail, error.headers)


def _watch(state: State) -> None:
    state.metrics.watch("kg_readers_idle", "Readers that wait for work.", lambda: state.pool.idle)
    state.metrics.watch("kg_queries_running", "Jobs that readers work on.", lambda: len(state.pool.running))
    state.metrics.watch("kg_requests_waiting", "Requests that wait for a reader.", lambda: state.pool.waiting)
    state.metrics.watch("kg_readers_started", "Readers started so far.", lambda: state.pool.started)

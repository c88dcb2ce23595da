"""Put the application together: the table of routes, each route module's rows in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.errors import KgError, LimitError
from kg.server import api, dereference, graphs, problems, sparql, status
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
    state = State(serving, Pool(serving), Metrics(), base)
    _watch(state)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await state.pool.start()
        try:
            yield
        finally:
            await state.pool.close()

    handlers: Any = {KgError: _failed, HTTPException: _refused}
    app = Starlette(routes=[_route(row) for row in ROUTES], exception_handlers=handlers, lifespan=lifespan)
    app.router.redirect_slashes = False
    app.state.kg = state
    return Surface(app, state, Journal(sink))


def _route(row: Row) -> Route:
    async def endpoint(request: Request) -> Response:
        request.scope.setdefault("kg", {})["route"] = row.name or row.path
        return await row.endpoint(request)

    return Route(row.path, endpoint, methods=list(row.methods), name=row.name or row.path)


async def _failed(request: Request, error: KgError) -> Response:
    """Answer what a route raised before any job was begun."""
    if isinstance(error, LimitError):
        return problems.limit(str(error), error.limit)
    if isinstance(error, sparql.MediaTypeError):
        return problems.problem(415, str(error))
    kinds = (problems.STATUS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in problems.STATUS)
    facts = {name: getattr(error, name) for name in ("line", "column", "parameter") if getattr(error, name, None)}
    return problems.problem(next(kinds, 500), str(error), **facts)


async def _refused(request: Request, error: HTTPException) -> Response:
    """Answer what has no route, or not by this method."""
    detail = f"there is nothing at {request.url.path}" if error.status_code == 404 else error.detail
    return problems.problem(error.status_code, detail, error.headers)


def _watch(state: State) -> None:
    state.metrics.watch("kg_readers_idle", "Readers that wait for work.", lambda: state.pool.idle)
    state.metrics.watch("kg_queries_running", "Jobs that readers work on.", lambda: len(state.pool.running))
    state.metrics.watch("kg_requests_waiting", "Requests that wait for a reader.", lambda: state.pool.waiting)
    state.metrics.watch("kg_readers_started", "Readers started so far.", lambda: state.pool.started)

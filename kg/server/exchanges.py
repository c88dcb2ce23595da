"""Do the tasks of the protocols that change graphs, or hand over whole ones; rows for :data:`kg.server.tasks.TASKS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any, cast

from kg.errors import NotFoundError
from kg.server import formats
from kg.server.desk import Desk
from kg.server.formats import VARY, chosen, content_type
from kg.server.frames import Job
from kg.server.reply import Reply
from kg.store import incoming, service, updates
from kg.store.graphs import GraphStore
from kg.store.stream import Dataset


def update(desk: Desk, job: Job, reply: Reply) -> None:
    """Run an update: ``query``, with the dataset of its patterns in ``default`` and ``named``."""
    asked = job.arguments
    using = Dataset(tuple(asked.get("default", ())), tuple(asked.get("named", ())))
    with _writable(desk) as graph:
        updates.update(graph, asked["query"], using, asked.get("base"), desk.serving.services)
    _done(reply)


def get(desk: Desk, job: Job, reply: Reply) -> None:
    """Write the graph ``graph`` (None: the default graph)."""
    name: str | None = job.arguments["graph"]
    if not updates.holds(desk.graph, name):
        raise NotFoundError(f"there is no graph {name}")
    offer = chosen(job, formats.GRAPHS)
    reply.begin(content_type(offer.media_type), format=offer.name, headers=[VARY, ("etag", f'W/"{desk.stamp}"')])
    reply.end(updates.write(desk.graph, name, offer.name, cast(IO[bytes], reply), job.rows))


def put(desk: Desk, job: Job, reply: Reply) -> None:
    """Make the graph ``graph`` hold what is in ``parts``, and nothing else."""
    _write(desk, job, reply, updates.replace)


def post(desk: Desk, job: Job, reply: Reply) -> None:
    """Add what is in ``parts`` to the graph ``graph``."""
    _write(desk, job, reply, updates.add)


def delete(desk: Desk, job: Job, reply: Reply) -> None:
    """Remove the graph ``graph``."""
    name: str | None = job.arguments["graph"]
    with _writable(desk) as graph:
        if not updates.holds(graph, name):
            raise NotFoundError(f"there is no graph {name}")
        updates.remove(graph, name)
    _done(reply)


def describe(desk: Desk, job: Job, reply: Reply) -> None:
    """Describe the service at ``endpoint``."""
    offer = chosen(job, formats.GRAPHS)
    serving = desk.serving
    body = service.described(
        desk.graph, job.arguments["endpoint"], offer.name, changes=serving.allow_update, federates=bool(serving.services)
    )
    reply.begin(content_type(offer.media_type), format=offer.name, headers=[VARY, ("etag", f'W/"{desk.stamp}"')])
    reply.write(body)
    reply.end()


def _write(desk: Desk, job: Job, reply: Reply, change: Callable[[GraphStore, str | None, Any], None]) -> None:
    name: str | None = job.arguments["graph"]
    base = name or job.arguments["base"]
    triples = frozenset[Any]().union(*(incoming.parsed(part["data"], part["format"], base) for part in job.arguments["parts"]))
    with _writable(desk) as graph:
        new = not updates.holds(graph, name)
        change(graph, name, triples)
    _done(reply, 201 if new else 204, job.arguments.get("location") if new else None)


def _writable(desk: Desk) -> GraphStore:
    """Open the graph for changes; closing it lets readers see them."""
    return GraphStore.open(desk.serving.store)


def _done(reply: Reply, status: int = 204, location: str | None = None) -> None:
    reply.begin("", status=status, headers=[("location", location)] if location else [])
    reply.end()


TASKS: Mapping[str, Callable[[Desk, Job, Reply], None]] = {
    "update": update,
    "graph-get": get,
    "graph-put": put,
    "graph-post": post,
    "graph-delete": delete,
    "service": describe,
}

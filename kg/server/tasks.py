"""List what a reader can be asked to do; one row of ``TASKS`` a task.

A task is a function of the desk that it works at (the graph, the settings, the saved questions), the job, and the reply that
it writes. What it raises of :class:`kg.errors.KgError` becomes the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, cast

from kg.server import exchanges, formats, questions, things
from kg.server.desk import Desk
from kg.server.formats import VARY, chosen, content_type
from kg.server.frames import Job
from kg.server.reply import Reply
from kg.store import remote, stream


def sparql(desk: Desk, job: Job, reply: Reply) -> None:
    """Answer a query: ``query``, and the dataset in ``default`` and ``named``; ``base`` is for its relative IRIs."""
    asked = job.arguments
    dataset = stream.Dataset(tuple(asked.get("default", ())), tuple(asked.get("named", ())))
    answer = stream.run(desk.graph, asked["query"], dataset, asked.get("base"), desk.serving.services)
    offer = chosen(job, formats.OFFERS[answer.kind])
    headers = [VARY]
    if not remote.is_volatile(asked["query"]):
        headers.append(("etag", f'W/"{desk.stamp}"'))
    reply.begin(content_type(offer.media_type), format=offer.name, headers=headers)
    reply.end(answer.write(offer.name, cast(IO[bytes], reply), job.rows))


def renew(desk: Desk, job: Job, reply: Reply) -> None:
    """Do nothing more than go over to the newest snapshot, which every job begins with."""
    reply.begin("text/plain")
    reply.end()


Task = Callable[[Desk, Job, Reply], None]
#: What a reader can be asked to do.
TASKS: Mapping[str, Task] = {"sparql": sparql, "renew": renew, **exchanges.TASKS, **questions.TASKS, **things.TASKS}

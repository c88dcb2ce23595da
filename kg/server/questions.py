"""Do what the API of saved questions asks of a reader: answer one, list them, describe the API, search, advise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import IO, Any, cast

import msgspec

from kg.errors import NotFoundError
from kg.server import formats, openapi
from kg.server.desk import Desk
from kg.server.formats import VARY, chosen, content_type
from kg.server.frames import Job
from kg.server.negotiate import Offer
from kg.server.reply import Reply
from kg.store import advice, executables, parameters, search, stream
from kg.store.header import Question

JSON = Offer("json", "application/json", ("text/json",))
#: Where the API is described (RFC 8631).
DESCRIBED = ("link", '</api/openapi.json>; rel="service-desc"; type="application/vnd.oai.openapi+json;version=3.1"')


def question(desk: Desk, job: Job, reply: Reply) -> None:
    """Answer the saved question ``name`` with ``values`` for its parameters, in ``format`` or what the client accepts."""
    asked: Mapping[str, Any] = job.arguments
    saved = desk.library.get(asked["name"])
    form = asked.get("format")
    if form is not None and form not in {offer.name for offer in formats.RESULTS}:
        known = ", ".join(offer.name for offer in formats.RESULTS)
        raise NotFoundError(f"there is no format {form!r} of an answer; there are {known}")
    offer = next((one for one in formats.RESULTS if one.name == form), None) or chosen(job, formats.RESULTS)
    text = parameters.bound(desk.graph, saved, asked.get("values", {}))
    answer = stream.run(desk.graph, text, stream.Dataset(), None)
    reply.begin(content_type(offer.media_type), format=offer.name, headers=[*_headers(desk), DESCRIBED])
    reply.end(answer.write(offer.name, cast(IO[bytes], reply), job.rows))


def questions(desk: Desk, job: Job, reply: Reply) -> None:
    """List the saved questions as JSON, or as RDF where the client likes that better."""
    offer = chosen(job, (JSON, *formats.GRAPHS[:4]))
    if offer is JSON:
        _json(desk, reply, {"questions": [_listed(one) for one in desk.library.questions.values()]})
        return
    reply.begin(content_type(offer.media_type), format=offer.name, headers=[*_headers(desk), DESCRIBED])
    reply.write(executables.serialised(desk.library, desk.graph.base, offer.name))
    reply.end()


def described(desk: Desk, job: Job, reply: Reply) -> None:
    """Describe the API."""
    _json(desk, reply, openapi.description(desk.library, desk.serving.title))


def found(desk: Desk, job: Job, reply: Reply) -> None:
    """Search for the words ``q`` among things of some ``kinds``, from ``offset`` on at most ``limit``."""
    asked: Mapping[str, Any] = job.arguments
    hits = search.search(desk.graph, asked["q"], asked["kinds"], asked["limit"], asked["offset"])
    counts = dict(search.counts(desk.graph, asked["q"]))
    _json(desk, reply, {"q": asked["q"], "counts": counts, "hits": [asdict(hit) for hit in hits]})


def advised(desk: Desk, job: Job, reply: Reply) -> None:
    """Advise on ``query``."""
    _json(desk, reply, {"advice": [asdict(one) for one in advice.advise(job.arguments["query"])]})


def _listed(one: Question) -> dict[str, Any]:
    return {
        "name": one.name,
        "summary": one.summary,
        "description": one.description,
        "tags": list(one.tags),
        "parameters": [{**asdict(parameter), "enumeration": list(parameters.choices(parameter))} for parameter in one.parameters],
        "columns": dict(one.columns),
        "examples": [dict(example) for example in one.examples],
    }


def _json(desk: Desk, reply: Reply, value: object) -> None:
    reply.begin(JSON.media_type, format="json", headers=[*_headers(desk), DESCRIBED])
    reply.write(msgspec.json.encode(value))
    reply.end()


def _headers(desk: Desk) -> list[tuple[str, str]]:
    return [VARY, ("etag", f'W/"{desk.stamp}"')]


TASKS: Mapping[str, Callable[[Desk, Job, Reply], None]] = {
    "question": question,
    "questions": questions,
    "openapi": described,
    "search": found,
    "advice": advised,
}

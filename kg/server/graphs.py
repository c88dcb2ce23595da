"""Answer the SPARQL 1.1 Graph Store HTTP Protocol at ``/store``: whole graphs, to read and, where it is permitted, to write.

https://www.w3.org/TR/sparql11-http-rdf-update/. A graph is named by ``?graph=IRI``, is the ``?default`` one, or has the address
that is asked: ``/store/NAME``. The graphs of kg itself lie below their own address: ``/graph/article/...``.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import InputError, ParameterError, QueryError
from kg.server.access import forbidden
from kg.server.answers import Answered
from kg.server.bodies import body_of, streamed
from kg.server.conditional import unchanged
from kg.server.formats import GRAPHS
from kg.server.frames import Job
from kg.server.problems import problem
from kg.server.routes import Row
from kg.server.sparql import MediaTypeError, address, graphs, parameters
from kg.server.state import state_of

#: What each media type of a graph is called.
NAMES = {
    kind: offer.name for offer in GRAPHS if offer.name in ("ttl", "nt", "rdfxml", "jsonld") for kind in (offer.media_type, *offer.aliases)
}
MULTIPART = "multipart/form-data"


async def store(request: Request) -> Response:
    """Answer for a graph that the parameters name."""
    given = parameters(request.scope["query_string"])
    named = given.get("graph", [])
    if len(named) + ("default" in given) > 1 or given.get("default", [""]) != [""]:
        raise ParameterError("one graph is needed: graph=IRI, or default", parameter="graph")
    if not named and "default" not in given:
        if request.method != "POST":
            raise ParameterError("a graph is needed: graph=IRI, or default", parameter="graph")
        new = f"{address(request).rstrip('/')}/{uuid4()}"
        return await _answer(request, new, location=new)
    return await _answer(request, graphs("graph", named)[0] if named else None)


async def direct(request: Request) -> Response:
    """Answer for the graph that has the address of the request."""
    return await _answer(request, address(request))


async def own(request: Request) -> Response:
    """Answer for a graph of kg, which lies below the graph's base."""
    return await _answer(request, f"{state_of(request).base}graph/{request.path_params['name']}")


async def _answer(request: Request, name: str | None, location: str | None = None) -> Response:
    if request.method in ("GET", "HEAD"):
        return unchanged(request) or Answered(request, Job("graph-get", {"graph": name}))
    if refused := forbidden(request):
        return refused
    if request.method == "DELETE":
        return Answered(request, Job("graph-delete", {"graph": name}), writes=True)
    try:
        parts = await _parts(request)
    except MediaTypeError as error:
        return problem(415, str(error))
    arguments = {"graph": name, "base": address(request), "parts": parts, "location": location}
    return Answered(request, Job(f"graph-{request.method.lower()}", arguments), writes=True)


async def _parts(request: Request) -> list[dict[str, Any]]:
    """Return the graphs that a request carries: one, or of a form several."""
    most = state_of(request).serving.limits.body
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != MULTIPART or request.method != "POST":
        return [{"format": _format(kind or "text/turtle"), "data": await body_of(request, most)}]
    try:
        form = await MultiPartParser(request.headers, streamed(request, most), max_files=20, max_fields=20, max_part_size=most).parse()
    except (MultiPartException, KeyError) as error:
        raise InputError("the form cannot be read") from error
    parts = []
    for _, part in form.multi_items():
        if isinstance(part, str):
            raise QueryError("a part of the form names no file and no content type")
        parts.append({"format": _format((part.content_type or "").partition(";")[0].strip().lower()), "data": await part.read()})
    return parts


def _format(kind: str) -> str:
    if kind not in NAMES:
        raise MediaTypeError(f"the content type {kind or '(none)'} is none of {', '.join(sorted(NAMES))}")
    return NAMES[kind]


_METHODS = ("GET", "PUT", "POST", "DELETE")
ROWS = (
    Row("/store", store, _METHODS, "store"),
    Row("/store/", store, _METHODS, "store"),
    Row("/store/{name:path}", direct, _METHODS, "store"),
    Row("/graph/{name:path}", own, _METHODS, "store"),
)

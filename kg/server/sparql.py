"""Answer the SPARQL 1.1 protocol at ``/sparql``: queries, updates where they are permitted, and what the service is.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import ParameterError, QueryError
from kg.server.access import forbidden
from kg.server.answers import Answered
from kg.server.bodies import body_of
from kg.server.conditional import unchanged
from kg.server.frames import Job
from kg.server.routes import Row
from kg.server.state import state_of

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
#: The parameters that name a dataset, and what a job calls them.
DATASET = {"default-graph-uri": "default", "named-graph-uri": "named"}
USING = {"using-graph-uri": "default", "using-named-graph-uri": "named"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*")


@dataclass(slots=True)
class Operation:
    """Hold what a request asks for: ``text`` is the query or update, ``given`` the values of each parameter."""

    text: str = ""
    update: bool = False
    given: dict[str, list[str]] = field(default_factory=dict)

    def single(self, name: str) -> str | None:
        """Return the value of a parameter; ParameterError where it has several."""
        values = self.given.get(name, [])
        if len(values) > 1:
            raise ParameterError(f"{name} is given {len(values)} times", parameter=name)
        return values[0] if values else None


class MediaTypeError(QueryError):
    """Report a request whose body is of a kind that this protocol does not have."""


async def sparql(request: Request) -> Response:
    """Answer a request of the protocol."""
    operation = await _operation(request)
    if operation is None:
        return await describe(request)
    if operation.update:
        return _update(request, operation)
    if not_modified := unchanged(request):
        return not_modified
    return Answered(request, Job("sparql", _arguments(request, operation, DATASET)), seconds=seconds_of(request, operation))


async def describe(request: Request) -> Response:
    """Describe the service; a browser is sent to the page where a person writes queries."""
    if "text/html" in request.headers.get("accept", ""):
        return Response(status_code=303, headers={"location": "/page/query", "vary": "accept"})
    if not_modified := unchanged(request):
        return not_modified
    return Answered(request, Job("service", {"endpoint": address(request)}))


def _update(request: Request, operation: Operation) -> Response:
    if refused := forbidden(request):
        return refused
    job = Job("update", _arguments(request, operation, USING))
    return Answered(request, job, seconds=seconds_of(request, operation), writes=True)


def address(request: Request) -> str:
    """Return the address that a request was sent to, without its query: what relative IRIs hang under."""
    return f"{request.scope['scheme']}://{request.headers.get('host', 'localhost')}{quote(request.scope['path'])}"


def seconds_of(request: Request, operation: Operation) -> float:
    """Return how long a request may be computed: as long as ``timeout`` says, and no longer than the server permits.

    Raises ParameterError for a timeout that is no number above 0.
    """
    most = state_of(request).serving.limits.seconds
    text = operation.single("timeout")
    if text is None:
        return most
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not seconds > 0:
        raise ParameterError(f"timeout={text!r} is no number of seconds above 0", parameter="timeout")
    return min(seconds, most)


async def _operation(request: Request) -> Operation | None:
    """Return what a request asks for; None where it asks for nothing, which asks what the service is."""
    given = parameters(request.scope["query_string"])
    if request.method != "POST":
        if "update" in given:
            raise QueryError("an update has to be sent by POST")
        return _only(given) if "query" in given else None
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind, charset = kind.strip().lower(), rest.partition("charset=")[2].strip().strip('"').lower()
    if kind not in (FORM, QUERY, UPDATE):
        raise MediaTypeError(f"the content type {kind or '(none)'} is none of {FORM}, {QUERY}, {UPDATE}")
    if charset not in ("", "utf-8"):
        raise MediaTypeError(f"the characters {charset} are not utf-8")
    limits = state_of(request).serving.limits
    body = await body_of(request, limits.body if kind != QUERY else limits.query)
    if kind == FORM:
        for name, values in parameters(body).items():
            given.setdefault(name, []).extend(values)
        return _only(given)
    if {"query", "update"} & given.keys():
        raise QueryError("the query is in the body and in the address; one of them has to go")
    return Operation(decoded(body), kind == UPDATE, given)


def _only(given: dict[str, list[str]]) -> Operation:
    """Return the one query or update of a form."""
    operations = [(name, text) for name in ("query", "update") for text in given.get(name, ())]
    if len(operations) != 1:
        raise QueryError(f"one query or one update is needed, and here are {len(operations)}")
    [(name, text)] = operations
    return Operation(text, name == "update", given)


def _arguments(request: Request, operation: Operation, names: dict[str, str]) -> dict[str, object]:
    if wrong := sorted(operation.given.keys() & ({*DATASET, *USING} - names.keys())):
        raise ParameterError(f"{wrong[0]} does not go with {'an update' if operation.update else 'a query'}", parameter=wrong[0])
    dataset = {names[name]: graphs(name, operation.given.get(name, ())) for name in names}
    return {"query": operation.text, "base": address(request), **{name: found for name, found in dataset.items() if found}}


def graphs(name: str, values: Sequence[str]) -> list[str]:
    """Return the values of a parameter that names graphs; ParameterError for one that is no absolute IRI."""
    for value in values:
        if not _IRI.fullmatch(value):
            raise ParameterError(f"{name}={value!r} is no absolute IRI", parameter=name)
    return list(values)


def parameters(encoded: bytes) -> dict[str, list[str]]:
    """Return the parameters of a form or of an address; QueryError where they are not utf-8."""
    found = defaultdict[str, list[str]](list)
    try:
        for name, value in parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000):
            found[name].append(value)
    except ValueError as error:
        raise QueryError("the request is not utf-8, percent-encoded") from error
    return dict(found)


def decoded(body: bytes) -> str:
    """Return a body as text; QueryError where it is not utf-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise QueryError(f"the request is not utf-8: byte {error.start}") from error


ROWS = (Row("/sparql", sparql, ("GET", "POST"), "sparql"), Row("/sparql/", sparql, ("GET", "POST"), "sparql"))

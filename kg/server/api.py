"""Answer the HTTP API: saved questions by name, the search of the graph's words, advice on queries, and what describes all that.

``/api/`` lists the questions, ``/api/NAME.json`` (or csv, tsv, xml) answers one, ``/api/openapi.json`` says how to ask.
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import ParameterError
from kg.server.answers import Answered
from kg.server.conditional import unchanged
from kg.server.frames import Job
from kg.server.openapi import MOST
from kg.server.routes import Row
from kg.server.sparql import parameters


async def index(request: Request) -> Response:
    """List the saved questions."""
    return unchanged(request) or Answered(request, Job("questions", {}))


async def described(request: Request) -> Response:
    """Describe the API."""
    return unchanged(request) or Answered(request, Job("openapi", {}))


async def question(request: Request) -> Response:
    """Answer a saved question; a parameter that is empty counts as not given, as forms send it."""
    given = {name: _one(name, values) for name, values in parameters(request.scope["query_string"]).items()}
    arguments = {
        "name": request.path_params["name"],
        "format": request.path_params.get("format"),
        "values": {name: value for name, value in given.items() if value.strip()},
    }
    return unchanged(request) or Answered(request, Job("question", arguments))


async def search(request: Request) -> Response:
    """Find claims, actors, places and articles by their words."""
    given = parameters(request.scope["query_string"])
    _refuse_others(given, "q", "kind", "limit", "offset")
    arguments = {
        "q": _needed(given, "q"),
        "kinds": [kind for kind in given.get("kind", []) if kind],
        "limit": _number(given, "limit", 20, 1, MOST),
        "offset": _number(given, "offset", 0, 0, 10**9),
    }
    return unchanged(request) or Answered(request, Job("search", arguments))


async def advice(request: Request) -> Response:
    """Say what makes a query slow."""
    given = parameters(request.scope["query_string"])
    _refuse_others(given, "query")
    return unchanged(request) or Answered(request, Job("advice", {"query": _needed(given, "query")}))


def _one(name: str, values: list[str]) -> str:
    if len(values) > 1:
        raise ParameterError(f"{name} is given {len(values)} times", parameter=name)
    return values[0]


def _needed(given: dict[str, list[str]], name: str) -> str:
    if name not in given:
        raise ParameterError(f"{name} is missing", parameter=name)
    return _one(name, given[name])


def _number(given: dict[str, list[str]], name: str, default: int, least: int, most: int) -> int:
    """Return a parameter that is a whole number within bounds."""
    text = _one(name, given.get(name, [""])).strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= most:
        raise ParameterError(f"{name}={text!r} is no whole number from {least} to {most}", parameter=name)
    return int(text)


def _refuse_others(given: dict[str, list[str]], *known: str) -> None:
    if unknown := sorted(given.keys() - set(known)):
        raise ParameterError(f"there is no parameter {unknown[0]!r}; there are {', '.join(known)}", parameter=unknown[0])


#: What has a name of its own comes before the questions, which may have any other.
ROWS = (
    Row("/api", index, name="api"),
    Row("/api/", index, name="api"),
    Row("/api/openapi.json", described, name="openapi"),
    Row("/api/search", search, name="search"),
    Row("/api/search.json", search, name="search"),
    Row("/api/advice", advice, name="advice"),
    Row("/api/{name}.{format}", question, name="question"),
    Row("/api/{name}", question, name="question"),
)

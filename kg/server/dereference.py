"""Answer for the things of the graph: their IRIs, their pages and their descriptions; and for the files that pages load."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kg import pages
from kg.server.answers import Answered
from kg.server.conditional import unchanged
from kg.server.frames import Job
from kg.server.problems import problem
from kg.server.routes import Row
from kg.server.sparql import parameters

#: What the IRIs of the graph begin with, below its base.
KINDS = ("actor", "article", "catalog", "comparison", "decision", "link", "place", "post", "role", "run", "software")
#: Media types that are not in every machine's list.
_TYPES = {".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml"}


async def page(request: Request) -> Response:
    """Render a page."""
    given = {name: values[-1] for name, values in parameters(request.scope["query_string"]).items()}
    return unchanged(request) or Answered(request, Job("page", {"path": request.path_params.get("path", ""), "parameters": given}))


async def data(request: Request) -> Response:
    """Describe a thing in RDF, or as a table."""
    return unchanged(request) or Answered(request, Job("data", {"path": request.path_params["path"]}))


async def thing(request: Request) -> Response:
    """Lead from a thing to its page or its description."""
    return Answered(request, Job("thing", {"path": request.scope["path"].lstrip("/")}))


async def ontology(request: Request) -> Response:
    """Return the ontology in RDF, or its page to whom likes that better."""
    return unchanged(request) or Answered(request, Job("vocabulary", {"path": "ontology"}))


async def void(request: Request) -> Response:
    """Describe the graph as a dataset (VoID, DCAT)."""
    return unchanged(request) or Answered(request, Job("data", {"path": "dataset"}))


async def static(request: Request) -> Response:
    """Return a file that pages load; only what is listed can be had."""
    found = _assets().get(request.path_params["path"])
    if found is None:
        return problem(404, "there is no such file")
    media_type = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return FileResponse(found, media_type=media_type, headers={"cache-control": "no-cache"})


@cache
def _assets() -> Mapping[str, Path]:
    return pages.assets()


ROWS: tuple[Row, ...] = (
    Row("/", page, name="page"),
    Row("/page/{path:path}", page, name="page"),
    Row("/data/{path:path}", data, name="data"),
    Row("/static/{path:path}", static, name="static"),
    Row("/ontology", ontology, name="ontology"),
    Row("/ns", ontology, name="ontology"),
    Row("/.well-known/void", void, name="void"),
    Row("/dataset", void, name="void"),
    *(Row(f"/{kind}/{{rest:path}}", thing, name="thing") for kind in KINDS),
)

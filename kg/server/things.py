"""Do for the web what readers of the graph can: render pages, describe things, and lead from a thing to either.

An IRI of the graph stands for a thing, not for a file, so asking for it leads elsewhere (303): to the page for people or to the
description for programs, as the client accepts (Cool URIs for the Semantic Web). A thing that is another one now is moved for
good (301); an article that was retracted is gone (410), with a page that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from kg import pages
from kg.errors import GoneError, KgError, MovedError, NotFoundError, ParameterError
from kg.pages import Links, Page
from kg.server.desk import Desk
from kg.server.formats import GRAPHS, VARY, chosen, content_type
from kg.server.frames import Job
from kg.server.negotiate import Offer
from kg.server.reply import Reply
from kg.store import describe, ontology
from kg.triples import dataset, iris

HTML = Offer("html", "text/html", ("application/xhtml+xml",))
CSV = Offer("csv", "text/csv")
#: The media type of each format that a thing is described in.
_FORMATS: Mapping[str, str] = {one.name: one.media_type for one in (*GRAPHS, CSV)}
#: The status of what is told on a page; what else a page raises is told as problem details.
_TROUBLE: Mapping[type[KgError], HTTPStatus] = {
    GoneError: HTTPStatus.GONE,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ParameterError: HTTPStatus.BAD_REQUEST,
}


def page(desk: Desk, job: Job, reply: Reply) -> None:
    """Render the page at ``path`` with ``parameters``; what has none is told on a page too."""
    path = job.arguments["path"]
    try:
        found = pages.render(desk.graph, path, job.arguments.get("parameters", {}), desk.look)
    except MovedError as error:
        _lead(reply, HTTPStatus.MOVED_PERMANENTLY, Links(desk.look, path).page(error.to), [])
        return
    except (NotFoundError, ParameterError) as error:
        _send(reply, pages.trouble(desk.graph, path, desk.look, error), _status(error), [VARY])
        return
    _send(reply, found, HTTPStatus.OK, [VARY, ("etag", f'W/"{desk.stamp}"'), *_link(found.links)])


def data(desk: Desk, job: Job, reply: Reply) -> None:
    """Describe the thing at ``path``, which ends in a format or leaves it to what the client accepts."""
    path, format = _split(job.arguments["path"])
    describer, offers = (_DESCRIBERS[path], GRAPHS[:4]) if path in _DESCRIBERS else (_thing, (*GRAPHS, CSV))
    if format is not None and format not in {one.name for one in offers}:
        raise NotFoundError(f"{path} has no description in {format}; it has {', '.join(one.name for one in offers)}")
    offer = chosen(job, offers).name if format is None else format
    try:
        body = describer(desk, path, offer)
    except MovedError as error:
        _lead(reply, HTTPStatus.MOVED_PERMANENTLY, Links(desk.look, path).data(error.to, offer), [])
        return
    about = iris.resource(desk.graph.base, "" if path in _DESCRIBERS else path).value
    headers = [VARY, ("etag", f'W/"{desk.stamp}"'), *_link((("describes", about, ""),))]
    reply.begin(content_type(_FORMATS[offer]), format=offer, headers=headers)
    reply.write(body)
    reply.end()


def thing(desk: Desk, job: Job, reply: Reply) -> None:
    """Lead from the thing at ``path`` to its page or to its description, whichever the client likes better."""
    path = job.arguments["path"]
    links, offer = Links(desk.look, path), chosen(job, (HTML, *GRAPHS))
    try:
        iri = pages.known(desk.graph, path)
    except MovedError as error:
        _lead(reply, HTTPStatus.MOVED_PERMANENTLY, links.served(error.to), [])
        return
    except NotFoundError as error:
        if offer is not HTML:
            raise
        _send(reply, pages.trouble(desk.graph, path, desk.look, error), _status(error), [VARY])
        return
    to = links.page(path) if offer is HTML else links.data(path, offer.name)
    others = (("describedby", links.data(path, "ttl"), "text/turtle"), ("alternate", links.page(path), "text/html"), ("cite-as", iri, ""))
    _lead(reply, HTTPStatus.SEE_OTHER, to, [VARY, *_link(others)])


def vocabulary(desk: Desk, job: Job, reply: Reply) -> None:
    """Return the ontology at its own address: its page, or itself in RDF."""
    offer = chosen(job, (HTML, *GRAPHS[:4]))
    own = Job("page" if offer is HTML else "data", {"path": "ontology" if offer is HTML else f"ontology.{offer.name}"}, accept=job.accept)
    (page if offer is HTML else data)(desk, own, reply)


def _thing(desk: Desk, path: str, format: str) -> bytes:
    return describe.serialised(desk.graph, pages.known(desk.graph, path), format, texts=desk.look.texts)


def _ontology(desk: Desk, path: str, format: str) -> bytes:
    return ontology.serialised(format)


def _dataset(desk: Desk, path: str, format: str) -> bytes:
    return dataset.described(pages.dataset(desk.graph, desk.look), "rdf" if format == "rdfxml" else format)


#: What is described that is no thing of the graph.
_DESCRIBERS: Mapping[str, Callable[[Desk, str, str], bytes]] = {"ontology": _ontology, "dataset": _dataset}


def _status(error: KgError) -> HTTPStatus:
    return next(status for kind, status in _TROUBLE.items() if isinstance(error, kind))


def _split(path: str) -> tuple[str, str | None]:
    stem, dot, end = path.rpartition(".")
    return (stem, end) if dot and end in _FORMATS else (path, None)


def _lead(reply: Reply, status: HTTPStatus, to: str, headers: list[tuple[str, str]]) -> None:
    reply.begin("text/plain; charset=utf-8", status=status, headers=[("location", to), *headers])
    reply.write(f"{status.phrase}: {to}\n".encode())
    reply.end()


def _send(reply: Reply, found: Page, status: HTTPStatus, headers: list[tuple[str, str]]) -> None:
    reply.begin(content_type(found.media_type), status=status, headers=headers)
    reply.write(found.body)
    reply.end()


def _link(links: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    """Return a Link header (RFC 8288); what an IRI holds beyond ASCII is encoded."""
    told = (f'<{pages.ascii_reference(href)}>; rel="{rel}"' + (f'; type="{kind}"' if kind else "") for rel, href, kind in links)
    return [("link", ", ".join(told))] if links else []


TASKS = {"page": page, "data": data, "thing": thing, "vocabulary": vocabulary}

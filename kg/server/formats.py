"""List the formats that answers come in, the one liked best first."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import NotAcceptableError
from kg.server.frames import Job
from kg.server.negotiate import Offer, choose
from kg.store.stream import Kind

RESULTS = (
    Offer("json", "application/sparql-results+json", ("application/json", "text/json")),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("csv", "text/csv", parameters=frozenset({("charset", "utf-8"), ("header", "present")})),
    Offer("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Offer("ttl", "text/turtle", ("application/x-turtle", "application/turtle")),
    Offer("jsonld", "application/ld+json", ("application/json",)),
    Offer("nt", "application/n-triples", ("text/plain",)),
    Offer("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
    Offer("trig", "application/trig"),
    Offer("nq", "application/n-quads", ("text/x-nquads",)),
)
#: The formats of named graphs, when a whole dataset is asked for.
DATASETS = (GRAPHS[4], GRAPHS[5], GRAPHS[1])

OFFERS: Mapping[Kind, tuple[Offer, ...]] = {Kind.BINDINGS: RESULTS, Kind.BOOLEAN: RESULTS, Kind.GRAPH: GRAPHS}

#: What answers depend on besides their address.
VARY = ("vary", "accept, accept-encoding")

#: The media types whose characters have to be named.
_TEXT = frozenset({"text/csv", "text/tab-separated-values", "text/turtle"})

#: What a body that is not whole ends with, in formats that have comments.
_COMMENT = "\n# this answer is not whole: {}\n"
TAILS: Mapping[str, str] = {
    "ttl": _COMMENT,
    "nt": _COMMENT,
    "trig": _COMMENT,
    "nq": _COMMENT,
    "xml": "\n<!-- this answer is not whole: {} -->\n",
    "rdfxml": "\n<!-- this answer is not whole: {} -->\n",
}


def chosen(job: Job, offers: tuple[Offer, ...]) -> Offer:
    """Return the offer that the client of a job likes best; NotAcceptableError where it likes none."""
    offer = choose(job.accept, offers)
    if offer is None:
        raise NotAcceptableError(f"there is no such format of this; there are {', '.join(one.media_type for one in offers)}")
    return offer


def content_type(media_type: str) -> str:
    """Return a media type with its characters where it needs them."""
    return f"{media_type}; charset=utf-8" if media_type in _TEXT else media_type


def tail(format: str, words: str) -> bytes:
    """Return what says, at the end of a body, that it is not whole; nothing for a format that cannot."""
    return TAILS.get(format, "").format(" ".join(words.replace("--", "- -").split())).encode()

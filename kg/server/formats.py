"""List the formats that answers come in, the one liked best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.server.negotiate import Offer
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

OFFERS: Mapping[Kind, Sequence[Offer]] = {Kind.BINDINGS: RESULTS, Kind.BOOLEAN: RESULTS, Kind.GRAPH: GRAPHS}

#: Which characters media types that are text have.
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


def content_type(media_type: str) -> str:
    """Return a media type with its characters where it needs them."""
    return f"{media_type}; charset=utf-8" if media_type in _TEXT else media_type


def tail(format: str, words: str) -> bytes:
    """Return what says, at the end of a body, that it is not whole; nothing for a format that cannot."""
    return TAILS.get(format, "").format(" ".join(words.replace("--", "- -").split())).encode()

"""Name the formats in which the whole graph leaves as RDF; the store writes them, sorted."""

from __future__ import annotations

#: Formats of ``kg export rdf --format``: (media type, suffix). Turtle has no named graphs: it holds their union.
RDF_FORMATS: dict[str, tuple[str, str]] = {
    "nq": ("application/n-quads", ".nq"),
    "trig": ("application/trig", ".trig"),
    "ttl": ("text/turtle", ".ttl"),
    "jsonld": ("application/ld+json", ".jsonld"),
}

"""Name the formats in which the whole graph leaves as RDF; the store writes them, sorted."""

from __future__ import annotations

from kg.export.packed import unpacked_name

#: Formats of ``kg export rdf --format``: (media type, suffix). Those without named graphs hold their union.
RDF_FORMATS: dict[str, tuple[str, str]] = {
    "nq": ("application/n-quads", ".nq"),
    "trig": ("application/trig", ".trig"),
    "ttl": ("text/turtle", ".ttl"),
    "nt": ("application/n-triples", ".nt"),
    "jsonld": ("application/ld+json", ".jsonld"),
    "rdfxml": ("application/rdf+xml", ".rdf"),
}


def format_of(name: str) -> str:
    """Return the format that a file's name asks for, packed or not; N-Quads where it asks for none."""
    plain = unpacked_name(name)
    return next((form for form, (_, suffix) in RDF_FORMATS.items() if plain.endswith(suffix)), "nq")

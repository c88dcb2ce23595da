"""Read a graph that somebody sent, and refuse what is made to exhaust its reader.

Oxigraph expands the entities of RDF/XML without a bound, and reads JSON as deep as its stack goes; so both are looked at before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import InputError

#: The formats that a graph may be sent in.
FORMATS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
#: The entities of RDF/XML abbreviate namespaces; none is longer, and none has need of another.
LONGEST = 200
#: Objects and lists of JSON-LD within each other; RDF itself has no nesting.
DEEPEST = 100

_ENTITY = re.compile(r"<!ENTITY\s+(?P<name>\S+)\s+(?P<value>\"[^\"]*\"|'[^']*'|)", re.DOTALL)
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def parsed(data: bytes, format: str, base: str) -> frozenset[ox.Triple]:
    """Return the triples of a graph as it was sent; InputError for what is none. Blank nodes get names of their own.

    Nothing is fetched: a JSON-LD context has to be in the data, and entities of XML are the document's own.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise InputError(f"the graph is not utf-8: byte {error.start}") from error
    if format == "rdfxml":
        _look_at_entities(text)
    if format == "jsonld":
        _look_at_depth(data)
    try:
        quads = list(ox.parse(data, FORMATS[format], base_iri=base, without_named_graphs=True, rename_blank_nodes=True))
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(f"the graph cannot be read as {format}: {' '.join(str(error).split())[:300]}") from error
    return frozenset(quad.triple for quad in quads)


def _look_at_entities(text: str) -> None:
    for found in _ENTITY.finditer(text):
        value = found["value"][1:-1]
        if not found["value"] or found["name"] == "%":
            raise InputError(f"the entity {found['name']} of the XML is elsewhere; nothing is fetched")
        if "&" in value or len(value) > LONGEST:
            raise InputError(f"the entity {found['name']} of the XML is long, or made of others; write it out")


def _look_at_depth(data: bytes) -> None:
    depth = 0
    for found in _JSON.finditer(data):
        sign = found[0]
        depth += 1 if sign in b"[{" else -1 if sign in b"]}" else 0
        if depth > DEEPEST:
            raise InputError(f"the JSON has more than {DEEPEST} levels")

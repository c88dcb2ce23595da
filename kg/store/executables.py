"""Describe the saved questions in RDF, so that who reads the graph finds what it can be asked: SHACL's ``sh:SPARQLExecutable``.

https://www.w3.org/TR/shacl/#sparql-constraints and https://www.w3.org/TR/shacl-af/#functions-example for parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.header import MARKER, Parameter, Question
from kg.store.library import Library
from kg.store.parameters import choices
from kg.store.results import GRAPH_FORMATS
from kg.store.sparql import QUERY_PREFIXES
from kg.triples import vocab
from kg.triples.iris import safe
from kg.triples.vocab import name

#: What a value of each kind is: its class, or its datatype; what is not listed is text.
CLASSES = {"actor": "kg:Actor", "place": "kg:Place", "article": "kg:Article"}
DATATYPES = {"date": "xsd:date", "integer": "xsd:integer", "decimal": "xsd:decimal"}


def serialised(library: Library, base: str, format: str) -> bytes:
    """Return the description of all questions as ttl, nt, jsonld or rdfxml; QueryError for another format."""
    if format not in GRAPH_FORMATS:
        raise QueryError(f"there is no format {format!r}; there are {', '.join(sorted(GRAPH_FORMATS))}")
    triples = sorted(described(library, base), key=str)
    return ox.serialize(triples, format=GRAPH_FORMATS[format], prefixes=vocab.PREFIXES) or b""


def described(library: Library, base: str) -> Iterator[ox.Triple]:
    """Yield what is said of all questions; they hang under ``{base}question/``."""
    prefixes = ox.NamedNode(f"{base}questions#prefixes")
    for prefix, start in QUERY_PREFIXES.items():
        node = ox.NamedNode(f"{base}questions#prefix-{prefix}")
        yield ox.Triple(prefixes, name("sh:declare"), node)
        yield ox.Triple(node, name("sh:prefix"), ox.Literal(prefix))
        yield ox.Triple(node, name("sh:namespace"), ox.Literal(start, datatype=vocab.ANY_URI))
    for question in library.questions.values():
        yield from _question(question, ox.NamedNode(f"{base}question/{safe(question.name)}"), prefixes)


def _question(question: Question, node: ox.NamedNode, prefixes: ox.NamedNode) -> Iterator[ox.Triple]:
    yield ox.Triple(node, vocab.TYPE, name("sh:SPARQLExecutable"))
    yield ox.Triple(node, vocab.TYPE, name("sh:SPARQLSelectExecutable"))
    yield ox.Triple(node, name("rdfs:label"), _english(question.summary))
    if question.description:
        yield ox.Triple(node, name("rdfs:comment"), _english(question.description))
    for tag in question.tags:
        yield ox.Triple(node, name("schema:keywords"), _english(tag))
    yield ox.Triple(node, name("sh:select"), ox.Literal(plain(question)))
    yield ox.Triple(node, name("sh:prefixes"), prefixes)
    for parameter in question.parameters:
        about = ox.NamedNode(f"{node.value}#{safe(parameter.name)}")
        yield ox.Triple(node, name("sh:parameter"), about)
        yield from _parameter(parameter, about)


def _parameter(parameter: Parameter, node: ox.NamedNode) -> Iterator[ox.Triple]:
    yield ox.Triple(node, vocab.TYPE, name("sh:Parameter"))
    yield ox.Triple(node, name("sh:path"), node)
    yield ox.Triple(node, name("sh:name"), ox.Literal(parameter.name))
    yield ox.Triple(node, name("sh:description"), _english(parameter.description))
    yield ox.Triple(node, name("sh:optional"), ox.Literal(not parameter.required))
    if parameter.kind in CLASSES:
        yield ox.Triple(node, name("sh:class"), name(CLASSES[parameter.kind]))
    else:
        yield ox.Triple(node, name("sh:datatype"), name(DATATYPES.get(parameter.kind, "xsd:string")))
    if parameter.default is not None:
        yield ox.Triple(node, name("sh:defaultValue"), ox.Literal(parameter.default))
    if allowed := choices(parameter):
        yield ox.Triple(node, name("sh:in"), ox.NamedNode(f"{node.value}-1"))
        yield from _listed(allowed, node)


def _listed(words: Sequence[str], node: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield words as an RDF list, its cells named after a node."""
    cells = [*(ox.NamedNode(f"{node.value}-{number}") for number in range(1, len(words) + 1)), name("rdf:nil")]
    for word, cell, rest in zip(words, cells, cells[1:], strict=False):
        yield ox.Triple(cell, name("rdf:first"), ox.Literal(word))
        yield ox.Triple(cell, name("rdf:rest"), rest)


def plain(question: Question) -> str:
    """Return the SPARQL of a question asked without what may be left out; what must be given has any value."""
    kept = {parameter.name for parameter in question.parameters if parameter.required}
    lines = (line for line in question.text.strip().splitlines() if set(MARKER.findall(line)) <= kept)
    return "\n".join(lines) + "\n"


def _english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")

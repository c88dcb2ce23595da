"""Run SPARQL queries that only read: nothing is updated, nothing is fetched from elsewhere.

Every error says the line and column that the parser stopped at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import ftssparql
from kg.store.fts import Index
from kg.store.results import Answer, Cell, term
from kg.triples.vocab import PREFIXES

#: What may hold any word without being a keyword: strings, IRIs, comments, variables (SPARQL 1.1, section 19.8).
OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\x00-\x20]*>"
    r"|#[^\n\r]*"
    r"|[?$]\w+",
    re.DOTALL,
)
UPDATES = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
#: The prefixes that a query need not declare: those of the graph, and of GeoSPARQL's functions and units.
QUERY_PREFIXES = {
    **PREFIXES,
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "uom": "http://www.opengis.net/def/uom/OGC/1.0/",
}
POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def run(store: ox.Store, text: str, bindings: Mapping[str, Cell] | None = None, texts: Callable[[], Index] | None = None) -> Answer:
    """Run a query over the union of all graphs, with variables of its SELECT bound to terms.

    ``texts`` opens the index that ``kg:search`` asks; without it there is no such thing. Raises QueryError for a syntax
    error (with its line and column), an update, a SERVICE clause, or a variable that the query does not select.
    """
    bare = OPAQUE.sub(lambda match: " " * len(match.group()), text)
    refuse_service(text, bare)
    text = ftssparql.expand(text, OPAQUE, texts) if texts else text
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term(value) for name, value in (bindings or {}).items()
    }
    functions = ftssparql.functions(texts) if texts else None
    try:
        return store.query(
            text, prefixes=QUERY_PREFIXES, use_default_graph_as_union=True, substitutions=substitutions, custom_functions=functions
        )
    except SyntaxError as error:
        raise syntax_error(str(error), bare) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {' '.join(str(error).split())}") from error


def refuse_service(text: str, bare: str) -> None:
    """Refuse a query that asks another server; Oxigraph would go and fetch.

    The parser takes ``SERVICE:x`` for the keyword and a prefixed name, so the word is refused wherever it is not inside
    a string, an IRI, a comment or a variable: an innocent prefixed name that holds it has to be written as ``<IRI>``.
    """
    if found := re.search("service", bare, re.IGNORECASE):
        line, column = _position(text, found.start())
        raise QueryError(f"line {line}, column {column}: SERVICE is refused: a query reads this graph only", line=line, column=column)


def syntax_error(message: str, bare: str) -> QueryError:
    """Return the parser's message as one short line with its position."""
    found = POSITION.match(message)
    if found is None:
        return QueryError(f"the query cannot be parsed: {' '.join(message.split())}")
    line, column = int(found[1]), int(found[2])
    update = UPDATES.search(bare)
    if update and not re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", bare[: update.start()], re.IGNORECASE):
        words = f"{update[1].upper()} is refused: a query reads and never changes the graph"
    elif "Prefix not found" in found[3]:
        words = f"unknown prefix; declare it with PREFIX, or use one of {', '.join(QUERY_PREFIXES)}"
    else:
        words = " ".join(found[3].split())
        words = words if len(words) <= 160 else words[:157] + "..."
    return QueryError(f"line {line}, column {column}: {words}", line=line, column=column)


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

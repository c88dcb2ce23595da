"""Turn the answers of SPARQL queries into plain values, or into bytes of a standard format.

Nothing above the store knows RDF terms: an IRI becomes an :class:`Iri`, a literal the Python value of its datatype, and
a variable without a value None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import QueryError

XSD = "http://www.w3.org/2001/XMLSchema#"


class Iri(str):
    """Hold an IRI of an answer, so that it can be told from text."""

    __slots__ = ()


#: The value of one cell of an answer.
Cell = Iri | str | int | float | Decimal | bool | dt.date | dt.datetime | None

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Rows:
    """Hold a table of answers: the names of its columns, and rows with one cell a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """Return each row as a mapping from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Cell]:
        """Return the cells of one column, in the order of the rows."""
        index = self.columns.index(name)
        return [row[index] for row in self.rows]


def _boolean(text: str) -> bool:
    if text not in ("true", "1", "false", "0"):
        raise ValueError(text)
    return text in ("true", "1")


READERS: Mapping[str, Callable[[str], Cell]] = {
    **dict.fromkeys((XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger", "short")), int),
    **dict.fromkeys((XSD + name for name in ("double", "float")), float),
    XSD + "decimal": Decimal,
    XSD + "boolean": _boolean,
    XSD + "date": dt.date.fromisoformat,
    XSD + "dateTime": dt.datetime.fromisoformat,
}


def value(term: object) -> Cell:
    """Return the plain value of an RDF term; a literal whose text does not fit its datatype stays text."""
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    reader = READERS.get(term.datatype.value)
    if reader is None:
        return term.value
    try:
        return reader(term.value)
    except (ValueError, InvalidOperation):
        return term.value


def term(cell: Cell) -> ox.NamedNode | ox.Literal:
    """Return the RDF term of a plain value: the reverse of :func:`value`."""
    if cell is None:
        raise ValueError("a variable cannot be bound to nothing; leave it out")
    if isinstance(cell, Iri):
        return ox.NamedNode(cell)
    if isinstance(cell, dt.date | dt.datetime):
        kind = "dateTime" if isinstance(cell, dt.datetime) else "date"
        return ox.Literal(cell.isoformat(), datatype=ox.NamedNode(XSD + kind))
    if isinstance(cell, Decimal):
        return ox.Literal(f"{cell:f}", datatype=ox.NamedNode(XSD + "decimal"))
    return ox.Literal(cell)


def rows(answer: Answer) -> Rows:
    """Return an answer as a table: one column ``answer`` for ASK, ``subject, predicate, object`` for CONSTRUCT."""
    if isinstance(answer, ox.QueryBoolean):
        return Rows(("answer",), ((bool(answer),),))
    if isinstance(answer, ox.QueryTriples):
        triples = sorted({(value(triple.subject), value(triple.predicate), value(triple.object)) for triple in answer}, key=str)
        return Rows(("subject", "predicate", "object"), tuple(triples))
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, tuple(tuple(value(solution[name]) for name in columns) for solution in answer))


RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "ttl": ox.RdfFormat.TURTLE,
}


def serialised(answer: Answer, format: str) -> bytes:
    """Return an answer in a standard format: csv, json, tsv or xml of SPARQL 1.1; ttl, nt, jsonld or rdfxml for CONSTRUCT.

    Raises QueryError for a format that the kind of query does not have.
    """
    formats = GRAPH_FORMATS if isinstance(answer, ox.QueryTriples) else RESULT_FORMATS
    if format not in formats:
        raise QueryError(f"this kind of query has no format {format!r}; it has {', '.join(sorted(formats))}")
    if isinstance(answer, ox.QueryTriples):
        return answer.serialize(format=GRAPH_FORMATS[format]) or b""
    return answer.serialize(format=RESULT_FORMATS[format]) or b""

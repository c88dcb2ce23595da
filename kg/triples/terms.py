"""Write values as RDF terms, and read them back: one function each way a datatype.

Numbers and dates are written in their canonical form, in which Oxigraph keeps them, so that what is read from a store is
what was written. Texts stay ``xsd:string`` to the last character: evidence has no language tag.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.triples import vocab

Node = NamedNode
Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]
Value = TypeVar("Value")

#: Scores are written with four decimals: further digits differ between machines and say nothing.
SCORE_DIGITS = 4


def text(value: str) -> Literal:
    """Return a text as it is."""
    return Literal(value)


def address(value: str) -> Literal:
    """Return the address of a page as its source wrote it: any text, for not every address in use is an IRI."""
    return Literal(value, datatype=vocab.ANY_URI)


def integer(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=vocab.INTEGER)


def decimal(value: Decimal) -> Literal:
    """Return a decimal number without exponent and idle zeros; any size, though SPARQL counts only below 1.7e20."""
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Literal("0" if plain == "-0" else plain, datatype=vocab.DECIMAL)


def rounded(value: float) -> float:
    """Return a score as the graph keeps it."""
    return round(float(value), SCORE_DIGITS)


def score(value: float) -> Literal:
    """Return a score of 0 to 1."""
    return decimal(Decimal(repr(rounded(value))))


def boolean(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=vocab.BOOLEAN)


def date(value: dt.date) -> Literal:
    """Return a day."""
    return Literal(value.isoformat(), datatype=vocab.DATE)


def moment(value: dt.datetime) -> Literal:
    """Return a moment in UTC; a moment without time zone is taken as UTC."""
    utc = value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)
    plain = utc.replace(tzinfo=None).isoformat()
    return Literal((plain.rstrip("0") if "." in plain else plain) + "Z", datatype=vocab.DATE_TIME)


def maybe(subject: Node, predicate: Node, value: Value | None, write: Callable[[Value], Term]) -> Iterator[Triple]:
    """Yield the triple of a value that may be absent."""
    if value is not None:
        yield subject, predicate, write(value)


def in_graph(triples: Iterable[Triple], graph: Node) -> list[Quad]:
    """Return triples as the quads of one named graph: each once, sorted."""
    return sorted((Quad(*triple, graph) for triple in set(triples)), key=str)


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold the triples of a graph by subject and predicate, for reading values back."""

    by_subject: Mapping[Node, Mapping[Node, tuple[Term, ...]]]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Facts:
        """Index quads, whatever graph they are in; quads with blank nodes or quoted triples are no concern of kg's."""
        index: dict[Node, dict[Node, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                index[quad.subject][quad.predicate].append(quad.object)
        return cls({s: {p: tuple(sorted(objects, key=str)) for p, objects in rows.items()} for s, rows in index.items()})

    def all(self, subject: Node, predicate: Node) -> tuple[Term, ...]:
        """Return the objects of a subject and predicate, sorted."""
        return self.by_subject.get(subject, {}).get(predicate, ())

    def nodes(self, subject: Node, predicate: Node) -> tuple[Node, ...]:
        """Return the objects that are resources."""
        return tuple(term for term in self.all(subject, predicate) if isinstance(term, NamedNode))

    def node(self, subject: Node, predicate: Node) -> Node | None:
        """Return the resource that a property leads to, or None."""
        return next(iter(self.nodes(subject, predicate)), None)

    def value(self, subject: Node, predicate: Node) -> str | None:
        """Return a property's text as written, or None."""
        return next((term.value for term in self.all(subject, predicate)), None)

    def values(self, subject: Node, predicate: Node) -> tuple[str, ...]:
        """Return all texts of a property, sorted."""
        return tuple(sorted(term.value for term in self.all(subject, predicate)))

    def words(self, subject: Node, predicate: Node) -> str:
        """Return a property's text, empty where there is none."""
        return self.value(subject, predicate) or ""

    def number(self, subject: Node, predicate: Node) -> int:
        """Return a whole number, 0 where there is none."""
        return int(self.value(subject, predicate) or 0)

    def amount(self, subject: Node, predicate: Node) -> Decimal | None:
        """Return a decimal number, or None."""
        found = self.value(subject, predicate)
        return None if found is None else Decimal(found)

    def score(self, subject: Node, predicate: Node) -> float:
        """Return a score, 1 where there is none."""
        found = self.value(subject, predicate)
        return 1.0 if found is None else float(found)

    def truth(self, subject: Node, predicate: Node) -> bool:
        """Return a truth value, False where there is none."""
        return self.value(subject, predicate) == "true"

    def day(self, subject: Node, predicate: Node) -> dt.date | None:
        """Return a day, or None."""
        found = self.value(subject, predicate)
        return None if found is None else dt.date.fromisoformat(found)

    def of_class(self, kind: Node) -> tuple[Node, ...]:
        """Return the resources of a class, sorted."""
        return tuple(sorted((s for s, rows in self.by_subject.items() if kind in rows.get(vocab.TYPE, ())), key=str))

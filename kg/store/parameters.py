"""Turn what a person types for a parameter into RDF terms: names into IRIs, dates and numbers into literals.

One row of ``KINDS`` a kind. Terms take the place of ``UNDEF`` in the marker ``VALUES ?name { UNDEF }`` of the question; they
are serialised by Oxigraph, so that no text that a person types becomes SPARQL. Words to search for become all that has them.
A parameter that is not given takes the line of its marker away.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial

import pyoxigraph as ox

from kg import resources
from kg.errors import ParameterError
from kg.model import AttributionKind, Predicate, Status, Verdict
from kg.store import names
from kg.store.ftssparql import NOTHING
from kg.store.ftswords import wanted
from kg.store.graphs import GraphStore
from kg.store.header import MARKER, Parameter, Question
from kg.store.results import Cell, Iri, term
from kg.triples import vocab

Reader = Callable[[GraphStore, Parameter, str], Sequence[Cell]]


def bound(store: GraphStore, question: Question, values: Mapping[str, str]) -> str:
    """Return the SPARQL of a question with its parameters bound.

    Raises ParameterError for a parameter that is unknown, missing or malformed, NotFoundError for a name that nothing
    answers to.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    if unknown := sorted(values.keys() - known.keys()):
        has = f"it has {', '.join(known)}" if known else "it has none"
        raise ParameterError(f"{question.name} has no parameter {unknown[0]!r}; {has}", parameter=unknown[0])
    terms = {name: _terms(store, question, parameter, values.get(name)) for name, parameter in known.items()}
    return "\n".join(_line(line, terms) for line in question.text.splitlines()) + "\n"


def _terms(store: GraphStore, question: Question, parameter: Parameter, given: str | None) -> list[str]:
    text = parameter.default if given is None else given
    if text is None and parameter.required:
        raise ParameterError(f"{question.name} needs --{parameter.name}: {parameter.description}", parameter=parameter.name)
    return [] if text is None else [str(term(cell)) for cell in KINDS[parameter.kind](store, parameter, text)]


def _line(line: str, terms: Mapping[str, Sequence[str]]) -> str:
    """Return a line with the terms of its parameters; empty, so that error positions stay, where one is not given."""
    if not all(terms[name] for name in MARKER.findall(line)):
        return ""
    return MARKER.sub(lambda match: f"VALUES ?{match[1]} {{ {' '.join(terms[match[1]])} }}", line)


def choices(parameter: Parameter) -> tuple[str, ...]:
    """Return the values that a parameter may have, for completion and help; none where any will do."""
    listed = CHOICES.get(parameter.kind)
    return parameter.enumeration if listed is None else listed()


def _text(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    return (text,)


def _found(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    """Return the IRIs of all that the search index finds, so that a question starts from them; one of nothing where it finds nothing."""
    return tuple(map(Iri, sorted(store.texts().subjects(wanted(text))))) or (Iri(NOTHING.value),)


def _named(classes: Sequence[str], store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    return tuple(map(Iri, names.resolve(store, text, classes)))


def _date(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return (dt.date.fromisoformat(text),)
        except ValueError as error:
            raise ParameterError(f"--{parameter.name}: there is no day {text}: {error}", parameter=parameter.name) from error
    raise ParameterError(f"--{parameter.name}: {text!r} is no date; write it as 2019-02-12", parameter=parameter.name)


def _integer(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        raise ParameterError(f"--{parameter.name}: {text!r} is no whole number", parameter=parameter.name)
    return (int(text),)


def _decimal(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,18})?", text, re.ASCII):
        raise ParameterError(f"--{parameter.name}: {text!r} is no number; write it as 37000 or 0.5", parameter=parameter.name)
    return (Decimal(text),)


def _chosen(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    return (_choice(parameter, text),)


def _concept(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    return (Iri(vocab.KG + _choice(parameter, text)),)


def _relation(store: GraphStore, parameter: Parameter, text: str) -> Sequence[Cell]:
    return (Iri(vocab.PREDICATES[Predicate(_choice(parameter, text))].value),)


def _choice(parameter: Parameter, text: str) -> str:
    """Return the one of a parameter's values that a text is, whatever its case; hyphens may be blanks or underscores."""
    wanted = re.sub(r"[\s_]+", "-", text.strip()).casefold()
    for choice in choices(parameter):
        if choice.casefold() == wanted:
            return choice
    raise ParameterError(f"--{parameter.name}: {text!r} is none of {', '.join(choices(parameter))}", parameter=parameter.name)


@cache
def event_types() -> tuple[str, ...]:
    """Return the codes of the types of events, from the ontology, sorted."""
    scheme, in_scheme = vocab.name("kg:EventTypes"), vocab.name("skos:inScheme")
    quads = ox.parse(path=resources.folder("ontology") / "event-types.ttl", format=ox.RdfFormat.TURTLE)
    found = {
        quad.subject.value
        for quad in quads
        if quad.predicate == in_scheme and quad.object == scheme and isinstance(quad.subject, ox.NamedNode)
    }
    return tuple(sorted(iri.removeprefix(vocab.KG) for iri in found))


#: The readers of the kinds of parameters.
KINDS: Mapping[str, Reader] = {
    "text": _text,
    "words": _found,
    "name": partial(_named, ("Actor", "Place")),
    "actor": partial(_named, ("Actor",)),
    "place": partial(_named, ("Place",)),
    "article": partial(_named, ("Article",)),
    "thing": partial(_named, ("Actor", "Place", "Article")),
    "date": _date,
    "integer": _integer,
    "decimal": _decimal,
    "enumeration": _chosen,
    "event": _concept,
    "status": _concept,
    "attribution": _concept,
    "verdict": _concept,
    "relation": _relation,
}

#: The values of the kinds whose values the ontology lists.
CHOICES: Mapping[str, Callable[[], tuple[str, ...]]] = {
    "event": event_types,
    "status": lambda: tuple(map(str, Status)),
    "attribution": lambda: tuple(map(str, AttributionKind)),
    "verdict": lambda: tuple(map(str, Verdict)),
    "relation": lambda: tuple(map(str, Predicate)),
}

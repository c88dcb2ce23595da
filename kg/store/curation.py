"""Keep what people decided: same, different, name, type, reject, confirm, redact; with who, when and why.

Decisions are data in the graph ``{base}graph/curation``. They win over the extractor, survive every rebuild, and are never
edited: a later one overrules an earlier one on the same question, and both stay to be seen until one is undone.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import FieldError, InputError, NotFoundError
from kg.model import Action, ActorType, Decision, PlaceType
from kg.store.graphs import GraphStore
from kg.triples import iris
from kg.triples.quads import decision_quads, read_decisions

_FIELDS = ("action", "subject", "object", "by", "at", "why")

#: The question that an action answers; the later of two answers to one question stands.
_QUESTIONS = {
    Action.SAME: "identity",
    Action.DIFFERENT: "identity",
    Action.NAME: "name",
    Action.TYPE: "type",
    Action.REJECT: "acceptance",
    Action.CONFIRM: "acceptance",
    Action.REDACT: "privacy",
}


@dataclass(frozen=True, slots=True)
class Overruled:
    """Hold a decision that no longer stands, and the later one that overrules it."""

    decision: Decision
    by: Decision


def decisions(store: GraphStore) -> tuple[Decision, ...]:
    """Return all decisions, oldest first."""
    return read_decisions(store.read(store.graph_iri("curation")))


def record(store: GraphStore, *new: Decision) -> None:
    """Add decisions to the graph, in one transaction; one that is there already changes nothing."""
    _write(store, (*decisions(store), *new))


def undo(store: GraphStore, decision: Decision) -> None:
    """Take a decision back as if it had never been made; NotFoundError where the graph does not hold it."""
    kept = decisions(store)
    if decision not in kept:
        raise NotFoundError(f"no such decision: {decision.action} {decision.subject}; 'kg ask decisions' lists them")
    _write(store, [one for one in kept if one != decision])


def _write(store: GraphStore, wanted: Iterable[Decision]) -> None:
    store.replace({store.graph_iri("curation"): decision_quads(wanted, store.base)})


def standing(made: Sequence[Decision]) -> tuple[tuple[Decision, ...], tuple[Overruled, ...]]:
    """Return the decisions that stand and those that a later one overrules, each oldest first.

    Two decisions answer one question when they are of one kind (identity, name, type, acceptance, privacy) and about the same
    thing, or for identity the same two things in either order. Of two at the same moment the last in the given order stands.
    """
    last: dict[tuple[str, tuple[str, ...]], Decision] = {}
    ordered = sorted(made, key=lambda decision: decision.at)
    for decision in ordered:
        last[_question(decision)] = decision
    overruled = tuple(Overruled(one, last[_question(one)]) for one in ordered if last[_question(one)] != one)
    return tuple(one for one in ordered if last[_question(one)] == one), overruled


def _question(decision: Decision) -> tuple[str, tuple[str, ...]]:
    kind = "identity" if _of_two(decision.action, decision.object) else _QUESTIONS[decision.action]
    about = (decision.subject, decision.object or "") if kind == "identity" else (decision.subject,)
    return kind, tuple(sorted(about))


def _of_two(action: Action, object: str | None) -> bool:
    """Tell whether a decision is about two things: rejecting or confirming a link answers whether they are the same."""
    return _QUESTIONS[action] == "identity" or (_QUESTIONS[action] == "acceptance" and bool(object))


def accepted(made: Sequence[Decision]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the IRIs that people rejected, and those that they confirmed, by the decisions that stand."""
    last = [decision for decision in standing(made)[0] if decision.object is None]
    return (
        frozenset(decision.subject for decision in last if decision.action is Action.REJECT),
        frozenset(decision.subject for decision in last if decision.action is Action.CONFIRM),
    )


def orphans(store: GraphStore, made: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions about things of which the graph says nothing any more: kept, for the thing may come back.

    The one end of a merge goes into the other, so of two things decided to be the same one is enough.
    """
    return tuple(decision for decision in made if not _speaks_of_something(store, decision))


def _speaks_of_something(store: GraphStore, decision: Decision) -> bool:
    if decision.object and decision.action in (Action.SAME, Action.CONFIRM):
        return store.holds(decision.subject) or store.holds(decision.object or "urn:nothing")
    if _of_two(decision.action, decision.object):
        return store.holds(decision.subject) and store.holds(decision.object or "urn:nothing")
    return store.holds(decision.subject)


def to_lines(made: Iterable[Decision], base: str) -> Iterator[str]:
    """Yield decisions as JSON lines; IRIs below the base as their paths, so that a graph of another base can take them."""
    for one in made:
        about = iris.path_of(base, one.subject)
        decided = iris.path_of(base, one.object) if one.object and _of_two(one.action, one.object) else one.object
        yield json.dumps(
            dict(zip(_FIELDS, (one.action, about, decided, one.by, one.at.isoformat(), one.why), strict=True)), ensure_ascii=False
        )


def from_lines(lines: Iterable[str], base: str, source: str = "decisions") -> Iterator[Decision]:
    """Yield the decisions of JSON lines; blank lines are left out.

    Raises InputError for a line that is no JSON object, FieldError for a field that is missing, unknown or malformed;
    both name the line.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            table = json.loads(line)
        except ValueError as error:
            raise InputError(f"is no JSON: {error}", source=source, line=number) from error
        if not isinstance(table, dict):
            raise InputError("is no JSON object", source=source, line=number)
        yield _decision(table, base, source, number)


def _decision(table: dict[str, object], base: str, source: str, line: int) -> Decision:
    for name in sorted(table.keys() - set(_FIELDS)):
        raise FieldError(f"unknown field {name!r}; known are {', '.join(_FIELDS)}", field=name, source=source, line=line)
    for name in _FIELDS:
        if not isinstance(table.get(name, "" if name == "why" else None), str) and not (name == "object" and table.get(name) is None):
            raise FieldError(f"field {name!r} must be text", field=name, source=source, line=line)
    try:
        action = Action(str(table["action"]))
    except ValueError as error:
        known = ", ".join(Action)
        raise FieldError(f"unknown action {table['action']!r}; known are {known}", field="action", source=source, line=line) from error
    try:
        at = dt.datetime.fromisoformat(str(table["at"]))
    except ValueError as error:
        words = f"{table['at']!r} is no moment; write it as 2019-02-12T10:00:00+00:00"
        raise FieldError(words, field="at", source=source, line=line) from error
    decided = table.get("object")
    if not decided and action not in (Action.REJECT, Action.CONFIRM):
        raise FieldError(f"{action} needs an object", field="object", source=source, line=line)
    if action is Action.TYPE and decided not in (*ActorType, *PlaceType):
        raise FieldError(f"there is no type {decided!r}", field="object", source=source, line=line)
    if action is Action.REDACT and not re.fullmatch(r"person-[0-9a-f]{12}", str(decided)):
        words = f"{decided!r} is no name for nobody; it is person- and twelve hexadecimal digits"
        raise FieldError(words, field="object", source=source, line=line)
    target = None if not decided else iris.resource(base, str(decided)).value if _of_two(action, str(decided)) else str(decided)
    at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return Decision(action, iris.resource(base, str(table["subject"])).value, target, str(table["by"]), at, str(table.get("why", "")))

"""Write what is not said by articles: the runs that read them (PROV-O), and what people decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ShapeError
from kg.model import Action, Decision
from kg.triples import iris, vocab
from kg.triples.terms import Facts, Node, Term, Triple, in_graph, maybe, moment, text


@dataclass(frozen=True, slots=True)
class Run:
    """Hold how articles are read: the software, its version, and every setting and model that bears on the result.

    It has no time: the same software with the same settings is the same run, so that building twice changes nothing.
    """

    software: str
    version: str
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Return the path of the run under the base, made from all that it holds."""
        parts = (part for item in sorted(self.settings.items()) for part in item)
        return f"run/{iris.short_hash(self.software, self.version, *parts)}"


def run_quads(runs: Iterable[Run], base: str) -> list[Quad]:
    """Return the named graph of all runs."""
    return in_graph((triple for run in runs for triple in _run(run, base)), NamedNode(iris.graph(base, "runs")))


def _run(run: Run, base: str) -> Iterator[Triple]:
    node = iris.resource(base, run.path)
    software = iris.resource(base, f"software/{iris.slug(run.software)}/{run.version}")
    yield node, vocab.TYPE, vocab.RUN
    yield node, vocab.TYPE, vocab.ACTIVITY
    yield node, vocab.ASSOCIATED_WITH, software
    yield software, vocab.TYPE, vocab.SOFTWARE_AGENT
    yield software, vocab.NAME, text(run.software)
    yield software, vocab.VERSION, text(run.version)
    for key, value in run.settings.items():
        setting = iris.resource(base, f"{run.path}/setting/{key}")
        yield node, vocab.HAS_SETTING, setting
        yield setting, vocab.TYPE, vocab.SETTING
        yield setting, vocab.SETTING_NAME, text(key)
        yield setting, vocab.VALUE, text(value)


def read_runs(quads: Iterable[Quad]) -> tuple[Run, ...]:
    """Return the runs that ``run_quads`` was given, by path."""
    facts = Facts.of(quads)
    return tuple(sorted((_read_run(facts, node) for node in facts.of_class(vocab.RUN)), key=lambda run: run.path))


def _read_run(facts: Facts, node: Node) -> Run:
    software = facts.node(node, vocab.ASSOCIATED_WITH) or node
    rows = ((facts.words(one, vocab.SETTING_NAME), facts.words(one, vocab.VALUE)) for one in facts.nodes(node, vocab.HAS_SETTING))
    return Run(facts.words(software, vocab.NAME), facts.words(software, vocab.VERSION), dict(sorted(rows)))


def decision_quads(decisions: Iterable[Decision], base: str) -> list[Quad]:
    """Return the named graph of all decisions; each is identified by all that it says."""
    return in_graph((triple for one in decisions for triple in _decision(one, base)), NamedNode(iris.graph(base, "curation")))


def _decision(decision: Decision, base: str) -> Iterator[Triple]:
    at = moment(decision.at)
    said = (str(decision.action), decision.subject, decision.object or "", decision.by, at.value, decision.why)
    node = iris.resource(base, f"decision/{iris.short_hash(*(part.removeprefix(base) for part in said))}")
    yield node, vocab.TYPE, vocab.DECISION
    yield node, vocab.ACTION, vocab.concept(decision.action)
    yield node, vocab.ABOUT, iris.resource(base, decision.subject)
    yield from maybe(node, vocab.DECIDED, decision.object, lambda words: _decided(decision.action, words, base))
    yield node, vocab.DECIDED_BY, text(decision.by)
    yield node, vocab.DECIDED_AT, at
    yield node, vocab.WHY, text(decision.why)


def _decided(action: Action, words: str, base: str) -> Term:
    return Literal(words) if action in (Action.NAME, Action.TYPE, Action.REDACT) else iris.resource(base, words)


def read_decisions(quads: Iterable[Quad]) -> tuple[Decision, ...]:
    """Return the decisions that ``decision_quads`` was given, in the order in which they were taken."""
    facts = Facts.of(quads)
    found = (_read_decision(facts, node) for node in facts.of_class(vocab.DECISION))
    return tuple(sorted(found, key=lambda one: (one.at, one.subject, one.action, one.object or "", one.by, one.why)))


def _read_decision(facts: Facts, node: Node) -> Decision:
    action, at = facts.node(node, vocab.ACTION), facts.value(node, vocab.DECIDED_AT)
    if action is None or at is None:
        raise ShapeError(f"{node} is no whole decision; check the graph with 'kg check'")
    return Decision(
        action=Action(vocab.code_of(action)),
        subject=facts.words(node, vocab.ABOUT),
        object=facts.value(node, vocab.DECIDED),
        by=facts.words(node, vocab.DECIDED_BY),
        at=dt.datetime.fromisoformat(at),
        why=facts.words(node, vocab.WHY),
    )

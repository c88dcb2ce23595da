"""Hold claims of several articles against each other, as people let it stand.

Comparing costs in proportion to what changed (:mod:`kg.store.ledger`); what people decided about claims and comparisons wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from kg.claims.blocks import Block, placed
from kg.model import Action, Comparison, Decision, Reading, ReportedClaim
from kg.store import ledger
from kg.store.across import Stored, assigned
from kg.store.curation import standing
from kg.store.graphs import GraphStore
from kg.triples import iris
from kg.triples.quads import Thing, comparison_iri, reported_claims

#: So many places around a place bear on where its claims are compared.
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what bears on the comparisons of all articles; IRIs throughout but for ``assignment`` and ``wires``, as elsewhere.

    ``names`` maps things to their names, ``inside`` places to the place around each; ``hidden`` holds what people rejected.
    """

    assignment: Mapping[tuple[str, str], str]
    wires: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def comparisons(
    store: GraphStore, articles: Sequence[Stored], context: Context, reading: Callable[[Stored], Reading]
) -> tuple[Comparison, ...]:
    """Return all comparisons, comparing only what an article that changed touches; ``reading`` gives what such a one says.

    The same as holding all claims against each other: a function of the articles and of the context alone.
    """
    by_id = {one.id: one for one in articles}

    def claims(article: str) -> Iterator[tuple[Block, ReportedClaim]]:
        return placed(_reported(reading(by_id[article]), by_id[article], context, store.base), context.inside)

    return ledger.compared(store.path, store.base, _states(articles, context, store.base), claims, context.names)


def _states(articles: Iterable[Stored], context: Context, base: str) -> dict[str, str]:
    """Return a digest for each article of all that its comparisons depend on, from its outline alone."""
    rejected: defaultdict[str, list[str]] = defaultdict(list)
    for iri in sorted(context.hidden):
        rejected[article_of(iri, base)].append(iri)
    known: dict[str, str] = {}

    def about(path: str) -> str:
        if path not in known:
            iri = _iri(path, base)
            around = [(place, context.names.get(place)) for place in islice(_chain(iri, context.inside), _AROUND)]
            known[path] = ledger.state(path, context.names.get(iri), iri in context.hidden, around)
        return known[path]

    return {
        one.id: ledger.state(
            one.digest,
            context.wires.get(one.id),
            rejected.get(one.id),
            [(entity, about(path)) for entity, path in sorted(assigned(one, context.assignment).items())],
        )
        for one in articles
    }


def _chain(place: str, inside: Mapping[str, str]) -> Iterator[str]:
    while place := inside.get(place, ""):
        yield place


def _iri(path: str, base: str) -> str:
    return iris.resource(base, path).value


def article_of(claim: str, base: str) -> str:
    """Return the id of the article that a claim (IRI) is of; "" for anything else."""
    article, marker, _ = claim.removeprefix(f"{base}article/").partition("/claim/")
    return article if marker else ""


def _reported(reading: Reading, one: Stored, context: Context, base: str) -> Iterator[ReportedClaim]:
    """Yield the claims of an article as comparison sees them.

    Claims that people rejected are left out; actors and places that they did, are nobody and nowhere.
    """
    for claim in reported_claims(reading, assigned(one, context.assignment), base, context.wires.get(one.id)):
        if claim.iri not in context.hidden:
            yield _without(claim, context.hidden)


def _without(claim: ReportedClaim, rejected: Collection[str]) -> ReportedClaim:
    if not {claim.source, claim.agent, claim.patient, claim.place}.intersection(rejected):
        return claim
    source, agent, patient, place = (None if iri in rejected else iri for iri in (claim.source, claim.agent, claim.patient, claim.place))
    return replace(claim, source=source, agent=agent, patient=patient, place=place)


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold the comparisons that people have let stand, and the marks of the claims and comparisons that they rejected."""

    comparisons: tuple[Comparison, ...]
    marks: tuple[Thing, ...]


def judged(found: Iterable[Comparison], decisions: Sequence[Decision], base: str) -> Judged:
    """Return comparisons without those that people rejected, and with those that they confirmed marked.

    A decision stays with its comparison when claims join it or leave it, and the comparison keeps the path that was decided
    about. Of several decisions that meet in one comparison the latest stands.
    """
    told = {one.subject: one for one in standing(decisions)[0] if one.object is None and one.action in (Action.REJECT, Action.CONFIRM)}
    order = {subject: number for number, subject in enumerate(told)}
    kept, marks = [], []
    for comparison in found:
        own = {comparison_iri(replace(comparison, path=path), base): path for path in (comparison.path, *comparison.known_as)}
        last = max((iri for iri in own if iri in told), key=lambda iri: order[iri], default=None)
        if last is None:
            kept.append(comparison)
        elif told[last].action is Action.CONFIRM:
            kept.append(replace(comparison, path=own[last], confirmed=True))
        else:
            marks.append(Thing(own[last], comparison.explanation, "", rejected=True))
    return Judged(tuple(kept), tuple(marks))


def rejected_claims(
    articles: Iterable[Stored], rejected: Collection[str], base: str, reading: Callable[[Stored], Reading]
) -> tuple[Thing, ...]:
    """Return the marks of the claims that people rejected: their words stay, so that the decision can be seen and undone."""
    wanted = {article_of(iri, base) for iri in rejected}
    claims = (claim for one in articles if one.id in wanted for claim in reported_claims(reading(one), one.assignment, base))
    return tuple(Thing(claim.iri, claim.content, "", rejected=True) for claim in claims if claim.iri in rejected)

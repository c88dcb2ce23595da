"""Compare claims across articles: which answer one question, and do they agree, exclude or update each other?

Claims meet only in blocks (kind of event, things counted, place), so that the cost grows with what a new article
touches and not with all pairs. No claim is judged right or wrong, and none is dropped. The result is a function of the
set of claims: their order changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.claims.blocks import Block, blocks
from kg.claims.edges import Edge, bound_edges, figure_edges, happening_edges, toll_edges
from kg.claims.explain import label, sentence, verdict_of
from kg.claims.figures import Tie
from kg.claims.voices import by_day, independent, repeats
from kg.model import Comparison, ReportedClaim, Verdict

_NAMELESS: Mapping[str, str] = {}
_FINDERS = {"figure": figure_edges, "toll": toll_edges, "bound": bound_edges, "happening": happening_edges}


def compare(
    claims: Iterable[ReportedClaim], inside: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> tuple[Comparison, ...]:
    """Return all comparisons, sorted by their claims; the same claims in any order give the same comparisons.

    ``inside`` maps the IRI of a place to that of the place which contains it, where that is known; ``names`` maps IRIs to
    the names that explanations call them by, in place of the last part of the IRI.
    """
    found = (compare_block(block, members, names or {}) for block, members in sorted(blocks(claims, inside).items()))
    return joined(comparison for comparisons in found for comparison in comparisons)


def joined(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Return the comparisons of all blocks, given in the order of their blocks: one for each set of claims, sorted by claims."""
    found: dict[tuple[str, ...], Comparison] = {}
    for comparison in comparisons:
        known = found.get(comparison.claims)
        found[comparison.claims] = comparison if known is None else _joined(known, comparison)
    return _without_parts([found[key] for key in sorted(found)])


def _without_parts(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return comparisons without those that say nothing which a greater one does not say; it is known as they were, too."""
    by_claim: defaultdict[str, list[int]] = defaultdict(list)
    for number, comparison in enumerate(comparisons):
        for claim in comparison.claims:
            by_claim[claim].append(number)
    known_as: defaultdict[int, set[str]] = defaultdict(set)
    dropped = set[int]()
    for number, part in enumerate(comparisons):
        greater = [whole for whole in by_claim[part.claims[0]] if _is_part(part, comparisons[whole])]
        if greater:
            dropped.add(number)
            known_as[max(greater, key=lambda whole: (len(comparisons[whole].claims), -whole))].update(part.known_as)
    return tuple(
        replace(comparison, known_as=tuple(sorted({*comparison.known_as, *known_as[number]}))) if number in known_as else comparison
        for number, comparison in enumerate(comparisons)
        if number not in dropped
    )


def _is_part(part: Comparison, whole: Comparison) -> bool:
    return len(part.claims) < len(whole.claims) and set(part.claims) <= set(whole.claims) and set(part.pairs) <= set(whole.pairs)


def compare_block(block: Block, claims: Sequence[ReportedClaim], names: Mapping[str, str] = _NAMELESS) -> tuple[Comparison, ...]:
    """Compare the claims of one block: what an article adds costs no more than the blocks that it touches."""
    edges = _FINDERS[block.form](block, sorted(claims, key=lambda claim: claim.iri))
    by_iri = {claim.iri: claim for claim in claims}
    return tuple(_comparison(block, [by_iri[iri] for iri in members], ties, names) for members, ties in _components(edges))


def _components(edges: Sequence[Edge]) -> list[tuple[list[str], list[Edge]]]:
    """Return the groups of claims that ties hold together, each with its ties, in a fixed order."""
    parent: dict[str, str] = {}

    def root(iri: str) -> str:
        while parent.setdefault(iri, iri) != iri:
            parent[iri] = parent[parent[iri]]
            iri = parent[iri]
        return iri

    for edge in edges:
        left, right = sorted((root(edge.left), root(edge.right)))
        parent[right] = left
    members: defaultdict[str, set[str]] = defaultdict(set)
    ties: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        members[root(edge.left)] |= {edge.left, edge.right}
        ties[root(edge.left)].append(edge)
    return [(sorted(members[name]), ties[name]) for name in sorted(members)]


def _comparison(block: Block, claims: Sequence[ReportedClaim], edges: Sequence[Edge], names: Mapping[str, str]) -> Comparison:
    verdict = verdict_of([edge.tie for edge in edges])
    bounds = [bound for claim in claims if claim.quantity for bound in (claim.quantity.min, claim.quantity.max) if bound is not None]
    by_iri = {claim.iri: claim for claim in claims}
    pairs = {pair for edge in edges for pair in _pairs(by_iri[edge.left], by_iri[edge.right], edge.tie)}
    paths = {claim.iri: _path(block, claim) for claim in claims}
    return Comparison(
        claims=tuple(claim.iri for claim in claims),
        verdict=verdict,
        explanation=sentence(verdict, _told(block, claims), _topic(block, names), names, _doubt(block, claims)),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        independent_sources=independent(claims),
        pairs=tuple(sorted(pairs)),
        path=paths[by_day(claims)[0].iri],
        known_as=tuple(sorted(paths.values())),
    )


def _path(block: Block, claim: ReportedClaim) -> str:
    """Return the path of the comparison that a claim is the first of, to one question.

    A comparison keeps its path while its first claim stays the first, whoever joins; and as no claim is in two comparisons
    to one question, whichever of its claims it was ever named for still leads to it.
    """
    base = claim.iri.partition("article/")[0]
    words = (block.form, block.kind, block.counted, block.place, claim.iri)
    digest = hashlib.sha256("\x1f".join(word.replace(base, "") if base else word for word in words).encode("utf-8", "surrogatepass"))
    return f"comparison/{digest.hexdigest()[:12]}"


def _topic(block: Block, names: Mapping[str, str]) -> str:
    counted = block.counted.removeprefix("class ") if block.form != "happening" or block.counted.startswith("class ") else ""
    who = f"people, {counted}" if block.form == "toll" else counted or label(block.counted.split(" ", 1)[1], names)
    where = "" if not block.place or block.place.startswith("wire:") else f" at {label(block.place, names)}"
    return f"{block.kind} ({who}){where}"


def _told(block: Block, claims: Sequence[ReportedClaim]) -> list[ReportedClaim]:
    """Return claims as explanations date them: tolls by the day on which they were told."""
    return [replace(claim, end=None) for claim in claims] if block.form == "toll" else list(claims)


def _doubt(block: Block, claims: Sequence[ReportedClaim]) -> str:
    """Return what is not told but taken to be so."""
    unplaced = sum(claim.place is None or not claim.place_told for claim in claims)
    if block.form == "happening" or not unplaced or block.place.startswith("wire:"):
        return ""
    return f" (The place is taken from the article in {'all' if unplaced == len(claims) else unplaced} of {len(claims)}.)"


def _pairs(left: ReportedClaim, right: ReportedClaim, found: Tie) -> set[tuple[str, str, str]]:
    """Return what one tie makes of two claims, the earlier one left; agreement of one voice only repeats."""
    if found is Tie.BESIDE:
        return set()
    if found is Tie.UPDATE:
        return {(right.iri, "updates", left.iri)}
    if found is Tie.DISAGREE:
        return {(left.iri, "contradicts", right.iri), (right.iri, "contradicts", left.iri)}
    if repeats(left, right):
        first, second = by_day((left, right))
        return {(second.iri, "repeats", first.iri)}
    return {(left.iri, "corroborates", right.iri), (right.iri, "corroborates", left.iri)}


def _joined(left: Comparison, right: Comparison) -> Comparison:
    """Join two comparisons of the same claims from two blocks: the graver verdict explains."""
    order = (Verdict.AGREE, Verdict.UPDATED, Verdict.DISAGREE)
    graver = max((left, right), key=lambda one: (order.index(one.verdict), one.explanation))
    known_as = tuple(sorted({*left.known_as, *right.known_as}))
    return replace(graver, pairs=tuple(sorted({*left.pairs, *right.pairs})), known_as=known_as)

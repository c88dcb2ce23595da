"""Turn the model's scores into names, trees and claims.

Pure functions on numpy arrays, vectorised over words, because decoding has to cost little beside the encoder. Shapes: W words,
C tags, P pointers, K anchors. Scores are logits; every probability that leaves this module has been through its temperature.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
FAR = np.float32(-1e9)
#: Anchors this close to a surer one belong to the same claim: the model spreads a first word's probability over its neighbours.
NEAR = 3
#: Neighbours are two claims ("he said that" within another's words) when their probabilities sum to more than one, give or take.
ONE = 1.15
#: The number of the kind "narrator".
NARRATOR = 1
#: Anchors less likely than this are not looked at; even three neighbours of one would stay below any threshold in use.
UNLIKELY = 0.03
#: The share of the shorter claim's words that two claims may have in common.
SHARED = 0.5
#: A word is no name when this is its probability of being none.
OUTSIDE = 0.5
#: The roles of who says it; all others belong to the event.
SAYING = frozenset({"source", "cue", "told_to"})


def log_softmax(scores: Floats, temperature: float = 1.0) -> Floats:
    """Normalise the last axis."""
    scaled = scores / np.float32(temperature)
    scaled = scaled - scaled.max(-1, keepdims=True)
    return np.asarray(scaled - np.log(np.exp(scaled).sum(-1, keepdims=True)), np.float32)


# --- names -----------------------------------------------------------------------------------------------------


def name_spans(scores: Floats, temperature: float, groups: Ints) -> list[tuple[int, int, int, float]]:
    """Give (first word, last word, type, probability) of every name in (W, C) scores, where tag 0 is O, 1 + 2k B-k and 2 + 2k I-k.

    First what is a name, whatever its type: a word is part of one when all types together are likelier than O, for a name whose
    fine type is in doubt is a name all the same. Then the type: the likeliest of the likeliest group (`groups[k]` numbers the group
    of type k: person, organisation, place ...). The probability is that of the least sure word being part of a name.
    """
    soft = np.exp(log_softmax(scores, temperature))
    begin, inside = soft[:, 1::2], soft[:, 2::2]
    named = soft[:, 0] < OUTSIDE
    fresh = begin.sum(1) >= inside.sum(1)
    starts = np.flatnonzero(named & (fresh | ~np.concatenate([[False], named[:-1]])))
    if not len(starts):
        return []
    ends = np.flatnonzero(named & ~np.concatenate([named[1:] & ~fresh[1:], [False]]))
    kinds = begin + inside
    totals = np.add.reduceat(kinds * named[:, None], starts, 0)
    by_group = np.zeros((len(starts), groups.max() + 1), np.float32)
    for kind, group in enumerate(groups.tolist()):
        by_group[:, group] += totals[:, kind]
    best = np.where(groups[None, :] == by_group.argmax(1)[:, None], totals, -1).argmax(1)
    return [(int(a), int(b), int(k), float(1 - soft[a : b + 1, 0].max())) for a, b, k in zip(starts, ends, best, strict=True)]


# --- trees -----------------------------------------------------------------------------------------------------


def is_tree(heads: Ints) -> bool:
    """Tell whether heads (indices in the sentence, a root its own) are one tree."""
    roots = heads == np.arange(len(heads))
    if roots.sum() != 1:
        return False
    reached = heads
    for _ in range(max(1, len(heads).bit_length())):
        reached = reached[reached]
    return bool(roots[reached].all())


def best_tree(scores: Floats) -> Ints:
    """Find heads for one sentence from (n, n) scores (dependent, head; the diagonal for a root) that make one tree.

    The surest root, then greedy repair: as long as words hang in a cycle, the one of them that loses least is hung on a word
    that leads to the root.
    """
    n = len(scores)
    free = scores.copy()
    np.fill_diagonal(free, FAR)
    root = int((np.diag(scores) - free.max(1)).argmax())
    heads = np.asarray(free.argmax(1), np.int64)
    heads[root] = root
    while not (safe := _reaches(heads, root)).all():
        loose = np.flatnonzero(~safe)
        other = np.where(safe[None, :], free[loose], 2 * FAR)
        leave = int((free[loose, heads[loose]] - other.max(1)).argmin())
        heads[loose[leave]] = int(other[leave].argmax())
    return heads if n > 1 else np.zeros(1, np.int64)


def _reaches(heads: Ints, root: int) -> Bools:
    """Tell of every word whether its heads lead to the root."""
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return np.asarray(reached == root)


def repair_trees(heads: Ints, arcs: Floats, starts: Bools) -> Ints:
    """Make the heads (W,) of a window's sentences trees; only sentences that are none are touched."""
    heads = heads.copy()
    borders = [*np.flatnonzero(starts), len(heads)]
    if borders[0] != 0:
        borders.insert(0, 0)
    for a, b in pairwise(borders):
        if b - a > 1 and not is_tree(heads[a:b] - a):
            heads[a:b] = a + best_tree(arcs[a:b, a:b])
        elif b - a == 1:
            heads[a] = a
    return heads


# --- claims ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """One claim in word indices of its window: `roles` holds first and last word of every role that is there."""

    first: int
    last: int
    kind: int
    probability: float
    event: int
    event_probability: float
    status: int
    roles: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of claims in one window: kinds (W, 5), anchors (K,), points (P, K, 1 + W), events, statuses."""

    kinds: Floats
    anchors: Ints
    points: Floats
    events: Floats
    statuses: Floats


@dataclass(frozen=True, slots=True)
class Settings:
    """What was fitted on held-out texts: how sure a claim of either sort must be, the temperatures, and the names of the roles."""

    narrator: float
    attributed: float
    temperatures: dict[str, float]
    roles: tuple[str, ...]

    @classmethod
    def of(cls, labels: dict[str, Any]) -> "Settings":
        """Read them from `labels.json`."""
        roles = tuple(p.removesuffix("_start") for p in labels["pointers"] if p.endswith("_start"))
        return cls(labels["thresholds"]["narrator"], labels["thresholds"]["attributed"], labels["temperatures"], roles)

    def takes(self, claim: Found) -> bool:
        """Tell whether a claim is sure enough."""
        return claim.probability >= (self.narrator if claim.kind == NARRATOR else self.attributed)


def _led(order: Ints, anchors: Ints, ends: Ints, p: Floats, threshold: float) -> list[tuple[int, float]]:
    """Gather neighbouring anchors under the surest of them: (index, summed probability) of those above the threshold."""
    leaders: list[int] = []
    total: dict[int, float] = {}
    for i in order:
        near = [
            j for j in leaders
            if abs(int(anchors[i] - anchors[j])) <= NEAR and abs(int(ends[i] - ends[j])) <= NEAR and total[j] + p[i] <= ONE
        ]  # fmt: skip
        if near:
            total[near[0]] += float(p[i])
        else:
            leaders.append(int(i))
            total[int(i)] = float(p[i])
    return [(i, min(1.0, total[i])) for i in leaders if total[i] >= threshold]


def claims(scores: Scores, lines: Ints, settings: Settings) -> list[Found]:
    """Decode the claims of one window, in order of their first words; `lines` numbers the line of every word."""
    kinds = np.exp(log_softmax(scores.kinds, settings.temperatures["kinds"]))
    p = 1 - kinds[scores.anchors, 0]
    likely = np.flatnonzero(p >= UNLIKELY)
    if not len(likely):
        return []
    words = np.arange(len(lines))
    anchors = scores.anchors[likely, None]
    # What is claimed ends on the line on which it begins: a heading or a caption is no part of it.
    ahead = np.where((words >= anchors) & (lines == lines[anchors]), scores.points[0, likely, 1:], FAR)
    ends = np.zeros(len(scores.anchors), np.int64)
    ends[likely] = ahead.argmax(1)
    order = likely[np.argsort(-p[likely], kind="stable")]
    led = _led(order, scores.anchors, ends, p, min(settings.narrator, settings.attributed))
    if not led:
        return []
    index = np.array([i for i, _ in led])
    roles = _roles(scores.points[1:, index], lines, scores.anchors[index], settings.roles)
    found = [_found(scores, kinds, (i, int(ends[i]), total), r, settings) for (i, total), r in zip(led, roles, strict=True)]
    return sorted(_apart([f for f in found if settings.takes(f)]), key=lambda f: (f.first, f.last))


def _apart(found: list[Found]) -> list[Found]:
    """Keep the surer of two claims that share most of their words, unless one reports the other.

    In hand-made annotation words belong to two claims only where an attribution stands inside what another one says.
    """
    kept: list[Found] = []
    for claim in sorted(found, key=lambda f: (-f.probability, f.first)):
        if not any(_share(claim, other) > SHARED and not (_holds(claim, other) or _holds(other, claim)) for other in kept):
            kept.append(claim)
    return kept


def _share(a: Found, b: Found) -> float:
    common = min(a.last, b.last) - max(a.first, b.first) + 1
    return common / (1 + min(a.last - a.first, b.last - b.first))


def _holds(outer: Found, inner: Found) -> bool:
    """Tell whether the inner claim's cue or source stands inside the outer claim."""
    said = inner.roles.get("cue") or inner.roles.get("source")
    return bool(said and outer.first <= said[0] and said[1] <= outer.last and (inner.first, inner.last) != (outer.first, outer.last))


def _roles(points: Floats, lines: Ints, anchors: Ints, names: tuple[str, ...]) -> list[dict[str, tuple[int, int]]]:
    """Find the best span, or none, of every role of n claims: (2R, n, 1 + W) scores.

    What belongs to the event stands on the claim's own line; who says it may stand on another, but never on two.
    """
    begin, end = log_softmax(points[0::2]), log_softmax(points[1::2])
    nothing = begin[:, :, 0] + end[:, :, 0]
    begin, end = begin[:, :, 1:], end[:, :, 1:]
    elsewhere = (lines[None, :] != lines[anchors, None])[None] & np.array([name not in SAYING for name in names])[:, None, None]
    begin, end = np.where(elsewhere, FAR, begin), np.where(elsewhere, FAR, end)
    reach = np.maximum.accumulate(begin, 2) + end
    last = reach.argmax(2)
    best = np.take_along_axis(reach, last[:, :, None], 2)[:, :, 0]
    out: list[dict[str, tuple[int, int]]] = [{} for _ in range(points.shape[1])]
    for r, c in zip(*np.nonzero(best > nothing), strict=True):
        j = int(last[r, c])
        i = int(begin[r, c, : j + 1].argmax())
        if lines[i] != lines[j]:
            j = i + int(np.where(lines[i:] == lines[i], end[r, c, i:], FAR).argmax())
        out[c][names[r]] = (i, j)
    return out


def _found(scores: Scores, kinds: Floats, at: tuple[int, int, float], roles: dict[str, tuple[int, int]], settings: Settings) -> Found:
    """Make a claim of anchor number, last word and probability `at`, with the kind that fits its roles."""
    i, end, total = at
    anchor = int(scores.anchors[i])
    said = "source" in roles or "cue" in roles
    own = kinds[anchor, 1:].copy()
    # A claim with a source or a cue is no narrator's unless the model is very sure; one without either has nobody to be attributed to.
    if said and own[0] < 3 * own[1:].sum():
        own[0] = 0
    elif not said and own[0] * 3 > own[1:].sum():
        own[1:] = 0
    kind = 1 + int(own.argmax())
    if kind == NARRATOR:
        roles = {k: v for k, v in roles.items() if k not in ("source", "cue", "told_to")}
    event = np.exp(log_softmax(scores.events[i], settings.temperatures["events"]))
    status = int(scores.statuses[i].argmax())
    best = int(event.argmax())
    return Found(anchor, end, kind, total, best, float(event[best]), status, roles)

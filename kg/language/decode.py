"""Turn the model's scores into names, trees and claims.

Pure functions on numpy arrays, vectorised over words, because decoding has to cost little beside the encoder. Shapes: W words,
C tags, P pointers, K anchors. Scores are logits; every probability that leaves this module has been through its temperature.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
FAR = np.float32(-1e9)
#: Anchors this close to a surer one belong to the same claim: the model spreads a first word's probability over its neighbours.
NEAR = 3


def log_softmax(scores: Floats, temperature: float = 1.0) -> Floats:
    """Normalise the last axis."""
    scaled = scores / np.float32(temperature)
    scaled = scaled - scaled.max(-1, keepdims=True)
    return np.asarray(scaled - np.log(np.exp(scaled).sum(-1, keepdims=True)), np.float32)


# --- names -----------------------------------------------------------------------------------------------------


def best_tags(scores: Floats) -> Ints:
    """Find the best legal tag sequence: (W, C) log probabilities to (W,) tags, where tag 0 is O, 1 + 2k is B-k and 2 + 2k is I-k.

    Viterbi, where only "I follows B or I of its type" binds, so each step costs O(C).
    """
    count, _ = scores.shape
    back_inside = np.zeros((count, (scores.shape[1] - 1) // 2), np.int8)
    back_any = np.zeros(count, np.int64)
    total = scores[0].copy()
    total[2::2] = FAR
    for i in range(1, count):
        best = int(total.argmax())
        back_any[i] = best
        begin, inside = total[1::2], total[2::2]
        follows = np.maximum(begin, inside)
        back_inside[i] = inside > begin
        row = scores[i]
        new = row + total[best]
        new[2::2] = row[2::2] + follows
        total = new
    tags = np.zeros(count, np.int64)
    tags[-1] = int(total.argmax())
    for i in range(count - 1, 0, -1):
        tag = int(tags[i])
        if tag and tag % 2 == 0:
            tags[i - 1] = tag if back_inside[i, tag // 2 - 1] else tag - 1
        else:
            tags[i - 1] = back_any[i]
    return tags


def name_spans(scores: Floats, temperature: float) -> list[tuple[int, int, int, float]]:
    """Give (first word, last word, type, probability) of every name in (W, C) scores.

    The probability is the least of its words': that each is part of a name of this type.
    """
    logs = log_softmax(scores)
    if not (logs[:, 0] < -0.01).any():
        return []
    tags = legal_tags(logs)
    starts = np.flatnonzero(tags % 2 == 1)
    if not len(starts):
        return []
    soft = np.exp(log_softmax(scores, temperature))
    kinds = (tags - 1) // 2
    own = soft[np.arange(len(tags)), 1 + 2 * np.maximum(kinds, 0)] + soft[np.arange(len(tags)), 2 + 2 * np.maximum(kinds, 0)]
    out = []
    for start in starts:
        end = start + 1
        while end < len(tags) and tags[end] and tags[end] % 2 == 0:
            end += 1
        out.append((int(start), int(end - 1), int(kinds[start]), float(own[start:end].min())))
    return out


def legal_tags(logs: Floats) -> Ints:
    """Take each word's best tag and run Viterbi only over the stretches of words where those do not fit together."""
    tags = np.asarray(logs.argmax(1), np.int64)
    inside = (tags > 0) & (tags % 2 == 0)
    before = np.concatenate([[0], tags[:-1]])
    wrong = inside & (before != tags) & (before != tags - 1)
    if not wrong.any():
        return tags
    outside = np.flatnonzero(tags == 0)
    done = -1
    for i in np.flatnonzero(wrong):
        if i <= done:
            continue
        left = outside[outside < i].max(initial=-1) + 1
        right = outside[outside > i].min(initial=len(tags))
        tags[left:right] = best_tags(logs[left:right])
        done = right
    return tags


# --- trees -----------------------------------------------------------------------------------------------------


def is_tree(heads: Ints) -> bool:
    """Tell whether heads (indices in the sentence, a root its own) are one tree."""
    roots = heads == np.arange(len(heads))
    if roots.sum() != 1:
        return False
    reached = heads
    for _ in range(max(1, int(len(heads)).bit_length())):
        reached = reached[reached]
    return bool(roots[reached].all())


def best_tree(scores: Floats) -> Ints:
    """Find heads for one sentence from (n, n) scores (dependent, head; the diagonal for a root) that make one tree.

    The surest root, then greedy repair: of every cycle the word leaves whose best head outside the cycle costs least.
    """
    n = len(scores)
    root = int((np.diag(scores) - np.where(np.eye(n, dtype=bool), FAR, scores).max(1)).argmax()) if n > 1 else 0
    free = scores.copy()
    np.fill_diagonal(free, FAR)
    heads = np.asarray(free.argmax(1), np.int64)
    heads[root] = root
    for _ in range(n):
        cycle = _cycle(heads)
        if not len(cycle):
            break
        other = free[cycle].copy()
        other[:, cycle] = FAR
        cost = free[cycle, heads[cycle]] - other.max(1)
        leave = int(cost.argmin())
        heads[cycle[leave]] = int(other[leave].argmax())
    return heads


def _cycle(heads: Ints) -> Ints:
    """Give the words of one cycle, or none."""
    state = np.zeros(len(heads), np.int64)
    for start in range(len(heads)):
        path, i = [], start
        while state[i] == 0:
            state[i] = start + 1
            path.append(i)
            i = int(heads[i])
        if state[i] == start + 1 and heads[i] != i:
            return np.array(path[path.index(i) :], np.int64)
    return np.zeros(0, np.int64)


def repair_trees(heads: Ints, arcs: Floats, starts: Bools) -> Ints:
    """Make the heads (W,) of a window's sentences trees; only sentences that are none are touched."""
    heads = heads.copy()
    borders = [*np.flatnonzero(starts), len(heads)]
    if borders[0] != 0:
        borders.insert(0, 0)
    for a, b in zip(borders, borders[1:], strict=False):
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
    """What was fitted on held-out texts: how sure an anchor must be, the temperatures, and the names of the roles."""

    threshold: float
    temperatures: dict[str, float]
    roles: tuple[str, ...]

    @classmethod
    def of(cls, labels: dict[str, Any]) -> "Settings":
        """Read them from `labels.json`."""
        roles = tuple(p.removesuffix("_start") for p in labels["pointers"] if p.endswith("_start"))
        return cls(labels["threshold"], labels["temperatures"], roles)


def _led(order: Ints, anchors: Ints, ends: Ints, p: Floats, threshold: float) -> list[tuple[int, float]]:
    """Gather neighbouring anchors under the surest of them: (index, summed probability) of those above the threshold."""
    leaders: list[int] = []
    total: dict[int, float] = {}
    for i in order:
        near = [j for j in leaders if abs(int(anchors[i] - anchors[j])) <= NEAR and abs(int(ends[i] - ends[j])) <= NEAR]
        if near:
            total[near[0]] += float(p[i])
        else:
            leaders.append(int(i))
            total[int(i)] = float(p[i])
    return [(i, min(1.0, total[i])) for i in leaders if total[i] >= threshold]


def claims(scores: Scores, settings: Settings) -> list[Found]:
    """Decode the claims of one window, in order of their first words."""
    logs = np.exp(log_softmax(scores.kinds, settings.temperatures["kinds"]))
    p = 1 - logs[scores.anchors, 0]
    likely = np.flatnonzero(p >= 0.03)
    if not len(likely):
        return []
    words = np.arange(scores.points.shape[2] - 1)
    ahead = np.where(words[None, :] >= scores.anchors[likely, None], scores.points[0, likely, 1:], FAR)
    ends = np.zeros(len(scores.anchors), np.int64)
    ends[likely] = ahead.argmax(1)
    order = likely[np.argsort(-p[likely], kind="stable")]
    led = _led(order, scores.anchors, ends, p, settings.threshold)
    if not led:
        return []
    index = np.array([i for i, _ in led])
    roles = _roles(scores.points[1:, index], settings.roles)
    return sorted(
        (_found(scores, logs, ends, i, total, r, settings) for (i, total), r in zip(led, roles, strict=True)), key=lambda f: (f.first, f.last)
    )


def _roles(points: Floats, names: tuple[str, ...]) -> list[dict[str, tuple[int, int]]]:
    """Find the best span, or none, of every role of n claims: (2R, n, 1 + W) scores."""
    begin, end = log_softmax(points[0::2]), log_softmax(points[1::2])
    nothing = begin[:, :, 0] + end[:, :, 0]
    begin, end = begin[:, :, 1:], end[:, :, 1:]
    reach = np.maximum.accumulate(begin, 2) + end
    last = reach.argmax(2)
    best = np.take_along_axis(reach, last[:, :, None], 2)[:, :, 0]
    there = best > nothing
    out: list[dict[str, tuple[int, int]]] = [{} for _ in range(points.shape[1])]
    for r, c in zip(*np.nonzero(there), strict=True):
        j = int(last[r, c])
        out[c][names[r]] = (int(begin[r, c, : j + 1].argmax()), j)
    return out


def _found(
    scores: Scores, kinds: Floats, ends: Ints, i: int, total: float, roles: dict[str, tuple[int, int]], settings: Settings
) -> Found:  # fmt: skip # noqa: PLR0913
    anchor = int(scores.anchors[i])
    said = "source" in roles or "cue" in roles
    own = kinds[anchor, 1:].copy()
    # A claim with a source or a cue is no narrator's unless the model is very sure; one without either has nobody to be attributed to.
    if said and own[0] < 3 * own[1:].sum():
        own[0] = 0
    elif not said and own[0] * 3 > own[1:].sum():
        own[1:] = 0
    kind = 1 + int(own.argmax())
    if kind == 1:
        roles = {k: v for k, v in roles.items() if k not in ("source", "cue", "told_to")}
    event = np.exp(log_softmax(scores.events[i], settings.temperatures["events"]))
    status = int(scores.statuses[i].argmax())
    best = int(event.argmax())
    return Found(anchor, int(ends[i]), kind, total, best, float(event[best]), status, roles)

"""Scores become legal names, trees and claims."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.language.decode import Scores, Settings, best_tree, claims, is_tree, name_spans, repair_trees

SETTINGS = Settings(0.5, 0.5, {"kinds": 1.0, "events": 1.0, "names": 1.0}, ("source", "cue"))


GROUPS = np.array([0, 1, 1])


def scores_for(*words: dict[int, float]) -> np.ndarray:
    """Make log probabilities of seven tags (O, then B and I of three types) from the likely ones of each word."""
    rows = np.full((len(words), 7), 1e-6)
    for row, word in zip(rows, words, strict=True):
        row[list(word)] = list(word.values())
    return np.log(rows / rows.sum(1, keepdims=True)).astype(np.float32)


def test_names_are_runs_of_named_words() -> None:
    spans = name_spans(scores_for({0: 1}, {1: 1}, {2: 1}, {3: 1}, {0: 1}), 1.0, GROUPS)
    assert [s[:3] for s in spans] == [(1, 2, 0), (3, 3, 1)]
    assert all(0.99 < s[3] <= 1 for s in spans)


def test_a_name_of_doubtful_type_is_a_name() -> None:
    assert [s[:3] for s in name_spans(scores_for({0: 0.4, 3: 0.35, 5: 0.25}), 1.0, GROUPS)] == [(0, 0, 1)]


def test_the_type_comes_from_the_likeliest_group() -> None:
    assert [s[2] for s in name_spans(scores_for({1: 0.4, 3: 0.35, 5: 0.25}), 1.0, GROUPS)] == [1]


def test_an_inside_word_after_no_name_begins_one() -> None:
    assert [s[:3] for s in name_spans(scores_for({0: 1}, {2: 1}, {2: 1}), 1.0, GROUPS)] == [(1, 2, 0)]


@given(arrays(np.float32, (9, 7), elements=st.floats(-5, 5, width=32)))
def test_names_do_not_overlap_and_are_in_order(scores: np.ndarray) -> None:
    spans = name_spans(scores, 1.0, GROUPS)
    assert all(a <= b for a, b, *_ in spans)
    assert all(x[1] < y[0] for x, y in itertools.pairwise(spans))


@given(arrays(np.float32, (8, 8), elements=st.floats(-5, 5, width=32)))
def test_the_best_tree_is_a_tree(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


def test_a_cycle_is_no_tree_and_is_repaired_in_its_sentence_only() -> None:
    heads = np.array([0, 0, 3, 2, 4])
    arcs = np.zeros((5, 5), np.float32)
    arcs[2, 3] = arcs[3, 2] = arcs[4, 4] = 5
    assert not is_tree(heads[2:] - 2)
    repaired = repair_trees(heads, arcs, np.array([True, False, True, False, False]))
    assert repaired[:2].tolist() == [0, 0]
    assert is_tree(repaired[2:] - 2)


def scores_of(p: list[float], anchors: list[int], ends: list[int], cue: dict[int, tuple[int, int]]) -> Scores:
    """Make scores for claims at words of the given probabilities; `cue` gives the first and last word of an anchor's cue."""
    w, k = len(p), len(anchors)
    kinds = np.log(np.array([[1 - x + 1e-6, x / 2, x / 2 + 1e-6] for x in (max(y, 1e-4) for y in p)], np.float32))
    points = np.zeros((5, k, 1 + w), np.float32)
    points[1:, :, 0] = 9
    for i, (anchor, end) in enumerate(zip(anchors, ends, strict=True)):
        points[0, i, 1 + end] = 9
        if anchor in cue:
            points[3:5, i, 0] = 0
            points[3, i, 1 + cue[anchor][0]] = points[4, i, 1 + cue[anchor][1]] = 9
    return Scores(kinds, np.array(anchors), points, np.zeros((k, 3), np.float32), np.zeros((k, 2), np.float32))


def found(scores: Scores, lines: list[int] | None = None) -> list[tuple[int, int, int]]:
    count = len(scores.kinds)
    return [(c.first, c.last, c.kind) for c in claims(scores, np.array(lines or [0] * count), SETTINGS)]


def test_neighbouring_anchors_are_one_claim() -> None:
    assert found(scores_of([0.3, 0.4, 0, 0, 0, 0], [0, 1], [5, 5], {})) == [(1, 5, 1)]


def test_a_claim_ends_on_its_own_line() -> None:
    assert found(scores_of([0.9, 0, 0, 0], [0], [3], {}), [0, 0, 1, 1])[0][1] <= 1


def test_a_claim_with_a_cue_is_attributed() -> None:
    assert found(scores_of([0.9, 0, 0, 0, 0], [0], [2], {0: (4, 4)})) == [(0, 2, 2)]


def test_a_claim_inside_another_stays_when_it_is_attributed_there() -> None:
    nested = scores_of([0.9, 0, 0, 0.8, 0, 0, 0, 0], [0, 3], [6, 6], {0: (7, 7), 3: (2, 2)})
    assert found(nested) == [(0, 6, 2), (3, 6, 2)]
    loose = scores_of([0.9, 0, 0, 0, 0.8, 0, 0, 0], [0, 4], [6, 6], {})
    assert found(loose) == [(0, 6, 1)]

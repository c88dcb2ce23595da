"""Windows overlap, every word is owned once, and no text is too long."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LanguageError
from kg.language.tagger import MOST_PIECES, MOST_WORDS, Marks, Tagger, plan


def marks(words: list[str], lines: set[int] | None = None) -> Marks:
    return Marks(words, np.zeros(len(words), bool), np.array([i in (lines or set()) for i in range(len(words))]))


@settings(deadline=None)
@given(st.lists(st.integers(1, 8), min_size=1, max_size=1500), st.sets(st.integers(0, 1500)))
def test_every_word_is_owned_by_one_window_that_reads_it(sizes: list[int], lines: set[int]) -> None:
    windows = plan(np.array(sizes), marks(["a"] * len(sizes), lines))
    assert [i for w in windows for i in range(w.own_first, w.own_last)] == list(range(len(sizes)))
    for w in windows:
        assert w.first <= w.own_first < w.own_last <= w.last
        assert w.last - w.first <= MOST_WORDS
        assert sum(sizes[w.first : w.last]) + 2 <= MOST_PIECES


def test_a_border_stands_at_a_line_break() -> None:
    windows = plan(np.ones(400, np.int64), marks(["a"] * 400, {205, 215}))
    assert windows[0].own_last in (205, 215)


def test_a_border_stands_at_the_end_of_a_sentence_where_no_line_breaks() -> None:
    words = ["a"] * 400
    words[209] = "."
    assert plan(np.ones(400, np.int64), marks(words))[0].own_last == 210


def test_the_windows_of_a_million_words_are_soon_planned() -> None:
    windows = plan(np.ones(1_000_000, np.int64), marks(["a"] * 1_000_000))
    assert len(windows) < 6_500


def test_weights_that_are_missing_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="install kg again") as caught:
        Tagger(tmp_path).labels  # noqa: B018
    assert "\n" not in str(caught.value)


def test_weights_that_are_broken_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "labels.json").write_text(json.dumps({}), encoding="utf-8")
    with pytest.raises(LanguageError, match="install kg again"):
        Tagger(tmp_path).session  # noqa: B018

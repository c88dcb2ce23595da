"""Run the shipped model over any number of words, window by window.

Why windows: the encoder sees a few hundred subwords at a time. Windows overlap, and what is said of a word is what the window says in
whose middle it lies; the border between two windows is put at a line break or the end of a sentence where there is one. Batches hold
windows of neighbouring places, so memory is bounded by the batch and time grows with the number of words.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import LanguageError
from kg.language.decode import Bools, Found, Ints, Scores, Settings, claims, name_spans, repair_trees
from kg.language.tokens import START, STOP, Pieces, Subwords

MOST_WORDS, MOST_PIECES = 240, 328
#: Words read twice at each border. With 40 the reader is a twentieth faster, and F1 on claims falls by 0.01 on three sets of texts.
OVERLAP = 56
#: The least number of words a window is padded to: the graph looks at this many anchors.
LEAST = 48
#: Subwords in a batch with padding. On gold articles 1,000, 1,700 and 2,600 are equally fast and take 438, 486 and 571 MB.
BATCH_PIECES = 1300


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first <= i < last` are read; of those, `own_first <= i < own_last` are answered for."""

    first: int
    last: int
    own_first: int
    own_last: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The words of a text as the tagger needs them: what they are, which are glued to the word before, where lines begin."""

    words: Sequence[str]
    glued: Bools
    lines: Bools


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of a window's own words; all indices count in the whole text."""

    window: Window
    pos: Ints
    starts: Bools
    heads: Ints
    relations: Ints
    names: list[tuple[int, int, int, float]]
    claims: list[Found]


def plan(sizes: Ints, marks: Marks) -> list[Window]:
    """Cut words with these numbers of subwords into overlapping windows; every word is owned once."""
    total, room = np.concatenate([[0], np.cumsum(sizes)]), MOST_PIECES - 2
    count, first, own = len(sizes), 0, 0
    windows: list[Window] = []
    while True:
        fits = int(np.searchsorted(total, total[first] + room, side="right")) - 1
        last = max(first + 1, min(count, first + MOST_WORDS, fits))
        if last >= count:
            windows.append(Window(first, count, own, count))
            return windows
        begin = max(first + 1, last - min(OVERLAP, (last - first) // 2))
        border = _border(max(own + 1, begin + (last - begin) // 4), max(own + 2, last - (last - begin) // 4), marks)
        windows.append(Window(first, last, own, border))
        first, own = min(begin, border), border


def _border(low: int, high: int, marks: Marks) -> int:
    """Choose a word between two where a sentence surely or probably starts, near the middle."""
    high = min(high, len(marks.words))
    places = range(low, max(low + 1, high))
    middle = (low + high) / 2
    lines = [i for i in places if marks.lines[i]]
    stops = [i for i in places if marks.words[i - 1] in _STOPS and marks.words[i][:1] not in _CLOSING]
    return min(lines or stops or [int(middle)], key=lambda i: abs(i - middle))


_STOPS = frozenset(".!?") | {'."', '?"', "”"}
_CLOSING = frozenset("\"'”’)")


class Tagger:
    """The shipped model, loaded when first used."""

    def __init__(self, weights: Path, threads: int = 0) -> None:
        """Take the folder of the model's files; `threads` 0 leaves their number to ONNX Runtime."""
        self._weights, self._threads = weights, threads

    @cached_property
    def labels(self) -> dict[str, Any]:
        """Give the content of `labels.json`."""
        try:
            return dict(json.loads((self._weights / "labels.json").read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise LanguageError(f"the language model's labels cannot be read from {self._weights}: {error}; install kg again") from error

    @cached_property
    def settings(self) -> Settings:
        """Give the fitted threshold and temperatures."""
        return Settings.of(self.labels)

    @cached_property
    def groups(self) -> Ints:
        """Number the group of every type of name."""
        groups: list[list[str]] = self.labels["name_groups"]
        kinds = [tag[2:] for tag in self.labels["tags"][1::2]]
        return np.array([next(i for i, group in enumerate(groups) if kind in group) for kind in kinds], np.int64)

    @cached_property
    def subwords(self) -> Subwords:
        """Load the vocabulary."""
        from tokenizers import Tokenizer

        return Subwords(Tokenizer.from_file(str(self._weights / "tokenizer.json")))

    @cached_property
    def session(self) -> Any:
        """Load the graph."""
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "1")
        try:
            return onnxruntime.InferenceSession(str(self._weights / "model.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # ONNX Runtime has no common class of errors
            raise LanguageError(f"the language model cannot be loaded from {self._weights}: {error}; install kg again") from error

    def read(self, marks: Marks, forced: Ints | None = None) -> Iterator[Answer]:
        """Answer for all words, window after window; `forced` overrides where sentences start (1 yes, -1 no, 0 unknown)."""
        if not len(marks.words):
            return
        pieces = self.subwords.of(marks.words)
        sizes = np.array([len(p.ids) for p in pieces], np.int64)
        force = marks.lines.astype(np.int64) if forced is None else forced
        group: list[Window] = []
        longest = 0
        for window in plan(sizes, marks):
            size = int(sizes[window.first : window.last].sum()) + 2
            if group and max(longest, size) * (len(group) + 1) > BATCH_PIECES:
                yield from self._answers(group, pieces, marks, force)
                group, longest = [], 0
            group.append(window)
            longest = max(longest, size)
        yield from self._answers(group, pieces, marks, force)

    def _answers(self, group: list[Window], pieces: list[Pieces], marks: Marks, force: Ints) -> Iterator[Answer]:
        names = [o.name for o in self.session.get_outputs()]
        out = dict(zip(names, self.session.run(None, _inputs(group, pieces, marks, force)), strict=True))
        for b, window in enumerate(group):
            yield self._answer({k: v[b] for k, v in out.items()}, window, np.cumsum(marks.lines[window.first : window.last]))

    def _answer(self, out: dict[str, Any], window: Window, lines: Ints) -> Answer:
        base, n = window.first, window.last - window.first
        a, b = window.own_first - base, window.own_last - base
        starts = out["starts"][:n] > 0
        heads = repair_trees(out["heads"][:n], out["arcs"], starts)
        real = out["anchors"] < n  # a short window is padded, and padding may be among its anchors
        scores = Scores(out["kinds"][:n], out["anchors"][real], out["points"][:, real, : n + 1], out["events"][real], out["statuses"][real])
        names = name_spans(out["tags"][a:b], self.settings.temperatures["names"], self.groups)
        found = [_shifted(c, base) for c in claims(scores, lines, self.settings) if a <= c.first < b]
        return Answer(
            window, out["upos"][a:b], starts[a:b], heads[a:b] + base, out["relations"][a:b],
            [(x + a + base, y + a + base, kind, p) for x, y, kind, p in names], found,
        )  # fmt: skip


def _shifted(c: Found, by: int) -> Found:
    roles = {k: (x + by, y + by) for k, (x, y) in c.roles.items()}
    return Found(c.first + by, c.last + by, c.kind, c.probability, c.event, c.event_probability, c.status, roles)


def _inputs(group: list[Window], pieces: list[Pieces], marks: Marks, force: Ints) -> dict[str, Ints]:
    """Pad a group of windows to the graph's inputs."""
    lengths = [np.array([len(p.ids) for p in pieces[w.first : w.last]], np.int64) for w in group]
    t = max(int(n.sum()) for n in lengths) + 2
    most = max(LEAST, max(len(n) for n in lengths))
    t = max(t, 3)
    ids, shapes, glued = (np.zeros((len(group), t), np.int64) for _ in range(3))
    first, forced = (np.zeros((len(group), most), np.int64) for _ in range(2))
    for b, (w, n) in enumerate(zip(group, lengths, strict=True)):
        own, size = pieces[w.first : w.last], int(n.sum())
        ids[b, 0], ids[b, size + 1] = START, STOP
        ids[b, 1 : size + 1] = [i for p in own for i in p.ids]
        shapes[b, 1 : size + 1] = np.repeat([p.shape for p in own], n)
        glued[b, 1 : size + 1] = np.repeat(np.where(marks.lines, 2, marks.glued)[w.first : w.last], n)
        first[b, : len(n)] = 1 + np.cumsum(n) - n
        forced[b, : len(n)] = force[w.first : w.last]
        forced[b, 0] = 1
    return {"ids": ids, "shapes": shapes, "glued": glued, "first": first, "forced": forced}

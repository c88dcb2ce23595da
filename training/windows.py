"""Cut documents into windows and windows into batches of tensors.

Every epoch cuts anew at other places, so that the model meets a claim with ever other neighbours and edges, and writes some windows in
capitals or in lower case, without final stops, or with single quote marks, as headlines and wires do.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from kg.language.tokens import START, STOP, Subwords
from training.data import Allowed, Document
from training.labels import KINDS, POINTERS, TAGS, UPOS

MOST_WORDS, MOST_PIECES = 240, 330
IGNORE = -100
DOUBLE, SINGLE = 1000, 1005  # the ids of " and ' in BERT's vocabulary


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document with its subwords: the pieces of word i are `ids[offsets[i]:offsets[i + 1]]`."""

    document: Document
    ids: np.ndarray
    offsets: np.ndarray
    shapes: np.ndarray
    tag_sets: np.ndarray | None
    relations: np.ndarray | None
    sentence: np.ndarray


@dataclass(frozen=True, slots=True)
class Window:
    """Some words of a document, by index, how to disturb their writing, and which of them are shown as beginning a line."""

    source: Encoded
    keep: np.ndarray
    writing: str = ""
    swap_quotes: bool = False
    lines: np.ndarray | None = None

    @property
    def pieces(self) -> int:
        """Count subwords, with the two marks around them."""
        return int((self.source.offsets[self.keep + 1] - self.source.offsets[self.keep]).sum()) + 2


class TagSets:
    """Number the sets of allowed tags; `table()` says which tags each allows."""

    def __init__(self) -> None:
        self.sets: dict[Allowed, int] = {}

    def number(self, allowed: Allowed) -> int:
        return self.sets.setdefault(allowed, len(self.sets))

    def table(self) -> torch.Tensor:
        """Give a (sets, tags) mask."""
        return torch.tensor([[tag in allowed for tag in TAGS] for allowed in self.sets])


def encode(document: Document, subwords: Subwords, sets: TagSets, relations: dict[str, int]) -> Encoded:
    """Look up the subwords and the label numbers of a document."""
    pieces = subwords.of(document.words)
    sizes = [len(p.ids) for p in pieces]
    return Encoded(
        document,
        np.array([i for p in pieces for i in p.ids], np.int64),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([p.shape for p in pieces], np.int64),
        np.array([sets.number(t) for t in document.tags], np.int64) if document.tags else None,
        np.array([relations.get(r, 0) for r in document.relations], np.int64) if document.relations else None,
        np.cumsum([s == 1 for s in document.starts]),
    )


def _without_stops(doc: Document, keep: np.ndarray) -> np.ndarray:
    """Drop the final stops of sentences; only of treebanks, where they are known to be leaves."""
    stop = UPOS.index("PUNCT")
    assert doc.upos is not None
    last = len(doc.words) - 1
    return np.array([i for i in keep if not (doc.upos[i] == stop and (i == last or doc.starts[i + 1] == 1) and i > keep[0])])


def cut_windows(source: Encoded, rng: random.Random, most_words: int = MOST_WORDS) -> Iterator[Window]:
    """Yield windows that together hold every word of a document once, cut at random places."""
    doc, at, count = source.document, 0, len(source.document.words)
    breaks = np.array([*doc.breaks, count])
    while at < count:
        size = rng.randint(8, 60) if rng.random() < 0.2 else rng.randint(90, most_words)
        if at == 0:
            size = rng.randint(8, most_words)
        fits = int(np.searchsorted(source.offsets, source.offsets[at] + MOST_PIECES - 2, side="right")) - 1
        end = max(at + 1, min(count, at + size, fits))
        snapped = breaks[(breaks > at + 3) & (breaks <= end)]
        if len(snapped) and rng.random() < (0.9 if doc.heads else 0.75):
            end = int(snapped[-1])
        keep = np.arange(at, end)
        if doc.heads and rng.random() < 0.08:
            keep = _without_stops(doc, keep)
        if len(keep):
            yield Window(source, keep, *_disturbed(rng), _lines(doc, keep, rng))
        at = end


def _lines(doc: Document, keep: np.ndarray, rng: random.Random) -> np.ndarray:
    """Choose which sentence or paragraph starts stand on a new line: none, all, or some; texts differ in this."""
    rate = rng.choice((0.0, 0.0, 0.15, 0.3, 0.6, 1.0, 1.0) if doc.claims else (0.0, 0.0, 0.1, 0.3, 0.3, 0.6, 1.0))
    shown = np.isin(keep, np.array(doc.breaks)) & (np.array([rng.random() for _ in keep]) < rate)
    return np.asarray(shown)


def _disturbed(rng: random.Random) -> tuple[str, bool]:
    dice = rng.random()
    writing = "lower" if dice < 0.04 else "upper" if dice < 0.08 else "title" if dice < 0.11 else "first" if dice < 0.16 else ""
    return writing, rng.random() < 0.08


def _written(window: Window) -> np.ndarray:
    shapes = window.source.shapes[window.keep]
    if not window.writing:
        return shapes
    letters = (shapes >= 1) & (shapes <= 5)
    if window.writing == "first":
        sentence = window.source.sentence[window.keep]
        letters &= sentence == sentence[0]
    to = {"lower": 1, "upper": 3, "title": 2, "first": 3}[window.writing]
    return np.where(letters, to, shapes)


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors of B windows, T subwords, W words, A claims; labels that are not known are `IGNORE`."""

    ids: torch.Tensor  # (B, T)
    shapes: torch.Tensor  # (B, T)
    glued: torch.Tensor  # (B, T)
    pieces: torch.Tensor  # (B,) subwords in each window
    first: torch.Tensor  # (B, W) index of each word's first subword, 0 for padding
    words: torch.Tensor  # (B,) words in each window
    tags: torch.Tensor  # (B, W) number of the allowed set
    upos: torch.Tensor  # (B, W)
    starts: torch.Tensor  # (B, W)
    sentence: torch.Tensor  # (B, W)
    heads: torch.Tensor  # (B, W)
    relations: torch.Tensor  # (B, W)
    kinds: torch.Tensor  # (B, W)
    inside: torch.Tensor  # (B, W, 3) word is in a claim's content, source, cue
    anchors: torch.Tensor  # (B, A), 0 for padding
    claims: torch.Tensor  # (B, A) real claim?
    events: torch.Tensor  # (B, A)
    statuses: torch.Tensor  # (B, A)
    points: torch.Tensor  # (B, A, P) 0 nothing, i + 1 word i

    def to(self, device: str) -> "Batch":
        return Batch(**{k: getattr(self, k).to(device) for k in self.__dataclass_fields__})


def _frame(windows: Sequence[Window], least_claims: int) -> dict[str, np.ndarray]:
    b, t = len(windows), max(w.pieces for w in windows)
    n, p = max(len(w.keep) for w in windows), len(POINTERS)
    a = max([least_claims, *(sum(1 for _ in _claims(w)) for w in windows)])
    full = lambda *size: np.full(size, IGNORE, np.int64)  # noqa: E731
    zeros = lambda *size: np.zeros(size, np.int64)  # noqa: E731
    return {
        "ids": zeros(b, t), "shapes": zeros(b, t), "glued": zeros(b, t), "pieces": zeros(b), "first": zeros(b, n), "words": zeros(b),
        "tags": full(b, n), "upos": full(b, n), "starts": full(b, n), "sentence": full(b, n), "heads": full(b, n), "relations": full(b, n),
        "kinds": full(b, n), "inside": full(b, n, 3), "anchors": zeros(b, a), "claims": zeros(b, a), "events": full(b, a),
        "statuses": full(b, a), "points": full(b, a, p),
    }  # fmt: skip


def _claims(window: Window):  # type: ignore[no-untyped-def]
    if window.source.document.claims:
        low, high = window.keep[0], window.keep[-1]
        return (c for c in window.source.document.claims if low <= c.anchor <= high)
    return iter(())


def _fill_text(f: dict[str, np.ndarray], b: int, window: Window) -> None:
    s, keep = window.source, window.keep
    lengths = (s.offsets[keep + 1] - s.offsets[keep]).astype(np.int64)
    ids = s.ids[np.concatenate([np.arange(s.offsets[i], s.offsets[i + 1]) for i in keep])]
    if window.swap_quotes:
        ids = np.where(ids == DOUBLE, SINGLE, ids)
    n, t = len(keep), len(ids) + 2
    f["pieces"][b], f["words"][b] = t, n
    f["ids"][b, :t] = [START, *ids, STOP]
    f["shapes"][b, 1 : t - 1] = np.repeat(_written(window), lengths)
    glued = np.array(s.document.glued)[keep].astype(np.int64)
    if window.lines is not None:
        glued[window.lines] = 2
    f["glued"][b, 1 : t - 1] = np.repeat(glued, lengths)
    f["first"][b, :n] = 1 + np.cumsum(lengths) - lengths


def _fill_layers(f: dict[str, np.ndarray], b: int, window: Window, place: np.ndarray) -> None:
    s, keep, n = window.source, window.keep, len(window.keep)
    doc = s.document
    if s.tag_sets is not None:
        f["tags"][b, :n] = s.tag_sets[keep]
    starts = np.array(doc.starts)[keep]
    f["starts"][b, :n] = np.where(starts < 0, IGNORE, starts)
    f["sentence"][b, :n] = s.sentence[keep]
    if doc.heads is not None and doc.upos is not None and s.relations is not None:
        f["upos"][b, :n] = np.array(doc.upos)[keep]
        heads = place[np.array(doc.heads)[keep]]
        f["heads"][b, :n] = np.where(heads < 0, IGNORE, heads)
        f["relations"][b, :n] = np.where(heads < 0, IGNORE, s.relations[keep])


def _fill_claims(f: dict[str, np.ndarray], b: int, window: Window, place: np.ndarray) -> None:
    n = len(window.keep)
    if window.source.document.claims is None:
        return
    f["kinds"][b, :n] = KINDS.index("none")
    f["inside"][b, :n] = 0
    for a, claim in enumerate(_claims(window)):
        anchor = place[claim.anchor]
        f["anchors"][b, a], f["claims"][b, a] = anchor, 1
        f["kinds"][b, anchor], f["events"][b, a], f["statuses"][b, a] = claim.kind, claim.event, claim.status
        points = [(place[i] if i >= 0 else -1) for i in claim.points]
        f["points"][b, a] = np.array(points) + 1
        if points[0] < 0:
            f["points"][b, a, 0] = IGNORE
        if claim.kind != KINDS.index("narrator"):
            spans = ((anchor, points[0] if points[0] >= 0 else n - 1), (points[1], points[2]), (points[3], points[4]))
            for layer, (x, y) in enumerate(spans):
                if 0 <= x <= y:
                    f["inside"][b, x : y + 1, layer] = 1


def collate(windows: Sequence[Window], least_claims: int = 1) -> Batch:
    """Pad windows to one batch."""
    f = _frame(windows, least_claims)
    for b, window in enumerate(windows):
        place = np.full(len(window.source.document.words), -1)
        place[window.keep] = np.arange(len(window.keep))
        _fill_text(f, b, window)
        _fill_layers(f, b, window, place)
        _fill_claims(f, b, window, place)
    return Batch(**{k: torch.from_numpy(v) for k, v in f.items()})


def batches(windows: Sequence[Window], most: int, rng: random.Random) -> Iterator[list[Window]]:
    """Group windows of like length so that a batch has at most `most` subwords with its padding, in random order."""
    ordered = sorted(windows, key=lambda w: (w.pieces // 24, rng.random()))
    groups: list[list[Window]] = [[]]
    longest = 0
    for window in ordered:
        longest = max(longest, window.pieces)
        if groups[-1] and longest * (len(groups[-1]) + 1) > most:
            groups.append([])
            longest = window.pieces
        groups[-1].append(window)
    rng.shuffle(groups)
    yield from groups

"""Windows hold every word once and carry their labels along."""

import random
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordPiece  # noqa: E402

from kg.language.tokens import Subwords  # noqa: E402
from training.data import Claim, Document  # noqa: E402
from training.labels import POINTERS  # noqa: E402
from training.losses import all_losses, name_loss  # noqa: E402
from training.model import Reader, Sizes  # noqa: E402
from training.windows import IGNORE, MOST_PIECES, Batch, Encoded, TagSets, Window, batches, collate, cut_windows, encode  # noqa: E402

SMALL = Sizes(relations=3, hidden=24, heads=2, layers=1, feed=32, vocabulary=200, arc=8, label=8, pointer=4, claim_feed=16)


def document(count: int) -> Document:
    words = tuple("ab"[i % 2] for i in range(count))
    claims = tuple(Claim(i, 1 + i % 4, 0, 0, (i + 3, i - 2, i - 1, *([-1] * (len(POINTERS) - 3)))) for i in range(5, count - 5, 20))
    starts = tuple(int(i % 10 == 0) for i in range(count))
    tags = (frozenset({"O"}),) * count
    return Document("d", words, (False,) * count, starts, tuple(range(0, count, 10)), tags=tags, claims=claims)


def encoded(doc: Document, sets: TagSets) -> Encoded:
    vocabulary = {"[UNK]": 0, "a": 150, "b": 160}
    return encode(doc, Subwords(Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))), sets, {"root": 0, "dep": 1, "punct": 2})  # type: ignore[arg-type]


def batch_of(doc: Document, sets: TagSets) -> Batch:
    return collate(list(cut_windows(encoded(doc, sets), random.Random(1))))


def test_windows_hold_every_word_once() -> None:
    source = encoded(document(2000), TagSets())
    for seed in range(5):
        windows = list(cut_windows(source, random.Random(seed)))
        assert [i for w in windows for i in w.keep] == list(range(2000))
        assert all(w.pieces <= MOST_PIECES for w in windows)


def test_labels_move_with_their_words() -> None:
    source = encoded(document(100), TagSets())
    batch = collate([Window(source, torch.arange(40, 80).numpy())])
    assert batch.anchors[0].tolist() == [5, 25]
    assert batch.points[0, 0, :3].tolist() == [9, 4, 5]
    assert batch.kinds[0].tolist().count(0) == 38


def test_what_lies_outside_a_window_is_nothing_there() -> None:
    source = encoded(document(100), TagSets())
    batch = collate([Window(source, torch.arange(45, 47).numpy())])
    assert batch.points[0, 0, :3].tolist() == [IGNORE, 0, 0]


def test_batches_stay_below_their_size() -> None:
    windows = [w for seed in range(9) for w in cut_windows(encoded(document(500), TagSets()), random.Random(seed))]
    groups = list(batches(windows, 700, random.Random(1)))
    assert sorted(id(w) for g in groups for w in g) == sorted(id(w) for w in windows)
    assert all(len(g) * max(w.pieces for w in g) <= 700 for g in groups)


def test_a_coarse_label_is_learnt_when_any_type_that_it_allows_is_sure() -> None:
    sets = TagSets()
    doc = replace(document(4), tags=(frozenset({"B-country", "B-state"}),) * 4)
    batch = collate([Window(encoded(doc, sets), torch.arange(4).numpy())])
    table = sets.table()
    sure = torch.where(table[0], 30.0, 0.0).expand(1, 4, -1)
    assert float(name_loss(sure, batch, table)) < 1e-3
    assert float(name_loss(-sure, batch, table)) > 10


def test_every_head_learns() -> None:
    sets = TagSets()
    tree = replace(
        document(300), tags=None, claims=None, upos=(3,) * 300, heads=tuple(i - i % 10 for i in range(300)), relations=("dep",) * 300
    )  # fmt: skip
    windows = [w for d in (document(300), tree) for w in cut_windows(encoded(d, sets), random.Random(2))]
    model = Reader(SMALL)
    losses = all_losses(model, collate(windows), sets.table(), random.Random(1))
    assert set(losses) == {"names", "upos", "starts", "arcs", "labels", "kinds", "inside", "ends", "points", "events", "statuses"}
    sum(losses.values()).backward()  # type: ignore[union-attr]
    assert all(p.grad is not None and bool(torch.isfinite(p.grad).all()) for p in model.parameters())

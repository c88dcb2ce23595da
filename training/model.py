"""The network: a MiniLM encoder that also sees how words are written, and one head for each layer of a text.

Shapes: B windows, T subwords, W words, K anchors, P pointers, H = 384.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language.tokens import SHAPES
from training.labels import EVENTS, KINDS, POINTERS, STATUSES, TAGS, UPOS

FAR = 64  # distances between an anchor and a word beyond this many words are one


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network; those of the encoder are MiniLM's."""

    relations: int
    hidden: int = 384
    heads: int = 12
    layers: int = 6
    feed: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    arc: int = 192
    label: int = 96
    pointer: int = 48
    claim_feed: int = 768
    dropout: float = 0.1


class Dropout(nn.Module):
    """Drop out with masks cut from one pool of random bits: drawing new ones takes a tenth of a step on a CPU."""

    pool: Tensor | None = None

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        count = x.numel()
        if Dropout.pool is None or Dropout.pool.numel() < 2 * count or Dropout.pool.device != x.device:
            Dropout.pool = torch.rand(max(4 * count, 1 << 23), device=x.device)
        at = int(torch.randint(Dropout.pool.numel() - count, (1,)))
        keep = Dropout.pool[at : at + count].view_as(x) >= self.rate
        return x * keep.to(x.dtype) * (1 / (1 - self.rate))


class Layer(nn.Module):
    """One transformer layer, normalised after each step as in BERT."""

    def __init__(self, hidden: int, heads: int, feed: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.out, self.up, self.down = nn.Linear(hidden, hidden), nn.Linear(hidden, feed), nn.Linear(feed, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.drop = Dropout(dropout)
        self.joint: nn.Linear | None = None

    def join(self) -> None:
        """Make query, key and value one matrix, for export: an 8-bit graph then quantises its input once."""
        parts = (self.query, self.key, self.value)
        self.joint = nn.Linear(self.query.in_features, 3 * self.query.out_features)
        self.joint.weight.data = torch.cat([p.weight.data for p in parts])
        self.joint.bias.data = torch.cat([p.bias.data for p in parts])

    def attend(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, h = x.shape
        parts = self.joint(x).chunk(3, -1) if self.joint else [f(x) for f in (self.query, self.key, self.value)]
        q, k, v = (p.view(b, t, self.heads, h // self.heads).transpose(1, 2) for p in parts)
        # Written out: on a CPU the fused kernel's backward pass takes three times as long at these lengths.
        scores = torch.matmul(q / math.sqrt(h // self.heads), k.transpose(2, 3)) + bias.to(q.dtype)
        mixed = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), v)
        return self.out(mixed.transpose(1, 2).reshape(b, t, h))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Take (B, T, H) and an additive (B, 1, 1, T) mask."""
        x = self.norm1(x + self.drop(self.attend(x, bias)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with two more input embeddings: a word's shape, and what stands before it (0 white space, 1 nothing, 2 a line break)."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.word = nn.Embedding(s.vocabulary, s.hidden)
        self.position = nn.Embedding(s.positions, s.hidden)
        self.shape = nn.Embedding(len(SHAPES), s.hidden)
        self.glue = nn.Embedding(3, s.hidden)
        self.norm = nn.LayerNorm(s.hidden, eps=1e-12)
        self.drop = Dropout(s.dropout)
        self.layers = nn.ModuleList([Layer(s.hidden, s.heads, s.feed, s.dropout) for _ in range(s.layers)])
        nn.init.normal_(self.shape.weight, std=0.01)
        nn.init.normal_(self.glue.weight, std=0.01)

    def forward(self, ids: Tensor, shapes: Tensor, glued: Tensor, bias: Tensor) -> Tensor:
        """Take (B, T) ids and an additive (B, 1, 1, T) mask; give (B, T, H)."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.shape(shapes) + self.glue(glued)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_state(reader: nn.Module, state: dict[str, Tensor]) -> None:
    """Load a checkpoint's weights; one from before line breaks were seen takes them for white space."""
    glue = state["encoder.glue.weight"]
    if len(glue) == 2:
        state = state | {"encoder.glue.weight": torch.cat([glue, glue[:1]])}
    reader.load_state_dict(state)


def load_minilm(encoder: Encoder, folder: Path) -> None:
    """Copy the weights of all-MiniLM-L6-v2; the embedding of token type 0 is added to every position."""
    from safetensors.torch import load_file

    raw = load_file(str(folder / "model.safetensors"))
    raw = {k.removeprefix("bert."): v for k, v in raw.items()}
    state = {
        "word.weight": raw["embeddings.word_embeddings.weight"],
        "position.weight": raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    names = {
        "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value", "attention.output.dense": "out",
        "attention.output.LayerNorm": "norm1", "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2",
    }  # fmt: skip
    for i in range(len(encoder.layers)):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = raw[f"encoder.layer.{i}.{theirs}.{part}"]
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    assert set(missing) == {"shape.weight", "glue.weight"} and not unexpected, (missing, unexpected)


class Arcs(nn.Module):
    """Deep biaffine dependencies (Dozat and Manning 2017); a root is its own head."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.arc_dep, self.arc_head = nn.Linear(s.hidden, s.arc), nn.Linear(s.hidden, s.arc)
        self.label_dep, self.label_head = nn.Linear(s.hidden, s.label), nn.Linear(s.hidden, s.label)
        self.arc = nn.Linear(s.arc, s.arc)
        self.head_bias = nn.Linear(s.arc, 1)
        self.label = nn.Linear(s.label, s.label * s.relations)
        self.label_flat = nn.Linear(2 * s.label, s.relations)
        self.root = nn.Linear(s.arc, 1)
        self.drop = Dropout(0.25)
        self.s = s

    def scores(self, x: Tensor) -> Tensor:
        """Give (B, W, W): how well word j governs word i; the diagonal says how well i is a root."""
        dep, head = self.drop(F.gelu(self.arc_dep(x))), self.drop(F.gelu(self.arc_head(x)))
        scores = torch.matmul(self.arc(dep), head.transpose(1, 2)) / math.sqrt(self.s.arc) + self.head_bias(head).transpose(1, 2)
        eye = torch.eye(x.shape[1], dtype=scores.dtype, device=x.device)
        return scores * (1 - eye) + self.root(dep) * eye

    def labels(self, x: Tensor, heads: Tensor) -> Tensor:
        """Give (B, W, R): how well each relation fits between word i and its head `heads[i]`."""
        dep, head = self.drop(F.gelu(self.label_dep(x))), self.drop(F.gelu(self.label_head(x)))
        governor = torch.gather(head, 1, heads.unsqueeze(2).expand(-1, -1, self.s.label))
        b, w, _ = x.shape
        pairs = self.label(dep).view(b, w, self.s.relations, self.s.label)
        fit = torch.matmul(pairs, governor.unsqueeze(3)).squeeze(3) / math.sqrt(self.s.label)
        return fit + self.label_flat(torch.cat([dep, governor], 2))


class Claims(nn.Module):
    """Everything about claims, read from a claim's first word (its anchor)."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.layer = Layer(s.hidden, s.heads, s.claim_feed, s.dropout)
        self.kind, self.inside = nn.Linear(s.hidden, len(KINDS)), nn.Linear(s.hidden, 3)
        width = len(POINTERS) * s.pointer
        self.query, self.key, self.nothing = nn.Linear(s.hidden, width), nn.Linear(s.hidden, width), nn.Linear(s.hidden, len(POINTERS))
        self.distance = nn.Embedding(2 * FAR + 1, len(POINTERS))
        self.look_query, self.look_key, self.look_value = nn.Linear(s.hidden, 256), nn.Linear(s.hidden, 256), nn.Linear(s.hidden, 256)
        self.look_distance = nn.Embedding(2 * FAR + 1, 4)
        self.sense = nn.Linear(s.hidden + 256, 256)
        self.event, self.status = nn.Linear(256, len(EVENTS)), nn.Linear(256, len(STATUSES))
        self.drop = Dropout(s.dropout)
        self.s = s
        for table in (self.distance, self.look_distance):
            nn.init.zeros_(table.weight)

    def states(self, x: Tensor, mask: Tensor) -> Tensor:
        """Give (B, W, H) word states for claims; `mask` is additive (B, W)."""
        return self.drop(self.layer(x, mask[:, None, None, :]))

    def point(self, x: Tensor, anchors: Tensor, mask: Tensor) -> Tensor:
        """Give (B, P, K, 1 + W): the score of "nothing", then of every word, for every anchor and pointer."""
        b, w, h = x.shape
        k, p, d = anchors.shape[1], len(POINTERS), self.s.pointer
        at = torch.gather(x, 1, anchors.unsqueeze(2).expand(-1, -1, h))
        query = self.query(at).view(b, k, p, d).permute(0, 2, 1, 3)
        key = self.key(x).view(b, w, p, d).permute(0, 2, 3, 1)
        scores = torch.matmul(query, key) / math.sqrt(d) + self.distance(_distances(anchors, w)).permute(0, 3, 1, 2)
        scores = scores + mask[:, None, None, :]
        return torch.cat([self.nothing(at).transpose(1, 2).unsqueeze(3), scores], 3)

    def sense_of(self, x: Tensor, anchors: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give event (B, K, E) and status (B, K, S) scores; four small attentions find the claim's telling words."""
        b, w, h = x.shape
        k = anchors.shape[1]
        at = torch.gather(x, 1, anchors.unsqueeze(2).expand(-1, -1, h))
        query = self.look_query(at).view(b, k, 4, 64).transpose(1, 2)
        key, value = (f(x).view(b, w, 4, 64).transpose(1, 2) for f in (self.look_key, self.look_value))
        scores = torch.matmul(query, key.transpose(2, 3)) / 8 + self.look_distance(_distances(anchors, w)).permute(0, 3, 1, 2)
        seen = torch.matmul(torch.softmax(scores + mask[:, None, None, :], -1), value).transpose(1, 2).reshape(b, k, 256)
        sense = self.drop(F.gelu(self.sense(torch.cat([at, seen], 2))))
        return self.event(sense), self.status(sense)


def _distances(anchors: Tensor, words: int) -> Tensor:
    """Give (B, K, W) numbers of distances from an anchor to a word."""
    here = torch.arange(words, device=anchors.device)
    return torch.clamp(here[None, None, :] - anchors.unsqueeze(2), -FAR, FAR) + FAR


class Words(NamedTuple):
    """What the encoder and the word-level heads say: states (B, W, H), additive word mask (B, W), scores."""

    states: Tensor
    mask: Tensor
    tags: Tensor
    upos: Tensor
    starts: Tensor


class Reader(nn.Module):
    """The whole network."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes)
        self.drop = Dropout(sizes.dropout)
        self.tags = nn.Linear(sizes.hidden, len(TAGS))
        self.upos = nn.Linear(sizes.hidden, len(UPOS))
        self.starts = nn.Linear(2 * sizes.hidden, 1)
        self.arcs = Arcs(sizes)
        self.claims = Claims(sizes)

    def words(self, ids: Tensor, shapes: Tensor, glued: Tensor, first: Tensor) -> Words:
        """Read subwords (B, T), 0 for padding, and the index of each word's first subword (B, W), 0 for padding."""
        bias = ((ids == 0).to(torch.float32) * -10000.0)[:, None, None, :]
        encoded = self.encoder(ids, shapes, glued, bias)
        x = torch.gather(encoded, 1, first.unsqueeze(2).expand(-1, -1, encoded.shape[2]))
        mask = (first == 0).to(torch.float32) * -10000.0
        dropped = self.drop(x)
        before = torch.cat([torch.zeros_like(x[:, :1]), dropped[:, :-1]], 1)
        starts = self.starts(torch.cat([before, dropped], 2)).squeeze(2)
        return Words(x, mask, self.tags(dropped), self.upos(dropped), starts)

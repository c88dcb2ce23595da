"""What each head is taught: one loss a head, each a mean over what the batch has labels for."""

import random

import torch
from torch import Tensor
from torch.nn import functional as F

from training.model import Reader, Words
from training.windows import IGNORE, Batch

WEIGHTS = {
    "names": 4.0, "upos": 1.0, "starts": 2.0, "arcs": 1.0, "labels": 1.0, "kinds": 6.0, "inside": 1.0, "points": 3.0, "ends": 1.0,
    "events": 1.0, "statuses": 0.7,
}  # fmt: skip


def name_loss(scores: Tensor, batch: Batch, table: Tensor) -> Tensor:
    """Sum the probabilities of all tags that a coarse label allows; hand-made fine labels count double."""
    known = batch.tags != IGNORE
    allowed = table[batch.tags[known]]
    weight = (~allowed.all(1)).float() * torch.where(batch.kinds[known] != IGNORE, 2.0, 1.0)
    logp = F.log_softmax(scores[known].float(), -1)
    loss = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1)
    return (loss * weight).sum() / weight.sum().clamp(min=1)


def _cross(scores: Tensor, target: Tensor) -> Tensor:
    """Average cross entropy over known targets; 0 where there is none."""
    known = target != IGNORE
    if not bool(known.any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores[known].float(), target[known])


def syntax_losses(model: Reader, words: Words, batch: Batch) -> dict[str, Tensor]:
    """Teach dependencies; a word looks for its head in its own sentence only."""
    rows = (batch.heads != IGNORE).any(1)
    if not bool(rows.any()):
        return {}
    x, heads = model.drop(words.states[rows]), batch.heads[rows]
    sentence = batch.sentence[rows]
    scores = model.arcs.scores(x).float()
    scores = scores.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
    labels = model.arcs.labels(x, heads.clamp(min=0))
    return {"arcs": _cross(scores, heads), "labels": _cross(labels, batch.relations[rows])}


def _shaken(anchors: Tensor, words: Tensor, rng: random.Random) -> Tensor:
    """Move one anchor in seven by a word or two: reading finds anchors a little off."""
    moved = torch.tensor([rng.choice((-2, -1, 1, 2)) if rng.random() < 0.15 else 0 for _ in range(anchors.numel())]).view_as(anchors)
    return torch.minimum((anchors + moved.to(anchors.device)).clamp(min=0), (words - 1)[:, None])


def claim_losses(model: Reader, words: Words, batch: Batch, rng: random.Random) -> dict[str, Tensor]:
    """Teach anchors and, from each true anchor, its pointers, event and status."""
    rows = (batch.kinds != IGNORE).any(1)
    if not bool(rows.any()):
        return {}
    mask = words.mask[rows]
    x = model.claims.states(words.states[rows], mask)
    known = batch.kinds[rows] != IGNORE
    inside = F.binary_cross_entropy_with_logits(model.claims.inside(x)[known].float(), batch.inside[rows][known].float())
    losses = {"kinds": _cross(model.claims.kind(x), batch.kinds[rows]), "inside": inside}
    real = batch.claims[rows] > 0
    if bool(real.any()):
        anchors = _shaken(batch.anchors[rows], batch.words[rows], rng)
        points = model.claims.point(x, anchors, mask).permute(0, 2, 1, 3)[real]
        target = batch.points[rows][real]
        losses["ends"] = _cross(points[:, 0], target[:, 0])
        losses["points"] = _cross(points[:, 1:], target[:, 1:])
        event, status = model.claims.sense_of(x, anchors, mask)
        losses["events"] = _cross(event[real], batch.events[rows][real])
        losses["statuses"] = _cross(status[real], batch.statuses[rows][real])
    return losses


def all_losses(model: Reader, batch: Batch, table: Tensor, rng: random.Random) -> dict[str, Tensor]:
    """Give the weighted losses of one batch, by head."""
    words = model.words(batch.ids, batch.shapes, batch.glued, batch.first)
    losses = {
        "names": name_loss(words.tags, batch, table),
        "upos": _cross(words.upos, batch.upos),
        "starts": _start_loss(words.starts, batch.starts),
        **syntax_losses(model, words, batch),
        **claim_losses(model, words, batch, rng),
    }
    return {name: WEIGHTS[name] * loss for name, loss in losses.items()}


def _start_loss(scores: Tensor, starts: Tensor) -> Tensor:
    # The first word of a window starts it by definition and teaches nothing.
    known = starts != IGNORE
    known[:, 0] = False
    if not bool(known.any()):
        return scores.sum() * 0.0
    return F.binary_cross_entropy_with_logits(scores[known].float(), starts[known].float())

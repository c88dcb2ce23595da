"""Fit what reading needs beside the weights, on the held-out part of claims-train: the thresholds and the temperatures.

    python -m training.calibrate --data DATA --weights WEIGHTS

The thresholds (of attributed claims, then of the narrator's) are those with the best F1; each temperature the one that makes the
probabilities of a head most likely. Both are written into `labels.json`.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kg.language.decode import Floats, log_softmax
from kg.language.reader import Reader
from kg.language.tagger import Marks, Tagger, _inputs, plan
from training.data import Document, claims_train
from training.evaluate import annotated
from training.labels import TAGS

THRESHOLDS = {"attributed": (0.1, 0.15, 0.2, 0.25, 0.3, 0.4), "narrator": (0.35, 0.4, 0.45, 0.5, 0.55)}
#: The figures whose sum a threshold is to make greatest.
AIMS = {"attributed": ("attributed F1", "attributed words F1"), "narrator": ("claims F1",)}
TEMPERATURES = np.round(np.geomspace(0.7, 4.0, 30), 3)


def raw_scores(tagger: Tagger, doc: Document) -> tuple[Floats, Floats, Floats, np.ndarray]:
    """Give the scores of tags (W, C) and kinds (W, 5), and those of the events of true claims with the true events."""
    lines = np.array([s == 1 for s in doc.starts])
    marks = Marks(doc.words, np.array(doc.glued), lines)
    pieces = tagger.subwords.of(doc.words)
    names = [o.name for o in tagger.session.get_outputs()]
    events = {c.anchor: c.event for c in doc.claims or ()}
    tags, kinds, scores, true = [], [], [], []
    for w in plan(np.array([len(p.ids) for p in pieces]), marks):
        out = dict(zip(names, tagger.session.run(None, _inputs([w], pieces, marks, lines.astype(np.int64))), strict=True))
        own = slice(w.own_first - w.first, w.own_last - w.first)
        tags.append(out["tags"][0][own])
        kinds.append(out["kinds"][0][own])
        for k, anchor in enumerate(out["anchors"][0]):
            if w.own_first <= anchor + w.first < w.own_last and int(anchor) + w.first in events:
                scores.append(out["events"][0, k])
                true.append(events[int(anchor) + w.first])
    return np.concatenate(tags), np.concatenate(kinds), np.array(scores), np.array(true)


def best_temperature(scores: Floats, right: Callable[[Floats], Floats]) -> float:
    """Find the temperature with the greatest likelihood; `right` picks the log probabilities of what is true."""
    return float(max(TEMPERATURES, key=lambda t: float(right(log_softmax(scores, t)).mean())))


def temperatures(tagger: Tagger, documents: list[Document]) -> dict[str, float]:
    """Fit one temperature a head."""
    parts = [raw_scores(tagger, d) for d in documents]
    tags, kinds, events, true = (np.concatenate([p[i] for p in parts if len(p[i])]) for i in range(4))
    tag = np.array([TAGS.index(next(iter(t))) for d in documents for t in d.tags or ()])
    kind = np.zeros(len(kinds), np.int64)
    base = 0
    for d in documents:
        for c in d.claims or ():
            kind[base + c.anchor] = c.kind
        base += len(d.words)
    pick = lambda target: lambda logs: logs[np.arange(len(target)), target]  # noqa: E731
    return {
        "names": best_temperature(tags, pick(tag)),
        "kinds": best_temperature(kinds, pick(kind)),
        "events": best_temperature(events, pick(true)),
    }


def main() -> None:
    """Parse the command line, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=0)
    a = parser.parse_args()
    path = a.weights / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    documents = list(claims_train(a.data, dev=True))
    labels["temperatures"] = temperatures(Reader(weights=a.weights, threads=a.threads).tagger, documents)
    names = [d.name for d in documents]
    for kind in THRESHOLDS:
        scores = {}
        for threshold in THRESHOLDS[kind]:
            labels["thresholds"][kind] = threshold
            path.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
            figures = annotated(Reader(weights=a.weights, threads=a.threads), a.data / "claims-train", names)
            scores[threshold] = sum(figures[f] for f in AIMS[kind])
            print(kind, threshold, " ".join(f"{k} {v:.3f}" for k, v in figures.items()), flush=True)
        labels["thresholds"][kind] = max(scores, key=lambda t: scores[t])
    path.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    print(labels["thresholds"], labels["temperatures"])


if __name__ == "__main__":
    main()

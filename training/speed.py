"""Compare the speed of the whole reader with that of the bare model, on real articles, in one process.

    python -m training.speed --texts FOLDER --weights WEIGHTS [--threads 2]

The bare model runs on the same words in windows that do not overlap, batched alike, with nothing decoded. Each figure is the best of
several passes.
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kg.language import tagger as tagging
from kg.language.reader import Reader, _marked
from kg.model import Span


def bare(reader: Reader, text: str) -> int:
    """Run the model alone over a text; give the number of words."""
    _, marks = _marked(text, (Span(0, len(text)),))
    tagger = reader.tagger
    pieces = tagger.subwords.of(marks.words)
    total = np.concatenate([[0], np.cumsum([len(p.ids) for p in pieces])])
    at, group = 0, []
    while at < len(pieces):
        fits = int(np.searchsorted(total, total[at] + tagging.MOST_PIECES - 2, side="right")) - 1
        last = max(at + 1, min(len(pieces), at + tagging.MOST_WORDS, fits))
        group.append(tagging.Window(at, last, at, last))
        at = last
        if len(group) * tagging.MOST_PIECES > tagging.BATCH_PIECES or at == len(pieces):
            tagger.session.run(None, tagging._inputs(group, pieces, marks, marks.lines.astype(np.int64)))
            group = []
    return len(pieces)


def best(run: Callable[[], int], passes: int) -> float:
    """Give the most words a second over some passes."""
    speeds = []
    for _ in range(passes):
        begin = time.perf_counter()
        count = run()
        speeds.append(count / (time.perf_counter() - begin))
    return max(speeds)


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passes", type=int, default=5)
    a = parser.parse_args()
    reader = Reader(weights=a.weights, threads=a.threads)
    begin = time.perf_counter()
    reader.tagger.session, reader.tagger.subwords, reader.tagger.labels  # noqa: B018
    print(f"loading {time.perf_counter() - begin:.2f} s")
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(a.texts.glob("*.txt"))]
    whole = best(lambda: sum(len(reader.read(t).words) for t in texts), a.passes)
    alone = best(lambda: sum(bare(reader, t) for t in texts), a.passes)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"reader {whole:.0f} words/s, bare model {alone:.0f} words/s: {whole / alone:.0%}; memory {memory:.0f} MB")


if __name__ == "__main__":
    main()

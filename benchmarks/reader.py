"""Measure the reader of language: its speed beside the bare model, its memory, how it loads, and how time grows with text.

    python benchmarks/reader.py [--words 10000] [--passes 3] [--threads 2] [--clock wall|cpu] [FILE.txt ...]

Every figure is a ratio to a baseline that was measured in the same run, or a size. Without files, the example articles
are read. Memory and loading are measured in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

CLOCKS = {"cpu": time.process_time, "wall": time.perf_counter}
EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"


def main() -> None:
    """Measure, and print one line a figure."""
    options = arguments()
    if options.alone:
        print(json.dumps(alone(options)))
        return
    bare_load = run_alone(options, 0)["session"]
    small, large = (run_alone(options, words) for words in (options.words, options.words * 10))
    loading = small["load"] / bare_load
    print(f"loading         {small['load']:.2f} s, {loading:.2f} of loading the bare model ({bare_load:.2f} s)")
    print(f"first read      {small['first']:.2f} s for one sentence, with tokeniser and vocabulary")
    for words, figures in ((options.words, small), (options.words * 10, large)):
        before, most = figures["before"], figures["memory"]
        print(f"memory          {most:.0f} MB at most, {words:,} words in one text ({before:.0f} MB before reading it)")
    print(f"growth          {large['read'] / small['read']:.1f} times the time for 10 times the text")
    whole, bare, share = speeds(options)
    print(f"speed           {whole:,.0f} words a second, {share:.0%} of the bare model ({bare:,.0f}), median of {options.passes} passes")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=10_000, help="words of the short text; the long one has ten times as many")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def articles(files: Sequence[Path]) -> list[str]:
    """Return the texts to read."""
    return [path.read_text(encoding="utf-8", errors="replace") for path in files or sorted(EXAMPLES.glob("*.txt"))]


def text_of(files: Sequence[Path], words: int) -> str:
    """Return one text of about so many words: the articles, over and over."""
    paragraphs = [line for text in articles(files) for line in text.splitlines() if line.strip()]
    found: list[str] = []
    count = 0
    while count < words:
        found.append(paragraphs[len(found) % len(paragraphs)])
        count += len(found[-1].split())
    return "\n\n".join(found)


def run_alone(options: argparse.Namespace, words: int) -> dict[str, float]:
    """Measure loading, memory and time for one text in a process of its own."""
    how = [f"--words={words}", f"--threads={options.threads}", f"--clock={options.clock}"]
    command = [sys.executable, __file__, "--alone", *how, *map(str, options.files)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def alone(options: argparse.Namespace) -> dict[str, float]:
    """Load, read one sentence, read the text; in this process, which has done nothing else. Of no words: load the bare model."""
    clock = CLOCKS[options.clock]
    if not options.words:
        return {"session": timed(lambda: _bare_session(options.threads), clock)}
    start = clock()
    from kg.language.reader import Reader

    reader = Reader(threads=options.threads)
    reader.tagger.session, reader.tagger.subwords, reader.tagger.labels  # noqa: B018
    load = clock() - start
    first = timed(lambda: reader.read("Two boats sank off Port Merrow, the harbour master said."), clock)
    before = peak()
    text = text_of(options.files, options.words)
    read = timed(lambda: reader.read(text), clock)
    return {"load": load, "first": first, "before": before, "read": read, "memory": peak()}


def _bare_session(threads: int) -> None:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    weights = Path(__file__).resolve().parent.parent / "kg" / "language" / "weights" / "model.onnx"
    onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def timed(run: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the seconds that something takes by a clock."""
    start = clock()
    run()
    return clock() - start


def peak() -> float:
    """Return the most memory that this process had at once, in MB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def speeds(options: argparse.Namespace) -> tuple[float, float, float]:
    """Return words a second of the whole reader and of the bare model, and the median of their ratios, pass by pass."""
    from kg.language.reader import Reader

    reader = Reader(threads=options.threads)
    texts = articles(options.files)
    words = sum(len(reader.read(text).words) for text in texts)
    feeds = [feed for text in texts for feed in bare_inputs(reader, text)]
    pairs, clock = [], CLOCKS[options.clock]
    for _ in range(options.passes):
        whole = timed(lambda: [reader.read(text) for text in texts], clock)
        bare = timed(lambda: [reader.tagger.session.run(None, feed) for feed in feeds], clock)
        pairs.append((words / whole, words / bare, bare / whole))
    return median(p[0] for p in pairs), median(p[1] for p in pairs), median(p[2] for p in pairs)


def bare_inputs(reader, text):  # type: ignore[no-untyped-def]
    """Return what the model is fed for a text, in windows that do not overlap: words are cut and numbered beforehand."""
    import numpy as np

    from kg.language import tagger as tagging
    from kg.language.reader import _marked
    from kg.model import Span

    _, marks = _marked(text, (Span(0, len(text)),))
    pieces = reader.tagger.subwords.of(marks.words)
    total = np.concatenate([[0], np.cumsum([len(piece.ids) for piece in pieces])])
    force = marks.lines.astype(np.int64)
    feeds, group, at = [], [], 0
    while at < len(pieces):
        fits = int(np.searchsorted(total, total[at] + tagging.MOST_PIECES - 2, side="right")) - 1
        last = max(at + 1, min(len(pieces), at + tagging.MOST_WORDS, fits))
        group.append(tagging.Window(at, last, at, last))
        at = last
        if (len(group) + 1) * tagging.MOST_PIECES > tagging.BATCH_PIECES or at == len(pieces):
            feeds.append(tagging._inputs(group, pieces, marks, force))
            group = []
    return feeds


if __name__ == "__main__":
    main()

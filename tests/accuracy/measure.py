"""Measure a fresh build against hand-made gold, and print each figure beside the floor that is pinned for it.

Run by ``make accuracy``, or by hand::

    python -m tests.accuracy.measure --shared ../shared [--set news] [--pin]

The scorers read an N-Quads export of the graph, as any other user of it would. ``--pin`` raises the floors in
``floors.json`` to what was measured now, less a margin for machines that round otherwise; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg import pipeline
from kg.articles.load import load
from kg.language.reader import Reader
from kg.store.graphs import GraphStore
from tests.accuracy import name_bench, recognizers

FLOORS = Path(__file__).with_name("floors.json")
#: What a floor lies below the measured figure: 8-bit arithmetic differs between processors, and one claim of the smallest set is 0.02.
MARGIN = 0.02


@dataclass(frozen=True)
class Judge:
    """Hold one gold standard: its texts, its scorer and its answers, as paths below the folder of gold standards."""

    texts: str
    scorer: str
    gold: str


#: The name of what :func:`measure_parts` measures.
PARTS = "parts"

JUDGES = {
    "news": Judge("gold/texts", "eval/score.py", "gold/dev"),
    "relations": Judge("data/re3d-dev/text", "eval/score_re3d.py", "data/re3d-dev"),
    "attributions": Judge("data/polnear-dev/text", "eval/score_attribution.py", "data/polnear-dev"),
}


def measure_parts(shared: Path) -> dict[str, float]:
    """Measure what is judged apart from any graph: names held against names, numbers, ranges and times in sentences."""
    shares = {name: recognizers.measure(name, shared / "data" / "recognizers-specs") for name in recognizers.MEASURES}
    pairs = name_bench.measure(shared / "data" / "name-bench" / "cases.csv")
    return {"pairs of names": round(pairs[2], 4)} | {name: round(right / total, 4) for name, (right, total) in shares.items()}


def measure(shared: Path, judge: Judge, reader: Reader) -> dict[str, float]:
    """Build the texts of a gold standard in memory, export them, score them; return figures by name."""
    with tempfile.TemporaryDirectory() as folder, GraphStore.memory() as store:
        outcomes = list(pipeline.build(load([str(shared / judge.texts)]), store, reader))
        refused = [outcome.problem for outcome in outcomes if outcome.problem]
        assert not refused, refused
        pipeline.relate(store)
        graph, figures = Path(folder) / "all.nq", Path(folder) / "figures.json"
        with graph.open("wb") as sink:
            store.dump(sink, "nq")
        command = [
            sys.executable,
            str(shared / judge.scorer),
            "--graph",
            str(graph),
            "--gold",
            str(shared / judge.gold),
            "--json",
            str(figures),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return _flat(json.loads(figures.read_text(encoding="utf-8"))["figures"])


def _flat(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the one figure of each measure that is pinned: F1 where there is one, else the share that is right."""
    return {name: round(values["f1"] if "f1" in values else values["acc"], 4) for name, values in figures.items()}


def floors() -> dict[str, dict[str, float]]:
    """Return the pinned floors, by gold standard and measure."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def pin(name: str, figures: dict[str, float]) -> None:
    """Raise the floors of a gold standard to what was measured; a floor is never lowered."""
    known = floors()
    old = known.get(name, {})
    known[name] = {key: max(old.get(key, 0.0), round(value - MARGIN, 3)) for key, value in figures.items()}
    FLOORS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print and, if asked, pin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the gold standards")
    parser.add_argument("--set", dest="sets", action="append", choices=[*JUDGES, PARTS], help="only this one; may be given several times")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured")
    given = parser.parse_args()
    if not (given.shared / "eval").is_dir():
        sys.exit(f"there is no gold standard in {given.shared}: give --shared FOLDER")
    reader = Reader()
    for name in given.sets or [*JUDGES, PARTS]:
        figures = measure_parts(given.shared) if name == PARTS else measure(given.shared, JUDGES[name], reader)
        print(f"{name:24} {'now':>7} {'floor':>7}")
        for key, value in figures.items():
            floor = floors().get(name, {}).get(key)
            pinned = "" if floor is None else f"{floor:7.3f}{'  below' if value < floor else ''}"
            print(f"  {key:22} {value:7.3f} {pinned}")
        if given.pin:
            pin(name, figures)


if __name__ == "__main__":
    main()

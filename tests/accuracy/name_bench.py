"""Measure how well names are compared on a labelled list of pairs: ``python tests/accuracy/name_bench.py CASES.csv``.

The file has the columns schema, name1, name2 and is_match (true or false), as the public benchmark of OpenSanctions'
nomenklatura has (its own matcher logic-v2 reaches F1 0.790). Prints precision, recall and F1 at the threshold below;
with ``--verbose`` each pair judged wrongly.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from kg.entities.names import Kind, same_name

#: The threshold of the benchmark's question ("worth a look?"); linking merges only far above it (``kg.entities.likeness.SURE``).
THRESHOLD = 0.74
#: Measured: precision, recall and F1; the floor that a change may not go below.
FLOOR = 0.88


def measure(cases: Path, verbose: bool = False) -> tuple[float, float, float, int]:
    """Return precision, recall, F1 and the number of pairs."""
    with cases.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    right = wrong = missed = 0
    for row in rows:
        kind: Kind = "person" if row["schema"] == "Person" else "organisation"
        score, match = same_name(row["name1"], row["name2"], kind), row["is_match"] == "true"
        right, wrong, missed = (
            right + (score >= THRESHOLD and match), wrong + (score >= THRESHOLD and not match), missed + (score < THRESHOLD and match),
        )  # fmt: skip
        if verbose and (score >= THRESHOLD) != match:
            print(f"{score:.2f} {'missed' if match else 'wrong '} {row['name1']} | {row['name2']}")
    precision, recall = right / (right + wrong), right / (right + missed)
    return precision, recall, 2 * precision * recall / (precision + recall), len(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    precision, recall, f1, pairs = measure(given.cases, given.verbose)
    print(f"pairs of names  p {precision:.3f}  r {recall:.3f}  f1 {f1:.3f}  (n={pairs}, floor {FLOOR})")
    return 0 if f1 >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())

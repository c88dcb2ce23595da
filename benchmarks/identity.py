"""Measure identity: an imported gazetteer (importing, opening, looking up) and the linking of growing numbers of articles.

    python benchmarks/identity.py [--rows 100000] [--articles 300] [--growth 10] [--clock wall|cpu]

Names are made up of syllables, so that many sound alike, as transliterated names do; a tenth of the names are spelled in two
ways, and one actor is in every article. Growth says how many times longer linking takes for so many times the articles.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.entities.gazetteer import shipped
from kg.entities.link import link
from kg.entities.profile import profiles
from kg.model import Appearance
from kg.store import gazetteer
from kg.store.graphs import GraphStore

CLOCKS: dict[str, Callable[[], float]] = {"cpu": time.process_time, "wall": time.perf_counter}
STARTS = ("Bar", "Kel", "Mor", "Tan", "Vel", "Sor", "Hal", "Den", "Rim", "Lus", "Pav", "Gor", "Nev", "Ash", "Qar")
MIDDLES = ("a", "e", "i", "o", "u", "ar", "en", "il", "os", "un", "ak", "eth", "ab")
ENDS = ("na", "vik", "dal", "mer", "ton", "rash", "lo", "gard", "sk", "ven", "di", "pol", "ra", "zan", "heim", "ka", "ur")
#: Appearances of people, bodies and places in one article, beside the actor that all have.
EACH = 8


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--growth", type=int, default=10)
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    options = parser.parse_args()
    clock = CLOCKS[options.clock]
    print(f"shipped         {timed(shipped, clock):,.2f} s to load what kg ships")
    with tempfile.TemporaryDirectory() as folder:
        importing(Path(folder), options.rows, clock)
    linking(options.articles, options.growth, clock)


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


def word(draw: random.Random) -> str:
    return draw.choice(STARTS) + draw.choice(MIDDLES) + draw.choice(ENDS)


def importing(folder: Path, rows: int, clock: Callable[[], float]) -> None:
    draw, path = random.Random(5), folder / "dump.txt"
    with path.open("w", encoding="utf-8") as out:
        for i in range(rows):
            name = word(draw) + draw.choice(ENDS)
            cells = [str(9_000_000 + i), name, name, f"{name}ah,Al-{name},{name.replace('a', 'e', 1)}"]
            cells += [f"{draw.uniform(30, 37):.4f}", f"{draw.uniform(36, 48):.4f}", "P", "PPL", draw.choice(["SY", "IQ"]), "", "01"]
            out.write("\t".join([*cells, "", "", "", str(draw.choice([0, 900])), "", "", "", ""]) + "\n")
    with GraphStore.open(folder / "store", create=True) as store:
        read = clock()
        found = gazetteer.read_file(path)
        put = clock()
        gazetteer.put(store, "dump", found.entries)
        print(f"import          {rows:,} rows: read in {put - read:,.1f} s, kept and indexed in {clock() - put:,.1f} s")
        opened = timed(lambda: gazetteer.load(store), clock)
        known, names = gazetteer.load(store), [word(draw) + draw.choice(ENDS) for _ in range(2000)]
        each = timed(lambda: [known.named(name, place=True) for name in names], clock) / len(names)
        print(f"open, look up   {opened * 1000:,.1f} ms to open, {each * 1e6:,.0f} µs a name")


def linking(articles: int, growth: int, clock: Callable[[], float]) -> None:
    base = 0.0
    for number in (articles, articles * growth):
        found = appearances(number)
        took = timed(lambda found=found: profiles(found, link(found).assignment), clock)  # type: ignore[misc]
        times = f", {took / base:.1f} times as long for {growth} times the articles" if base else ""
        print(f"linking         {number:,} articles, {len(found):,} appearances: {took:,.2f} s{times}")
        base = took


def appearances(articles: int) -> list[Appearance]:
    """Return made-up appearances; the vocabulary of names grows with the articles, as it does in news."""
    draw = random.Random(7)
    people = [(f"{word(draw)} {word(draw)}", "person") for _ in range(articles)]
    bodies = [(f"{word(draw)} {word(draw)} {draw.choice(['Council', 'Front', 'Committee'])}", "ngo") for _ in range(articles // 3)]
    towns = [(f"{word(draw)}{draw.choice(ENDS)}", "settlement") for _ in range(articles // 2)]
    found = []
    for article in range(articles):
        chosen = dict.fromkeys(draw.choice(draw.choice((people, bodies, towns))) for _ in range(EACH))
        context = tuple(sorted(name for name, kind in chosen if kind == "settlement"))
        for name, kind in [*chosen, ("Everywhere Front", "armed-group")]:
            spelled = name.replace("a", "e", 1) if draw.random() < 0.1 else name
            world = "place" if kind == "settlement" else "actor"
            id = f"{world}/{spelled.lower().replace(' ', '-')}"
            found.append(Appearance(f"a{article}", id, spelled, kind, mentions=3, context=context))
    return found


if __name__ == "__main__":
    main()

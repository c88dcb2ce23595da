"""Measure search: what the index costs a build and the disk, and how fast it answers beside a scan of all texts.

    python benchmarks/search.py [--articles 1000] [--passes 5] [--clock wall|cpu]

Articles are made up as in ``store.py``. The whole build, and asking with CONTAINS, are measured in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import pyoxigraph as ox
from store import BASE, CLOCKS, Clock, name_of, reading, timed, weight

from kg.store.fts import Index
from kg.store.ftsrows import FILE
from kg.store.graphs import GraphStore
from kg.store.search import search
from kg.triples.quads import article_quads

#: The same question with a scan, with the function, and with the statement.
ASKED = {
    "CONTAINS": 'SELECT ?claim WHERE {{ ?claim kg:content ?text FILTER(CONTAINS(LCASE(?text), "{word}")) }}',
    "function, text": 'SELECT ?claim WHERE {{ ?claim kg:content ?text FILTER(kg:search(?text, "{word}")) }}',
    "function, IRI": 'SELECT ?claim WHERE {{ ?claim kg:content ?text FILTER(kg:search(?claim, "{word}")) }}',
    "statement": 'SELECT ?claim WHERE {{ ?claim kg:search "{word}" . ?claim kg:content ?text }}',
}


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    options = parser.parse_args()
    clock = CLOCKS[options.clock]
    graphs = [article_quads(reading(number), {}, BASE) for number in range(options.articles)]
    with tempfile.TemporaryDirectory() as folder:
        building(Path(folder), graphs, clock)
        # The last name is in one article, the first in all of them.
        rare, common = name_of(5 + 5 * options.articles - 1).lower().split()[0], name_of(0).lower()
        asking(Path(folder) / "with", {"rare": rare, "common": common}, options.passes, clock)


def building(place: Path, graphs: Sequence[Sequence[ox.Quad]], clock: Clock) -> None:
    """Build, follow the same changes with an index alone, and index what was built."""
    with GraphStore.open(place / "with", create=True) as store:
        build = sum(timed(lambda graph=graph: store.replace({graph[0].graph_name.value: graph}), clock) for graph in graphs)
    (place / "alone").mkdir()
    index = Index.writing(place / "alone", ox.Store(), 1)
    follow = sum(timed(lambda graph=graph: followed(index, graph), clock) for graph in graphs)
    index.close()
    print(f"build           {follow / build:.3f} of its time goes to the index ({follow / len(graphs) * 1000:.1f} ms an article)")
    size, whole = (place / "with" / FILE).stat().st_size, weight(place / "with" / "graph")
    print(f"on disk         {size / 1e6:.1f} MB, {size / whole:.2f} of the graph, {size / len(graphs) / 1000:.1f} kB an article")
    (place / "with" / FILE).unlink()
    with GraphStore.open(place / "with") as store:
        anew = timed(store.publish, clock)
    print(f"index anew      {anew:.2f} s, {anew / build:.2f} of the time of the build")


def asking(place: Path, words: dict[str, str], passes: int, clock: Clock) -> None:
    """Search, and ask the same in SPARQL in each way."""
    with GraphStore.open(place, read_only=True) as store:
        for kind, word in words.items():
            shown = passing(lambda word=word: search(store, word), passes, clock)
            print(f"search          {kind:7} {shown * 1000:8.1f} ms for the best twenty")
            scan = 0.0
            for way, text in ASKED.items():
                rows = len(store.query(text.format(word=word)).rows)
                took = passing(lambda text=text, word=word: store.query(text.format(word=word)), passes, clock)
                scan = scan or took
                print(f"sparql          {kind:7} {took * 1000:8.1f} ms, {rows:6,} rows, {took / scan:6.3f} of CONTAINS: {way}")


def passing(work: Callable[[], object], passes: int, clock: Clock) -> float:
    """Return the median time of some passes."""
    return median(timed(work, clock) for _ in range(passes))


def followed(index: Index, graph: Sequence[ox.Quad]) -> None:
    """Follow a graph that comes."""
    with index.following(1, (), graph):
        pass


if __name__ == "__main__":
    main()

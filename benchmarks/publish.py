"""Measure publishing: a first time beside rdflib serialising the same descriptions, and again after one article changed.

    python benchmarks/publish.py [--resources 10000] [--processes 1] [--sample 400] [--clock wall|cpu]

Articles are made up as in ``store.py``: each brings five things of its own and fifteen claims. rdflib is given what a thing's
description says, already read, and only writes it: as Turtle, JSON-LD and N-Triples. Publishing reads, describes and
writes it in those formats and as CSV, and makes the pages, the dump and everything else besides.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rdflib import Graph

from benchmarks.store import BASE, reading
from kg import pipeline
from kg.site.options import Options
from kg.site.press import thing_of
from kg.site.publish import Published, publish
from kg.store import across
from kg.store.describe import description, written
from kg.store.edition import FOLDER
from kg.store.graphs import GraphStore
from kg.triples.iris import resource
from kg.triples.quads import Origin, article_quads

OPTIONS = Options("https://data.example.org/", "https://creativecommons.org/licenses/by/4.0/", "Made up")
#: Resources that an article of ``store.py`` adds: itself, five things and fifteen claims.
EACH = 21
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt"}
Clock = Callable[[], float]


def cpu() -> float:
    """Return the seconds that this program and the processes it started were at work."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


CLOCKS: dict[str, Clock] = {"cpu": cpu, "wall": time.perf_counter}


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--resources", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--sample", type=int, default=400, help="descriptions that are timed one by one")
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    options = parser.parse_args()
    clock = CLOCKS[options.clock]
    warnings.simplefilter("ignore", DeprecationWarning)
    with tempfile.TemporaryDirectory() as name:
        graph, site = Path(name) / "graph", Path(name) / "site"
        made_up(graph, options.resources // EACH)
        first, seconds = published(graph, site, options.processes, clock)
        things = [path for path in _paths(site) if thing_of(path) == path]
        print(f"published       {len(things):,} resources, {first.pages:,} pages, {first.files:,} files, {first.triples:,} statements")
        described, own, theirs = descriptions(graph, things[:: max(1, len(things) // options.sample)], clock)
        print(f"writing         {theirs / own:.1f} times as fast as rdflib ({own * 1000:.2f} against {theirs * 1000:.2f} ms a thing)")
        both = described + own
        print(f"describing too  {theirs / both:.1f} times as fast as rdflib only writes ({both * 1000:.2f} ms a thing)")
        ratio = theirs * len(things) / seconds
        print(f"the whole site  {ratio:.2f} times as fast as rdflib writes the descriptions alone ({seconds:.1f} s)")
        _, nothing = published(graph, site, options.processes, clock)
        change(graph)
        again, changed = published(graph, site, options.processes, clock)
        print(f"unchanged       {nothing / seconds:.1%} of the first time ({nothing:.2f} s)")
        print(f"one article     {changed / seconds:.1%} of the first time ({changed:.2f} s): {again.made:,} pages, {again.written:,} files")


def made_up(place: Path, articles: int) -> None:
    """Build a graph of made-up articles and relate them."""
    with GraphStore.open(place, create=True, base=BASE) as store:
        quads = [article_quads(reading(number), {}, BASE) for number in range(articles)]
        store.replace({graph[0].graph_name.value: graph for graph in quads})
        pipeline.relate(store)


def change(place: Path) -> None:
    """Give one article another headline and one claim less."""
    old = reading(7)
    new = replace(old, article=replace(old.article, headline="Something else"), claims=old.claims[:-1])
    with GraphStore.open(place) as store:
        across.put(store, new, {}, Origin())
        pipeline.relate(store)


def published(graph: Path, site: Path, processes: int, clock: Clock) -> tuple[Published, float]:
    """Publish, and return what was done and the seconds that it took."""
    start = clock()
    with GraphStore.open(graph, read_only=True) as store:
        done = publish(store, site, OPTIONS, processes)
    return done, clock() - start


def _paths(site: Path) -> list[str]:
    folder = site / "data"
    return sorted(path.relative_to(folder).as_posix().removesuffix(".nt") for path in folder.rglob("*.nt") if path.stem != "ontology")


def descriptions(graph: Path, things: list[str], clock: Clock) -> tuple[float, float, float]:
    """Return the seconds for one thing of describing it, of writing it in the three formats, and of rdflib writing it in them."""
    with GraphStore.open(graph / FOLDER, read_only=True) as store:
        start = clock()
        said = [description(store, resource(store.base, path).value) for path in things]
        described = clock() - start
    start = clock()
    for one in said:
        for form in FORMATS:
            written(one, form)
    own = clock() - start
    read = [Graph().parse(data=written(one, "nt"), format="nt") for one in said]
    start = clock()
    for graph_ in read:
        for form in FORMATS.values():
            graph_.serialize(format=form)
    return described / len(things), own / len(things), (clock() - start) / len(things)


if __name__ == "__main__":
    main()

"""Measure exports: GEXF beside networkx, and a dump of the graph beside bare pyoxigraph.

    python benchmarks/export.py [gexf|dump] [--edges 100000] [--quads 1000000] [--clock wall|cpu]

Both networks are the same: typed, dated, coloured nodes and typed, dated, weighted edges with five columns each. Both
dumps are of the same store on disk. Memory is the growth of the process while it writes, each in a process of its own.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

import networkx as nx
import pyoxigraph as ox

from kg.export.gexf import write_gexf
from kg.export.network import Edge, GraphView, Node
from kg.store.dump import dump as write_dump

Clock = Callable[[], float]
CLOCKS: dict[str, Clock] = {"cpu": time.process_time, "wall": time.perf_counter}
KINDS = ("speaks of", "acts on", "fights against", "speaks for", "allied with")
BASE = "http://localhost:8000/"


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["gexf", "dump"], help="only this")
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    options = parser.parse_args()
    if options.what != "dump":
        gexf(options.edges, options.clock)
    if options.what != "gexf":
        dump(options.quads, options.passes, CLOCKS[options.clock])


def gexf(edges: int, clock: str) -> None:
    """Write a network by both, and by kg also from values that nobody holds."""
    writers = {"networkx": by_networkx, "kg": by_kg, "kg, streamed": by_kg_streamed}
    found = {name: alone(write, edges, clock) for name, write in writers.items()}
    seconds, growth, _ = found["networkx"]
    for name, (own, memory, size) in found.items():
        ratio = f", {seconds / own:.1f} times as fast, {memory / growth:.3f} of the memory" if name != "networkx" else ""
        print(f"gexf            {name:13} {own:6.2f} s, {memory / 1e6:7.1f} MB more, for {edges:,} edges in {size / 1e6:.0f} MB{ratio}")
    tenth = alone(by_kg_streamed, edges // 10, clock)[1]
    print(f"gexf            kg, streamed  {tenth / 1e6:.1f} MB more for a tenth of the edges")


def alone(write: Callable[[int, str], tuple[float, int, int]], edges: int, clock: str) -> tuple[float, int, int]:
    """Run in a process of its own, so that the memory of one is not that of the other."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(write, (edges, clock))


def measured(write: Callable[[Any], None], clock: str) -> tuple[float, int, int]:
    """Return the seconds of writing, the bytes that the process grew by, and the bytes written."""
    before = memory()
    sink = Counted()
    start = CLOCKS[clock]()
    write(sink)
    return CLOCKS[clock]() - start, max(memory() - before, 1), sink.size


def memory() -> int:
    """Return the most bytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Counted(io.RawIOBase):
    """Count bytes, and hold none."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self.size += len(block)
        return len(block)


def node(number: int) -> Node:
    """Make up an actor."""
    at = BASE + f"actor/actor-{number}"
    return Node(at, f"Actor number {number}", "actor", "armed group", number % 40, number % 9, "2024-01-01", "2024-03-01", ("One", "Two"))


def edge(number: int, nodes: int) -> Edge:
    """Make up an edge; no two have the same ends and kind."""
    source, target, kind = number % nodes, (number * 7 + number // nodes + 1) % nodes, KINDS[number % len(KINDS)]
    ends = BASE + f"actor/actor-{source}", BASE + f"actor/actor-{target}"
    words = f"actor {source} said on Monday that actor {target} had left the town"
    return Edge(*ends, kind, 1 + number % 7, "2024-01-05", f"2024-02-{1 + number % 28:02}", words, 1 + number % 3)


class Made(Sequence[Any]):
    """Make a value when it is asked for, and hold none."""

    def __init__(self, count: int, make: Callable[[int], Any]) -> None:
        self.count, self.make = count, make

    def __len__(self) -> int:
        return self.count

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self.make(number) for number in range(*at.indices(self.count))]
        if at >= self.count:
            raise IndexError(at)
        return self.make(at)


def network(edges: int) -> GraphView:
    """Return the network as values that are made when they are asked for."""
    nodes = max(edges // 10, 2)
    return GraphView("actors", Made(nodes, node), Made(edges, lambda number: edge(number, nodes)), places={})


def by_kg_streamed(edges: int, clock: str) -> tuple[float, int, int]:
    """Measure kg where nobody holds the network: what is made is written and forgotten."""
    write_gexf(network(10), Counted())
    graph = network(edges)
    return measured(lambda sink: write_gexf(graph, sink), clock)


def by_kg(edges: int, clock: str) -> tuple[float, int, int]:
    """Measure kg with the network in memory, as networkx has it."""
    write_gexf(network(10), Counted())
    made = network(edges)
    graph = GraphView("actors", tuple(made.nodes), tuple(made.edges), places={})
    return measured(lambda sink: write_gexf(graph, sink), clock)


def by_networkx(edges: int, clock: str) -> tuple[float, int, int]:
    """Measure networkx with the same network, as far as it can write it: no kinds, no titles, no places for types."""
    made, graph = network(edges), nx.MultiDiGraph(mode="dynamic")
    for one in made.nodes:
        viz = {"color": {"r": 213, "g": 94, "b": 0}, "size": 10.0}
        told = {"Kind": one.kind, "Type": one.type, "Claims": one.weight, "Articles": one.articles, "First seen": one.first}
        graph.add_node(one.id, label=one.label, viz=viz, **told, **{"Last seen": one.last, "Also called": "; ".join(one.aliases)})
    for one in made.edges:
        viz = {"color": {"r": 154, "g": 161, "b": 172}}
        told = {"Relation": one.kind, "Independent sources": one.sources, "First seen": one.first, "Last seen": one.last}
        graph.add_edge(one.source, one.target, weight=float(one.weight), label=one.kind, viz=viz, Words=one.words, **told)
    return measured(lambda sink: nx.write_gexf(graph, sink, version="1.2draft"), clock)


def dump(quads: int, passes: int, clock: Clock) -> None:
    """Dump a store to a file by both, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        names = sorted(f"{BASE}graph/made/{number}" for number in range(max(quads // 5000, 1)))
        store, own, theirs = ox.Store(str(place / "store")), [], []
        store.bulk_extend(quad for number, name in enumerate(names) for quad in made_up(name, number, quads // len(names)))
        store.optimize()
        for _ in range(passes):
            theirs.append(timed(lambda: store.dump(str(place / "bare.nq"), format=ox.RdfFormat.N_QUADS), clock))
            own.append(timed(lambda: written(store, names, place / "own.nq"), clock))
        same = sorted((place / "bare.nq").read_bytes().splitlines()) == sorted((place / "own.nq").read_bytes().splitlines())
        size = (place / "own.nq").stat().st_size
    print(f"dump            {quads:,} quads, {size / 1e6:.0f} MB: bare {min(theirs):.2f} s, sorted {min(own):.2f} s", end=", ")
    print(f"{min(theirs) / min(own):.2f} of the speed of the bare dump; the same statements: {same}")


def written(store: ox.Store, names: Sequence[str], path: Path) -> None:
    """Dump all graphs to a file, as ``kg export rdf`` does."""
    with path.open("wb") as sink:
        write_dump(store, sink, "nq", names)


def made_up(graph: str, number: int, count: int) -> Iterator[ox.Quad]:
    """Make up quads as an article has them: six of one subject, a third of them words."""
    name = ox.NamedNode(graph)
    for at in range(count):
        subject = ox.NamedNode(f"{BASE}article/made-{number}/mention/{at // 6}-{at // 6 + 9}")
        predicate = ox.NamedNode(f"https://w3id.org/newsclaims/ns#property{at % 6}")
        words = ox.Literal(f"the words of number {at} in {number}") if at % 3 == 0 else ox.NamedNode(f"{BASE}actor/actor-{at * 31 % 9973}")
        yield ox.Quad(subject, predicate, words, name)


def timed(run: Callable[[], object], clock: Clock) -> float:
    """Return the seconds that something takes by a clock."""
    start = clock()
    run()
    return clock() - start


if __name__ == "__main__":
    main()

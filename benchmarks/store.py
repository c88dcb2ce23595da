"""Measure the graph on disk: building it, its growth, and how fast it answers, beside bare pyoxigraph.

    python benchmarks/store.py [--articles 300] [--passes 5] [--clock wall|cpu]

Articles are made up: so many entities, mentions and claims each, some names of their own and some that all share. Every
figure is a ratio to a baseline that was measured in the same run on the same quads, or a size.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from kg import pipeline
from kg.model import Article, AttributionKind, Claim, Entity, Event, Mention, Quantity, Reading, Span, Status
from kg.store import library, parameters
from kg.store.graphs import GraphStore
from kg.store.library import Library
from kg.triples import iris
from kg.triples.quads import article_quads
from kg.triples.vocab import PREFIXES

Clock = Callable[[], float]
CLOCKS: dict[str, Clock] = {"cpu": time.process_time, "wall": time.perf_counter}
BASE = "http://localhost:8000/"
EVENTS = ("displacement", "clash", "shelling", "aid", "diplomacy", "killing")
STARTS = ("Bar", "Kel", "Mor", "Tan", "Vel", "Sor", "Hal", "Den", "Rim", "Lus", "Pav", "Gor", "Nev")
MIDDLES = ("a", "e", "i", "o", "u", "ar", "en", "il", "os", "un", "ak")
ENDS = ("na", "vik", "dal", "mer", "ton", "rash", "lo", "gard", "sk", "ven", "di", "pol", "ra", "zan", "heim", "ka", "ur")


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    options = parser.parse_args()
    clock = CLOCKS[options.clock]
    readings = [reading(number) for number in range(options.articles)]
    graphs: list[list[ox.Quad]] = []
    made = timed(lambda: graphs.extend(article_quads(one, {}, BASE) for one in readings), clock)
    quads = sum(map(len, graphs))
    print(f"articles        {len(readings):,} with {quads:,} quads, {quads / made:,.0f} quads a second made from values")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        building(place, graphs, clock)
        relating(place, graphs, clock)
        asking(place / f"related-{len(graphs)}", options.passes, clock)


def building(place: Path, graphs: list[list[ox.Quad]], clock: Clock) -> None:
    """Build by one transaction an article, and say how that stands to bare transactions and to one bulk load."""
    quads = sum(map(len, graphs))
    with GraphStore.open(place / "kg", create=True, base=BASE) as store:
        names = [graph[0].graph_name.value for graph in graphs]
        each = [
            timed(lambda name=name, graph=graph: store.replace({name: graph}), clock) for name, graph in zip(names, graphs, strict=True)
        ]
        again = timed(lambda: [store.replace({name: graph}) for name, graph in zip(names, graphs, strict=True)], clock)
    bare, bulk = ox.Store(str(place / "bare")), ox.Store(str(place / "bulk"))
    plain = [timed(lambda graph=graph: bare.extend(graph), clock) for graph in graphs]
    transactions = sum(plain)
    loaded = timed(lambda: bulk.bulk_extend(quad for graph in graphs for quad in graph), clock)
    part = max(1, len(each) // 5)
    print(f"build           {quads / sum(each):,.0f} quads a second, {sum(each) / transactions:.2f} times as long as bare transactions")
    print(f"bulk load       {transactions / loaded:.1f} times as fast as bare transactions ({quads / loaded:,.0f} quads a second)")
    print(f"build again     {again / sum(each):.2f} of the time of the first build, nothing changed")
    own, theirs = (sum(seconds[-part:]) / sum(seconds[:part]) for seconds in (each, plain))
    print(f"growth          {own:.2f} times the time for the last fifth as for the first (bare transactions: {theirs:.2f})")
    size, usual = (weight(place / name) for name in ("kg/graph", "bare"))
    print(f"on disk         {size / quads:.0f} bytes a quad, {size / usual:.2f} of the bare store")


def relating(place: Path, graphs: list[list[ox.Quad]], clock: Clock) -> None:
    """Relate half of the articles and all of them, and say how time grows."""
    seconds = []
    for number in (len(graphs) // 2, len(graphs)):
        with GraphStore.open(place / f"related-{number}", create=True, base=BASE) as store:
            store.replace({graph[0].graph_name.value: graph for graph in graphs[:number]})
            seconds.append(timed(lambda store=store: pipeline.relate(store), clock))
    print(f"relate          {seconds[1]:.2f} s for all articles, {seconds[1] / seconds[0]:.2f} times as long as for half of them")


def asking(place: Path, passes: int, clock: Clock) -> None:
    """Ask saved questions, and say how that stands to the same SPARQL on bare pyoxigraph."""
    questions = Library.load()
    bare = ox.Store.read_only(str(place / "graph"))
    with GraphStore.open(place, read_only=True) as store:
        for name in ("articles", "actors", "claims-about", "who-said-what", "displacement", "figures"):
            question = questions.get(name)
            rows = len(library.run(store, question).rows)
            text = parameters.bound(store, question, {})
            own, plain = [], []
            for _ in range(passes):
                own.append(timed(lambda question=question: library.run(store, question), clock))
                plain.append(timed(lambda text=text: list(ask(bare, text)), clock))
            ratio = median(a / b for a, b in zip(own, plain, strict=True))
            print(f"ask             {name:14} {median(own) * 1000:8.1f} ms for {rows:6,} rows, {ratio:.2f} times bare pyoxigraph")


def ask(store: ox.Store, text: str) -> Iterator[ox.QuerySolution]:
    """Run SPARQL on bare pyoxigraph."""
    answer = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def reading(number: int) -> Reading:
    """Make up what one article says: five names that all articles share and five of its own, with fifteen claims."""
    names = [name_of(at) for at in (*range(5), *(5 + number * 5 + at for at in range(5)))]
    sentences = [f"{names[at % 10]} said that {at + 2 + number % 7} people left {names[(at + 3) % 10]} on Monday." for at in range(15)]
    text = " ".join(sentences)
    day = dt.date(2024, 1, 1) + dt.timedelta(days=number % 300)
    article = Article(
        f"made-up/{number}.txt", f"{number}.txt", text, headline=f"News {number}", published=day, publisher=f"Outlet {number % 9}"
    )
    entities = tuple(entity(at, name, text) for at, name in enumerate(names))
    starts = dict(zip(count(), offsets(sentences)))
    claims = tuple(claim(at, starts[at], sentences[at], entities) for at in range(15))
    return Reading(article, entities, claims, engines={"names": "made up"})


def name_of(number: int) -> str:
    """Return a made-up name; the first two thousand differ."""
    start, rest = number % len(STARTS), number // len(STARTS)
    middle, rest = rest % len(MIDDLES), rest // len(MIDDLES)
    second = f" {STARTS[rest // len(ENDS) % len(STARTS)]}e" if rest >= len(ENDS) else ""
    return STARTS[start] + MIDDLES[middle] + ENDS[rest % len(ENDS)] + second


def offsets(sentences: list[str]) -> Iterator[int]:
    """Yield where each sentence begins in the text."""
    at = 0
    for sentence in sentences:
        yield at
        at += len(sentence) + 1


def entity(at: int, name: str, text: str) -> Entity:
    """Make an actor of an even number and a place of an odd one, with all mentions of its name."""
    kind = "armed-group" if at % 2 == 0 else "settlement"
    found, start = [], text.find(name)
    while start >= 0:
        found.append(Mention(Span(start, start + len(name)), name, kind))
        start = text.find(name, start + len(name))
    path = f"{'actor' if at % 2 == 0 else 'place'}/{iris.slug(name)}"
    return Entity(path, name, kind, tuple(found))


def claim(at: int, start: int, sentence: str, entities: tuple[Entity, ...]) -> Claim:
    """Make the claim of a sentence."""
    content = Span(start + sentence.index(" that ") + 6, start + len(sentence) - 1)
    number = sentence.split(" that ")[1].split()[0]
    place, speaker = entities[(at + 3) % 10], entities[at % 10]
    words = f"{number} people"
    figure = Span(content.start, content.start + len(words))
    return Claim(
        f"{content.start}-{content.end}",
        content,
        AttributionKind.INDIRECT,
        Status.ASSERTED,
        Event(EVENTS[at % len(EVENTS)], place=None if place.id.startswith("actor") else place.id),
        source=speaker.id if speaker.id.startswith("actor") else None,
        source_span=Span(start, start + len(speaker.name)),
        quantity=Quantity(figure, words, Decimal(number), Decimal(number), counted="people"),
        confidence=0.9,
    )


def timed(run: Callable[[], object], clock: Clock) -> float:
    """Return the seconds that something takes by a clock."""
    start = clock()
    run()
    return clock() - start


def weight(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()

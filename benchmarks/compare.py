"""Measure what one more article costs: relating it, and comparing its claims, among ever more articles.

    python benchmarks/compare.py [--articles 100 1000 5000] [--clock wall|cpu]

Articles are made up: three claims each, about places of which each is in the news of some twenty articles, so that what an
article touches does not grow with the graph. Every figure is a ratio to the same in the smallest graph, or to comparing all
claims anew in the same graph.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from store import CLOCKS, Clock, name_of, timed

from kg import pipeline
from kg.model import Article, AttributionKind, Claim, Entity, Event, Mention, Quantity, Reading, Span, Status, TimeRange
from kg.store import across, compared
from kg.store.graphs import GraphStore
from kg.store.kept import Kept
from kg.store.ledger import FILE
from kg.triples.quads import Origin

#: Claims of an article, and articles that one place is in.
CLAIMS, IN_NEWS = 3, 20
EVENTS = ("displacement", "killing", "injury")


@dataclass(frozen=True)
class Cost:
    """Hold the seconds of relating one more article, of comparing alone, and of comparing everything anew."""

    relating: float
    comparing: float
    anew: float


def main() -> None:
    """Measure, and print one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--clock", choices=sorted(CLOCKS), default="wall", help="cpu where other programs keep the machine busy")
    options = parser.parse_args()
    costs = [cost(number, CLOCKS[options.clock]) for number in options.articles]
    least = costs[0]
    for number, found in zip(options.articles, costs, strict=True):
        print(
            f"{number:6,} articles  comparing one more {found.comparing / least.comparing:5.2f}, "
            f"relating it {found.relating / least.relating:5.2f} "
            f"times as long as in {options.articles[0]:,}; comparing is {found.comparing / found.anew:.3f} of comparing all anew"
        )


def cost(number: int, clock: Clock) -> Cost:
    """Relate so many articles, add one, and measure what that one costs."""
    with tempfile.TemporaryDirectory() as folder, GraphStore.open(Path(folder) / "graph", create=True) as store:
        with Kept(store.path) as kept:
            for at in range(number):
                one = reading(at, number)
                across.put(store, one, {entity.id: entity.id for entity in one.entities}, Origin(), kept)
        pipeline.relate(store)
        seconds: list[float] = []
        comparisons = compared.comparisons

        def watched(*given: object) -> object:
            found: list[object] = []
            seconds.append(timed(lambda: found.append(comparisons(*given)), clock))  # type: ignore[arg-type]
            return found[0]

        compared.comparisons = watched  # type: ignore[assignment]
        try:
            with Kept(store.path) as kept:
                across.put(store, reading(number, number), {}, Origin(), kept)
            relating = timed(lambda: pipeline.relate(store), clock)
            (Path(folder) / "graph" / FILE).unlink()
            pipeline.relate(store)
        finally:
            compared.comparisons = comparisons
        return Cost(relating, *seconds)


def reading(number: int, articles: int) -> Reading:
    """Make up what one article of so many says: who counts how many people at two places that others tell of too."""
    places = max(2, articles * 2 // IN_NEWS)
    names = [name_of(number % places), name_of((number * 7 + 1) % places), "Tam Agency"]
    sentences = [f"{names[2]} said that {at + 2 + number % 7} people left {names[at % 2]} on Monday." for at in range(CLAIMS)]
    text = " ".join(sentences)
    day = dt.date(2024, 1, 1) + dt.timedelta(days=number % places % 300)
    kinds = ("settlement", "settlement", "media")
    entities = tuple(_entity(name, kind, text) for name, kind in dict(zip(names, kinds, strict=True)).items())
    article = Article(f"made-up/{number}.txt", f"{number}.txt", text, published=day, publisher=f"Outlet {number % 9}")
    return Reading(article, entities, tuple(_claims(sentences, entities, day)))


def _entity(name: str, kind: str, text: str) -> Entity:
    start = text.find(name)
    path = f"{'place' if kind == 'settlement' else 'actor'}/{name.casefold().replace(' ', '-')}"
    return Entity(path, name, kind, (Mention(Span(start, start + len(name)), name, kind),))


def _claims(sentences: list[str], entities: tuple[Entity, ...], day: dt.date) -> Iterator[Claim]:
    start = 0
    for at, sentence in enumerate(sentences):
        first = start + sentence.index(" that ") + 6
        number = sentence.split(" that ")[1].split()[0]
        words = f"{number} people"
        figure = Span(first, first + len(words))
        time = TimeRange(Span(start + len(sentence) - 10, start + len(sentence) - 1), "on Monday", day, day)
        yield Claim(
            f"{first}-{start + len(sentence) - 1}",
            Span(first, start + len(sentence) - 1),
            AttributionKind.INDIRECT,
            Status.ASSERTED,
            Event(EVENTS[at], place=entities[at % 2].id, time=time),
            source=entities[-1].id,
            source_span=Span(start, start + len("Tam Agency")),
            quantity=Quantity(figure, words, Decimal(number), Decimal(number), counted="people"),
        )
        start += len(sentence) + 1


if __name__ == "__main__":
    main()

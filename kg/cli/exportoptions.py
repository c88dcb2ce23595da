"""Hold the options that exports share: what is shown, how it is measured, and where it goes."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from kg.cli.output import target
from kg.errors import InputError, ParameterError
from kg.export.asked import network_of
from kg.export.facts import Facts, Query, gather
from kg.export.filters import Filter, chosen, heavy
from kg.export.measures import CENTRALITIES, LAYOUTS, with_centrality, with_communities, with_layout
from kg.export.network import GraphView
from kg.export.packed import Summed, packed
from kg.export.views import VIEWS
from kg.model import Status
from kg.store.graphs import GraphStore
from kg.store.parameters import CHOICES

Command = Callable[..., Any]

_DAY = click.DateTime(["%Y-%m-%d"])


def output(command: Command) -> Command:
    """Add ``-o``: a file, packed as its suffix asks."""
    return click.option(
        "-o", "--output", default="-", metavar="FILE", help="File to write, packed if it ends in .gz or .zst; - for stdout."
    )(command)


def filters(command: Command) -> Command:
    """Add the options that leave a part of the graph, and hand the command their value as ``only``."""
    types = (*CHOICES["event"](), *CHOICES["relation"]())

    @click.option("--since", type=_DAY, metavar="YYYY-MM-DD", help="Only what was published on that day or later.")
    @click.option("--until", type=_DAY, metavar="YYYY-MM-DD", help="Only what was published on that day or earlier.")
    @click.option("--outlet", multiple=True, metavar="NAME", help="Only what this outlet published; may be given several times.")
    @click.option(
        "--type",
        "types",
        multiple=True,
        metavar="TYPE",
        type=click.Choice(types),
        help="Only this type of event or relation; several times.",
    )
    @click.option("--place", multiple=True, metavar="NAME", help="Only what happened at this place or inside it; several times.")
    @click.option(
        "--status", multiple=True, type=click.Choice([str(status) for status in Status]), help="Only claims of this status; several times."
    )
    @wraps(command)
    def with_filter(*args: Any, **given: Any) -> Any:
        since, until = (_day(given.pop(name)) for name in ("since", "until"))
        if since and until and since > until:
            raise ParameterError(f"--since {since} is after --until {until}: nothing can be both", parameter="since")
        outlets, places, statuses = (given.pop(name) for name in ("outlet", "place", "status"))
        return command(*args, only=Filter(since, until, outlets, given.pop("types"), places, statuses), **given)

    return with_filter


def network_options(shown: str) -> Callable[[Command], Command]:
    """Add what a network may be, with ``shown`` as the view where none is asked for, and hand the command what draws it as ``draw``."""
    views = "  ".join(f"{name}: {words}." for name, (_, words) in VIEWS.items())

    def add(command: Command) -> Command:
        @click.option("--view", type=click.Choice(list(VIEWS)), default=shown, show_default=True, help=f"What becomes a node. {views}")
        @click.option(
            "--query", metavar="FILE", help="Draw the answer of SPARQL instead: SELECT with ?source ?target, or CONSTRUCT; - for stdin."
        )
        @click.option("--min-weight", type=click.IntRange(1), default=1, metavar="N", help="Only edges of at least this weight.")
        @click.option("--communities", is_flag=True, help="Add the community of each node (Louvain).")
        @click.option(
            "--centrality", multiple=True, type=click.Choice(list(CENTRALITIES)), help="Add a centrality of each node; several times."
        )
        @click.option("--layout", type=click.Choice(["kg", *LAYOUTS]), default="kg", show_default=True, help="Where the nodes stand.")
        @filters
        @wraps(command)
        def with_network(*args: Any, only: Filter, **given: Any) -> Any:
            asked = {name: given.pop(name) for name in ("view", "query", "min_weight", "communities", "centrality", "layout")}
            return command(*args, draw=lambda store: _drawn(store, only, asked), **given)

        return with_network

    return add


def asker(store: GraphStore) -> Query:
    """Return what answers SPARQL with rows, as the exports ask."""
    return lambda text: store.query(text).records()


@contextmanager
def written(names: Iterable[str]) -> Iterator[list[BinaryIO]]:
    """Open files for writing, each packed as its suffix asks; all appear whole, under their names, or none does."""
    wanted = list(names)
    if not wanted:
        yield []
        return
    with target(wanted[0]) as sink, packed(sink, wanted[0]) as first, written(wanted[1:]) as others:
        yield [first, *others]


@contextmanager
def summed(name: str) -> Iterator[list[BinaryIO]]:
    """Open a file for writing, and write its SHA-256 beside it, as it lies there, packed or not."""
    with target(f"{name}.sha256") as beside, target(name) as sink:
        through = Summed(sink)
        with packed(cast(BinaryIO, through), name) as inner:
            yield [inner]
        beside.write(f"{through.checksum}  {Path(name).name}\n".encode())


def _drawn(store: GraphStore, only: Filter, asked: Mapping[str, Any]) -> GraphView:
    only = replace(only, min_weight=asked["min_weight"])
    text = _text(asked["query"]) if asked["query"] is not None else None
    facts = chosen(gather(asker(store)), only)
    graph = heavy(_network(store, facts, text, asked["view"]), only)
    graph = with_communities(graph) if asked["communities"] else graph
    for name in dict.fromkeys(asked["centrality"]):
        graph = with_centrality(graph, name)
    return graph if asked["layout"] == "kg" else with_layout(graph, asked["layout"])


def _network(store: GraphStore, facts: Facts, text: str | None, view: str) -> GraphView:
    return VIEWS[view][0](facts) if text is None else network_of(store.query(text), facts)


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read as a query: {error}", source=name) from error


def _day(moment: dt.datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%d}".rjust(10, "0")

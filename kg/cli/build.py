"""Build the graph from articles, and take articles out of it."""

from __future__ import annotations

import sys
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg import pipeline
from kg.articles.load import Overrides, load
from kg.articles.sources import left_out
from kg.cli.options import debugging, engines, opened, overrides, reachable, reader_of, settings
from kg.cli.output import say
from kg.config import Settings
from kg.model import Article
from kg.pipeline import Outcome, State
from kg.store.graphs import GraphStore
from kg.store.stats import Stats, stats

#: How many articles a line of the report names.
NAMED = 3


@click.command()
@click.argument("sources", nargs=-1, required=True)
@settings
@reachable
@click.option("--base", metavar="IRI", help="IRI that a new graph's names hang under.  [default: http://localhost:8000/]")
@overrides
@engines
@click.option("--quiet", is_flag=True, help="Say nothing but what was refused.")
def build(sources: tuple[str, ...], settings: Settings, how: Overrides, quiet: bool) -> None:
    """Read SOURCES into the graph: files, folders, URLs, feeds, - for stdin.

    Text, HTML, JSON, JSON lines and RSS or Atom feeds are read, each also compressed with gzip. An article that the graph
    holds already is replaced where it changed. What cannot be read is refused with one line and the rest is built; the exit
    code is then 1.
    """
    reader = reader_of(settings)
    with opened(settings, read_only=False, create=True) as store:
        outcomes = []
        try:
            with _progress(quiet) as advance:
                for outcome in pipeline.build(load(sources, how), store, reader):
                    outcomes.append(outcome)
                    advance(outcome)
        finally:
            # Also where nothing changed: the build before this one may have been killed before it came to this.
            pipeline.relate(store)
        if not quiet:
            _summarise(outcomes, store, settings.store)
            for line in _passed_over(sources):
                say(line)
    if any(outcome.state is State.REFUSED for outcome in outcomes):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("article")
@settings
@reachable
def retract(article: str, settings: Settings) -> None:
    """Take ARTICLE (its file name, URL, headline or IRI) out of the graph, with all that only it said."""
    with opened(settings, read_only=False) as store:
        say(f"retracted {pipeline.retract(store, article)}")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """Show progress on a terminal and nothing in a pipe; what is refused is said in both."""
    if quiet or not sys.stderr.isatty():
        yield lambda outcome: _refusal(outcome, say)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def advance(outcome: Outcome) -> None:
            _refusal(outcome, lambda words: progress.console.print(words, markup=False, highlight=False, soft_wrap=True))
            progress.update(task, advance=1, description=f"read {escape(outcome.name)}")

        yield advance


def _refusal(outcome: Outcome, tell: Callable[[str], None]) -> None:
    if outcome.state is State.REFUSED:
        tell(f"kg: {outcome.problem}")
    if outcome.defect is not None and debugging():
        tell("".join(traceback.format_exception(outcome.defect)))


def _summarise(outcomes: Iterable[Outcome], store: GraphStore, place: str) -> None:
    outcomes = list(outcomes)
    states = Counter(outcome.state for outcome in outcomes)
    done = ", ".join(f"{states[state]} {state}" for state in State if states[state]) or "nothing found"
    say(f"{len(outcomes)} article{'' if len(outcomes) == 1 else 's'}: {done}")
    for line in (*_notes(outcomes), *_doubts(outcomes)):
        say(line)
    say(f"the graph in {place} now holds:")
    for line in _holdings(stats(store)):
        say(f"  {line}")


def _holdings(found: Stats) -> list[str]:
    """Return what the graph holds, a line each: claims by kind, comparisons by verdict."""

    def kinds(counts: Mapping[str, int]) -> str:
        return f" ({', '.join(f'{count:,} {kind}' for kind, count in counts.items())})" if counts else ""

    return [
        f"{found.articles:>7,}  articles",
        f"{found.actors:>7,}  actors",
        f"{found.places:>7,}  places",
        f"{found.claims:>7,}  claims{kinds(found.claims_by_kind)}",
        f"{found.comparisons:>7,}  comparisons{kinds(found.comparisons_by_verdict)}",
        f"{found.doubtful_links:>7,}  doubtful links for a person to decide (kg ask doubtful-links)",
        f"{found.quads:>7,}  statements",
    ]


def _doubts(outcomes: Iterable[Outcome]) -> list[str]:
    """Return what was seen and left out, and what the sources did not tell, a line each with its count."""
    doubts: Counter[str] = Counter()
    undated = 0
    for outcome in outcomes:
        if outcome.reading is None:
            continue
        doubts.update(outcome.reading.doubts)
        undated += _has_no_date(outcome.reading.article)
    lines = [f"  left out: {count} {reason}" for reason, count in sorted(doubts.items())]
    if undated:
        lines.append(f"  {undated} without a date of publication: relative times in them stay unresolved (give --published)")
    return lines


def _notes(outcomes: Iterable[Outcome]) -> list[str]:
    """Return what there is to say of how articles were read (their language, their encoding), a line each with the articles."""
    about: defaultdict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        for note in outcome.reading.article.notes if outcome.reading else ():
            about[note].append(outcome.name)
    return [f"  note: {note} ({_names(names)})" for note, names in sorted(about.items())]


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _passed_over(sources: Iterable[str]) -> list[str]:
    """Return how many files of the folders named are of no kind that can be read, a line a folder."""
    lines = []
    for source in sources:
        found = left_out(Path(source)) if Path(source).is_dir() else {}
        if found:
            kinds = ", ".join(f"{count} {suffix}" for suffix, count in found.items())
            lines.append(f"not read in {source}, being of no known kind: {kinds}")
    return lines


def _has_no_date(article: Article) -> bool:
    return article.published is None

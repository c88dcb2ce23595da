"""Go through what is in doubt, one key a decision: links between names, and claims that are said to disagree."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import click

from kg import pipeline
from kg.cli.options import settings, signer
from kg.cli.output import say
from kg.config import Settings
from kg.model import Action, Decision
from kg.store import curation
from kg.store.comparisons import Compared, comparisons
from kg.store.doubts import Doubt, doubtful_links
from kg.store.find import Evidence, evidence
from kg.store.graphs import GraphStore

#: How many quotations of each side are shown: enough to judge by, few enough for one screen.
WORDS = 4
_LINK_KEYS = {"y": Action.SAME, "n": Action.DIFFERENT}
_COMPARISON_KEYS = {"c": Action.CONFIRM, "r": Action.REJECT}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Hold one thing to decide: what is shown, what may be pressed, and what a decision would be about (IRIs)."""

    lines: tuple[str, ...]
    asked: str
    keys: Mapping[str, Action]
    subject: str
    object: str | None = None


@click.command()
@settings
@click.option("--by", metavar="NAME", help="Who decides.  [default: KG_BY, kg.toml or the login name]")
@click.option("--only", type=click.Choice(["links", "comparisons"]), help="Go through one of the two.")
def review(settings: Settings, only: str | None) -> None:
    """Go through doubtful links and disagreeing comparisons, one key each.

    \b
    links:        y the same, n different
    comparisons:  c confirm (they do disagree), r reject (they cannot be compared)
    both:         s skip, q quit

    Without a terminal the keys are read from stdin, one a line. Each decision is kept at once; the graph is related
    anew at the end.
    """
    signed, made = signer(settings), Counter[str]()
    with GraphStore.open(settings.store) as store:
        waiting = _waiting(store, only)
        try:
            for number, doubt in enumerate(waiting, start=1):
                key = _asked(doubt, f"{number} of {len(waiting)}")
                if key == "q":
                    break
                made[doubt.keys.get(key, "skipped")] += 1
                if key in doubt.keys:
                    curation.record(store, Decision(doubt.keys[key], doubt.subject, doubt.object, signed, dt.datetime.now(dt.UTC)))
        finally:
            if any(made[action] for action in Action):
                pipeline.relate(store)
    said = ", ".join(f"{count} {what}" for what, count in sorted(made.items())) or "nothing decided"
    say(f"{said}; {len(waiting) - made.total()} of {len(waiting)} left")


def _waiting(store: GraphStore, only: str | None) -> list[Doubtful]:
    links = () if only == "comparisons" else doubtful_links(store)
    disagreeing = () if only == "links" else comparisons(store, verdict="disagree")
    return [*(_link(store, one) for one in links), *(_comparison(one) for one in disagreeing if not one.confirmed)]


def _link(store: GraphStore, doubt: Doubt) -> Doubtful:
    """Return a link to decide; of two that are the same the one with more words keeps its IRI."""
    left, right = evidence(store, doubt.left), evidence(store, doubt.right)
    sides = [(doubt.left_name, doubt.left, left), (doubt.right_name, doubt.right, right)]
    lines = [f"{doubt.because} ({doubt.score})"]
    for name, iri, words in sides:
        lines += ["", f"  {name}  <{iri}>", *_quotations(words)]
    subject, object = (doubt.right, doubt.left) if len(left) > len(right) else (doubt.left, doubt.right)
    return Doubtful(tuple(lines), "one and the same? y yes, n no, s skip, q quit", _LINK_KEYS, subject, object)


def _quotations(found: list[Evidence]) -> Iterator[str]:
    for one in found[:WORDS]:
        where = ", ".join(str(part) for part in (one.source_name, one.outlet, one.published) if part)
        yield f'    {one.role}: "{" ".join(one.words.split())}"  [{where}]'
    if len(found) > WORDS:
        yield f"    ... and {len(found) - WORDS} more"


def _comparison(one: Compared) -> Doubtful:
    lines = (one.explanation, "", *(f"  {member.line()}" for member in one.members))
    return Doubtful(lines, "do they disagree? c confirm, r reject, s skip, q quit", _COMPARISON_KEYS, one.iri)


def _asked(doubt: Doubtful, place: str) -> str:
    """Show one thing to decide and return the key pressed; the end of stdin quits."""
    say(f"\n--- {place} ---")
    for line in doubt.lines:
        say(line)
    press = _pressed if sys.stdin.isatty() else _line
    while True:
        click.echo(f"{doubt.asked}: ", err=True, nl=False)
        key = press().lower()
        say(key)
        if key in (*doubt.keys, "s", "q"):
            return key


def _pressed() -> str:
    return click.getchar()


def _line() -> str:
    line = sys.stdin.readline()
    return line.strip()[:1] if line else "q"

"""Check the graph, and say what it holds."""

from __future__ import annotations

import dataclasses

import click

from kg.cli.options import opened, reachable, settings, table_format
from kg.cli.output import FORMATS, say
from kg.config import Settings
from kg.store.checks import Check, check_store
from kg.store.stats import Stats
from kg.store.stats import stats as count


@click.command()
@settings
@reachable
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(settings: Settings, as_json: bool) -> None:
    """Check the whole graph: shapes, every quoted word against its text, IRIs that lead nowhere, stale decisions.

    Exit code 1 where something is wrong.
    """
    with opened(settings) as store:
        found = check_store(store)
    if as_json:
        click.echo(FORMATS["json"](("graph", "problem"), found.problems), nl=False)
    else:
        for graph, problem in found.problems:
            click.echo(f"{graph}: {problem}")
    for note in found.notes:
        say(f"note: {note}")
    say(_summary(found))
    if found.problems:
        raise click.exceptions.Exit(1)


def _summary(found: Check) -> str:
    state = f"{len(found.problems)} problems" if found.problems else "no problems"
    return f"{found.graphs} graphs, {found.quads:,} statements and {found.selectors:,} quotations re-read: {state}"


@click.command()
@settings
@reachable
@table_format
def stats(settings: Settings, form: str) -> None:
    """Say what the graph holds: articles, actors, places, claims, comparisons, with their kinds."""
    with opened(settings) as store:
        rows = _counts(count(store))
    click.echo(FORMATS[form](("what", "kind", "count"), rows), nl=False)


def _counts(found: Stats) -> list[tuple[str, str | None, str]]:
    """Return every count as a row: totals first, then each total by kind."""
    rows: list[tuple[str, str | None, str]] = []
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        name = field.name.replace("_", " ")
        rows += [(name, None, str(value))] if isinstance(value, int) else [(name, kind, str(number)) for kind, number in value.items()]
    return rows

"""Show how claims stand to each other, with their words and without a verdict on who is right."""

from __future__ import annotations

import click

from kg.cli.options import opened, reachable, settings, table_format
from kg.cli.output import FORMATS, say
from kg.config import Settings
from kg.store.comparisons import comparisons


@click.command()
@click.argument("thing", required=False)
@settings
@reachable
@table_format
@click.option("--verdict", type=click.Choice(["agree", "disagree", "updated"]), help="Only comparisons of this kind.")
def compare(thing: str | None, settings: Settings, form: str, verdict: str | None) -> None:
    """Show how claims compare: all of them, or those about THING (an actor, place or article, by name or IRI)."""
    with opened(settings) as store:
        found = comparisons(store, thing, verdict)
    if form != "table":
        rows = [
            (c.verdict, c.explanation, c.low, c.high, str(c.independent_sources), " | ".join(m.line() for m in c.members)) for c in found
        ]
        click.echo(FORMATS[form](("verdict", "explanation", "low", "high", "independent sources", "claims"), rows), nl=False)
        return
    for one in found:
        click.echo(f"{one.verdict.upper()}{' (confirmed)' if one.confirmed else ''}  {one.explanation}")
        for member in one.members:
            click.echo(f"    {member.line()}")
        click.echo()
    say(f"{len(found)} comparison{'' if len(found) == 1 else 's'}")

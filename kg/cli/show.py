"""Show everything known of a thing, with the words of the articles that say so."""

from __future__ import annotations

import click

from kg.cli.options import opened, reachable, settings
from kg.cli.output import as_json, say
from kg.config import Settings
from kg.errors import NotFoundError
from kg.store.find import Description, Evidence, Fact, describe, find

#: How many pieces of evidence are shown unless all are asked for.
EVIDENCE = 20


@click.command()
@click.argument("thing")
@settings
@reachable
@click.option("--all", "everything", is_flag=True, help=f"Show all evidence, not only the first {EVIDENCE} quotations.")
@click.option("--json", "as_json_", is_flag=True, help="Print as JSON: facts and evidence as one array of rows.")
def show(thing: str, settings: Settings, everything: bool, as_json_: bool) -> None:
    """Show all that is known of THING: an actor, place, article, claim or comparison.

    THING is a name ("SDF", "Baghouz"), the beginning of one that no other shares, or an IRI.
    """
    with opened(settings) as store:
        found = find(store, thing)
        kinds = {one.kind for one in found}
        if len(found) > len(kinds):
            listed = "; ".join(f"{one.label} ({one.kind.lower()}, {one.iri})" for one in found)
            raise NotFoundError(
                f"{thing!r} may be any of {len(found)}: {listed}; give one of these IRIs", nearest=tuple(one.iri for one in found)
            )
        described = [describe(store, one.iri) for one in found]
    if as_json_:
        click.echo(as_json(("thing", "property", "value", "label"), [row for one in described for row in _rows(one)]), nl=False)
        return
    for one in described:
        _print(one, None if everything else EVIDENCE)


def _rows(one: Description) -> list[tuple[str | None, ...]]:
    facts: list[tuple[str | None, ...]] = [
        (one.iri, f"{'is ' if fact.backward else ''}{fact.property}{' of' if fact.backward else ''}", str(fact.value), fact.label)
        for fact in one.facts
    ]
    return facts + [(one.iri, f"evidence: {e.role}", e.words, f"{e.article}#char={e.start},{e.end}") for e in one.evidence]


def _print(one: Description, most: int | None) -> None:
    click.secho(f"{one.label or one.iri}  ", bold=True, nl=False)
    click.echo(f"{', '.join(one.types) or one.kind}\n{one.iri}")
    for backward, heading in ((False, "Facts"), (True, "Said of it")):
        facts = [fact for fact in one.facts if fact.backward is backward]
        if facts:
            click.secho(f"\n{heading}", bold=True)
        for fact in facts:
            click.echo(f"  {_fact(fact)}")
    if one.evidence:
        click.secho(f"\nIn the words of the articles ({len(one.evidence)})", bold=True)
    for evidence in one.evidence[:most]:
        click.echo(f"  {_quotation(evidence)}")
    if most is not None and len(one.evidence) > most:
        say(f"  ... and {len(one.evidence) - most} more; --all shows them")
    click.echo()


def _fact(fact: Fact) -> str:
    name = fact.property.partition(":")[2] or fact.property
    value = " ".join(str(fact.value).split())
    shown = f"{fact.label} <{value}>" if fact.label else value
    return f"{name}: {shown if len(shown) <= 300 else shown[:297] + '...'}"


def _quotation(evidence: Evidence) -> str:
    where = ", ".join(str(part) for part in (evidence.outlet, evidence.published) if part)
    words = " ".join(evidence.words.split())
    return f'{evidence.role}: "{words}"  [{evidence.source_name} {evidence.start}-{evidence.end}{"; " + where if where else ""}]'

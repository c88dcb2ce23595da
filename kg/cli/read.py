"""Show what would be found in an article, marked in its text, without writing anything."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

import click
from rich.console import Console
from rich.text import Text as Marked

from kg import pipeline
from kg.articles.load import Overrides, load
from kg.cli.options import configured, engines, overrides, reader_of
from kg.cli.output import say
from kg.config import Settings
from kg.errors import InputError
from kg.model import AttributionKind, Claim, Entity, Quantity, Reading, ZoneKind
from kg.store import gazetteer as store_gazetteer
from kg.store.graphs import GraphStore

#: How each thing is marked in the text: rich styles, readable on light and dark terminals.
STYLES = {
    "actor": "bold blue",
    "place": "bold green",
    "reference": "blue",
    "claim": "underline",
    "cue": "magenta",
    "left out": "dim strike",
}


@click.command()
@click.argument("sources", nargs=-1, required=True)
@configured
@click.option("--store", "graph", metavar="DIR", help="Read with what was imported into this graph's gazetteer.  [default: what kg ships]")
@overrides
@engines
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON, an array with one object an article.")
def read(sources: tuple[str, ...], settings: Settings, graph: str | None, how: Overrides, as_json: bool) -> None:
    """Show what would be found in SOURCES (files, folders, URLs, - for stdin), marked in the text.

    Nothing is written. Actors are bold blue, places bold green, what stands for them blue, claims underlined, cues
    magenta; page furniture, repeats and credits are struck out.
    """
    gazetteer = None
    if graph is not None:
        with GraphStore.open(graph, read_only=True) as store:
            gazetteer = store_gazetteer.load(store)
    reader = reader_of(settings)
    readings, problems = [], []
    for article in load(sources, how):
        if isinstance(article, InputError):
            problems.append(article)
            say(f"kg: {article}")
            continue
        reading = pipeline.read(article, reader, gazetteer)
        readings.append(reading)
        if not as_json:
            _show(reading)
    if as_json:
        click.echo(json.dumps([_plain(reading) for reading in readings], ensure_ascii=False, indent=1))
    if problems:
        raise click.exceptions.Exit(1)


def _show(reading: Reading) -> None:
    console = Console(highlight=False)
    article = reading.article
    facts = (article.publisher, article.published and article.published.isoformat(), article.language, article.url)
    console.rule(article.headline or article.source_name)
    console.print("  ".join(str(fact) for fact in facts if fact) or "no publisher, date or address given", style="dim")
    console.print(_marked(reading))
    console.rule(f"{len(reading.entities)} actors and places, {len(reading.claims)} claims, {len(reading.relations)} relations")
    names = {entity.id: entity for entity in reading.entities}
    for entity in reading.entities:
        console.print(_entity_line(entity), style=STYLES["place" if entity.is_place else "actor"], markup=False)
    for claim in reading.claims:
        console.print(_claim_line(claim, article.text, names), markup=False)
    for reason, count in sorted({**reading.doubts}.items()):
        console.print(f"left out: {count} {reason}", style="dim")


def _marked(reading: Reading) -> Marked:
    text = Marked(reading.article.text)
    for zone in reading.article.zones:
        if zone.kind in (ZoneKind.FURNITURE, ZoneKind.REPEAT, ZoneKind.CREDIT):
            text.stylize(STYLES["left out"], zone.span.start, zone.span.end)
    for claim in reading.claims:
        text.stylize(STYLES["claim"], claim.content.start, claim.content.end)
        if claim.cue_span:
            text.stylize(STYLES["cue"], claim.cue_span.start, claim.cue_span.end)
    for entity in reading.entities:
        for mention in entity.mentions:
            style = ("place" if entity.is_place else "actor") if mention.named else "reference"
            text.stylize(STYLES[style], mention.span.start, mention.span.end)
    return text


def _entity_line(entity: Entity) -> str:
    named = sum(mention.named for mention in entity.mentions)
    other = f", also {', '.join(entity.aliases)}" if entity.aliases else ""
    role = f", {entity.role}" if entity.role else ""
    return f"{entity.name} ({entity.type}{role}): {named} mentions, {len(entity.mentions) - named} references{other}"


def _claim_line(claim: Claim, text: str, names: Mapping[str, Entity]) -> str:
    who = claim.source_span.of(text) if claim.source_span else names[claim.source].name if claim.source else None
    said = (
        f"{who or 'unnamed'} {claim.cue_span.of(text) if claim.cue_span else ':'}" if claim.kind != AttributionKind.NARRATOR else "article:"
    )
    number = f" [{_bounds(claim.quantity)}]" if claim.quantity else ""
    place = f" @ {names[claim.event.place].name}" if claim.event.place else ""
    when = claim.event.time
    day = f" on {when.start}..{when.end}" if when and when.start else ""
    return f"- {said} {' '.join(claim.content.of(text).split())!r} ({claim.event.type}, {claim.status}){number}{place}{day}"


def _bounds(quantity: Quantity) -> str:
    low = "" if quantity.min is None else f"{quantity.min:f}"
    high = "" if quantity.max is None else f"{quantity.max:f}"
    figure = low if low == high else f"{low}..{high}"
    return f"{'about ' if quantity.approximate else ''}{figure} {quantity.counted or ''}".strip()


def _plain(value: object) -> object:
    """Return a value of the model as what JSON can hold: spans as [start, end], decimals and dates as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        if names == ["start", "end"] and all(isinstance(getattr(value, name), int) for name in names):
            return [getattr(value, name) for name in names]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in sorted(value.items())}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value

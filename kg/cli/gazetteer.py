"""Import, list and remove gazetteers: lists of names, with what is known of those who bear them."""

from __future__ import annotations

from pathlib import Path

import click

from kg import pipeline
from kg.cli.options import settings, table_format
from kg.cli.output import FORMATS, say
from kg.config import Settings
from kg.entities.gazetteer import Entry
from kg.entities.imports import Imported
from kg.entities.spelling import fold
from kg.errors import InputError
from kg.model import ActorType, PlaceType
from kg.store import gazetteer as store_gazetteer
from kg.store.graphs import Change, GraphStore

#: How many refused rows are shown; the others are counted.
SHOWN = 10
_COLUMNS = ("source", "id", "name", "type", "country", "latitude", "longitude", "wikidata", "geonames", "also called")


@click.group()
def gazetteer() -> None:
    """Import, list and remove gazetteers, which give actors and places their types, positions and identifiers."""


@gazetteer.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@settings
@click.option("--base", metavar="IRI", help="IRI that a new graph's names hang under.  [default: http://localhost:8000/]")
@click.option("--source", metavar="NAME", help="Name under which the entries are kept.  [default: the file's name up to its first point]")
@click.option("--format", "form", type=click.Choice(sorted(store_gazetteer.FORMATS)), help="Format.  [default: told by the file's name]")
@click.option("--type", "type", type=click.Choice([*ActorType, *PlaceType]), metavar="TYPE", help="Type of rows that tell none.")
def import_(files: tuple[Path, ...], settings: Settings, source: str | None, form: str | None, type: str | None) -> None:
    """Import FILES, each as one source, so that building knows their names; .gz is read as it is.

    A source that was imported before is replaced; the same file twice changes nothing. A row that is not in order is
    refused with its line and the others are imported; the exit code is then 1. Build again to use what was imported.
    Identifiers come from the file's own columns alone. The formats:

    \b
    geonames        .txt .tsv .zip  a dump: 19 columns parted by tabs. Read are geonameid, name,
                                    asciiname, alternatenames, latitude, longitude, feature class
                                    and code, country code, admin1 code, population
    wikidata        .csv .json      the result of a query. Columns: item, itemLabel; if there:
                                    itemAltLabel, coord (Point(lon lat)), type or instance,
                                    typeLabel or instanceLabel, countryCode (ISO 3166-1 alpha-2),
                                    geonames, population
    followthemoney  .jsonl .ftm.json  a JSON object a line: id, schema (Person, Organization,
                                    LegalEntity, Company, PublicBody), properties: name, alias,
                                    previousName, abbreviation, weakAlias, country, jurisdiction,
                                    mainCountry, nationality, topics, wikidataId
    skos            .ttl .nt .rdf .xml .owl  prefLabel, altLabel, hiddenLabel, broader, exactMatch,
                                    wgs84 lat and long, schema:addressCountry, rdf:type or
                                    dcterms:type (a class of kg or schema.org)
    """
    if source is not None and len(files) > 1:
        raise click.UsageError("--source names one source: give one FILE with it")
    refused = False
    with GraphStore.open(settings.store, create=True, base=settings.base) as store:
        for file in files:
            refused = _import_one(store, file, source or store_gazetteer.source_of(file), (form, type)) or refused
    if refused:
        raise click.exceptions.Exit(1)


def _import_one(store: GraphStore, file: Path, source: str, how: tuple[str | None, str | None]) -> bool:
    """Import one file, say what became of it, and tell whether anything was refused."""
    found = store_gazetteer.read_file(file, *how)
    for problem in found.refused[:SHOWN]:
        say(f"kg: {problem}")
    if len(found.refused) > SHOWN:
        say(f"kg: {file}: {len(found.refused) - SHOWN:,} more rows were refused")
    if not found.entries:
        raise InputError("holds no entry that could be imported; nothing was changed", source=str(file))
    change = store_gazetteer.put(store, source, found.entries)
    say(f"{source}: {len(found.entries):,} entries, {_words(change)}{_counts(found)}")
    for reason, count in found.left_out.items():
        say(f"  left out: {count:,} rows, {reason}")
    return bool(found.refused)


def _words(change: Change) -> str:
    return {Change.ADDED: "added", Change.REPLACED: "in place of those that were there"}.get(change, "all there already: nothing changed")


def _counts(found: Imported) -> str:
    return f"; {len(found.refused):,} rows refused" if found.refused else ""


@gazetteer.command("list")
@click.argument("text", required=False)
@settings
@click.option("--source", metavar="NAME", help="Only the entries of this source.")
@table_format
def list_(text: str | None, settings: Settings, source: str | None, form: str) -> None:
    """List the imported entries, all of them or those with TEXT in a name, an id or an identifier."""
    with GraphStore.open(settings.store, read_only=True) as store:
        if source is not None:
            store_gazetteer.known_source(store, source)
        found = store_gazetteer.entries(store)
    chosen = ((name, entry) for name, entries in found.items() if source in (None, name) for entry in entries)
    rows = [_row(name, entry) for name, entry in chosen if text is None or _has(entry, text)]
    click.echo(FORMATS[form](_COLUMNS, rows), nl=False)


def _has(entry: Entry, text: str) -> bool:
    wanted = fold(text)
    return text in (entry.id, entry.wikidata, entry.geonames) or any(wanted in fold(name) for name in (entry.name, *entry.aliases))


def _row(source: str, entry: Entry) -> tuple[str | None, ...]:
    position = (None if degrees is None else f"{degrees:.5f}" for degrees in (entry.latitude, entry.longitude))
    others = ", ".join(entry.aliases) or None
    return (source, entry.id, entry.name, entry.type, entry.country or None, *position, entry.wikidata, entry.geonames, others)


@gazetteer.command()
@click.argument("source")
@settings
def remove(source: str, settings: Settings) -> None:
    """Take the entries of SOURCE out again; build again so that articles are read without them."""
    with GraphStore.open(settings.store) as store:
        count = store_gazetteer.remove(store, source)
        pipeline.relate(store)
    say(f"{source}: {count:,} entries removed")

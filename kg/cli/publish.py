"""Publish the graph as a folder of files that any web server can serve."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.options import settings
from kg.cli.output import say
from kg.config import Settings
from kg.site.options import Options, day_of
from kg.site.publish import publish as publish_site
from kg.store.graphs import GraphStore

#: Processes that make pages at most: each holds a copy of the tables that lists are made from.
MOST_PROCESSES = 8


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@settings
@click.option("--base", "own_base", required=True, metavar="IRI", help="What all IRIs hang under, such as https://data.example.org/.")
@click.option(
    "--licence",
    default="",
    metavar="IRI",
    help="Address of the licence, such as https://creativecommons.org/licenses/by/4.0/.",
)
@click.option("--title", default="Knowledge graph", show_default=True, help="What the site is called.")
@click.option("--publisher", default="", help="Who publishes it.")
@click.option("--home", default="", metavar="URL", help="Where the folder is served, if not at the base (a base at w3id.org leads there).")
@click.option("--include-texts", "texts", is_flag=True, help="Give the articles out in full; they belong to their publishers.")
@click.option("--afresh", is_flag=True, help="Make every page anew, changed or not.")
def publish(folder: Path, settings: Settings, own_base: str, licence: str, afresh: bool, **how: str | bool) -> None:
    """Write the graph into FOLDER as a site of files: pages, data, dump, search, and the rules of several hosts.

    A page for everything, with its RDF beside it; every IRI moves under --base. Publishing again rewrites what changed and
    deletes what is gone. People whom `kg redact` names keep an initial alone. The day of the site is that of the newest
    article, or of SOURCE_DATE_EPOCH.
    """
    options = Options(
        base=own_base,
        licence=licence,
        title=str(how["title"]),
        publisher=str(how["publisher"]),
        home=str(how["home"]),
        texts=bool(how["texts"]),
        day=day_of(os.environ.get("SOURCE_DATE_EPOCH")),
        afresh=afresh,
        questions=(settings.queries,) if settings.queries else (),
    )
    with GraphStore.open(settings.store, read_only=True) as store:
        done = publish_site(store, folder, options, min(os.cpu_count() or 1, MOST_PROCESSES))
    say(f"{done.pages:,} pages, {done.made:,} of them made anew; {done.files:,} files: {done.written:,} written, {done.deleted:,} deleted")

"""Take the graph out: RDF, networks for Gephi and other programs, tables, entities, reports, a picture."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import click

from kg.cli.exportoptions import asker, filters, network_options, output, summed, written
from kg.cli.options import opened, reachable, settings
from kg.cli.output import say
from kg.config import Settings
from kg.errors import NotFoundError, ParameterError, StoreError
from kg.export import EXPORTERS, PAIRS, RDF_FORMATS
from kg.export.arrow import FORMS as TABLE_FORMS
from kg.export.arrow import write_table
from kg.export.evidence import cited
from kg.export.facts import gather
from kg.export.filters import Filter, chosen
from kg.export.followthemoney import write_followthemoney
from kg.export.frames import FRAMES
from kg.export.gexf import write_gexf
from kg.export.network import GraphView
from kg.export.packed import unpacked_name
from kg.export.rdf import format_of
from kg.export.report import FORMS as REPORT_FORMS
from kg.export.report import Report
from kg.store.graphs import GraphStore
from kg.store.library import Library
from kg.store.library import run as answer

Draw = Callable[[GraphStore], GraphView]


class Exports(click.Group):
    """Offer ``rdf``, ``report`` and every exporter as a command."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the formats."""
        return sorted((*super().list_commands(context), *EXPORTERS, *PAIRS, *TABLE_FORMS))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the command of a format."""
        makers = ((EXPORTERS, _network_command), (PAIRS, _pair_command), (TABLE_FORMS, _table_command))
        return next((make(name) for names, make in makers if name in names), None) or super().get_command(context, name)


@click.group(cls=Exports)
def export() -> None:
    """Take the graph out, such as: kg export gexf -o graph.gexf.

    A file appears whole or not at all. What is written depends on the graph and the options alone: no clock, no chance.
    """


@export.command()
@settings
@reachable
@click.option("--format", "form", type=click.Choice(list(RDF_FORMATS)), help="Serialisation of RDF.  [default: as FILE ends, else nq]")
@click.option("--graph", "graphs", multiple=True, metavar="NAME", help="Only this named graph (IRI, or entities, ...); several times.")
@click.option("--checksum", is_flag=True, help="Write the SHA-256 of FILE to FILE.sha256, as sha256sum -c reads it.")
@output
def rdf(settings: Settings, form: str | None, graphs: tuple[str, ...], checksum: bool, output: str) -> None:
    """Write RDF, sorted, so that equal graphs give equal bytes.

    There are no blank nodes, so the lines of N-Quads in sorted order are their canonical form (RDFC-1.0). Turtle, N-Triples
    and RDF/XML have no named graphs: they hold the union.
    """
    if checksum and output == "-":
        raise click.UsageError("--checksum needs a file: give it with -o FILE")
    with opened(settings) as store:
        named = [_graph(store, name) for name in graphs] or None
        with summed(output) if checksum else written([output]) as [sink]:
            store.dump(sink, form or format_of(output), named)


@export.command()
@settings
@reachable
@filters
@output
def followthemoney(settings: Settings, only: Filter, output: str) -> None:
    """Write entities of FollowTheMoney, one JSON object a line, for Aleph and the tools of OpenSanctions."""
    with opened(settings) as store:
        facts = chosen(gather(asker(store)), only)
    with written([output]) as [sink]:
        count = write_followthemoney(facts, sink)
    say(f"{count:,} entities")


@export.command()
@click.argument("question")
@settings
@reachable
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the question; several times.")
@click.option("--format", "form", type=click.Choice(list(REPORT_FORMS)), help="How it is written.  [default: as FILE ends, else md]")
@output
def report(settings: Settings, question: str, given: tuple[str, ...], form: str | None, output: str) -> None:
    """Write the answer of a saved question with the quoted words behind every row, and where they stand.

    QUESTION is a name of `kg ask`; `kg ask QUESTION --help` shows its parameters.
    """
    asked = Library.load((Path(settings.queries),) if settings.queries else ()).get(question)
    values = dict(_pair(text) for text in given)
    with opened(settings) as store:
        rows = answer(store, asked, values)
        made = Report(asked.summary, asked.description, values, rows, cited(store, rows))
    wanted = form or next((name for name in REPORT_FORMS if unpacked_name(output).endswith(f".{name}")), "md")
    with written([output]) as [sink]:
        sink.write(REPORT_FORMS[wanted](made).encode("utf-8", "replace"))
    say(made.found())


def _network_command(name: str) -> click.Command:
    exporter = EXPORTERS[name]

    @settings
    @reachable
    @network_options(exporter.view)
    @output
    def run(settings: Settings, draw: Draw, output: str, dynamic_weights: bool = False) -> None:
        with opened(settings) as store:
            graph = draw(store)
        with written([output]) as [sink]:
            if dynamic_weights:
                write_gexf(graph, sink, dated=True)
            else:
                exporter.write(graph, sink)
        say(f"{len(graph.nodes)} nodes, {len(graph.edges)} edges")

    if name == "gexf":
        words = "Add the weight of edges over time; Gephi then shows all columns of edges as intervals."
        run = click.option("--dynamic-weights", is_flag=True, help=words)(run)
    return click.command(name, help=f"Write the network as {exporter.media_type}.")(run)


def _pair_command(name: str) -> click.Command:
    pair = PAIRS[name]

    @settings
    @reachable
    @network_options("claims")
    @click.option(
        "-o", "--output", required=True, metavar="NAME", help=f"Files to write: {' and '.join(f'NAME{end}' for end in pair.files)}."
    )
    def run(settings: Settings, draw: Draw, output: str) -> None:
        if output == "-":
            raise click.UsageError("two files cannot go to stdout: give their name with -o NAME")
        with opened(settings) as store:
            graph = draw(store)
        with written(output + suffix for suffix in pair.files) as sinks:
            for write, sink in zip(pair.files.values(), sinks, strict=True):
                write(graph, sink)
        say(f"{len(graph.nodes)} nodes, {len(graph.edges)} edges")

    return click.command(name, help=f"Write the network as two CSV files for {pair.taker}.")(run)


def _table_command(form: str) -> click.Command:
    @settings
    @reachable
    @click.option("--table", type=click.Choice(list(FRAMES)), help="Only this table, to the file that -o names.")
    @click.option(
        "-o", "--output", required=True, metavar="FOLDER", help=f"Folder for the files, such as claims.{form}; it is made if need be."
    )
    def run(settings: Settings, table: str | None, output: str) -> None:
        tables = {table: output} if table else {name: str(Path(output) / f"{name}.{form}") for name in FRAMES}
        if not table:
            _folder(output)
        with opened(settings) as store, written(tables.values()) as sinks:
            counts = [write_table(FRAMES[name], store, form, sink) for name, sink in zip(tables, sinks, strict=True)]
        say(", ".join(f"{count:,} {name}" for name, count in zip(tables, counts, strict=True)))

    columns = "\n\n".join(
        f"\b\n{name}\n" + "\n".join(f"  {field.name} ({field.type}): {field.description}" for field in frame.fields)
        for name, frame in FRAMES.items()
    )
    words = f"Write tables of claims, mentions, entities and comparisons as {form.capitalize()} (needs the extra 'tables').\n\n{columns}"
    return click.command(form, help=words, short_help=words.partition("\n")[0])(run)


def _folder(name: str) -> None:
    try:
        Path(name).mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{name}: cannot be written: {error.strerror}; choose another folder with -o") from error


def _graph(store: GraphStore, name: str) -> str:
    """Return the IRI of a named graph that a person named, whole or without what all of them begin with."""
    known = store.graph_names()
    for iri in (name, store.graph_iri(name)):
        if iri in known:
            return iri
    near = tuple(difflib.get_close_matches(store.graph_iri(name) if "://" not in name else name, known, n=3, cutoff=0.6))
    told = f"nearest are {', '.join(near)}" if near else f"there are {len(known)}"
    raise NotFoundError(f"there is no named graph {name!r}; {told}", nearest=near)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise ParameterError(f"--param {text!r} has no value; write it as NAME=VALUE", parameter=text)
    return name, value

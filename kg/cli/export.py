"""Take the graph out: RDF, networks for Gephi and other programs, a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from kg.cli.options import opened, reachable, settings
from kg.cli.output import say, target
from kg.config import Settings
from kg.export import EXPORTERS, RDF_FORMATS, VIEWS, view
from kg.export.facts import Row
from kg.store.graphs import GraphStore


class Exports(click.Group):
    """Offer ``rdf`` and every exporter as a command."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the formats."""
        return sorted((*super().list_commands(context), *EXPORTERS))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the command of a format."""
        return _network_command(name) if name in EXPORTERS else super().get_command(context, name)


@click.group(cls=Exports)
def export() -> None:
    """Take the graph out, such as: kg export gexf -o graph.gexf."""


@export.command()
@settings
@reachable
@click.option("--format", "form", type=click.Choice(sorted(RDF_FORMATS)), default="nq", show_default=True, help="Serialisation of RDF.")
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help="Only this named graph; may be given several times.")
@click.option("-o", "--output", default="-", metavar="FILE", help="File to write, - for stdout.  [default: -]")
def rdf(settings: Settings, form: str, graphs: tuple[str, ...], output: str) -> None:
    """Write RDF, sorted, so that equal graphs give equal bytes."""
    with opened(settings) as store, target(output) as sink:
        store.dump(sink, form, graphs or None)


def _network_command(name: str) -> click.Command:
    exporter = EXPORTERS[name]

    @settings
    @reachable
    @click.option(
        "--view", "shown", type=click.Choice(sorted(VIEWS)), default=exporter.view, show_default=True, help="What becomes a node."
    )
    @click.option("-o", "--output", default="-", metavar="FILE", help="File to write, - for stdout.  [default: -]")
    def run(settings: Settings, shown: str, output: str) -> None:
        with opened(settings) as store:
            graph = view(_asker(store), shown)
        with target(output) as sink:
            exporter.write(graph, sink)
        say(f"{len(graph.nodes)} nodes, {len(graph.edges)} edges")

    return click.command(name, help=f"Write the network as {exporter.media_type}.")(run)


def _asker(store: GraphStore) -> Callable[[str], Iterable[Row]]:
    """Return a function that answers SPARQL with rows of text, as the exports ask."""

    def ask(text: str) -> Iterable[Row]:
        rows = store.query(text)
        return [{name: None if cell is None else str(cell) for name, cell in zip(rows.columns, row, strict=True)} for row in rows.rows]

    return ask

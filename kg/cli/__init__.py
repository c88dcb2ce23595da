"""Parse commands, call the layers below, print: the only part that knows click.

Results go to stdout, words to stderr. Exit codes: 0 done, 1 refused or failed with one clear line, 2 usage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from kg import __version__
from kg.cli.ask import ask, sparql
from kg.cli.build import build, retract
from kg.cli.check import check, stats
from kg.cli.compare import compare
from kg.cli.decide import confirm, decisions, merge, reject, rename, retype, split
from kg.cli.export import export
from kg.cli.read import read
from kg.cli.show import show
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def root() -> None:
    """Read news articles into a graph of actors, places and claims; ask it, check it, take it out."""


for _command in (
    build, read, ask, sparql, show, compare, check, stats, export, retract,
    merge, split, rename, retype, reject, confirm, decisions,
):  # fmt: skip
    root.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every KgError becomes one line on stderr and exit code 1."""
    try:
        root.main(args=None if arguments is None else list(arguments), prog_name="kg", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: stopped; whole articles only were written", err=True)
        sys.exit(130)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)

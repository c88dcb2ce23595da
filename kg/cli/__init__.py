"""Parse commands, call the layers below, print: the only part that knows click.

Results go to stdout, words to stderr. Exit codes: 0 done, 1 refused or failed with one clear line, 2 usage.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from kg import __version__
from kg.cli.ask import ask, sparql
from kg.cli.build import build, retract
from kg.cli.check import check, stats
from kg.cli.compare import compare
from kg.cli.decide import confirm, decisions, merge, redact, reject, rename, retype, split
from kg.cli.export import export
from kg.cli.gazetteer import gazetteer
from kg.cli.options import debugging
from kg.cli.publish import publish
from kg.cli.read import read
from kg.cli.review import review
from kg.cli.search import search
from kg.cli.serve import serve
from kg.cli.show import show
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show where in the code an error arose (also: KG_DEBUG=1).")
def root(debug: bool) -> None:
    """Read news articles into a graph of actors, places and claims; ask it, check it, take it out."""


for _command in (
    build, read, search, ask, sparql, show, compare, check, stats, export, publish, retract,
    merge, split, rename, retype, reject, confirm, redact, review, decisions, gazetteer, serve,
):  # fmt: skip
    root.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; what fails becomes one line on stderr and exit code 1, a defect of kg too."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Outside its standalone mode click hands the code of an Exit back instead of leaving with it.
        code = root.main(args=words, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: stopped; whole articles only were written", err=True)
        sys.exit(130)
    except BrokenPipeError:
        _close_output()
        sys.exit(0)
    except Exception as error:  # the one place where a defect meets the person before the screen
        if "--debug" in words[:1] or debugging():
            traceback.print_exc()
        click.echo(f"kg: {_line(error)}", err=True)
        if isinstance(error, OSError):
            _close_output()
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _line(error: Exception) -> str:
    """Return what went wrong as one line: what a user can do, or that it is none of the user's doing."""
    if isinstance(error, KgError):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        return f"cannot be read or written: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}"
    said = " ".join(str(error).split())[:200]
    return f"a defect in kg: {type(error).__name__}: {said}; 'kg --debug ...' or KG_DEBUG=1 shows where"


def _close_output() -> None:
    """Point stdout at nothing, so that what Python still holds for a broken pipe or a full disk ends quietly."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return

"""Ask the graph: saved questions by name, and free SPARQL."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg.cli.options import opened, reachable, settings, table_format
from kg.cli.output import FORMATS, say
from kg.config import Settings
from kg.config import load as load_settings
from kg.errors import InputError, ParameterError
from kg.store.advice import advise as advice_on
from kg.store.header import Parameter
from kg.store.header import Question as Saved
from kg.store.library import Library, as_markdown
from kg.store.library import run as answer
from kg.store.parameters import choices
from kg.store.results import Iri, Rows

#: A query that takes longer than this, in seconds, is one to give advice on.
SLOW = 1.0


class Question(click.Command):
    """Be one saved question as a command: its parameters are options."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        """Parse the options; an unknown parameter is refused with those that there are."""
        try:
            return super().parse_args(context, arguments)
        except click.NoSuchOption as error:
            known = ", ".join(parameter.opts[0] for parameter in context.command.params if isinstance(parameter, click.Option))
            raise ParameterError(
                f"the question {self.name} has no parameter {error.option_name}; it has {known}", parameter=error.option_name
            ) from error


class Questions(click.Group):
    """Offer every saved question as a command, made when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the saved questions."""
        return list(_library().names())

    def get_command(self, context: click.Context, name: str) -> click.Command:
        """Return a saved question as a command; NotFoundError, with what comes close, for an unknown name."""
        return _as_command(_library().get(name))


def _list(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(as_markdown(_library()), nl=False)
        context.exit()


@click.group(cls=Questions)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="Print all questions, parameters and columns (Markdown).",
)
def ask() -> None:
    """Ask a saved question, such as: kg ask figures --place Baghouz.

    Every question is one file; `kg ask QUESTION --help` shows its parameters and columns.
    """


@click.command()
@click.argument("text")
@settings
@reachable
@table_format
@click.option("--advise", is_flag=True, help="Say how to write the query so that it is quick, also where it did not take long.")
def sparql(text: str, settings: Settings, form: str, advise: bool) -> None:
    """Run SPARQL: TEXT is a query, the name of a file that holds one, or - for stdin."""
    query = _query_text(text)
    began = time.monotonic()
    with opened(settings) as store:
        _print(store.query(query), form, whole=True)
    if advise or time.monotonic() - began > SLOW:
        for advice in advice_on(query):
            say(f"slow: {advice.slow}; {advice.better}")


def _library() -> Library:
    own = load_settings({}, os.environ, Path.cwd()).queries
    return Library.load((Path(own),) if own else ())


def _as_command(question: Saved) -> click.Command:
    @settings
    @reachable
    @table_format
    def run(settings: Settings, form: str, **values: str | None) -> None:
        given = {names[name]: value for name, value in values.items() if value is not None}
        with opened(settings) as store:
            _print(answer(store, question, given), form)

    names = {parameter.name.replace("-", "_").lower(): parameter.name for parameter in question.parameters}
    for parameter in reversed(question.parameters):
        run = _option(parameter)(run)
    columns = "\n".join(f"  {name}: {meaning}" for name, meaning in question.columns.items())
    words = f"{question.summary}\n\n{question.description}\n\n\b\nColumns:\n{columns}"
    return click.command(question.name, cls=Question, help=words, short_help=question.summary)(run)


def _option(parameter: Parameter) -> Callable[[Callable[..., None]], Callable[..., None]]:
    allowed = choices(parameter)
    words = parameter.description + ("" if parameter.default is None else f"  [default: {parameter.default}]")
    kind = _Word(allowed) if allowed else click.STRING
    return click.option(f"--{parameter.name}", type=kind, help=words)


class _Word(click.ParamType[str]):
    """Complete one of a few words; the question itself says what is wrong with others."""

    name = "word"

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(self.words) if len(self.words) <= 8 else "WORD"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


def _query_text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if "{" not in text and Path(text).is_file():
        try:
            return Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read as a query: {error}", source=text) from error
    return text


def _print(rows: Rows, form: str, *, whole: bool = False) -> None:
    hidden = _identifiers(rows) if form in _FOR_PEOPLE and not whole else []
    shown = [index for index in range(len(rows.columns)) if index not in hidden]
    cells = [[None if row[index] is None else str(row[index]) for index in shown] for row in rows.rows]
    click.echo(FORMATS[form]([rows.columns[index] for index in shown], cells), nl=False)
    words = [f"{len(cells):,} row{'' if len(cells) == 1 else 's'}"] if form in _FOR_PEOPLE else []
    if hidden:
        words.append(f"--format csv or json also gives the IRIs ({', '.join(rows.columns[index] for index in hidden)})")
    if words:
        say("; ".join(words))


#: Formats that people read: they leave out columns of IRIs that stand beside their names.
_FOR_PEOPLE = frozenset({"table", "md"})


def _identifiers(rows: Rows) -> list[int]:
    """Return the columns that hold nothing but IRIs, unless that is all there is."""
    full = [[row[index] for row in rows.rows if row[index] is not None] for index in range(len(rows.columns))]
    found = [index for index, cells in enumerate(full) if cells and all(isinstance(cell, Iri) for cell in cells)]
    return found if len(found) < len([cells for cells in full if cells]) else []

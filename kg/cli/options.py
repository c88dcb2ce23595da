"""Hold the options that several commands share."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg.articles.load import Overrides
from kg.cli.output import FORMATS
from kg.config import Settings, load
from kg.errors import ConfigError
from kg.language.engines import Options
from kg.language.engines import load as load_engines
from kg.language.reader import Reader
from kg.store.endpoint import connect, is_address
from kg.store.graphs import GraphStore

Command = Callable[..., Any]

#: Options of single commands that are settings too.
_FLAGS = ("store", "base", "by", "names", "claims")


def configured(command: Command) -> Command:
    """Hand the command its settings as ``settings``: its own options that are settings, the environment, kg.toml."""

    @wraps(command)
    def with_settings(*args: Any, **kwargs: Any) -> Any:
        flags = {name: kwargs.pop(name, None) for name in _FLAGS}
        return command(*args, settings=load(flags, os.environ, Path.cwd()), **kwargs)

    return with_settings


def settings(command: Command) -> Command:
    """Add ``--store`` and hand the command its settings as ``settings``."""
    option = click.option("--store", metavar="DIR", help="Folder of the graph.  [default: ./kg-store, or KG_STORE, or kg.toml]")
    return option(configured(command))


def reachable(command: Command) -> Command:
    """Add ``--endpoint``: the address of a SPARQL endpoint that holds the graph, in place of the folder of ``settings``."""

    @click.option("--endpoint", metavar="URL", help="A SPARQL endpoint that holds the graph, in place of a folder (its token: KG_TOKEN).")
    @wraps(command)
    def with_endpoint(*args: Any, settings: Settings, endpoint: str | None, **kwargs: Any) -> Any:
        if endpoint is not None and not is_address(endpoint):
            raise ConfigError(f"--endpoint {endpoint!r} is no address; write it as http://localhost:8000/sparql")
        return command(*args, settings=settings if endpoint is None else replace(settings, store=endpoint), **kwargs)

    return with_endpoint


def opened(settings: Settings, *, read_only: bool = True, create: bool = False) -> GraphStore:
    """Open the graph of the settings: a folder, or what an endpoint holds."""
    if is_address(settings.store):
        return connect(settings.store, settings.base, os.environ.get("KG_TOKEN"))
    return GraphStore.open(settings.store, create=create, base=settings.base if create else None, read_only=read_only)


def table_format(command: Command) -> Command:
    """Add ``--format`` and ``--json`` and hand the command the chosen format as ``form``."""

    @click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="table", show_default=True, help="How rows are printed.")
    @click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    @wraps(command)
    def with_format(*args: Any, form: str, as_json: bool, **kwargs: Any) -> Any:
        return command(*args, form="json" if as_json else form, **kwargs)

    return with_format


def engines(command: Command) -> Command:
    """Add ``--names`` and ``--claims``, which become settings: the engines that read those layers."""
    command = click.option("--claims", metavar="ENGINE", help="Read claims with llm:URL#MODEL (its key in KG_LLM_KEY).  [default: kg]")(
        command
    )
    return click.option("--names", metavar="ENGINE", help="Read names with spacy:PIPELINE or gliner:MODEL.  [default: kg]")(command)


def reader_of(known: Settings) -> Reader:
    """Return the reader that the settings ask for; the key of an LLM comes from ``KG_LLM_KEY`` alone."""
    cache = Path(known.llm_cache) if known.llm_cache else None
    options = Options(os.environ.get("KG_LLM_KEY"), cache, known.llm_requests, known.llm_tokens)
    names, statements = load_engines(known.names, known.claims, options)
    return Reader(names=names, statements=statements, threads=known.threads)


def overrides(command: Command) -> Command:
    """Add ``--published``, ``--publisher`` and ``--url`` and hand the command their value as ``how``."""

    @click.option("--published", metavar="YYYY-MM-DD", help="Day of publication, in place of what the source says.")
    @click.option("--publisher", metavar="NAME", help="Who published it, in place of what the source says.")
    @click.option("--url", metavar="URL", help="Address of the article, in place of what the source says.")
    @wraps(command)
    def with_overrides(*args: Any, published: str | None, publisher: str | None, url: str | None, **kwargs: Any) -> Any:
        how = Overrides(published=_day(published), publisher=publisher, url=url)
        return command(*args, how=how, **kwargs)

    return with_overrides


def debugging() -> bool:
    """Tell whether the person wants to see where in the code an error arose: ``kg --debug`` or ``KG_DEBUG``."""
    context = click.get_current_context(silent=True)
    flagged = context is not None and context.find_root().params.get("debug", False)
    return bool(flagged) or os.environ.get("KG_DEBUG", "") not in ("", "0")


def signer(known: Settings) -> str:
    """Return who signs a decision: ``--by``, ``KG_BY`` or kg.toml, else the user's login name."""
    name = known.by or os.environ.get("USER") or os.environ.get("LOGNAME")
    if not name:
        raise ConfigError("nobody to sign the decision: give --by NAME, or set KG_BY or 'by' in kg.toml")
    return name


def _day(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--published {text!r} is no date: write it as YYYY-MM-DD") from error

"""Serve the graph over HTTP."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from kg.cli.options import settings
from kg.cli.output import say
from kg.config import Settings
from kg.errors import ConfigError, InputError
from kg.server.run import run
from kg.server.settings import Limits, Serving

#: So many queries that run to their limit must not keep the others waiting.
FEWEST = 4
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


class Size(click.ParamType[int]):
    """Be a number of bytes, as a person writes it: 500M, 2G."""

    name = "size"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the bytes."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmg]?)b?", value.strip().lower())
        if found is None:
            self.fail(f"{value!r} is no size; write it as 500M or 2G", param, ctx)
        return int(float(found[1]) * _UNITS[found[2]])


@click.command()
@settings
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 lets other machines in.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen at; 0 takes a free one.")
@click.option("--workers", default=0, type=click.IntRange(0, 256), help="Processes that answer queries.  [default: one a core, at least 4]")
@click.option("--timeout", default=60.0, show_default=True, type=click.FloatRange(0.01), help="Seconds that one query may take.")
@click.option("--memory", default="2G", show_default=True, type=Size(), help="Memory that one query may use, such as 500M.")
@click.option("--rows", default=0, show_default=True, type=click.IntRange(0), help="Rows that one answer may have; 0: any number.")
@click.option("--patience", default=20.0, show_default=True, type=click.FloatRange(0.1), help="Seconds that a client may be silent.")
@click.option("--allow-update", is_flag=True, help="Accept updates from whoever has the token.")
@click.option(
    "--token-file", type=click.Path(), metavar="FILE", help="File with the token for updates and for stopping queries (or: KG_TOKEN)."
)
@click.option("--allow-service", multiple=True, metavar="URL", help="An endpoint that queries may ask by SERVICE; may be given again.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="A web origin whose pages may read from here; * for all; may be given again.")
@click.option("--hostname", multiple=True, metavar="NAME", help="A name that the server answers to, besides those of this machine.")
@click.option("--title", default="Knowledge graph", show_default=True, help="What the pages are called.")
@click.option("--publisher", default="", help="Who publishes them.")
@click.option("--licence", default="", metavar="IRI", help="Licence of the data, such as https://creativecommons.org/licenses/by/4.0/.")
@click.option("--log", type=click.Path(), metavar="FILE", help="Write the log to FILE in place of stderr; - is stdout.")
@click.option("--quiet", is_flag=True, help="Write no log.")
def serve(settings: Settings, host: str, port: int, log: str | None, quiet: bool, **given: Any) -> None:
    """Serve the graph: pages, data, a SPARQL endpoint at /sparql, until stopped with Ctrl-C.

    Queries are answered from the newest state of the graph by processes of their own, which are ended when they pass a limit.
    A build may run meanwhile; what it adds appears when it ends.
    """
    limits = Limits(seconds=given["timeout"], memory=given["memory"], rows=given["rows"], stall=given["patience"])
    serving = Serving(
        settings.store,
        host,
        port,
        given["workers"] or max(FEWEST, os.cpu_count() or 1),
        limits,
        allow_update=given["allow_update"],
        token=_token(given["token_file"]),
        origins=given["cors"],
        services=given["allow_service"],
        hostnames=given["hostname"],
        queries=settings.queries,
        title=given["title"],
        publisher=given["publisher"],
        licence=given["licence"],
    )
    with _journal(log, quiet=quiet) as sink:
        run(serving, sink, lambda address: say(f"serving {settings.store} at {address}"))


@contextmanager
def _journal(path: str | None, *, quiet: bool) -> Iterator[IO[str] | None]:
    """Open what the log is written to."""
    if quiet or path in (None, "-"):
        yield None if quiet else sys.stderr if path is None else sys.stdout
        return
    try:
        with Path(path).open("a", encoding="utf-8") as sink:
            yield sink
    except OSError as error:
        raise ConfigError(f"{path}: the log cannot be written: {error.strerror}") from error


def _token(path: str | None) -> str | None:
    """Return the token; it is never an argument, which other users of the machine could read."""
    if path is None:
        return os.environ.get("KG_TOKEN") or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", source=path) from error

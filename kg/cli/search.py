"""Find claims, actors, places and articles by their words."""

from __future__ import annotations

import click

from kg.cli.options import opened, reachable, settings, table_format
from kg.cli.output import FORMATS, say
from kg.config import Settings
from kg.store.search import KINDS, Hit, counts
from kg.store.search import search as find

#: What is printed of a thing that was found: for people, and for programs.
_SHOWN = ("kind", "name", "words", "outlet", "published")
_ALL = (*_SHOWN, "field", "iri", "article")


@click.command()
@click.argument("words", nargs=-1, required=True)
@settings
@reachable
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind of thing; may be given several times.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The most things that are shown.")
@table_format
def search(words: tuple[str, ...], settings: Settings, kinds: tuple[str, ...], limit: int, form: str) -> None:
    """Find claims, actors, places and articles by their WORDS, in any case and with or without accents.

    All words must be there; '"dam broke"' as a phrase, flo* as a beginning, OR between two for either. What begins with a
    hyphen must not be there: kg search -- dam -army. Where nothing has a word, names are found that hold it inside.
    """
    typed = " ".join(words)
    with opened(settings) as store:
        found = find(store, typed, kinds, limit)
        total = sum(count for kind, count in counts(store, typed).items() if not kinds or kind in kinds)
    columns = _SHOWN if form in ("table", "md") else _ALL
    click.echo(FORMATS[form](columns, [[_cell(hit, column) for column in columns] for hit in found]), nl=False)
    if form in ("table", "md"):
        say(f"{len(found):,} of {max(total, len(found)):,} found" + ("; --limit shows more" if total > len(found) else ""))


def _cell(hit: Hit, column: str) -> str | None:
    if column == "words":
        return None if hit.snippet == hit.label and hit.kind != "claim" else hit.snippet
    if column == "name":
        return None if hit.kind == "claim" else hit.label
    value = getattr(hit, column)
    return None if value is None else str(value)

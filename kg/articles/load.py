"""Read articles from whatever a user names: the way in.

One reader a kind of input, in :data:`READERS`. An input that fails yields its error, and the others go on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.articles.feeds import read_feed
from kg.articles.pages import read_page_file
from kg.articles.plain import read_plain
from kg.articles.records import read_json, read_lines
from kg.articles.sources import Source, find
from kg.articles.web import fetch, is_address
from kg.errors import InputError
from kg.model import Article

Reader = Callable[[Source], Iterator[Article | InputError]]

#: The reader of each kind of input.
READERS: Mapping[str, Reader] = {"text": read_plain, "html": read_page_file, "json": read_json, "jsonl": read_lines, "feed": read_feed}


@dataclass(frozen=True, slots=True)
class Overrides:
    """Hold what the user says of the articles; it wins over their sources."""

    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None


def load(sources: Sequence[str], overrides: Overrides | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of the sources in order, and an error for each input that cannot be read.

    A folder is read with all folders in it, sorted by path. Two inputs with one key would overwrite each other in the
    graph, so the second yields an error.
    """
    seen: dict[str, str] = {}
    for named in sources:
        for source in [_fetched(named)] if is_address(named) else find([named]):
            for article in _read(source):
                yield _once(_overridden(article, overrides or Overrides()), source, seen)


def _fetched(url: str) -> Source | InputError:
    try:
        return fetch(url)
    except InputError as error:
        return error


def _read(source: Source | InputError) -> Iterator[Article | InputError]:
    if isinstance(source, InputError):
        yield source
        return
    try:
        yield from READERS[source.kind](source)
    except InputError as error:
        yield error


def _overridden(article: Article | InputError, overrides: Overrides) -> Article | InputError:
    if isinstance(article, InputError):
        return article
    url = overrides.url or article.url
    return replace(
        article,
        key=overrides.url or article.key,
        url=url,
        published=overrides.published or article.published,
        publisher=overrides.publisher or article.publisher,
    )


def _once(article: Article | InputError, source: Source | InputError, seen: dict[str, str]) -> Article | InputError:
    if isinstance(article, InputError) or isinstance(source, InputError):
        return article
    if (before := seen.setdefault(article.key, source.where)) != source.where:
        message = f"has the same key as {before} ({article.key}): give each its own URL, or their common folder"
        return InputError(message, source=source.where)
    return article

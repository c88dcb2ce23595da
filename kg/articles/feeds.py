"""Read RSS and Atom feeds: what an entry itself holds is an article, its link the article's URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.articles.compose import Origin, compose
from kg.articles.dates import parse_date
from kg.articles.fields import Facts
from kg.articles.pages import extract
from kg.articles.records import digest
from kg.articles.sources import Source
from kg.errors import InputError
from kg.model import Article

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z#0-9]+;")


def read_feed(source: Source) -> Iterator[Article | InputError]:
    """Yield an article for each entry that holds text, an error for one that does not.

    Raises InputError for what is no feed. The day is the one the entry writes, in its own time zone.
    """
    import feedparser  # type: ignore[import-untyped]  # imported here, since most inputs need none of it

    headers = {"content-type": f"application/xml; charset={source.charset}"} if source.charset else None
    feed = feedparser.parse(source.read(), response_headers=headers, resolve_relative_uris=False)
    if not feed.version:
        reason = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        raise InputError(f"is no RSS or Atom feed{reason}".replace("\n", " "), source=source.where)
    if not feed.entries:
        yield InputError("the feed holds no entry", source=source.where)
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, feed.feed, source, f"{source.where}, entry {number}", feed.get("encoding") or "utf-8")


def _article(entry: Any, feed: Any, source: Source, where: str, encoding: str) -> Article | InputError:
    facts = Facts(
        title=_plain(entry.get("title")),
        url=_link(entry),
        published=parse_date(entry.get("published") or entry.get("updated") or ""),
        publisher=_plain(feed.get("title")),
        authors=tuple(name for author in entry.get("authors", ()) if (name := _plain(author.get("name")))),
        language=_plain(feed.get("language")),
    )
    try:
        text = _text(entry, where)
        return compose(text, facts, Origin(f"{source.key}#{_name(entry, facts, text)}", source.name, where, encoding=encoding))
    except InputError as error:
        return error


def _text(entry: Any, where: str) -> str:
    """Return the text that an entry holds, its content before its summary."""
    contents = [content.get("value") or "" for content in entry.get("content", ())] + [entry.get("summary") or ""]
    words: str = next((content for content in contents if content.strip()), "")
    if not words:
        raise InputError("the entry holds no text of its own; give its link as a source", source=where)
    if not _MARKUP.search(words):
        return words
    return extract(f"<html><body><article><div>{words}</div></article></body></html>", where).text


def _link(entry: Any) -> str | None:
    link = entry.get("link") or ""
    return link if link.startswith(("http://", "https://")) else None


def _name(entry: Any, facts: Facts, text: str) -> str:
    return str(entry.get("id") or digest(facts.title, text))


def _plain(words: str | None) -> str | None:
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", "", words or "")).strip() or None

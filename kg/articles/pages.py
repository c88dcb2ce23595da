"""Read web pages: the text that trafilatura extracts, its metadata, and htmldate's day of publication.

All offsets count in the extracted text. The day comes from the page's own metadata and address only: a day that merely
stands somewhere in the text is the day of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.articles.compose import Origin, compose
from kg.articles.dates import parse_date
from kg.articles.decode import decode
from kg.articles.fields import Facts
from kg.articles.plain import sidecar_facts
from kg.articles.sources import Source
from kg.errors import InputError
from kg.model import Article

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|br|span|a)\b[^<>]*>", re.IGNORECASE)
#: htmldate's own default is today: the same page must give the same day tomorrow.
LAST_DAY = "2100-01-01"
_DATES = {"extensive_search": False, "original_date": True, "max_date": LAST_DAY}


@dataclass(frozen=True, slots=True)
class Extracted:
    """Hold what a page gives: the article's text and the page's facts."""

    text: str
    facts: Facts


def read_page_file(source: Source) -> Iterator[Article]:
    """Yield the article of a page; raises InputError for what is no HTML or holds no article."""
    data = source.read()
    charset = source.charset or declared_charset(data)
    decoded = decode(data, source.where, charset)
    page = extract(decoded.text, source.where, url=source.url)
    facts = sidecar_facts(source).over(Facts(url=source.url, notes=decoded.notes)).over(page.facts)
    yield compose(page.text, facts, Origin(source.key, source.name, source.where, encoding=decoded.encoding))


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a page declares in its first 4096 bytes."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def extract(html: str, where: str, *, url: str | None = None, line: int | None = None) -> Extracted:
    """Return the article's text of a page and what the page says of it.

    Raises InputError for a text without markup, and for a page in which trafilatura finds no article.
    """
    if not _TAG.search(html):
        raise InputError("is no HTML: it holds no markup; give plain text as .txt", source=where, line=line)
    document = _document(html, url)
    text: str = (document.text or "") if document is not None else ""
    if not text.strip():
        raise InputError("no article was found in the page; give its text as .txt", source=where, line=line)
    return Extracted(text, _facts(document))


def _document(html: str, url: str | None) -> Any:
    """Return trafilatura's document, or None; it is imported here, since most inputs need none of it."""
    from trafilatura import bare_extraction

    def extracted(recall: bool) -> Any:
        dates = {**_DATES, "url": url}
        return bare_extraction(html, url=url, include_comments=False, with_metadata=True, favor_recall=recall, date_extraction_params=dates)

    return extracted(False) or extracted(True)


def _facts(document: Any) -> Facts:
    """Return the facts of trafilatura's document; an outlet that signs as author is no author."""
    publisher = (document.sitename or "").strip() or None
    names = [name for name in re.split(r"\s*;\s*", document.author or "") if name != publisher]
    return Facts(
        title=(document.title or "").strip() or None,
        url=document.url if (document.url or "").startswith(("http://", "https://")) else None,
        published=parse_date(document.date or ""),
        publisher=publisher,
        authors=tuple(name for name in names if name),
    )

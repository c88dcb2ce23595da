"""Make an article of a text and of what is known beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.articles.clues import clues
from kg.articles.fields import Facts
from kg.articles.zones import read_page
from kg.errors import InputError
from kg.model import Article

#: A text with more characters than this is no article (the longest reports of news have some 200,000).
MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Say where a text was found: ``key`` identifies the article unless it has a URL, ``name`` is its source's name."""

    key: str
    name: str
    where: str
    line: int | None = None
    encoding: str = "utf-8"


def compose(text: str, facts: Facts, origin: Origin) -> Article:
    r"""Return the article of a text; ``\r\n`` becomes ``\n`` and nothing else changes.

    ``facts`` win over what the text says of itself. Raises InputError for a text without a word or too long to be one.
    """
    text = text.replace("\r\n", "\n")
    if not re.search(r"\w", text):
        raise InputError("there is no word in it: an article needs text", source=origin.where, line=origin.line)
    if len(text) > MOST_CHARACTERS:
        message = f"a text of {len(text):,} characters is no article (at most {MOST_CHARACTERS:,}); split it"
        raise InputError(message, source=origin.where, line=origin.line)
    page = read_page(text, facts.title)
    known = facts.over(clues(page))
    return Article(
        key=known.url or origin.key,
        source_name=origin.name,
        text=text,
        zones=page.zones,
        headline=known.title,
        published=known.published,
        publisher=known.publisher,
        authors=known.authors,
        url=known.url,
        language=known.language,
        credits=known.credits,
        encoding=origin.encoding,
        notes=known.notes,
    )

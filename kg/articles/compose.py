"""Make an article of a text and of what is known beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.articles.clues import clues
from kg.articles.fields import Facts
from kg.articles.languages import language_of, name_of, short_code
from kg.articles.zones import Page, read_page
from kg.errors import InputError
from kg.model import READ_ZONES, Article

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
    language, remarks = _language(known.language, _read_text(page, text))
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
        language=language,
        credits=known.credits,
        encoding=origin.encoding,
        notes=known.notes + remarks,
    )


def _read_text(page: Page, text: str) -> str:
    return "\n".join(zone.span.of(text) for zone in page.zones if zone.kind in READ_ZONES)


def _language(given: str | None, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the language that the source gives, else the one recognised, with what there is to say of it.

    Where one of the two is English the words decide, since templates of pages often declare a language that is not theirs.
    """
    declared, seen = short_code(given), language_of(text)
    language = seen if seen and (not declared or "en" in (declared, seen)) else declared
    notes = []
    if declared and seen and declared != seen:
        notes.append(f"the language is said to be {name_of(declared)}, but the words are {name_of(seen)}")
    if language and language != "en":
        notes.append(f"the article is in {name_of(language)}: only what needs no English is read")
    return language, tuple(notes)

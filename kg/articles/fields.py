"""Hold what a source tells of an article beside its text, and check it field by field.

The fields are those of the JSON input and of a sidecar ``NAME.meta.json``; they are documented in :data:`FIELDS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kg.articles.dates import parse_date
from kg.errors import FieldError

#: The fields of a JSON article, and what each holds; all but one of text and html may be absent or null.
FIELDS: Mapping[str, str] = {
    "text": "the article's own text",
    "html": "the article's page, instead of text",
    "title": "the headline",
    "url": "where it was published; identifies the article",
    "published": "the day of publication, as 2019-03-08 or a full ISO 8601 or RFC 822 time",
    "publisher": "the outlet that published it",
    "author": "who wrote it: a name or a list of names",
    "language": "the language's ISO 639-1 code, as en",
}
#: The fields that say what the text is; a sidecar has its text beside it and takes none of them.
CONTENT = frozenset({"text", "html"})


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what is known of an article beside its text; None and empty where the source does not tell."""

    title: str | None = None
    url: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def over(self, other: Facts) -> Facts:
        """Return these facts, completed by another's where these are silent; notes of both are kept."""
        mine = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        return Facts(**{**mine, "notes": tuple(dict.fromkeys(self.notes + other.notes))})


def content_of(record: Mapping[str, object], source: str, line: int | None = None) -> tuple[str, str]:
    """Return which of ``text`` and ``html`` a record has, and its words.

    Raises FieldError where it has neither, both, or none that holds words.
    """
    given = sorted(name for name in CONTENT if record.get(name) is not None)
    if not given:
        raise FieldError("field text (or html) is missing: an article needs its words", field="text", source=source, line=line)
    if len(given) > 1:
        raise FieldError("fields text and html are both given: give one", field="html", source=source, line=line)
    words = _text(record, given[0], source, line)
    if words is None:
        raise FieldError(f"field {given[0]} is empty: an article needs its words", field=given[0], source=source, line=line)
    return given[0], words


def facts_of(record: Mapping[str, object], source: str, *, line: int | None = None, content: bool = False) -> Facts:
    """Return the facts of a record; ``content`` tells that it may hold text or html.

    Raises FieldError with the names of fields that are unknown, and for one whose value is malformed.
    """
    known = [name for name in FIELDS if content or name not in CONTENT]
    if unknown := sorted(record.keys() - set(known)):
        message = f"unknown field {', '.join(unknown)}; known are {', '.join(known)}"
        raise FieldError(message, field=unknown[0], source=source, line=line)
    return Facts(
        title=_text(record, "title", source, line),
        url=_address(record, source, line),
        published=_date(record, source, line),
        publisher=_text(record, "publisher", source, line),
        authors=_names(record, source, line),
        language=_text(record, "language", source, line),
    )


def _text(record: Mapping[str, object], name: str, source: str, line: int | None) -> str | None:
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise FieldError(f"field {name} must be text, not {_short(value)}", field=name, source=source, line=line)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"field {name} holds half a character (a lone surrogate) at character {error.start}"
        raise FieldError(message, field=name, source=source, line=line) from error
    if "\0" in value:
        raise FieldError(f"field {name} holds a NUL character at character {value.index(chr(0))}", field=name, source=source, line=line)
    if name in CONTENT:
        return value if value.strip() else None
    return value.strip() or None


def _address(record: Mapping[str, object], source: str, line: int | None) -> str | None:
    address = _text(record, "url", source, line)
    if address and not address.lower().startswith(("http://", "https://")):
        message = f"field url must be a web address such as https://example.org/a, not {_short(address)}"
        raise FieldError(message, field="url", source=source, line=line)
    return address


def _date(record: Mapping[str, object], source: str, line: int | None) -> dt.date | None:
    words = _text(record, "published", source, line)
    if words is None:
        return None
    if (day := parse_date(words)) is None:
        message = f"field published must be a day such as 2019-03-08, not {_short(words)}"
        raise FieldError(message, field="published", source=source, line=line)
    return day


def _names(record: Mapping[str, object], source: str, line: int | None) -> tuple[str, ...]:
    value = record.get("author")
    if not isinstance(value, list):
        name = _text(record, "author", source, line)
        return (name,) if name else ()
    names = [_text({"author": item}, "author", source, line) for item in value]
    return tuple(name for name in names if name)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."

"""Read articles from JSON: an object or a list of them (.json), or one object a line (.jsonl).

The fields are those of :data:`kg.articles.fields.FIELDS`. A record that fails yields its error with its line, and the
others go on. JSON is UTF-8 (RFC 8259); a byte order mark is tolerated, UTF-16 with a mark too.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO

from kg.articles.compose import Origin, compose
from kg.articles.decode import decode
from kg.articles.fields import Facts, content_of, facts_of
from kg.articles.pages import extract
from kg.articles.sources import MOST_BYTES, Source
from kg.errors import EncodingError, InputError
from kg.model import Article

#: A line with more bytes than this is no article.
MOST_LINE = 16 * 1024 * 1024
#: So many first characters of a text tell it from the others of its file.
KEY_CHARACTERS = 300


def read_json(source: Source) -> Iterator[Article | InputError]:
    """Yield the articles of a JSON object or a list of objects; raises InputError for what is no JSON."""
    decoded = decode(source.read(), source.where, source.charset)
    value = parse_json(decoded.text, source.where)
    records = value if isinstance(value, list) else [value]
    if not records:
        yield InputError("the list holds no article", source=source.where)
    for number, record in enumerate(records, start=1):
        where = f"{source.where}, record {number}" if isinstance(value, list) else source.where
        yield from _article(record, source, where, None, alone=not isinstance(value, list))


def read_lines(source: Source) -> Iterator[Article | InputError]:
    """Yield the articles of a file with one JSON object a line; blank lines are passed over."""
    empty = True
    with source.opened() as stream:
        for number, line in _lines(stream):
            if isinstance(line, bytes) and not line.strip():
                continue
            empty = False
            yield from _from_line(line, number, source)
    if empty:
        yield InputError("the file is empty", source=source.where)


def _from_line(line: bytes | None, number: int, source: Source) -> Iterator[Article | InputError]:
    if line is None:
        yield InputError(f"a line of more than {MOST_LINE // 2**20} MB is no article", source=source.where, line=number)
        return
    try:
        record = parse_json(line.decode("utf-8"), source.where, number)
    except UnicodeDecodeError as error:
        message = f"line {number}: byte 0x{line[error.start]:02x} at offset {error.start} of the line is no UTF-8; JSON is UTF-8"
        refusal = EncodingError(message, source=source.where, offset=error.start)
        refusal.line = number
        yield refusal
    except InputError as error:
        yield error
    else:
        yield from _article(record, source, source.where, number, alone=False)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number, None for one that is too long; UTF-16 with a mark is recoded first."""
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = decode(start + stream.read(MOST_BYTES), "").text
        yield from enumerate((line.encode() for line in text.split("\n")), start=1)
        return
    held = start.removeprefix(codecs.BOM_UTF8)
    number = 0
    while line := held + (b"" if held.endswith(b"\n") else stream.readline(MOST_LINE)):
        held, number = b"", number + 1
        first, newline, rest = line.partition(b"\n")
        if newline and rest:
            line, held = first, rest
        whole = len(line) < MOST_LINE or line.endswith(b"\n")
        yield number, (line if whole else None)
        if not whole:
            _skip(stream)


def _skip(stream: BinaryIO) -> None:
    """Read on to the end of the line."""
    while (piece := stream.readline(MOST_LINE)) and not piece.endswith(b"\n"):
        continue


def parse_json(text: str, where: str, line: int | None = None) -> object:
    """Return the value of a JSON text; raises InputError with line and column of what is wrong."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if line else f"line {error.lineno}, column {error.colno}"
        raise InputError(f"is no JSON: {error.msg} ({place})", source=where, line=line) from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"is JSON that cannot be read: {error}", source=where, line=line) from error
    return value


def _article(record: object, source: Source, where: str, line: int | None, *, alone: bool) -> Iterator[Article | InputError]:
    try:
        if not isinstance(record, dict):
            raise InputError("an article must be a JSON object of fields", source=where, line=line)
        facts = facts_of(record, where, line=line, content=True)
        kind, words = content_of(record, where, line)
        if kind == "html":
            page = extract(words, where, url=facts.url, line=line)
            words, facts = page.text, facts.over(page.facts)
        key = source.key if alone else f"{source.key}#{digest(facts.title, words)}"
        facts = facts.over(Facts(url=source.url)) if alone else facts
        yield compose(words, facts, Origin(key, source.name, where, line))
    except InputError as error:
        yield error


def digest(title: str | None, text: str) -> str:
    """Return a short name made from a record's headline and the start of its text, equal in every run."""
    start = f"{title or ''}\n{text[:KEY_CHARACTERS]}"
    return hashlib.sha256(start.encode("utf-8", "surrogatepass")).hexdigest()[:12]

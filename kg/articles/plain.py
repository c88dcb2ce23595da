"""Read plain text, with the sidecar ``NAME.meta.json`` beside ``NAME.txt``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.articles.compose import Origin, compose
from kg.articles.decode import decode
from kg.articles.fields import Facts, facts_of
from kg.articles.sources import Source
from kg.errors import InputError
from kg.model import Article


def read_plain(source: Source) -> Iterator[Article]:
    """Yield the article of a text file; raises InputError for what is no text."""
    decoded = decode(source.read(), source.where, source.charset)
    facts = sidecar_facts(source).over(Facts(url=source.url, notes=decoded.notes))
    yield compose(decoded.text, facts, Origin(source.key, source.name, source.where, encoding=decoded.encoding))


def sidecar_facts(source: Source) -> Facts:
    """Return what the sidecar of a file tells, or nothing where it has none; raises InputError for a malformed one."""
    if (path := source.sidecar) is None:
        return Facts()
    try:
        record = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"the sidecar cannot be read as JSON: {error}", source=str(path)) from error
    if not isinstance(record, dict):
        raise InputError("the sidecar must be a JSON object of fields", source=str(path))
    return facts_of(record, str(path))

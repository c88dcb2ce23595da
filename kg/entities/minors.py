"""Tell who in an article is a child, so that no child is taken for someone of the gazetteer that bears the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.entities.forms import Form
from kg.model import Mention

#: Age under which nobody is looked up (Convention on the Rights of the Child, article 1).
GROWN_UP = 18
#: How far from a name its bearer's age is looked for.
BESIDE = 40
_AFTER = re.compile(
    r"^\s*[,(]?\s*(?:(?:a|an|the)\s+)?(?:(\d{1,2})[- ]years?[- ]old|aged?\s+(\d{1,2})\b"
    r"|(?<=[,(]\s)(\d{1,2})(?=\s*[,.;:)]|\s+(?:and|who|said|says|told)\b)|(?<=\()(\d{1,2})(?=\s*[,)]))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old(?:\s+\w+){0,2}\s*,?\s*$", re.IGNORECASE)


def is_minor(text: str, form: Form) -> bool:
    """Tell whether a form names a person whose age, written beside some mention of the name, is that of a child."""
    return form.person and any(age < GROWN_UP for mention in form.mentions for age in _ages(text, mention))


def _ages(text: str, mention: Mention) -> Iterable[int]:
    start, end = mention.span.start, mention.span.end
    after, before = _AFTER.search(text[end : end + BESIDE]), _BEFORE.search(text[max(0, start - BESIDE) : start])
    return [int(age) for found in (after, before) if found for age in found.groups() if age]

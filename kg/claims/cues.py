"""Look up the words that attribute: verbs of saying in all their forms, and what each makes of its content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg import resources


@cache
def _lemmas() -> Mapping[str, str]:
    table = resources.toml_table("cues")
    rows = [row.split() for row in (*table["verbs"], *table["thinking"]) if " reporters" not in row]
    return {form: row[0] for row in rows for form in row}


def lemma_of(cue: str) -> str:
    """Return the lemma of the verb in a cue ("has denied" -> "deny"), or the cue itself in lower case."""
    words = cue.casefold().split()
    table = resources.toml_table("cues")
    for phrase in (*table["denying"], *table["planning"], *table["doubting"]):
        if re.search(rf"\b{re.escape(phrase[:-1] if phrase.endswith('y') else phrase)}(?:y|ies|ied|s|d|ed|ing|ned|ning)?\b", cue, re.I):
            return str(phrase)
    return next((_lemmas()[word] for word in reversed(words) if word in _lemmas()), cue.casefold())


@cache
def saying() -> re.Pattern[str]:
    """Return the pattern of the finite forms of verbs of saying, with their auxiliaries ("has said")."""
    forms = {form for row in resources.toml_table("cues")["verbs"] if " reporters" not in row for form in row.split()[:3]}
    return re.compile(rf"\b(?:(?:has|have|had|also|later|then)\s+)*(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b", re.I)


@cache
def _phrases(name: str) -> re.Pattern[str]:
    words = resources.toml_table("cues")[name]
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})\b", re.I)


def before_source() -> re.Pattern[str]:
    """Return the pattern of cues that stand in front of their source ("according to")."""
    return _phrases("before")


def hearsay() -> re.Pattern[str]:
    """Return the pattern of cues that name nobody ("reportedly")."""
    return _phrases("hearsay")


def silence() -> re.Pattern[str]:
    """Return the pattern of phrases that report that nothing was said ("declined to comment")."""
    return _phrases("silence")


def handed_on() -> re.Pattern[str]:
    """Return the pattern of cues that hand on another's words ("as saying")."""
    return _phrases("handed")
